package import JSON

extension TokenReader {
    /// Takes apart a token in a JSON serialization, flattened or general (RFC 7515 §7.2). Ranges count from the object's
    /// first byte.
    package mutating func json(
        _ object: JSONValue, detached: [UInt8]? = nil
    ) throws(TokenFault) -> SignedToken {
        guard object.range.count <= limits.tokenBytes else { throw TokenFault(.tooLarge(limit: limits.tokenBytes)) }
        guard object.kind == .object else { throw TokenFault(.notAnObject, .serialization) }
        if let duplicate = object.firstDuplicate {
            let name = String(duplicate.lexeme.prefix(80))
            throw TokenFault(.duplicate(name), .serialization, at: object.offsets(of: duplicate))
        }
        if object["ciphertext"] != nil {
            if object["payload"] != nil { throw TokenFault(.conflict("payload", "ciphertext"), .serialization) }
            throw TokenFault(.encrypted)
        }
        guard let signatures = object["signatures"] else { return try flattened(object, detached) }
        for name in ["signature", "protected", "header"] as [StaticString] where object[name] != nil {
            throw TokenFault(.conflict("signatures", name.description), .serialization)
        }
        return try general(object, signatures, detached)
    }

    private mutating func flattened(_ object: JSONValue, _ detached: [UInt8]?) throws(TokenFault) -> SignedToken {
        let entry = try entry(object, in: object)
        let payload = try payload(of: object, entry.header, detached)
        return SignedToken(serialization: .flattened, payload: payload, signatures: [entry])
    }

    private mutating func general(
        _ object: JSONValue, _ signatures: JSONValue, _ detached: [UInt8]?
    ) throws(TokenFault) -> SignedToken {
        guard signatures.kind == .array, signatures.count > 0 else {
            throw TokenFault(
                .wrongType(member: "signatures", expected: "an array of at least one signature"), .serialization)
        }
        guard signatures.count <= limits.signatures else {
            throw TokenFault(.tooManySignatures(limit: limits.signatures), .serialization)
        }
        var entries: [SignatureEntry] = []
        for element in signatures.elements {
            guard element.kind == .object else {
                throw TokenFault(
                    .wrongType(member: "signatures", expected: "an array of objects"), .serialization,
                    at: object.offsets(of: element))
            }
            entries.append(try entry(element, in: object))
        }
        let first = entries[0].header
        // Either all signatures cover the content as it is, or none does (RFC 7797 §3).
        guard entries.allSatisfy({ $0.header.isPayloadEncoded == first.isPayloadEncoded }) else {
            throw TokenFault(.conflict("b64", "b64"), .header)
        }
        let payload = try payload(of: object, first, detached)
        return SignedToken(serialization: .general, payload: payload, signatures: entries)
    }

    private mutating func entry(_ element: JSONValue, in object: JSONValue) throws(TokenFault) -> SignatureEntry {
        let protected = try text("protected", of: element, in: object, isRequired: false)
        let signatureText = try text("signature", of: element, in: object, isRequired: true)
        let unprotected = element["header"]
        guard protected != nil || unprotected != nil else { throw TokenFault(.missing("protected"), .serialization) }
        let headerRange = element["protected"].map { object.offsets(of: $0) }
        // An empty protected header is an absent one, and is not the encoding of an empty object (RFC 7515 §7.2.1).
        if let protected, protected.isEmpty { throw TokenFault(.notAnObject, .header, at: headerRange) }
        let json = try protected.map { (text) throws(TokenFault) in try headerJSON(text, at: headerRange) }
        let header: JOSEHeader
        do throws(TokenFault) {
            header = try JOSEHeader(protected: json, unprotected: unprotected, limits: limits)
        } catch {
            throw error.at(headerRange ?? unprotected.map { object.offsets(of: $0) })
        }
        let signatureRange = element["signature"].map { object.offsets(of: $0) }
        return SignatureEntry(
            header: header, protectedText: protected ?? [],
            signature: try signature(signatureText ?? [], at: signatureRange),
            headerRange: headerRange, signatureRange: signatureRange)
    }

    private func payload(
        of object: JSONValue, _ header: JOSEHeader, _ detached: [UInt8]?
    ) throws(TokenFault) -> SignedToken.Payload {
        let value = object["payload"]
        if value == nil, detached == nil { throw TokenFault(.detachment(isDetached: true), .payload) }
        let text = try text("payload", of: object, in: object, isRequired: false) ?? []
        return try payload(
            text, header, detached: detached, at: value.map { object.offsets(of: $0) }, isCompact: false)
    }

    func text(
        _ name: StaticString, of element: JSONValue, in object: JSONValue, isRequired: Bool
    ) throws(TokenFault) -> ArraySlice<UInt8>? {
        guard let value = element[name] else {
            if isRequired { throw TokenFault(.missing(name.description), .serialization) }
            return nil
        }
        guard let text = value.utf8 else {
            throw TokenFault(
                .wrongType(member: name.description, expected: "a string"), .serialization,
                at: object.offsets(of: value))
        }
        return text[...]
    }
}

extension JSONValue {
    /// Where another value of the same document stands, counted from this value's first byte.
    func offsets(of other: JSONValue) -> Range<Int> {
        (other.range.lowerBound - range.lowerBound)..<(other.range.upperBound - range.lowerBound)
    }
}
