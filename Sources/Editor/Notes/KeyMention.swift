import JSON
import JWT

/// What a place is about, as far as it leads to a key: a token, a key, or the name of one in JSON.
struct KeySubject {
    /// The name of the key.
    let keyID: [UInt8]?
    /// The token at the place, or the key.
    let token: Range<Int>?
    let key: NotedText.Item?

    /// What is at a place; nil where nothing of ours is.
    init?(at offset: Int, in document: TextDocument) {
        let item = document.noted.item(at: offset)
        if let item, let note = item.note.token {
            (keyID, token, key) = (note.keyID, item.range, nil)
            return
        }
        let json = LooseJSON(around: offset, in: document.text)
        if let object = json.object(at: offset), json.role(of: object) != nil,
            let member = json.member(at: offset, of: object), document.text[member.name].elementsEqual("kid".utf8),
            let range = json.string(member.value)
        {
            (keyID, token, key) = (KeyMention.content(of: document.text[range]), nil, item)
            return
        }
        guard let item, let note = item.note.key else { return nil }
        (keyID, token, key) = (note.keyID, nil, item)
    }
}

/// A place in a document that names a key.
struct KeyMention {
    enum Kind { case token, key, name }

    let range: Range<Int>
    let kind: Kind

    /// Where a document names the key of this name, in the order of the text: in tokens, in keys, in headers that are written as JSON.
    static func all(of keyID: [UInt8], in document: TextDocument) -> [KeyMention] {
        let text = document.text
        var places = document.noted.items.compactMap { item -> KeyMention? in
            switch item.note {
            case .token(let note): note.keyID == keyID ? KeyMention(range: item.range, kind: .token) : nil
            case .key(let note):
                note.keyID == keyID ? KeyMention(range: nameOfKey(item, in: text), kind: .key) : nil
            }
        }
        guard text.count <= LooseJSON.wholeText else { return places }
        let json = LooseJSON(text, 0..<text.count)
        for index in json.objects.indices where json.role(of: index) == .header {
            guard let range = json.string(json.member("kid", of: index)?.value), content(of: text[range]) == keyID
            else {
                continue
            }
            places.append(KeyMention(range: range, kind: .name))
        }
        return places.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Where a JWK says its name; all of a key that is written in another way.
    static func nameOfKey(_ item: NotedText.Item, in text: [UInt8]) -> Range<Int> {
        guard item.note.key?.form == .jwk else { return item.range }
        let json = LooseJSON(text, item.range)
        guard let object = json.objects.indices.first, let range = json.string(json.member("kid", of: object)?.value)
        else {
            return item.range
        }
        return range
    }

    /// What a string in JSON says whose content is written like this.
    static func content(of written: ArraySlice<UInt8>) -> [UInt8] {
        guard written.contains(UInt8(ascii: "\\")) else { return Array(written) }
        do throws(JSONFault) {
            let quote = [UInt8(ascii: "\"")]
            return try JSONDocument(quote + written + quote).root.utf8 ?? Array(written)
        } catch {
            return Array(written)
        }
    }
}
