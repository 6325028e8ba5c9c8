/// A header parameter that is registered or well known, described for people.
package struct RegisteredHeader: RegisteredName, Hashable {
    /// The two kinds of envelope in which a header parameter may stand.
    package enum Envelope: String, Sendable, CaseIterable {
        /// A signed or authenticated token (RFC 7515).
        case jws = "JWS"
        /// An encrypted token (RFC 7516).
        case jwe = "JWE"
    }

    /// The member name; case matters.
    package let name: String
    /// A few words for the name, for example `Key ID`.
    package let title: String
    /// One sentence on what the parameter says.
    package let summary: String
    /// The kind of JSON value the specification asks for.
    package let type: ExpectedType
    /// Whether IANA lists the name; false for names that are in use without being registered.
    package let isRegistered: Bool
    private let specifications: [Envelope: Specification]

    init(
        _ name: String, _ title: String, _ type: ExpectedType,
        jws: Specification? = nil, jwe: Specification? = nil,
        _ summary: String, registered: Bool = true
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.type = type
        isRegistered = registered
        specifications = [.jws: jws, .jwe: jwe].compactMapValues { $0 }
    }

    /// Answers what defines the parameter in that kind of envelope; nil where it has no place there.
    package func specification(in envelope: Envelope) -> Specification? { specifications[envelope] }

    /// The kinds of envelope in which the parameter has a meaning, JWS first.
    package var envelopes: [Envelope] { Envelope.allCases.filter { specifications[$0] != nil } }
}

/// IANA's "JSON Web Signature and Encryption Header Parameters" and the names often seen beside them.
package enum HeaderRegistry {
    /// Every known header parameter, in the registry's order.
    package static var all: [RegisteredHeader] { table.rows }

    /// Answers what is known of a header parameter with exactly these UTF-8 bytes.
    package static func header(named name: Span<UInt8>) -> RegisteredHeader? { table.row(named: name) }

    /// Answers what is known of a header parameter with exactly the UTF-8 bytes of `name`.
    package static func header(named name: String) -> RegisteredHeader? { table.row(named: name) }

    private static let table = NameTable(RegisteredHeader.rows)
}
