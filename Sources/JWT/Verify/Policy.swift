package import JOSE

/// What a caller accepts: the algorithms, the claims, the times. Keys and the clock are not part of it.
package struct Policy: Sendable {
    /// What the token's content must be.
    package enum Content: Sendable { case claims, bytes }
    /// How many of a token's signatures must hold.
    package enum SignatureCount: Sendable, Equatable { case any, all, atLeast(Int) }
    /// How many of the expected audiences the token must name.
    package enum AudienceMatch: Sendable { case any, all }
    /// What becomes of keys that are weaker than their algorithm asks for.
    package enum Strength: Sendable { case warn, strict }
    /// Which keys of several are tried.
    package enum KeySelection: Sendable {
        /// Those that the token's `kid` names; where it names none of them, those without a `kid`.
        case keyID
        /// All that fit the algorithm.
        case all
    }

    /// A JWT, unless bytes are asked for.
    package var content = Content.claims
    /// The algorithms accepted; nil is every one that fits the key.
    package var algorithms: [SigningAlgorithm]?
    /// The serializations accepted.
    package var serializations: [SignedToken.Serialization] = SignedToken.Serialization.allCases
    package var signatureCount = SignatureCount.any
    package var keySelection = KeySelection.keyID
    package var strength = Strength.warn
    /// Whether `alg` may stand in a header that the signature does not cover.
    package var allowsUnprotectedAlgorithm = false
    /// Whether what only an SD-JWT has may stand in the token: digests, disclosures, a type that says so (RFC 9901).
    package var allowsDisclosures = false
    /// What is expected of the holder of an SD-JWT; nil where none is asked for.
    package internal(set) var keyBinding: KeyBindingPolicy?
    /// The extensions in `crit` that the caller itself understands.
    package var understood: [[UInt8]] = []

    /// The values of `typ` accepted; nil is any.
    package var types: [[UInt8]]?
    /// Whether a token without `typ` passes where types are asked for.
    package var allowsNoType = false
    /// The issuers accepted; nil is any.
    package var issuers: [[UInt8]]?
    /// The audiences of which the token must name one, or all.
    package var audiences: [[UInt8]]?
    package var audienceMatch = AudienceMatch.any
    package var subjects: [[UInt8]]?
    package var tokenID: [UInt8]?
    package var nonce: [UInt8]?
    package var authorizedParties: [[UInt8]]?
    package var scopes: Requirement?
    package var roles: Requirement?
    package var groups: Requirement?
    package var requiredClaims: [[UInt8]] = []
    package var forbiddenClaims: [[UInt8]] = []
    package var rules: [ClaimRule] = []
    /// The kind of token that is asked for, if one is; `adopt(_:_:)` sets it.
    package internal(set) var profile: Profile?
    package internal(set) var profileArguments = ProfileArguments()
    /// Which keys that a token brings itself are believed; nil is none.
    package var embeddedKey: EmbeddedKey?
    /// What the sender of a token must show to be whom it is bound to; nil is nothing.
    package var binding: TokenBinding?
    /// Where to look up what has become of a token; nil is nowhere.
    package var status: StatusExpectation?
    /// Whether a memory of earlier calls is asked about revoked tokens.
    package var revocation = RevocationUse.usual
    /// How the token is made to count once; nil where it may be used again.
    package var replay: ReplayUse?
    /// Whether the caller looks itself whether the sender has the key that a token is bound to.
    package var checksBindingElsewhere = false

    /// How far clocks may differ, at most 600 s.
    package var clockTolerance = TimeSpan(seconds: 0)
    /// How long ago the token may have been issued.
    package var maximumAge: TimeSpan?
    /// How long the token may live in all.
    package var maximumLifetime: TimeSpan?
    /// Whether a token without `exp` is refused.
    package var requiresExpiry = false

    /// Accepts every JWT whose signature holds and whose own times do.
    package init() {}

    /// Why an SD-JWT is refused where a JWT is asked for.
    static let disclosuresRefused = "The token is an SD-JWT, and must be asked for as one."

    /// The largest clock tolerance that can be asked for.
    package static let clockToleranceLimit = TimeSpan(seconds: 600)

    /// Values of which a claim must hold all, or any.
    package struct Requirement: Sendable {
        /// The values.
        package let values: [[UInt8]]
        /// Whether one of them is enough.
        package let isAny: Bool
    }
}
