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

    private static let forms: [StaticString] = ["claims", "payload", "text"]
    private static let claimOptions: [StaticString] = [
        "expiresIn", "notBefore", "issuedAt", "jti", "issuer", "subject", "audience",
    ]

    init(_ arguments: Arguments, at now: NumericDate, _ surroundings: Surroundings) throws(RPCError) {
        let given = Self.forms.filter { arguments[$0] != nil }
        guard given.count <= 1 else {
            let names = given.map(\.description).joined(separator: " and ")
            throw RPCError(.invalidParameters, "\(names) exclude each other.", parameter: "/\(given[1])")
        }
        guard given.first?.description == "claims" || given.isEmpty else {
            for name in Self.claimOptions where arguments[name] != nil {
                throw RPCError(.invalidParameters, "\(name) is for claims only.", parameter: "/\(name)")
            }
            isClaims = false
            bytes = try Self.content(arguments)
            return
        }
        isClaims = true
        (bytes, tokenID, issuedAt) = try Self.claims(arguments, at: now, surroundings)
    }

    private static func content(_ arguments: Arguments) throws(RPCError) -> [UInt8] {
        if let text = arguments["text"]?.utf8 { return text }
        let encoded = arguments["payload"]?.utf8 ?? [UInt8]()
        do throws(Base64URL.Fault) {
            return try Base64URL.decode(encoded.span)
        } catch {
            throw RPCError(
                .invalidParameters, "payload is not base64url: \(error.explanation).", parameter: "/payload",
                offset: error.offset)
        }
    }

    private static func claims(
        _ arguments: Arguments, at now: NumericDate, _ surroundings: Surroundings
    ) throws(RPCError) -> (json: [UInt8], tokenID: [UInt8]?, issuedAt: NumericDate?) {
        let times = try SigningTimes(arguments, now: now)
        let tokenID = try tokenID(arguments["jti"], surroundings)
        do throws(ClaimsDraft.Fault) {
            var draft = try ClaimsDraft(arguments["claims"])
            if let issuer = arguments["issuer"]?.utf8 { try draft.add("iss", issuer) }
            if let subject = arguments["subject"]?.utf8 { try draft.add("sub", subject) }
            if let audience = arguments.strings("audience") {
                try draft.add("aud", oneOrMore: audience.compactMap(\.utf8))
            }
            if let issuedAt = times.issuedAt { try draft.add("iat", issuedAt) }
            if let notBefore = times.notBefore { try draft.add("nbf", notBefore) }
            if let expires = times.expires { try draft.add("exp", expires) }
            if let tokenID { try draft.add("jti", tokenID) }
            return (draft.json, tokenID, times.issuedAt)
        } catch {
            throw RPCError(error)
        }
    }

    // A random identifier has 128 bits, so that two never meet (RFC 7519 §4.1.7).
    private static func tokenID(_ value: JSONValue?, _ surroundings: Surroundings) throws(RPCError) -> [UInt8]? {
        guard let value else { return nil }
        if let text = value.utf8, !text.isEmpty { return text }
        guard let isWanted = value.boolean else {
            throw RPCError(.invalidParameters, "jti must be a string, or true for a random one.", parameter: "/jti")
        }
        guard isWanted else { return nil }
        let octets = try surroundings.random(16)
        return Base64URL.encode(octets.span)
    }
}

/// The times that a call sets.
private struct SigningTimes {
    private(set) var issuedAt: NumericDate?
    private(set) var notBefore: NumericDate?
    private(set) var expires: NumericDate?

    init(_ arguments: Arguments, now: NumericDate) throws(RPCError) {
        let claims = arguments["claims"]
        if let value = arguments["issuedAt"] {
            if value.boolean == nil { issuedAt = try NumericDate(value, for: "issuedAt", now: now) }
            if value.boolean == true { issuedAt = now }
        } else if claims?["iat"] == nil {
            issuedAt = now
        }
        if let value = arguments["notBefore"] { notBefore = try NumericDate(value, for: "notBefore", now: now) }
        guard let value = arguments["expiresIn"] else { return }
        guard let span = TimeSpan(value), span.seconds > 0 else {
            throw RPCError(
                .invalidParameters, "expiresIn must be seconds, or a length of time such as \"15m\".",
                parameter: "/expiresIn", offset: value.offset)
        }
        expires = now.advanced(by: span)
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
