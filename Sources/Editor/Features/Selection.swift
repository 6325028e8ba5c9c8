import JSON
import JWT
import RPC

extension Editor {
    /// What around a place belongs together, from the smallest to the line (LSP 3.17, "Selection Range Request"): a part of a token, the
    /// token, the string that it stands in; a member of a key, the key, its set.
    static let selection = EditorFeature(requests: [selectionRequest]) { _, writer in
        writer.member("selectionRangeProvider", true)
    }

    private static let selectionRequest = EditorRequest(
        "textDocument/selectionRange", "What belongs together around places.",
        [.document, Parameter("positions", .any, "The places.", required: true)]
    ) { (call, writer) throws(RPCError) in
        let document = try call.document()
        let given = call.params["positions"]
        let positions = given?.elements.map { TextPosition($0) } ?? []
        guard given?.kind == .array, positions.count <= selectionLimit, !positions.contains(nil) else {
            throw RPCError(
                .invalidParameters, "positions are no more than \(selectionLimit) places.", parameter: "/positions")
        }
        writer.array { writer in
            for position in positions.compactMap({ $0 }) {
                let ranges = SelectionSteps(at: document.offset(of: position), in: document).ranges
                writer.nest(ranges.map { document.range(of: $0) }[...])
            }
        }
    }

    static let selectionLimit = 1000
}

extension JSONWriter {
    // A range, and as its parent the next one.
    fileprivate mutating func nest(_ ranges: ArraySlice<TextRange>) {
        guard let first = ranges.first else { return null() }
        object { writer in
            writer.member("range", first)
            guard ranges.count > 1 else { return }
            writer.name("parent")
            writer.nest(ranges.dropFirst())
        }
    }
}

/// What belongs together around a place, the smallest first; each holds the one before.
private struct SelectionSteps {
    private(set) var ranges: [Range<Int>] = []

    /// As many steps as anybody takes.
    private static let limit = 12

    init(at offset: Int, in document: TextDocument) {
        let text = document.text
        let line = document.line(around: offset)
        let items = document.noted.items(in: offset..<offset).filter {
            $0.range.lowerBound <= offset && offset <= $0.range.upperBound
        }
        if let token = items.last, let note = token.note.token, note.isCompact {
            let parts = TokenParts(token.range, isEncrypted: note.kind == .jwe, in: text).list
            if let part = parts.first(where: { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }) {
                add(part.range)
            }
            add(token.range)
        } else {
            addMember(at: offset, in: text)
        }
        addString(around: ranges.last ?? offset..<offset, in: text, line)
        for item in items.reversed() { add(item.range) }
        add(line)
        add(0..<text.count)
    }

    private mutating func addMember(at offset: Int, in text: [UInt8]) {
        let json = LooseJSON(around: offset, in: text)
        guard let object = json.object(at: offset), json.role(of: object) != nil else { return }
        if let member = json.member(at: offset, of: object) {
            let parts = [member.name, json.string(member.value), member.value?.range].compactMap { $0 }
            for part in parts where part.lowerBound <= offset && offset <= part.upperBound { add(part) }
            add((member.name.lowerBound - 1)..<max(member.name.upperBound + 1, member.value?.range.upperBound ?? 0))
        }
        add(json.objects[object].range)
    }

    // The quotes around something, in its line, and what is between them.
    private mutating func addString(around inner: Range<Int>, in text: [UInt8], _ line: Range<Int>) {
        guard line.lowerBound <= inner.lowerBound, inner.upperBound <= line.upperBound else { return }
        let reach = 64 << 10
        for quote in "\"'`".utf8 {
            let before = text[max(line.lowerBound, inner.lowerBound - reach)..<inner.lowerBound]
            let behind = text[inner.upperBound..<min(line.upperBound, inner.upperBound + reach)]
            guard let start = before.lastIndex(of: quote), let end = behind.firstIndex(of: quote) else { continue }
            add((start + 1)..<end)
            add(start..<(end + 1))
            return
        }
    }

    private mutating func add(_ range: Range<Int>) {
        guard ranges.count < Self.limit else { return }
        guard let last = ranges.last else { return ranges.append(range) }
        if range != last, range.lowerBound <= last.lowerBound, last.upperBound <= range.upperBound {
            ranges.append(range)
        }
    }
}
