import JSON

/// Takes tokens apart, strictly: one spelling of each, every part checked before any of it is used.
///
/// A reader remembers the header that it read last, since one issuer's tokens share it, and uses the memory of earlier
/// tokens again.
package struct TokenReader {
    let limits: TokenLimits
    private var headerPage = JSONPage()
    private var lastHeader: (text: [UInt8], header: JOSEHeader)?
    private var lastEncryptionHeader: (text: [UInt8], header: EncryptionHeader)?

    /// A reader with these limits.
    package init(limits: TokenLimits = TokenLimits()) {
        self.limits = limits
    }

    /// Takes apart a compact token. `detached` is the payload, where it is not in the token.
    package mutating func compact(
        _ text: TokenText, detached: [UInt8]? = nil
    ) throws(TokenFault) -> SignedToken {
        guard text.range.count <= limits.tokenBytes else { throw TokenFault(.tooLarge(limit: limits.tokenBytes)) }
        let (first, second) = try dots(of: text)
        let start = text.range.lowerBound
        let headerRange = start..<first
        let payloadRange = (first + 1)..<second
        let signatureRange = (second + 1)..<text.range.upperBound
        let given = { (range: Range<Int>) in (range.lowerBound - start)..<(range.upperBound - start) }
        let header = try header(text.bytes[headerRange], at: given(headerRange))
        let payload = try payload(
            text.bytes[payloadRange], header, detached: detached, at: given(payloadRange), isCompact: true)
        let signature = try signature(text.bytes[signatureRange], at: given(signatureRange))
        let entry = SignatureEntry(
            header: header, protectedText: text.bytes[headerRange], signature: signature,
            headerRange: given(headerRange), signatureRange: given(signatureRange),
            contiguous: payload.isDetached ? nil : text.bytes[start..<second])
        return SignedToken(serialization: .compact, payload: payload, signatures: [entry])
    }

    /// The protected header that a base64url text holds.
    mutating func header(_ text: ArraySlice<UInt8>, at range: Range<Int>?) throws(TokenFault) -> JOSEHeader {
        if let lastHeader, lastHeader.text.span.isEqual(to: text.span) { return lastHeader.header }
        let json = try headerJSON(text, at: range)
        do throws(TokenFault) {
            let header = try JOSEHeader(protected: json, unprotected: nil, limits: limits)
            lastHeader = (Array(text), header)
            return header
        } catch {
            throw error.at(range)
        }
    }

    /// The protected header of an encrypted token with no other one, which a base64url text holds.
    mutating func encryptionHeader(
        _ text: ArraySlice<UInt8>, at range: Range<Int>
    ) throws(TokenFault) -> EncryptionHeader {
        if let lastEncryptionHeader, lastEncryptionHeader.text.span.isEqual(to: text.span) {
            return lastEncryptionHeader.header
        }
        let json = try headerJSON(text, at: range)
        do throws(TokenFault) {
            let header = try EncryptionHeader(protected: json, shared: nil, own: nil, limits: limits)
            lastEncryptionHeader = (Array(text), header)
            return header
        } catch {
            throw error.at(range)
        }
    }

    /// The JSON that a protected header's base64url text holds.
    mutating func headerJSON(_ text: ArraySlice<UInt8>, at range: Range<Int>?) throws(TokenFault) -> JSONValue {
        guard text.count <= limits.headerBytes / 3 * 4 else {
            throw TokenFault(.tooLarge(limit: limits.headerBytes), .header, at: range)
        }
        var bytes = headerPage.takeBytes()
        do throws(Base64URL.Fault) {
            try Base64URL.decode(text.span, appendingTo: &bytes)
        } catch {
            throw TokenFault(.base64URL(error), .header, at: range)
        }
        do throws(JSONFault) {
            return try headerPage.read(bytes, 0..<bytes.count, limits: limits.json)
        } catch {
            throw TokenFault(.json(error), .header, at: range)
        }
    }

    /// The octets of a signature.
    func signature(_ text: ArraySlice<UInt8>, at range: Range<Int>?) throws(TokenFault) -> [UInt8] {
        guard text.count <= limits.signatureBytes / 3 * 4 else {
            throw TokenFault(.tooLarge(limit: limits.signatureBytes), .signature, at: range)
        }
        do throws(Base64URL.Fault) {
            return try Base64URL.decode(text.span)
        } catch {
            throw TokenFault(.base64URL(error), .signature, at: range)
        }
    }

    /// The payload that stands in the token or was given beside it.
    func payload(
        _ text: ArraySlice<UInt8>, _ header: JOSEHeader, detached: [UInt8]?, at range: Range<Int>?, isCompact: Bool
    ) throws(TokenFault) -> SignedToken.Payload {
        let isEncoded = header.isPayloadEncoded
        guard let detached else {
            return SignedToken.Payload(signed: text, isEncoded: isEncoded, isDetached: false, range: range)
        }
        guard text.isEmpty else { throw TokenFault(.detachment(isDetached: false), .payload, at: range) }
        let signed = isEncoded ? Base64URL.encode(detached.span) : detached
        return SignedToken.Payload(signed: signed[...], isEncoded: isEncoded, isDetached: true, range: nil)
    }

    // More than four dots are not counted: no kind of token has them.
    private func dots(of text: TokenText) throws(TokenFault) -> (Int, Int) {
        let span = text.bytes.span.extracting(text.range)
        let start = text.range.lowerBound
        var dots = (first: 0, second: 0)
        var count = 0
        var from = 0
        while count <= 5, let dot = span.firstOffset(of: UInt8(ascii: "."), from: from) {
            if count == 0 { dots.first = dot + start }
            if count == 1 { dots.second = dot + start }
            count += 1
            from = dot + 1
        }
        if count == 4 { throw TokenFault(.encrypted) }
        guard count == 2 else { throw TokenFault(.parts(count + 1)) }
        return dots
    }
}

extension TokenFault {
    /// The same fault, at these bytes where it named none.
    func at(_ range: Range<Int>?) -> TokenFault {
        var fault = self
        fault.range = fault.range ?? range
        return fault
    }
}
