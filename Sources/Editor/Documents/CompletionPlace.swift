import JSON

/// What is being typed at a place of a claims set, a header or a key in JSON.
struct CompletionPlace {
    enum Kind {
        /// The name of a member.
        case name
        /// The value of a member of this name; in an array of such values, too.
        case value(of: [UInt8])
    }

    let kind: Kind
    let role: JSONRole
    /// What is replaced by whatever is chosen.
    let replaced: Range<Int>
    /// Whether the place is in quotes, and whether they are closed.
    let isQuoted: Bool
    let isClosed: Bool
    /// Whether a colon follows a name that is there.
    let hasColon: Bool
    /// The object, read.
    let json: LooseJSON
    let object: Int

    /// What is at a place; nil where nothing of ours is being typed.
    init?(at offset: Int, in document: TextDocument) {
        let text = document.text
        json = LooseJSON(around: offset, in: text)
        guard let object = json.object(at: offset),
            let role = json.role(of: object) ?? Self.hint(json, object, document)
        else { return nil }
        (self.object, self.role) = (object, role)
        let string = Self.string(
            at: offset, in: text, from: max(json.objects[object].start, document.line(around: offset).lowerBound))
        isQuoted = string != nil
        isClosed = string?.isClosed ?? false
        var range = string?.content ?? offset..<offset
        if string == nil {
            // A bare word is replaced as a whole.
            var start = offset
            while start > json.objects[object].start + 1, text[start - 1].isOfWord { start -= 1 }
            range = start..<offset
        }
        var next = range.upperBound + (isClosed ? 1 : 0)
        while next < text.count, text[next].isSpace { next += 1 }
        hasColon = next < text.count && text[next] == UInt8(ascii: ":")
        // Behind something whole nothing begins but what a comma or a bracket goes before.
        guard isQuoted || Self.isBeginning(range.lowerBound, in: text) else { return nil }
        guard let name = Self.nameOfValue(at: range.lowerBound, json, object) else {
            kind = .name
            // The closing quote comes with the colon behind it.
            replaced = range.lowerBound..<(range.upperBound + (isClosed && !hasColon ? 1 : 0))
            return
        }
        replaced = range
        kind = .value(of: Array(text[name]))
    }

    private static func isBeginning(_ place: Int, in text: [UInt8]) -> Bool {
        guard let before = text[..<place].last(where: { !$0.isSpace }) else { return false }
        return "{[,:".utf8.contains(before)
    }

    // The member whose value is being typed: the last name before the place, if a colon follows it and no comma of its object.
    private static func nameOfValue(at place: Int, _ json: LooseJSON, _ object: Int) -> Range<Int>? {
        guard let member = json.objects[object].members.last(where: { $0.name.upperBound < place }) else { return nil }
        if let value = member.value {
            // Of a string that nothing is in yet there may be one quote alone.
            let isFirst = value.range.lowerBound...value.range.lowerBound + 1 ~= place
            if isFirst || value.range.lowerBound < place && place < value.range.upperBound { return member.name }
            return value.kind == .word || value.kind == .number
                ? (place <= value.range.upperBound ? member.name : nil) : nil
        }
        let between = json.text[member.name.upperBound..<place]
        return between.contains(UInt8(ascii: ":")) && !between.contains(UInt8(ascii: ",")) ? member.name : nil
    }

    /// The string that a place is in, without quotes.
    private static func string(
        at offset: Int, in text: [UInt8], from start: Int
    ) -> (content: Range<Int>, isClosed: Bool)? {
        var place = start
        while place < offset {
            guard text[place] == UInt8(ascii: "\"") else {
                place += 1
                continue
            }
            let end = LooseJSON.stringEnd(in: text, from: place, before: text.count)
            let isClosed = end > place + 1 && text[end - 1] == UInt8(ascii: "\"")
            let content = (place + 1)..<max(place + 1, isClosed ? end - 1 : end)
            if offset <= content.upperBound { return Self.typed(content, isClosed, at: offset, in: text) }
            place = max(place + 1, end)
        }
        return nil
    }

    // A string that is not closed ends where typing does, and not with its line.
    private static func typed(
        _ content: Range<Int>, _ isClosed: Bool, at offset: Int, in text: [UInt8]
    ) -> (content: Range<Int>, isClosed: Bool) {
        let isWord = text[content].allSatisfy { $0.isOfWord || "#:/".utf8.contains($0) }
        return isClosed && isWord ? (content, true) : (content.lowerBound..<offset, false)
    }

    // What an object is to be that says nothing of it yet: by the name that it stands under, or that the document has.
    private static func hint(_ json: LooseJSON, _ object: Int, _ document: TextDocument) -> JSONRole? {
        if json.member("alg", of: object) != nil { return .header }
        if let name = json.objects[object].name {
            switch String(decoding: json.text[name], as: UTF8.self) {
            case "keys", "jwk": return .key
            case "jwks": return .keySet
            case "header", "protected", "unprotected": return .header
            case "claims", "payload": return .claims
            default: return nil
            }
        }
        guard json.objects[object].parent == nil else { return nil }
        let file = FileAddress.name(document.uri).lowercased()
        if file.contains("jwks") { return .keySet }
        if file.contains("jwk") { return .key }
        if file.contains("claims") || file.contains("payload") { return .claims }
        return file.contains("header") && file.hasSuffix(".json") ? .header : nil
    }
}
