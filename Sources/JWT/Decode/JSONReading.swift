import JSON

/// Takes a token in JSON serialization apart (RFC 7515 §7.2, RFC 7516 §7.2).
struct JSONReading {
    private let text: MendedText
    private let document: JSONDocument
    private let mended: PlaceMap?
    private var reading = TokenReading()

    /// Reads the object of a text, or answers nil where it is no token.
    static func read(_ text: MendedText) -> TokenReading? {
        var object = TokenPart(.excess, verbatim: text.bytes, range: 0..<text.bytes.count)
        object.readJSON(insists: true)
        guard let document = object.document, document.root.kind == .object else { return nil }
        var reading = JSONReading(text: text, document: document, mended: object.mendedPlaces)
        guard reading.readObject() else { return nil }
        for finding in object.findings {
            reading.reading.findings.append(
                Finding(finding.code, finding.message, range: finding.range.map(text.place)))
        }
        return reading.reading
    }

    private init(text: MendedText, document: JSONDocument, mended: PlaceMap?) {
        self.text = text
        self.document = document
        self.mended = mended
    }

    private mutating func readObject() -> Bool {
        let root = document.root
        for duplicate in document.duplicates.prefix(TokenReading.limit) {
            reading.findings.append(
                Finding(
                    .duplicateMember, "The token has two members \(shown(duplicate)).", range: place(duplicate.range)))
        }
        if root["ciphertext"] != nil || root["recipients"] != nil || root["encrypted_key"] != nil {
            readEncrypted(root)
        } else if root["payload"] != nil || root["signatures"] != nil || root["signature"] != nil {
            readSigned(root)
        } else {
            return false
        }
        return true
    }

    private mutating func readSigned(_ root: JSONValue) {
        let isGeneral = root["signatures"] != nil
        reading.serialization = isGeneral ? .general : .flattened
        if isGeneral, root["signature"] != nil { reportBoth("signature", "signatures", root) }
        let signatures = isGeneral ? elements("signatures", root) : [root]
        for object in signatures {
            reading.signatures.append(
                TokenReading.Signature(
                    header: protected(object), unprotectedHeader: unprotected("header", object),
                    signature: required(.signature, "signature", object)))
        }
        reading.header = reading.signatures.first?.header
        reading.unprotectedHeader = reading.signatures.first?.unprotectedHeader
        reading.selective = Self.selective(reading.unprotectedHeader)
        let isUnencoded = reading.header?.object?["b64"]?.boolean == false
        if let payload = root["payload"], isUnencoded, let octets = payload.utf8 {
            reading.payload = TokenPart(.payload, verbatim: octets, range: place(payload.plainRange ?? payload.range))
        } else if root["payload"] != nil {
            reading.payload = part(.payload, "payload", root, holdsJSON: true)
        }
        reading.payload?.readJSON(insists: false)
    }

    private static func selective(_ header: TokenPart?) -> TokenReading.Selective? {
        guard let header, let object = header.object else { return nil }
        let piece = { (value: JSONValue) in
            value.utf8.map {
                SelectiveToken.Piece(text: $0[...], range: header.place(value.plainRange ?? value.range))
            }
        }
        guard let list = object["disclosures"], list.kind == .array else { return nil }
        let disclosures = list.elements.prefix(DecodedToken.listedDisclosures).compactMap(piece)
        return TokenReading.Selective(disclosures: disclosures, keyBinding: object["kb_jwt"].flatMap(piece))
    }

    private mutating func readEncrypted(_ root: JSONValue) {
        reading.isEncrypted = true
        let isGeneral = root["recipients"] != nil
        reading.serialization = isGeneral ? .general : .flattened
        if isGeneral, root["encrypted_key"] != nil { reportBoth("encrypted_key", "recipients", root) }
        reading.header = protected(root)
        reading.unprotectedHeader = unprotected("unprotected", root)
        for object in isGeneral ? elements("recipients", root) : [root] {
            reading.recipients.append(
                TokenReading.Recipient(
                    header: unprotected("header", object), encryptedKey: part(.encryptedKey, "encrypted_key", object)))
        }
        let others: [TokenPart?] = [
            part(.additionalData, "aad", root), part(.initializationVector, "iv", root),
            required(.ciphertext, "ciphertext", root), part(.tag, "tag", root),
        ]
        reading.others = others.compactMap { $0 }
    }

    private mutating func elements(_ name: StaticString, _ root: JSONValue) -> [JSONValue] {
        guard let array = root[name], array.kind == .array else {
            if let value = root[name] { report("\(name) must be an array.", name, value) }
            return []
        }
        if array.count > TokenReading.limit {
            reading.findings.append(
                Finding(
                    .tooLarge,
                    "\(name) has \(array.count) entries, and only the first \(TokenReading.limit) are shown.",
                    pointer: "/\(name)", range: place(array.range), expected: .integer(Int64(TokenReading.limit)),
                    actual: .integer(Int64(array.count))))
        }
        return Array(array.elements.prefix(TokenReading.limit))
    }

    private mutating func protected(_ object: JSONValue) -> TokenPart? {
        var header = part(.header, "protected", object, holdsJSON: true)
        header?.readJSON(insists: true)
        return header
    }

    private mutating func unprotected(_ name: StaticString, _ object: JSONValue) -> TokenPart? {
        guard let value = object[name] else { return nil }
        guard value.kind == .object else {
            report("\(name) must be an object.", name, value)
            return nil
        }
        var header = TokenPart(.header, verbatim: Array(value.text), range: place(value.range))
        header.readJSON(insists: true)
        return header
    }

    private mutating func required(_ part: TokenPart.Name, _ name: StaticString, _ object: JSONValue) -> TokenPart? {
        if object[name] == nil {
            reading.findings.append(
                Finding(
                    .truncated, "The member \(name) is missing.", pointer: "/\(name)", range: place(object.range)))
        }
        return self.part(part, name, object)
    }

    private mutating func part(
        _ part: TokenPart.Name, _ name: StaticString, _ object: JSONValue, holdsJSON: Bool = false
    ) -> TokenPart? {
        guard let value = object[name] else { return nil }
        guard let octets = value.utf8 else {
            report("\(name) must be a string.", name, value)
            return nil
        }
        let bytes = document.bytes
        if let plain = value.plainRange {
            let source = PartSource(
                places: mended ?? text.places, outerPlaces: mended == nil ? nil : text.places, stretch: plain,
                length: text.given.count)
            return TokenPart(part, bytes.span, source, holdsJSON: holdsJSON)
        }
        // A string with escapes is not as long as it is written: every byte of it is said to stand at its start.
        var places = PlaceMap()
        places.note(0, from: place(value.range).lowerBound, step: 0)
        let source = PartSource(places: places, stretch: 0..<octets.count, length: text.given.count)
        return TokenPart(part, octets.span, source, holdsJSON: holdsJSON)
    }

    private func place(_ range: Range<Int>) -> Range<Int> { text.place(mended?.range(range) ?? range) }

    private func shown(_ name: JSONValue) -> String { String(name.lexeme.prefix(80)) }

    private mutating func report(_ message: String, _ name: StaticString, _ value: JSONValue) {
        reading.findings.append(Finding(.malformed, message, pointer: "/\(name)", range: place(value.range)))
    }

    private mutating func reportBoth(_ first: StaticString, _ second: StaticString, _ root: JSONValue) {
        guard let value = root[first] else { return }
        report("A token has \(first) or \(second), and this has both.", first, value)
    }
}
