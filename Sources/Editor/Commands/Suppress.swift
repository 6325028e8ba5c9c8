import JSON
import JWT
import RPC

extension Editor {
    /// Says in a comment that something may stand where it does.
    static let suppress = EditorCommand(name: "jwtls.suppress", title: "Ignore", needsEdits: true, offers: suppressions)
    {
        (call) throws(RPCError) in
        guard let code = call.words["code"], FindingCode.named(code) != nil else {
            throw RPCError(.invalidParameters, "code is the word of a finding.", parameter: "/arguments/0/code")
        }
        guard let syntax = CommentSyntax(of: call.document) else {
            throw RPCError(.invalidParameters, "The document's language has no comments, or none that are known here.")
        }
        let edit = mark(code, syntax, call)
        return Outcome(change: WorkspaceChange(call.document, [edit]))
    }

    private static func mark(_ code: String, _ syntax: CommentSyntax, _ call: CommandCall) -> WorkspaceChange.Edit {
        let document = call.document
        // What is said of a part of something is said of all of it.
        let range = document.noted.item(at: call.range.lowerBound)?.range ?? call.range
        let first = document.line(around: range.lowerBound)
        let last = document.line(around: max(range.lowerBound, range.upperBound - 1))
        if let place = list(in: range.upperBound..<max(range.upperBound, last.upperBound), of: document.text) {
            return WorkspaceChange.Edit(range: place..<place, text: Array(", \(code)".utf8))
        }
        guard syntax.trails else {
            let above = document.line(above: first)
            if let place = list(in: above, of: document.text, "jwtls:ignore-next-line[") {
                return WorkspaceChange.Edit(range: place..<place, text: Array(", \(code)".utf8))
            }
            let line = document.margin(of: first) + syntax.line("jwtls:ignore-next-line[\(code)]") + document.lineEnd
            return WorkspaceChange.Edit(range: first.lowerBound..<first.lowerBound, text: Array(line.utf8))
        }
        let end = last.upperBound
        return WorkspaceChange.Edit(range: end..<end, text: Array(" \(syntax.line("jwtls:ignore[\(code)]"))".utf8))
    }

    // The end of a list that stands there already.
    private static func list(
        in stretch: Range<Int>, of text: [UInt8], _ mark: String = "jwtls:ignore["
    ) -> Int? {
        let mark = Array(mark.utf8)
        guard let start = text[stretch].firstRange(of: mark)?.upperBound else { return nil }
        return text[start..<stretch.upperBound].firstIndex(of: UInt8(ascii: "]"))
    }

    private static let suppressions: @Sendable (OfferContext) -> [Offer] = { context in
        guard CommentSyntax(of: context.document) != nil else { return [] }
        var offers: [Offer] = []
        for (code, value) in context.diagnostics(about: context.range) {
            guard let place = TextRange(value["range"]), FindingCode.named(code) != nil else {
                continue
            }
            offers.append(
                Offer(
                    title: "Ignore \(code) here", kind: .quickFix, range: context.document.bytes(of: place),
                    words: ["code": code], mended: [value]))
        }
        return offers
    }
}
