package import JSON

/// The header of one signature: what is protected by it and what is not, already told apart (RFC 7515 §4).
package final class JOSEHeader: Sendable {
    /// The members that the signature covers.
    package let protected: JSONValue?
    /// The members that it does not cover; JSON serializations only.
    package let unprotected: JSONValue?
    /// `alg` as it is written.
    package let algorithmName: JSONValue
    /// The algorithm, if it is one that is done here.
    package let algorithm: SigningAlgorithm?
    /// Whether `alg` stands in the protected header.
    package let isAlgorithmProtected: Bool
    /// `kid`.
    package let keyID: JSONValue?
    /// `typ`, protected.
    package let type: JSONValue?
    /// `crit`, which is protected where it stands at all.
    package let critical: JSONValue?
    /// Whether the payload is base64url: not, where `b64` says false (RFC 7797 §3).
    package let isPayloadEncoded: Bool

    /// Tells the members apart; refuses what a header must not have whoever reads it.
    init(protected: JSONValue?, unprotected: JSONValue?, limits: TokenLimits) throws(TokenFault) {
        self.protected = protected
        self.unprotected = unprotected
        try Self.check(protected, .header, protectedOnly: Self.protectedOnly)
        try Self.check(unprotected, .unprotectedHeader, protectedOnly: Self.protectedOnly)
        try Self.refuseRepetition(protected, unprotected, .unprotectedHeader)
        guard let name = protected?["alg"] ?? unprotected?["alg"] else { throw TokenFault(.missing("alg"), .header) }
        algorithmName = name
        algorithm = name.withString { SigningAlgorithm.named($0) } ?? nil
        isAlgorithmProtected = protected?["alg"] != nil
        keyID = protected?["kid"] ?? unprotected?["kid"]
        type = protected?["typ"]
        critical = protected?["crit"]
        isPayloadEncoded = try Self.isEncoded(protected?["b64"])
        try Self.checkKeyID(keyID, limits)
    }

    /// The first member of this name, protected or not.
    package subscript(_ name: StaticString) -> JSONValue? { protected?[name] ?? unprotected?[name] }

    /// Holds one header to what every header must be; `protectedOnly` are the members that mean nothing outside the
    /// protected one.
    static func check(
        _ header: JSONValue?, _ part: TokenFault.Part, protectedOnly: [StaticString]
    ) throws(TokenFault) {
        guard let header else { return }
        guard header.kind == .object else { throw TokenFault(.notAnObject, part) }
        if let duplicate = header.firstDuplicate {
            throw TokenFault(.duplicate(String(duplicate.lexeme.prefix(80))), part)
        }
        for name in texts {
            guard let value = header[name], value.kind != .string else { continue }
            throw TokenFault(.wrongType(member: name.description, expected: "a string"), part)
        }
        if let jwk = header["jwk"], jwk.kind != .object {
            throw TokenFault(.wrongType(member: "jwk", expected: "an object"), part)
        }
        if let chain = header["x5c"], !isCertificateChain(chain) {
            throw TokenFault(.wrongType(member: "x5c", expected: "an array of certificates in base64"), part)
        }
        guard part != .header else { return }
        for name in protectedOnly where header[name] != nil {
            throw TokenFault(.misplaced(name.description), part)
        }
    }

    /// Members that are strings wherever they stand (RFC 7515 §4.1).
    private static let texts: [StaticString] = ["alg", "kid", "typ", "cty", "jku", "x5u", "x5t", "x5t#S256"]
    /// Members that mean nothing unless the signature covers them (RFC 7515 §4.1.11, RFC 7797 §3).
    private static let protectedOnly: [StaticString] = ["crit", "b64"]

    // Base64 with padding, and no white space (RFC 7515 §4.1.6); what the certificates say is not looked at here.
    private static func isCertificateChain(_ value: JSONValue) -> Bool {
        guard value.kind == .array, value.count > 0 else { return false }
        return value.elements.allSatisfy { element in
            guard let text = element.utf8, !text.isEmpty else { return false }
            do throws(Base64.Fault) {
                _ = try Base64.decode(text.span)
                return true
            } catch {
                return false
            }
        }
    }

    /// Header parameter names must be distinct in the headers of one token (RFC 7515 §7.2.1, RFC 7516 §7.2.1).
    static func refuseRepetition(
        _ first: JSONValue?, _ second: JSONValue?, _ part: TokenFault.Part
    ) throws(TokenFault) {
        guard let first, let second else { return }
        for member in second.members where first.has(member.name) {
            throw TokenFault(.duplicate(String(member.name.lexeme.prefix(80))), part)
        }
    }

    private static func isEncoded(_ b64: JSONValue?) throws(TokenFault) -> Bool {
        guard let b64 else { return true }
        guard let isEncoded = b64.boolean else {
            throw TokenFault(.wrongType(member: "b64", expected: "a boolean"), .header)
        }
        return isEncoded
    }

    static func checkKeyID(_ keyID: JSONValue?, _ limits: TokenLimits) throws(TokenFault) {
        guard let keyID else { return }
        guard keyID.range.count <= limits.keyIDBytes else {
            throw TokenFault(.tooLarge(limit: limits.keyIDBytes), .header)
        }
    }
}

extension JSONValue {
    /// Whether an object has a member whose name has the same content as this string.
    fileprivate func has(_ name: JSONValue) -> Bool {
        guard let content = name.utf8 else { return false }
        return self[content.span] != nil
    }
}
