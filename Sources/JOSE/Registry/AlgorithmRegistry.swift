/// An algorithm name that IANA has registered for JOSE, described for people.
///
/// What can be done with an algorithm here is another list; this one only explains a name that stands in a token.
package struct RegisteredAlgorithm: RegisteredName, Hashable {
    /// What the algorithm does for a token.
    package enum Role: String, Sendable {
        /// Signs or authenticates a JWS: a value of `alg`.
        case signature = "signature"
        /// Delivers the content encryption key of a JWE: a value of `alg`.
        case keyManagement = "key management"
        /// Encrypts the content of a JWE: a value of `enc`.
        case contentEncryption = "content encryption"
        /// Describes a key alone and never stands in a header.
        case keyOnly = "JWK only"
    }

    /// How the registry asks implementations to treat the algorithm; the raw value is its own word (RFC 7518 §7.1.1).
    package enum Requirement: String, Sendable {
        /// Every implementation has it.
        case required = "Required"
        /// Recommended, and likely to become required.
        case recommendedPlus = "Recommended+"
        /// Recommended.
        case recommended = "Recommended"
        /// Recommended, and likely to be recommended no longer.
        case recommendedMinus = "Recommended-"
        /// Left to the implementation.
        case optional = "Optional"
        /// Still seen, not to be used in anything new.
        case deprecated = "Deprecated"
        /// Never to be used to protect a token.
        case prohibited = "Prohibited"
    }

    /// The value of `alg` or `enc`; case matters.
    package let name: String
    /// Where in a token the name may stand.
    package let role: Role
    /// The registry's advice to implementations.
    package let requirement: Requirement
    /// One sentence on what the algorithm is.
    package let summary: String
    /// The section that defines the algorithm.
    package let specification: Specification

    init(
        _ name: String, _ role: Role, _ requirement: Requirement, _ specification: Specification, _ summary: String
    ) {
        self.name = name
        self.role = role
        self.requirement = requirement
        self.specification = specification
        self.summary = summary
    }
}

/// IANA's "JSON Web Signature and Encryption Algorithms", to explain a name and to guess at a mistyped one.
package enum AlgorithmRegistry {
    /// Every registered algorithm, in the registry's order.
    package static var all: [RegisteredAlgorithm] { table.rows }

    /// Answers what the registry says of an `alg` or `enc` value with exactly these UTF-8 bytes.
    package static func algorithm(named name: Span<UInt8>) -> RegisteredAlgorithm? { table.row(named: name) }

    /// Answers what the registry says of an `alg` or `enc` value with exactly the UTF-8 bytes of `name`.
    package static func algorithm(named name: String) -> RegisteredAlgorithm? { table.row(named: name) }

    /// Answers the name that was probably meant by an unregistered one, or nil: `hs256` and `HS265` mean `HS256`.
    ///
    /// Nobody is led to `none`, nor to an algorithm that is prohibited.
    package static func suggest(for written: Span<UInt8>) -> String? {
        guard algorithm(named: written) == nil else { return nil }
        return NearestName.nearest(to: written, among: suggestible)
    }

    private static let table = NameTable(RegisteredAlgorithm.rows)
    private static let suggestible = all.filter { $0.requirement != .prohibited && $0.name != "none" }.map(\.name)
}
