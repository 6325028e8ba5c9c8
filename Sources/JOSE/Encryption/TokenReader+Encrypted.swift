package import JSON

extension TokenReader {
    /// Takes apart a compact token that is encrypted (RFC 7516 §7.1).
    package mutating func encryptedCompact(_ text: TokenText) throws(TokenFault) -> EncryptedToken {
        guard text.range.count <= limits.tokenBytes else { throw TokenFault(.tooLarge(limit: limits.tokenBytes)) }
        let ranges = try Self.parts(of: text)
        let start = text.range.lowerBound
        let given = { (range: Range<Int>) in (range.lowerBound - start)..<(range.upperBound - start) }
        let part = { (index: Int) in text.bytes[ranges[index]] }
        let header = try encryptionHeader(part(0), at: given(ranges[0]))
        let encryptedKey = try octets(part(1), .encryptedKey, at: given(ranges[1]))
        return EncryptedToken(
            serialization: .compact,
            recipients: [EncryptedToken.Recipient(header: header, encryptedKey: encryptedKey)],
            vector: try octets(part(2), .vector, at: given(ranges[2])),
            ciphertext: try octets(part(3), .ciphertext, at: given(ranges[3])),
            tag: try octets(part(4), .tag, at: given(ranges[4])),
            protectedText: part(0), additionalText: nil, additionalData: nil,
            headerRange: given(ranges[0]), ciphertextRange: given(ranges[3]))
    }

    /// Takes apart an encrypted token in a JSON serialization, flattened or general (RFC 7516 §7.2). Ranges count from the
    /// object's first byte.
    package mutating func encryptedJSON(_ object: JSONValue) throws(TokenFault) -> EncryptedToken {
        guard object.range.count <= limits.tokenBytes else { throw TokenFault(.tooLarge(limit: limits.tokenBytes)) }
        guard object.kind == .object else { throw TokenFault(.notAnObject, .serialization) }
        if let duplicate = object.firstDuplicate {
            let name = String(duplicate.lexeme.prefix(80))
            throw TokenFault(.duplicate(name), .serialization, at: object.offsets(of: duplicate))
        }
        if object["payload"] != nil {
            if object["ciphertext"] != nil { throw TokenFault(.conflict("payload", "ciphertext"), .serialization) }
            throw TokenFault(.signed)
        }
        let protectedText = try text("protected", of: object, in: object, isRequired: false)
        let headerRange = object["protected"].map { object.offsets(of: $0) }
        // An empty protected header is an absent one, and is not the encoding of an empty object (RFC 7516 §7.2.1).
        if let protectedText, protectedText.isEmpty { throw TokenFault(.notAnObject, .header, at: headerRange) }
        let protected = try protectedText.map { (text) throws(TokenFault) in try headerJSON(text, at: headerRange) }
        let recipients = try recipients(of: object, protected)
        let additional = try text("aad", of: object, in: object, isRequired: false)
        let additionalData = try additional.map { (text) throws(TokenFault) in
            try octets(text, .additionalData, at: nil)
        }
        return EncryptedToken(
            serialization: object["recipients"] == nil ? .flattened : .general, recipients: recipients,
            vector: try member("iv", .vector, of: object),
            ciphertext: try member("ciphertext", .ciphertext, of: object),
            tag: try member("tag", .tag, of: object), protectedText: protectedText ?? [], additionalText: additional,
            additionalData: additionalData,
            headerRange: headerRange, ciphertextRange: object["ciphertext"].map { object.offsets(of: $0) })
    }

    private func recipients(
        of object: JSONValue, _ protected: JSONValue?
    ) throws(TokenFault) -> [EncryptedToken.Recipient] {
        let shared = object["unprotected"]
        guard let list = object["recipients"] else {
            return [try recipient(object, of: object, protected, shared)]
        }
        for name in ["encrypted_key", "header"] as [StaticString] where object[name] != nil {
            throw TokenFault(.conflict("recipients", name.description), .serialization)
        }
        guard list.kind == .array, list.count > 0 else {
            throw TokenFault(
                .wrongType(member: "recipients", expected: "an array of at least one recipient"), .serialization)
        }
        guard list.count <= limits.signatures else {
            throw TokenFault(.tooManyRecipients(limit: limits.signatures), .serialization)
        }
        var recipients: [EncryptedToken.Recipient] = []
        for element in list.elements {
            guard element.kind == .object else {
                throw TokenFault(
                    .wrongType(member: "recipients", expected: "an array of objects"), .serialization,
                    at: object.offsets(of: element))
            }
            recipients.append(try recipient(element, of: object, protected, shared))
        }
        try Self.check(recipients)
        return recipients
    }

    private func recipient(
        _ element: JSONValue, of object: JSONValue, _ protected: JSONValue?, _ shared: JSONValue?
    ) throws(TokenFault) -> EncryptedToken.Recipient {
        let own = element["header"]
        let header: EncryptionHeader
        do throws(TokenFault) {
            header = try EncryptionHeader(protected: protected, shared: shared, own: own, limits: limits)
        } catch {
            throw error.at((own ?? object["protected"]).map { object.offsets(of: $0) })
        }
        let text = try text("encrypted_key", of: element, in: object, isRequired: false) ?? []
        let range = element["encrypted_key"].map { object.offsets(of: $0) }
        return EncryptedToken.Recipient(header: header, encryptedKey: try octets(text, .encryptedKey, at: range))
    }

    // One content has one encryption (RFC 7516 §7.2.1), and a content key that an algorithm determines one recipient.
    private static func check(_ recipients: [EncryptedToken.Recipient]) throws(TokenFault) {
        guard let first = recipients.first?.header, recipients.count > 1 else { return }
        for recipient in recipients {
            guard let name = first.encryptionName.utf8, recipient.header.encryptionName.isString(name.span) else {
                throw TokenFault(.conflict("enc", "enc"), .recipientHeader)
            }
            if recipient.header.algorithm?.determinesContentKey == true {
                throw TokenFault(.soleRecipient, .serialization)
            }
        }
    }

    private func member(
        _ name: StaticString, _ part: TokenFault.Part, of object: JSONValue
    ) throws(TokenFault) -> [UInt8] {
        let text = try text(name, of: object, in: object, isRequired: true) ?? []
        return try octets(text, part, at: object[name].map { object.offsets(of: $0) })
    }

    private func octets(
        _ text: ArraySlice<UInt8>, _ part: TokenFault.Part, at range: Range<Int>?
    ) throws(TokenFault) -> [UInt8] {
        do throws(Base64URL.Fault) {
            return try Base64URL.decode(text.span)
        } catch {
            throw TokenFault(.base64URL(error), part, at: range)
        }
    }

    // More than five dots are not counted: no kind of token has them.
    private static func parts(of text: TokenText) throws(TokenFault) -> [Range<Int>] {
        let span = text.bytes.span.extracting(text.range)
        let start = text.range.lowerBound
        var ranges: [Range<Int>] = []
        var from = 0
        while ranges.count < 6, let dot = span.firstOffset(of: UInt8(ascii: "."), from: from) {
            ranges.append((start + from)..<(start + dot))
            from = dot + 1
        }
        ranges.append((start + from)..<text.range.upperBound)
        if ranges.count == 3 { throw TokenFault(.signed) }
        guard ranges.count == 5 else { throw TokenFault(.encryptedParts(ranges.count)) }
        return ranges
    }
}
