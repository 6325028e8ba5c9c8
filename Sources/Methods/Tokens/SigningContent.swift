import JOSE
import JSON
import JWT
import RPC

/// What a token that is made will hold: claims, or bytes.
struct SigningContent {
    /// The content as it is signed.
    let bytes: [UInt8]
    /// Whether it is claims.
    let isClaims: Bool
    /// The identifier and the time that were set, if they were.
    private(set) var tokenID: [UInt8]?
    private(set) var issuedAt: NumericDate?
    /// What the call adds to claims.
    let additions: ClaimAdditions
    /// The claims as they are when all is disclosed, and what discloses it, where the content is an SD-JWT's.
    private(set) var disclosable: DisclosureDraft.Result?

    private static let forms: [StaticString] = ["claims", "payload", "text"]
    private static let claimOptions: [StaticString] = [
        "expiresIn", "notBefore", "issuedAt", "jti", "issuer", "subject", "audience", "holderKey",
        "disclosable", "decoys", "disclosureHash",
    ]

    /// Whether a call is about claims.
    static func isClaims(_ arguments: Arguments) -> Bool {
        arguments["payload"] == nil && arguments["text"] == nil
    }

    /// Reads what a call gives. What a profile adds, and the holder's key, are known beforehand.
    init(
        _ arguments: Arguments, at now: NumericDate, for profile: ProfileAdditions? = nil, holder: Key? = nil,
        under policy: Policy = Policy(), _ surroundings: Surroundings
    ) throws(RPCError) {
        let given = Self.forms.filter { arguments[$0] != nil }
        guard given.count <= 1 else {
            let names = given.map(\.description).joined(separator: " and ")
            throw RPCError(.invalidParameters, "\(names) exclude each other.", parameter: "/\(given[1])")
        }
        guard given.first?.description == "claims" || given.isEmpty else {
            for name in Self.claimOptions where arguments[name] != nil {
                throw RPCError(.invalidParameters, "\(name) is for claims only.", parameter: "/\(name)")
            }
            self.init(bytes: try Self.content(arguments))
            return
        }
        let additions = try ClaimAdditions(arguments, for: profile, holder: holder, under: policy)
        try self.init(arguments["claims"], additions, at: now, surroundings)
    }

    /// Claims as they were given, or none, and what a call adds to them.
    init(
        _ given: JSONValue?, _ additions: ClaimAdditions, at now: NumericDate, _ surroundings: Surroundings
    ) throws(RPCError) {
        self.additions = additions
        isClaims = true
        issuedAt = additions.issuedAt(in: given, at: now)
        tokenID = try additions.tokenID(in: given, surroundings)
        let claims = try Self.claims(
            given, additions, issuedAt: issuedAt, tokenID: tokenID, at: now)
        if additions.needsHolder, given?["cnf"] == nil {
            throw RPCError(
                .invalidParameters, "Tokens of profile sd-jwt+kb name their holder's key.", parameter: "/holderKey")
        }
        guard let draft = additions.disclosures else {
            bytes = claims
            return
        }
        let result = try draft.make(of: claims, surroundings)
        bytes = result.payload
        disclosable = result
    }

    private static func claims(
        _ claims: JSONValue?, _ additions: ClaimAdditions, issuedAt: NumericDate?, tokenID: [UInt8]?,
        at now: NumericDate
    ) throws(RPCError) -> [UInt8] {
        do throws(ClaimsDraft.Fault) {
            var draft = try ClaimsDraft(claims)
            if let issuer = additions.issuer { try draft.add("iss", issuer) }
            if let subject = additions.subject { try draft.add("sub", subject) }
            if let audience = additions.audience { try draft.add("aud", oneOrMore: audience) }
            if let issuedAt { try draft.add("iat", issuedAt) }
            if let notBefore = additions.notBefore { try draft.add("nbf", notBefore.date(from: now)) }
            if let lifetime = additions.lifetime { try draft.add("exp", now.advanced(by: lifetime)) }
            if let tokenID { try draft.add("jti", tokenID) }
            if let profile = additions.profile { try profile.add(to: &draft) }
            if let confirmation = additions.confirmation { try draft.add("cnf", json: confirmation) }
            try additions.fixed.add(to: &draft, at: now)
            return draft.json
        } catch {
            throw RPCError(error)
        }
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        isClaims = false
        additions = ClaimAdditions()
    }

    private static func content(_ arguments: Arguments) throws(RPCError) -> [UInt8] {
        if let text = arguments["text"]?.utf8 { return text }
        return try arguments.octets("payload") ?? []
    }
}

extension RPCError {
    fileprivate init(_ fault: ClaimsDraft.Fault) {
        switch fault {
        case .repeated(let name):
            self.init(
                .invalidParameters, "The claims have \(name) already; give it once.", parameter: "/claims/\(name)")
        case .duplicate(let name):
            self.init(.invalidParameters, "The claims have \(name) twice.", parameter: "/claims")
        }
    }
}
