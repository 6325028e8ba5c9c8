import JOSE
package import JSON

/// A kind of token that a specification defines, by the name that a caller asks for it with: its type, the claims that it
/// must and must not have, and what else is asked of it.
///
/// `all` is the list; the rows stand in `Profile+….swift`, a file a family.
package final class Profile: Sendable {
    /// The name that a caller gives.
    package let name: StaticString
    /// What such a token is, for a list.
    package let summary: StaticString
    /// Where it is defined.
    package let specification: StaticString
    /// The values of `typ`, without `application/`; the first is written into tokens that are made.
    package let types: [StaticString]
    /// Whether one of the types must be there; otherwise a token without `typ` passes.
    package let isTyped: Bool
    /// The parameters without which such a token cannot be verified.
    package let needs: [StaticString]
    /// The parameters that only some profiles have, of those that this one has.
    package let takes: [StaticString]
    /// The claims that must be there.
    package let required: [StaticString]
    /// The claims that must not be there.
    package let forbidden: [StaticString]
    /// Whether its tokens need not end: they are about a moment.
    package let isTimeless: Bool
    /// How old a token may be where the caller does not say.
    package let usualAge: TimeSpan?
    /// Whether a token brings its own public key in its header.
    package let bringsKey: Bool
    /// The event that every token tells of, where there is one.
    package let event: StaticString?
    /// Whether the holder of a token chooses what it discloses, and must show that it is his (RFC 9901).
    package let disclosure: Disclosure
    let claimTypes: [(name: StaticString, type: ClaimRule.JSONType)]
    let rules: [Rule]

    /// What a token has to do with selective disclosure.
    package enum Disclosure: Sendable {
        /// Nothing.
        case none
        /// Its holder chooses what it discloses.
        case chosen
        /// The same, and shows that he is the holder.
        case bound
    }

    /// Something else that is asked of the claims. It notes what it finds.
    typealias Rule = @Sendable (inout ClaimChecks, ProfileArguments) -> Void

    init(
        _ name: StaticString, _ summary: StaticString, _ specification: StaticString, types: [StaticString],
        isTyped: Bool = false, needs: [StaticString] = [], takes: [StaticString] = [], required: [StaticString],
        forbidden: [StaticString] = [], claimTypes: [(name: StaticString, type: ClaimRule.JSONType)] = [],
        isTimeless: Bool = false, usualAge: TimeSpan? = nil, bringsKey: Bool = false, event: StaticString? = nil,
        disclosure: Disclosure = .none, rules: [Rule] = []
    ) {
        self.name = name
        self.summary = summary
        self.specification = specification
        self.types = types
        self.isTyped = isTyped
        self.needs = needs
        self.takes = takes
        self.required = required
        self.forbidden = forbidden
        self.claimTypes = claimTypes
        self.isTimeless = isTimeless
        self.usualAge = usualAge
        self.bringsKey = bringsKey
        self.event = event
        self.disclosure = disclosure
        self.rules = rules
    }

    /// Every profile, in the order in which documents show them.
    package static let all: [Profile] = oauth + openID + events + credentials

    /// The profile of this name, or nil.
    package static func named(_ name: JSONValue) -> Profile? { all.first { name.isString($0.name) } }
}

/// What a caller says beside a policy about a token of one profile.
package struct ProfileArguments: Sendable {
    /// The access token that `at_hash` or `ath` is a digest of.
    package var accessToken: [UInt8]?
    /// The authorization code that `c_hash` is a digest of.
    package var code: [UInt8]?
    /// What `state` is, or `s_hash` a digest of.
    package var state: [UInt8]?
    /// The method of the request that a proof is for.
    package var method: [UInt8]?
    /// The address of the request that a proof is for.
    package var address: RequestURI?
    /// The nonce that a proof must carry.
    package var proofNonce: [UInt8]?
    /// How long ago the user may have signed in.
    package var authenticationAge: TimeSpan?

    /// Nothing.
    package init() {}
}

extension Policy {
    /// Asks for a token of this profile: what its specification says is added to what the caller says.
    package mutating func adopt(_ profile: Profile, _ arguments: ProfileArguments) {
        self.profile = profile
        profileArguments = arguments
        allowsDisclosures = profile.disclosure != .none
        if !profile.types.isEmpty {
            types = profile.types.map { Array("\($0)".utf8) }
            allowsNoType = !profile.isTyped
        }
        if serializations.count > 1, !allowsDisclosures { serializations = [.compact] }
        if profile.required.contains(where: { "\($0)" == "exp" }) { requiresExpiry = true }
        for name in profile.required where !asksAnyway("\(name)") { requiredClaims.append(Array("\(name)".utf8)) }
        forbiddenClaims += profile.forbidden.map { Array("\($0)".utf8) }
        if maximumAge == nil { maximumAge = profile.usualAge }
        if profile.bringsKey {
            // The nonce of a proof has a word of its own: it is how a server asks for another proof (RFC 9449 §8).
            profileArguments.proofNonce = nonce
            nonce = nil
            if embeddedKey == nil { embeddedKey = .jwk(thumbprints: nil) }
        }
    }

    // What the policy asks about by itself is not asked twice.
    private func asksAnyway(_ name: String) -> Bool {
        switch name {
        case "iss": issuers != nil
        case "sub": subjects != nil
        case "aud": audiences != nil
        case "jti": tokenID != nil
        case "nonce": nonce != nil
        case "exp": requiresExpiry || maximumLifetime != nil
        case "iat": maximumAge != nil
        default: requiredClaims.contains { $0.elementsEqual(name.utf8) }
        }
    }
}
