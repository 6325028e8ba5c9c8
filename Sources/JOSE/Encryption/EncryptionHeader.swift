package import JSON

/// The header of one recipient of an encrypted token: what is protected, what all recipients share, and what is the
/// recipient's own, already told apart (RFC 7516 §4).
package final class EncryptionHeader: Sendable {
    /// The members that the authentication tag covers.
    package let protected: JSONValue?
    /// The members that all recipients share and nothing covers.
    package let shared: JSONValue?
    /// The members of this recipient that nothing covers.
    package let own: JSONValue?
    /// `alg` as it is written.
    package let algorithmName: JSONValue
    /// The algorithm, if it is one that is done here.
    package let algorithm: KeyManagementAlgorithm?
    /// `enc` as it is written.
    package let encryptionName: JSONValue
    /// The content encryption, if it is one that is done here.
    package let encryption: ContentEncryption?
    /// `zip` as it is written.
    package let compression: JSONValue?
    /// `kid`.
    package let keyID: JSONValue?

    /// Joins the headers of a recipient; refuses what they must not have whoever reads them.
    init(
        protected: JSONValue?, shared: JSONValue?, own: JSONValue?, limits: TokenLimits
    ) throws(TokenFault) {
        self.protected = protected
        self.shared = shared
        self.own = own
        try JOSEHeader.check(protected, .header, protectedOnly: Self.protectedOnly)
        try JOSEHeader.check(shared, .unprotectedHeader, protectedOnly: Self.protectedOnly)
        try JOSEHeader.check(own, .recipientHeader, protectedOnly: Self.protectedOnly)
        try JOSEHeader.refuseRepetition(protected, shared, .unprotectedHeader)
        try JOSEHeader.refuseRepetition(protected, own, .recipientHeader)
        try JOSEHeader.refuseRepetition(shared, own, .recipientHeader)
        let member = { (name: StaticString) in protected?[name] ?? shared?[name] ?? own?[name] }
        guard let algorithmName = member("alg") else { throw TokenFault(.missing("alg"), .header) }
        guard let encryptionName = member("enc") else { throw TokenFault(.missing("enc"), .header) }
        self.algorithmName = algorithmName
        self.encryptionName = encryptionName
        algorithm = algorithmName.withString { KeyManagementAlgorithm.named($0) } ?? nil
        encryption = encryptionName.withString { ContentEncryption.named($0) } ?? nil
        compression = protected?["zip"]
        keyID = member("kid")
        for (name, kind, expected) in Self.types {
            guard let value = member(name), value.kind != kind else { continue }
            throw TokenFault(.wrongType(member: name.description, expected: expected), .header)
        }
        for name in Self.octetMembers { _ = try octets(name) }
        try JOSEHeader.checkKeyID(keyID, limits)
    }

    /// The member of this name, wherever it stands.
    package subscript(_ name: StaticString) -> JSONValue? { protected?[name] ?? shared?[name] ?? own?[name] }

    // Members that mean nothing unless they are covered (RFC 7515 §4.1.11, RFC 7516 §4.1.3).
    private static let protectedOnly: [StaticString] = ["crit", "zip"]

    // RFC 7516 §4.1, RFC 7518 §4.6.1, §4.7.1, §4.8.1.
    private static let types: [(StaticString, JSONKind, String)] = [
        ("enc", .string, "a string"), ("zip", .string, "a string"), ("epk", .object, "an object"),
        ("apu", .string, "a string"), ("apv", .string, "a string"), ("iv", .string, "a string"),
        ("tag", .string, "a string"), ("p2s", .string, "a string"), ("p2c", .number, "a number"),
    ]

    // Members that are base64url (RFC 7518 §4.6.1, §4.7.1, §4.8.1).
    private static let octetMembers: [StaticString] = ["apu", "apv", "iv", "tag", "p2s"]

    /// The octets of a base64url member; nil where it is not there, and a fault where it is not base64url.
    package func octets(_ name: StaticString) throws(TokenFault) -> [UInt8]? {
        guard let text = self[name]?.utf8 else { return nil }
        do throws(Base64URL.Fault) {
            return try Base64URL.decode(text.span)
        } catch {
            throw TokenFault(.wrongType(member: name.description, expected: "base64url"), .header)
        }
    }

    /// The rounds of PBKDF2 that `p2c` says, or nil where it is no whole number.
    package var iterations: Int64? { self["p2c"]?.integer }
}
