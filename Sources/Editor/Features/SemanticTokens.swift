import JSON
import JWT
import RPC

extension Editor {
    /// The parts of tokens in three colours (LSP 3.17, "Semantic Tokens"): types that the client has, so that any theme colours them,
    /// with modifiers of ours for those that know them.
    static let semanticTokens = EditorFeature(requests: [semanticFull, semanticDelta, semanticRange]) {
        client, writer in
        guard client.knows("textDocument", "semanticTokens") else { return }
        writer.object("semanticTokensProvider") { writer in
            let legend = SemanticLegend(client)
            writer.object("legend") { writer in
                writer.member("tokenTypes", legend.types)
                writer.member("tokenModifiers", legend.modifiers)
            }
            if client.takesSemanticDelta {
                writer.object("full") { $0.member("delta", true) }
            } else {
                writer.member("full", true)
            }
            writer.member("range", true)
        }
    }

    private static let semanticFull = EditorRequest(
        "textDocument/semanticTokens/full", "The parts of all tokens in a document, to be coloured.", [.document]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        if document.noted.items.count > quickItems { try call.call.takesLong() }
        let data = call.covers(document) ? SemanticData(document, document.noted.items[...]).numbers : []
        let id = call.client.takesSemanticDelta ? call.workspace.colours.keep(data, of: document.uri) : nil
        writer.object { writer in
            writer.member("resultId", id)
            writer.numbers("data", data[...])
        }
    }

    private static let semanticDelta = EditorRequest(
        "textDocument/semanticTokens/full/delta", "The same, as what has changed since it was asked for last.",
        [.document, Parameter("previousResultId", .string, "What the last answer said.", required: true)]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        if document.noted.items.count > quickItems { try call.call.takesLong() }
        let data = call.covers(document) ? SemanticData(document, document.noted.items[...]).numbers : []
        let last = call.workspace.colours.last(of: document.uri, call.params.string("previousResultId") ?? "")
        let id = call.workspace.colours.keep(data, of: document.uri)
        writer.object { writer in
            writer.member("resultId", id)
            // What is not known any more is told as a whole.
            guard let last else { return writer.numbers("data", data[...]) }
            writer.array("edits") { writer in
                guard last != data else { return }
                let kept = zip(last, data).prefix { $0 == $1 }.count
                let rest = min(last.count, data.count) - kept
                let behind = zip(last.reversed(), data.reversed()).prefix(rest).prefix { $0 == $1 }.count
                writer.object { writer in
                    writer.member("start", kept)
                    writer.member("deleteCount", last.count - kept - behind)
                    writer.numbers("data", data[kept..<(data.count - behind)])
                }
            }
        }
    }

    private static let semanticRange = EditorRequest(
        "textDocument/semanticTokens/range", "The parts of the tokens in a stretch of a document, to be coloured.",
        [.document, .range]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let items = document.noted.items(in: try call.range(in: document))
        if items.count > quickItems { try call.call.takesLong() }
        let data = call.covers(document) ? SemanticData(document, items).numbers : []
        writer.object { $0.numbers("data", data[...]) }
    }

    /// As many tokens as are looked at in passing.
    static let quickItems = 500
}

extension ClientCapabilities {
    fileprivate var takesSemanticDelta: Bool {
        has("textDocument", "semanticTokens", "requests", "full", "delta")
    }
}

extension JSONWriter {
    fileprivate mutating func numbers(_ name: StaticString, _ numbers: ArraySlice<UInt32>) {
        array(name) { writer in
            for number in numbers { writer.integer(Int64(number)) }
        }
    }
}

/// The types and modifiers that numbers stand for; those of a header, of claims, and of a signature or what else is not to be read.
struct SemanticLegend {
    let types: [String]
    let modifiers = ["jwtHeader", "jwtClaims", "jwtSignature"]

    // What a theme colours differently, the best first.
    private static let choices = [
        ["keyword", "type", "class", "namespace", "modifier"],
        ["string", "property", "variable", "parameter", "enumMember"],
        ["number", "regexp", "operator", "macro", "comment"],
    ]

    /// Those that a client has; the usual ones where it has none of ours.
    init(_ client: ClientCapabilities) {
        let offered = client.strings("textDocument", "semanticTokens", "tokenTypes")
        types = Self.choices.map { names in names.first { offered.contains($0) } ?? names[0] }
    }
}

/// The parts of tokens as LSP counts them: five numbers a part.
struct SemanticData {
    private(set) var numbers: [UInt32] = []
    private var walk: PositionWalk
    private var last = TextPosition(line: 0, character: 0)

    /// The parts of these tokens of a document.
    init(_ document: TextDocument, _ items: ArraySlice<NotedText.Item>) {
        walk = PositionWalk(document)
        numbers.reserveCapacity(items.count * 15)
        let text = document.text
        for item in items {
            guard let note = item.note.token, note.isCompact else { continue }
            for part in TokenParts(item.range, isEncrypted: note.kind == .jwe, in: text).list { add(part) }
        }
    }

    // A compact token stands in one line, and no two overlap.
    private mutating func add(_ part: TokenParts.Part) {
        guard !part.range.isEmpty else { return }
        let place = walk.range(of: part.range)
        let line = place.start.line - last.line
        let character = line == 0 ? place.start.character - last.character : place.start.character
        let kind = UInt32(part.kind.rawValue)
        numbers += [
            UInt32(clamping: line), UInt32(clamping: character),
            UInt32(clamping: place.end.character - place.start.character),
            kind, 1 << kind,
        ]
        last = place.start
    }
}

/// The parts of a compact token, by where its dots and tildes stand.
struct TokenParts {
    /// What a part is to whoever looks at it.
    enum Kind: Int { case header, claims, opaque }

    /// A part, in bytes of the text.
    struct Part {
        let range: Range<Int>
        let kind: Kind
    }

    private(set) var list: [Part] = []

    /// The parts of the token in these bytes of a text.
    init(_ range: Range<Int>, isEncrypted: Bool, in text: [UInt8]) {
        // Behind the first tilde are disclosures, and perhaps another token.
        var start = range.lowerBound
        var dots = 0
        var isBehindTilde = false
        for place in range.lowerBound...range.upperBound {
            let byte = place < range.upperBound ? text[place] : UInt8(ascii: "~")
            guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~") else { continue }
            let isToken = dots > 0 || byte == UInt8(ascii: ".")
            let kind: Kind
            switch dots {
            case _ where !isToken: kind = .claims
            case 0: kind = .header
            case 1: kind = isEncrypted && !isBehindTilde ? .opaque : .claims
            case 3: kind = .claims
            default: kind = .opaque
            }
            list.append(Part(range: start..<place, kind: kind))
            start = place + 1
            dots = byte == UInt8(ascii: ".") ? dots + 1 : 0
            if byte == UInt8(ascii: "~") { isBehindTilde = true }
        }
    }
}
