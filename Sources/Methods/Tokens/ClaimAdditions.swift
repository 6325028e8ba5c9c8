import JOSE
import JSON
import JWT
import RPC

/// What a call of `sign` adds to the claims that it gives, as it says it: times may be told from now.
struct ClaimAdditions: Sendable {
    private(set) var notBefore: TimeInput?
    private(set) var lifetime: TimeSpan?
    private(set) var issuer: [UInt8]?
    private(set) var subject: [UInt8]?
    private(set) var audience: [[UInt8]]?
    /// What a profile adds by itself.
    private(set) var profile: ProfileAdditions?
    /// `cnf`, where the call names the holder's key.
    private(set) var confirmation: [UInt8]?
    /// Whether the claims must name the holder's key.
    private(set) var needsHolder = false
    /// What can be disclosed by itself, where the token is an SD-JWT.
    private(set) var disclosures: DisclosureDraft?
    /// What a policy leaves no choice about, for claims that nobody gives.
    private(set) var fixed = FixedClaims()
    private var issue = Issue.unlessGiven
    private var identifier = Identifier.none

    private enum Issue {
        /// Now, where the claims do not say it themselves.
        case unlessGiven
        case never
        case at(TimeInput)
    }

    private enum Identifier {
        case none
        case random
        case text([UInt8])
    }

    /// Nothing but the time of issue.
    init() {}

    /// Reads what is asked for; what a profile adds, the holder's key, which `cnf` names, and the policy were read before.
    init(
        _ arguments: Arguments, for profile: ProfileAdditions? = nil, holder: Key? = nil,
        under policy: Policy = Policy()
    ) throws(RPCError) {
        self.profile = profile
        fixed = FixedClaims(policy)
        confirmation = try holder.map { (key) throws(RPCError) in try Self.confirmation(key) }
        disclosures = try DisclosureDraft(arguments)
        needsHolder = holder == nil && profile?.profile.disclosure == .bound
        if let value = arguments["issuedAt"] { issue = try Self.issue(value) }
        notBefore = try arguments.instant("notBefore")
        if let value = arguments["expiresIn"] {
            guard let span = TimeSpan(value), span.seconds > 0 else {
                throw RPCError(
                    .invalidParameters, "expiresIn must be seconds, or a length of time such as \"15m\".",
                    parameter: "/expiresIn", offset: value.offset)
            }
            lifetime = span
        }
        if let value = arguments["jti"] { identifier = try Self.identifier(value) }
        issuer = arguments["issuer"]?.utf8
        subject = arguments["subject"]?.utf8
        audience = arguments.strings("audience")?.compactMap(\.utf8)
    }

    /// When a token with these claims is said to be issued, where the call says it.
    func issuedAt(in claims: JSONValue?, at now: NumericDate) -> NumericDate? {
        switch issue {
        case .unlessGiven: claims?["iat"] == nil ? now : nil
        case .never: nil
        case .at(let input): input.date(from: now)
        }
    }

    /// The identifier of one token. A random one has 128 bits, so that two never meet (RFC 7519 §4.1.7).
    func tokenID(in claims: JSONValue?, _ surroundings: Surroundings) throws(RPCError) -> [UInt8]? {
        switch identifier {
        case .text(let text): return text
        case .none where profile?.needsTokenID != true || claims?["jti"] != nil: return nil
        case .none, .random:
            let octets = try surroundings.random(16)
            return Base64URL.encode(octets.span)
        }
    }

    private static func issue(_ value: JSONValue) throws(RPCError) -> Issue {
        switch value.boolean {
        case true?: .at(.relative(TimeSpan(seconds: 0)))
        case false?: .never
        case nil: .at(try TimeInput(value, for: "issuedAt"))
        }
    }

    private static func identifier(_ value: JSONValue) throws(RPCError) -> Identifier {
        if let text = value.utf8, !text.isEmpty { return .text(text) }
        guard let isWanted = value.boolean else {
            throw RPCError(.invalidParameters, "jti must be a string, or true for a random one.", parameter: "/jti")
        }
        return isWanted ? .random : .none
    }
}
