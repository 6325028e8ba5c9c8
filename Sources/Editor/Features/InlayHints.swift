import JSON
import JWT
import RPC

extension Editor {
    /// Behind each token when it expires and whether it holds, and behind a number of seconds the date (LSP 3.17, "Inlay Hint Request").
    /// Not every client can be told to ask again: a hint says instants, which stay true, and no distances from now.
    static let inlayHints = EditorFeature(requests: [hintRequest, resolveHint]) { client, writer in
        guard client.knows("textDocument", "inlayHint") else { return }
        writer.object("inlayHintProvider") { $0.member("resolveProvider", client.resolvesHints) }
    }

    private static let hintRequest = EditorRequest(
        "textDocument/inlayHint", "What is to be shown beside the text of a stretch.", [.document, .range]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let stretch = try call.range(in: document)
        guard call.view.settings.showsInlayHints, call.covers(document) else { return writer.array { _ in } }
        if stretch.count > quickStretch { try call.call.takesLong() }
        let hints = InlayHint.hints(in: stretch, of: document, call)
        var walk = PositionWalk(document)
        writer.array { writer in
            for hint in hints { hint.write(at: walk.position(of: hint.place), document, call, to: &writer) }
        }
    }

    private static let resolveHint = EditorRequest(
        "inlayHint/resolve", "What a hint says when it is looked at closely.",
        [
            Parameter("position", .object, "Where it is.", required: true),
            Parameter("label", .any, "What it says.", required: true),
            Parameter("data", .any, "What it was sent with."),
        ]
    ) { (call, writer) throws(RPCError) in
        let data = call.params["data"]
        let tip = data?["uri"]?.string.flatMap { call.view.documents[$0] }.flatMap { document in
            InlayHint.tip(of: data, in: document, call)
        }
        writer.object { writer in
            for name in ["position", "label", "paddingLeft", "kind", "data"] as [StaticString] {
                writer.member(name, call.params[name])
            }
            if let tip { writer.tip(tip) }
        }
    }

    /// A stretch that is looked through in passing.
    private static let quickStretch = 256 << 10
    /// Hints of one answer.
    static let hintLimit = 2000
}

extension ClientCapabilities {
    fileprivate var resolvesHints: Bool {
        offers("tooltip", "textDocument", "inlayHint", "resolveSupport", "properties")
    }
}

extension JSONWriter {
    fileprivate mutating func tip(_ page: HoverPage) {
        guard page.isMarkdown else { return member("tooltip", page.text) }
        object("tooltip") { writer in
            writer.member("kind", page.kind)
            writer.member("value", page.text)
        }
    }
}

/// One hint: where it stands, and what it says.
private struct InlayHint {
    let place: Int
    let label: String
    /// Whether there is more to say of it.
    let isToken: Bool

    /// How far a stretch is looked through for numbers.
    private static let reach = 1 << 20

    static func hints(in stretch: Range<Int>, of document: TextDocument, _ call: EditorCall) -> [InlayHint] {
        let now = call.now
        let items = document.noted.items(in: stretch).prefix(Editor.hintLimit)
        var hints = call.judged(items, in: document).compactMap { item in
            item.note.token.map { note in
                InlayHint(
                    place: item.range.upperBound, label: TokenLabel(note, item.judgement, at: now).text, isToken: true)
            }
        }
        hints += times(in: stretch.lowerBound..<min(stretch.upperBound, stretch.lowerBound + reach), of: document)
        return Array(hints.sorted { $0.place < $1.place }.prefix(Editor.hintLimit))
    }

    // Numbers that count seconds, under the names of claims.
    private static func times(in stretch: Range<Int>, of document: TextDocument) -> [InlayHint] {
        let text = document.text
        var hints: [InlayHint] = []
        var place = stretch.lowerBound
        while place < stretch.upperBound, hints.count < Editor.hintLimit {
            guard text[place].isDigit else {
                place += 1
                continue
            }
            let start = place
            while place < text.count, text[place].isDigit { place += 1 }
            let isWord = start > 0 && text[start - 1].isOfWord
            guard !isWord, (9...13).contains(place - start) else { continue }
            let line = document.line(around: start)
            guard let word = TimeWord(start..<place, in: text, line: line), let date = Calendar.text(word.time.date)
            else {
                continue
            }
            hints.append(InlayHint(place: place, label: date, isToken: false))
        }
        return hints
    }

    func write(
        at position: TextPosition, _ document: TextDocument, _ call: EditorCall, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.name("position")
            position.write(to: &writer)
            writer.member("label", label)
            writer.member("paddingLeft", true)
            guard isToken else { return }
            if call.client.resolvesHints {
                writer.object("data") { writer in
                    writer.member("uri", document.uri)
                    writer.member("end", place)
                    writer.member("version", document.version)
                }
            } else if let tip = Self.tip(endingAt: place, in: document, call, isMarkdown: false) {
                writer.tip(tip)
            }
        }
    }

    /// What is to be said of the token that a hint was sent for; nil where the text is another one by now.
    static func tip(of data: JSONValue?, in document: TextDocument, _ call: EditorCall) -> HoverPage? {
        guard let end = data?["end"]?.integer, data?["version"]?.integer.map(Int.init) == document.version else {
            return nil
        }
        return tip(endingAt: Int(end), in: document, call, isMarkdown: call.client.showsMarkdownHover)
    }

    // Without a way to ask for it later it is as short as it can be.
    private static func tip(
        endingAt end: Int, in document: TextDocument, _ call: EditorCall, isMarkdown: Bool
    ) -> HoverPage? {
        guard let item = document.noted.item(at: end), let note = item.note.token, item.range.upperBound == end else {
            return nil
        }
        guard call.client.resolvesHints else {
            var page = HoverPage(isMarkdown: false)
            guard let state = TimeState(note, at: call.now).text else { return nil }
            page.line(state)
            return page
        }
        do throws(RPCError) {
            let octets = Array(document.text[item.range])
            return try TokenPage(octets, note, at: nil, for: call, isMarkdown: isMarkdown).page
        } catch {
            return nil
        }
    }
}
