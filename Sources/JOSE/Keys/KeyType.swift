import JSON

/// The family of a key: the value of `kty`, and the members that carry its numbers (RFC 7518 §6, RFC 8037 §2,
/// RFC 9964 §3).
package enum KeyType: Sendable, Hashable, CaseIterable {
    case rsa, ec, okp, oct, akp

    /// The value of `kty`.
    package var name: StaticString { row.name }

    /// The members that anybody may see, in the order in which they are written.
    package var publicMembers: [StaticString] { row.publicMembers }

    /// The members that nobody else may see, in the order in which they are written.
    package var privateMembers: [StaticString] { row.privateMembers }

    /// The type with exactly this name, byte for byte, or nil.
    package static func named(_ name: Span<UInt8>) -> KeyType? {
        for type in allCases where name.equals(type.name) { return type }
        return nil
    }

    /// The type that a name was probably meant to be, or nil.
    static func resembling(_ name: [UInt8]) -> KeyType? {
        let lower = String(decoding: name, as: UTF8.self).lowercased()
        return allCases.first { $0.name.description.lowercased() == lower }
    }

    private var row: (name: StaticString, publicMembers: [StaticString], privateMembers: [StaticString]) {
        switch self {
        case .rsa: ("RSA", ["n", "e"], ["d", "p", "q", "dp", "dq", "qi", "oth"])
        case .ec: ("EC", ["crv", "x", "y"], ["d"])
        case .okp: ("OKP", ["crv", "x"], ["d"])
        case .oct: ("oct", [], ["k"])
        case .akp: ("AKP", ["pub"], ["priv"])
        }
    }
}
