package import JOSE

/// A claim that is registered or well known, described for people.
package struct RegisteredClaim: RegisteredName, Hashable {
    /// The member name; case matters.
    package let name: String
    /// A few words for the name, for example `Expiration Time`.
    package let title: String
    /// One sentence on what the claim says.
    package let summary: String
    /// The section that defines the claim, or the page of the vendor who uses it.
    package let specification: Specification
    /// The kind of JSON value the specification asks for.
    package let type: ExpectedType
    /// Whether IANA lists the name; false for names that are in use without being registered.
    package let isRegistered: Bool

    init(
        _ name: String, _ title: String, _ type: ExpectedType, _ specification: Specification,
        _ summary: String, registered: Bool = true
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.specification = specification
        self.type = type
        isRegistered = registered
    }
}

/// IANA's "JSON Web Token Claims" as of 2026-07-20, and the names often seen beside them.
package enum ClaimRegistry {
    /// Every known claim, the registered ones first.
    package static var all: [RegisteredClaim] { table.rows }

    /// Answers what is known of a claim whose name is exactly these UTF-8 bytes.
    package static func claim(named name: Span<UInt8>) -> RegisteredClaim? { table.row(named: name) }

    /// Answers what is known of a claim whose name has exactly the UTF-8 bytes of `name`.
    package static func claim(named name: String) -> RegisteredClaim? { table.row(named: name) }

    private static let table = NameTable(
        RegisteredClaim.tokenClaims + RegisteredClaim.identityClaims + RegisteredClaim.credentialClaims
            + RegisteredClaim.networkClaims + RegisteredClaim.deviceClaims
            + RegisteredClaim.vendorClaims + RegisteredClaim.workloadClaims)
}

extension RegisteredClaim {
    /// Whether the claim says an instant.
    package var saysTime: Bool { type == .numericDate }
}
