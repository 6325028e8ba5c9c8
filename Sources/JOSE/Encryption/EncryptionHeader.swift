package import JSON
import OpenSSL

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
    /// `apu`, decoded (RFC 7518 §4.6.1.2).
    let producer: [UInt8]?
    /// `apv`, decoded (RFC 7518 §4.6.1.3).
    let recipient: [UInt8]?
    /// The key of the moment that `epk` is: nil where the algorithm has none, or where it is not public, on a curve, and a key
    /// that passes every check (RFC 7518 §4.6.1.1).
    let ephemeralKey: AsymmetricKey?
    /// `iv` of the content key's own encryption, decoded (RFC 7518 §4.7.1.1).
    let vector: [UInt8]?
    /// `tag` of the content key's own encryption, decoded (RFC 7518 §4.7.1.2).
    let tag: [UInt8]?
    /// `p2s`, decoded (RFC 7518 §4.8.1.1).
    package let salt: [UInt8]?
    /// The rounds of PBKDF2 that `p2c` says, or nil where it is no whole number (RFC 7518 §4.8.1.2).
    package let iterations: Int?

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
        producer = try Self.octets("apu", member)
        recipient = try Self.octets("apv", member)
        vector = try Self.octets("iv", member)
        tag = try Self.octets("tag", member)
        salt = try Self.octets("p2s", member)
        iterations = member("p2c")?.integer.flatMap { Int(exactly: $0) }
        ephemeralKey = Self.ephemeralKey(member("epk"), for: algorithm)
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

    private static func octets(
        _ name: StaticString, _ member: (StaticString) -> JSONValue?
    ) throws(TokenFault) -> [UInt8]? {
        guard let text = member(name)?.utf8 else { return nil }
        do throws(Base64URL.Fault) {
            return try Base64URL.decode(text.span)
        } catch {
            throw TokenFault(.wrongType(member: name.description, expected: "base64url"), .header)
        }
    }

    // One that is none is no fault of the token's text: it opens nothing, as with a wrong key.
    private static func ephemeralKey(_ jwk: JSONValue?, for algorithm: KeyManagementAlgorithm?) -> AsymmetricKey? {
        guard let jwk, case .agreement? = algorithm?.scheme else { return nil }
        do throws(KeyFault) {
            let key = try Key(jwk: jwk)
            guard case .asymmetric(let asymmetric) = key.material, !asymmetric.isPrivate else { return nil }
            return asymmetric
        } catch {
            return nil
        }
    }
}
