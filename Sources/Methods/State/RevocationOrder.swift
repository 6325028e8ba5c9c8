import JOSE
import JSON
import JWT
import RPC
import Store

/// What a call of `revoke` says is to be revoked, and until when.
struct RevocationOrder {
    /// The entry that it becomes.
    private(set) var entry: Revocation

    // What of these is given names the entry; the issuer alone is all of its tokens, and beside another narrows that.
    private static let names: [(parameter: StaticString, kind: Revocation.Kind)] = [
        ("token", .token), ("jti", .tokenID), ("subject", .subject), ("kid", .keyID), ("thumbprint", .thumbprint),
    ]

    init(_ call: Call, _ bench: Bench) throws(RPCError) {
        let arguments = call.arguments
        let now = bench.surroundings.clock()
        let given = Self.names.filter { arguments[$0.parameter] != nil }
        guard given.count < 2 else {
            throw RPCError(
                .invalidParameters, "\(given[0].parameter) and \(given[1].parameter) are two revocations.",
                parameter: "/\(given[1].parameter)")
        }
        let kind = given.first?.kind ?? .issuer
        let issuer = arguments["issuer"]?.utf8
        guard kind == .issuer || kind == .subject || arguments["issuedBefore"] == nil else {
            throw RPCError(
                .invalidParameters, "issuedBefore goes with subject or issuer: it is about many tokens.",
                parameter: "/issuedBefore")
        }
        if kind == .token {
            entry = try Self.entry(of: call, at: now, bench)
        } else {
            entry = try Self.entry(kind, arguments[given.first?.parameter ?? "issuer"]?.utf8, issuer, at: now)
        }
        entry.before = try arguments.instant("issuedBefore")?.date(from: now).seconds
        if let until = try arguments.instant("until")?.date(from: now) { entry.until = until.seconds }
        entry.reason = arguments["reason"]?.utf8
        entry.note = arguments["note"]?.utf8
        for (name, text) in [("reason", entry.reason), ("note", entry.note)]
        where text.map({ $0.count > Self.textLimit }) == true {
            throw RPCError(
                .invalidParameters, "\(name) has at most \(Self.textLimit) bytes.", parameter: "/\(name)",
                limit: Self.textLimit)
        }
    }

    /// How long a reason or a note can be.
    static let textLimit = 1024

    private static func entry(
        _ kind: Revocation.Kind, _ value: [UInt8]?, _ issuer: [UInt8]?, at now: NumericDate
    ) throws(RPCError) -> Revocation {
        guard let value else {
            throw RPCError(
                .invalidParameters,
                "What is revoked? One of token, jti, subject, kid, thumbprint and issuer is needed.",
                hint: "For example {\"token\": …} or {\"subject\": \"alice\", \"issuedBefore\": \"now\"}.")
        }
        guard kind != .thumbprint || issuer == nil else {
            throw RPCError(
                .invalidParameters, "A thumbprint names a key by itself, whoever issues with it.", parameter: "/issuer")
        }
        let hasIssuer = kind == .tokenID || kind == .subject || kind == .keyID
        let name = hasIssuer ? Revocation.Name(kind, issuer, value) : Revocation.Name(kind, value)
        guard let name else {
            let limit = Revocation.Name.partLimit
            throw RPCError(
                .invalidParameters, "What is revoked by a name has one of at most \(limit) bytes.",
                hint: "Revoke the token itself.", limit: limit)
        }
        var about = JSONWriter()
        about.object { writer in
            writer.name("\(kind.word)")
            writer.string(value.span)
            if hasIssuer, let issuer {
                writer.name("issuer")
                writer.string(issuer.span)
            }
        }
        return Revocation(name, since: now.seconds, until: nil, about: about.bytes)
    }
}

extension RevocationOrder {
    // With keys, a token whose signature holds is revoked by its jti, which its issuer gave it; without, by what was signed of
    // it alone: whatever else stands in it, anybody may have written.
    private static func entry(of call: Call, at now: NumericDate, _ bench: Bench) throws(RPCError) -> Revocation {
        guard call.arguments["issuer"] == nil else {
            throw RPCError(.invalidParameters, "A token says itself who issued it.", parameter: "/issuer")
        }
        guard let token = call.arguments.token else { throw RPCError(.invalidParameters, "A token is needed.") }
        var keys: [KeySet] = []
        if let key = call.arguments["key"] {
            keys = try KeyInput(key, at: "/key", for: call, bench.surroundings, to: .verify).sets
        }
        var policy = Policy()
        policy.allowsDisclosures = true
        let verifier = Verifier(policy: policy, keySets: keys, limits: bench.surroundings.tokenLimits)
        let verdict = verifier.verify(issued(token), at: now, using: &bench.desk)
        guard let signed = verdict.token, let first = signed.signatures.first else {
            throw RPCError(
                .tokenUnusable, "The token cannot be revoked: \(verdict.fault?.explanation ?? "it cannot be read").",
                parameter: "/token", hint: "An encrypted token is revoked by its jti, with issuer.")
        }
        guard call.arguments["key"] == nil || verdict.isSigned else {
            throw RPCError(
                .tokenUnusable, "The token's signature does not hold with the key.", parameter: "/token",
                hint: "Without a key, the token is revoked by what was signed of it, whoever did.")
        }
        let entry = Revocation(
            tokenID: verdict.isSigned ? verdict.claims?["jti"]?.utf8 : nil, issuer: verdict.claims?["iss"]?.utf8,
            signed: first.signingInput(signed.payload), since: now,
            until: verdict.claims?["exp"].flatMap { NumericDate($0) })
        guard var entry else { throw RPCError(.internalError, "No digest could be made.") }
        if verdict.isSigned { entry.place = place(of: verdict) }
        return entry
    }

    // Where the issuer publishes what became of the token. A place that no list has is not kept: it would be in the way of all.
    private static func place(of verdict: Verdict) -> Revocation.Place? {
        guard let reference = verdict.statusReference.flatMap({ StatusReference($0) }),
            reference.index < StatusList.octetLimit * 8, reference.address.count <= Revocation.Name.partLimit
        else { return nil }
        return Revocation.Place(list: reference.address, index: Int64(reference.index))
    }

    // Of an SD-JWT, what its issuer signed: with other disclosures it is the same token.
    private static func issued(_ input: Verifier.Input) -> Verifier.Input {
        guard case .text(let text) = input else { return input }
        let token = text.bytes[text.range]
        guard let tilde = token.firstIndex(of: UInt8(ascii: "~")) else { return input }
        return .text(TokenText(text.bytes, text.range.lowerBound..<tilde))
    }
}
