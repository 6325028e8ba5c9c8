/// Something in a text that is written like a token or a key: where it stands, and what it is written like.
package struct Sighting: Sendable, Equatable {
    /// How it is written.
    package enum Form: Sendable, Equatable {
        /// A compact token, with or without disclosures behind it.
        case token
        /// A token in flattened or general JSON serialization (RFC 7515 §7.2, RFC 7516 §7.2).
        case jsonToken
        /// A PEM block with this label.
        case pem(label: String)
        /// A JSON object with a member `kty`.
        case jwk

        /// Whether it is a JSON object, in which other things may stand that are found, too.
        package var isObject: Bool { self == .jwk || self == .jsonToken }

        /// Whether it is written like PEM whose label says that what is inside is private.
        package var isLabelledPrivate: Bool {
            if case .pem(let label) = self { label.contains("PRIVATE KEY") } else { false }
        }
    }

    /// How it is written.
    package let form: Form
    /// Its bytes in the text.
    package let range: Range<Int>
}

/// How much is looked for in one text.
package enum ScanLimits {
    /// Sightings of one text; what stands behind them is not told.
    package static let sightings = 10_000
    /// Bytes of a PEM block, a JWK, or a token that is a JSON object.
    package static let keyBytes = 64 << 10
    /// Objects inside each other, among which a JWK or a token is looked for.
    package static let depth = 64
}
