import JOSE
import JSON
import JWT
import RPC
import Store

extension Methods {
    /// Replaces a token by its successor.
    static let rotate = Method(
        MethodDescription(
            "rotate",
            "Takes a token and gives its successor, which carries its claims; the token itself is good no more, and using it again revokes the whole family (RFC 9700 §4.14.2).",
            parameters: [
                Parameter("token", .schema(.token), "The token that is replaced.", required: true),
                Parameter(
                    "key", .schema(.key), "The keys to verify it with; its successor is signed with the one that holds."
                ),
                Parameter(
                    "signingKey", .schema(.key),
                    "The private key or the secret to sign the successor with, where that is another."),
                Parameter(
                    "policy", .schema(.policy),
                    "What the token is held against, and its successor too: a policy by its name, or its members."),
                Parameter(
                    "changes", .object,
                    "Changes of the claims by a merge patch (RFC 7396); iss, sub, cnf, client_id and the times are not changed."
                ),
                Parameter("expiresIn", .schema(.span), "How long the successor lives (as long as the token)."),
                Parameter(
                    "familyExpiresIn", .schema(.span), "How long the family lives that begins with this token (30 d)."),
                Parameter(
                    "grace", .schema(.span),
                    "For how long the token can come again and gets the same successor, if that was not used (0, at most 60 s)."
                ),
                Parameter("now", .schema(.time), "The instant to rotate at (now)."),
            ],
            result: Schema(
                "Rotated", [.object],
                """
                {"type": "object", "required": ["valid"],
                 "properties": {"valid": {"type": "boolean", "description": "Whether there is a successor."},
                  "token": {"oneOf": [{"type": "string"}, {"type": "object"}]}, "serialization": {"type": "string"}, "alg": {"type": "string"},
                  "kid": {"type": "string"}, "jti": {"type": "string"}, "issuedAt": {"type": "integer"}, "expires": {"type": "integer"},
                  "expiresInSeconds": {"type": "integer"}, "bytes": {"type": "integer"},
                  "family": {"type": "object", "required": ["generation", "ends"], "properties": {"generation": {"type": "integer"},
                   "ends": {"type": "integer"}, "revoked": {"type": "integer"}}},
                  "failures": {"type": "array"}, "error": {"type": "string"}, "findings": {"type": "array"}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyLimit, .keyRefused, .algorithmUnsupported, .signingRefused,
                .fileRefused, .fileUnreadable, .filePermissions,
            ] + ErrorCode.policyFaults,
            example: """
                {"token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.YfuA_3Qg5xyr1p8wXvDLged87HCQxohQj1aLmwl-mpc","key":{"secret":"correct horse battery staple, twice","encoding":"utf8"},"expiresIn":"1h"}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        guard let token = call.arguments.token else { return }
        let (prepared, whole) = try call.withPolicy(of: verify.description, bench.surroundings) {
            (call, policy) throws(RPCError) in
            (try PreparedVerification(call, under: policy, bench.surroundings), call)
        }
        let now = prepared.now(bench.surroundings.clock())
        let order = try SuccessorOrder(call.arguments, at: now)
        var verdict = prepared.verdict(on: token, nil, at: now, using: &bench.desk)
        RevocationLookup(bench.surroundings, .usual, at: now)?.checkStatus(&verdict)
        guard verdict.isValid, let claims = verdict.claims else {
            let error: StaticString = verdict.lacksAuthorityAlone ? "insufficient_scope" : "invalid_token"
            return write(refused: verdict.failures, error, nil, to: &writer)
        }
        let maker = try SuccessorMaker(call, whole.arguments["key"], verdict, bench)
        let rotation = Rotation(
            order: order, verdict: verdict, claims: claims, random: try bench.surroundings.random(16))
        var signed: (claims: [UInt8], answer: [UInt8])?
        let outcome = try bench.surroundings.decideInStore { (connection) throws(RPCError) in
            try rotation.decide(connection) { (family) throws(RPCError) in
                let fresh = try order.claims(after: claims, named: Rotation.tokenID(of: family), in: family.ends)
                // What cannot be signed takes no token out of use.
                signed = (fresh, try maker.sign(fresh, bench))
                return fresh
            }
        }
        switch outcome {
        case .successor(let family):
            let answer: [UInt8]
            if let signed, signed.claims == family.claims {
                answer = signed.answer
            } else {
                answer = try maker.sign(family.claims, bench)
            }
            let expires = try SuccessorOrder.read(family.claims)["exp"].flatMap { NumericDate($0) }
            try bench.surroundings.remember(life: expires, of: maker.kept, at: now, for: nil)
            writer.object { writer in
                writer.member("valid", true)
                let members = answer.dropFirst().dropLast()
                writer.verbatim(Array(members).span)
                writer.member("jti", Rotation.tokenID(of: family))
                writer.member("issuedAt", family.rotated)
                family.write(to: &writer)
            }
        case .refused(let code, let family):
            write(refused: [Finding(code)], "invalid_token", family, to: &writer)
        case .revoked(let entry):
            write(refused: [RevocationReport(entry).finding], "invalid_token", nil, to: &writer)
        }
    }

    private static func write(
        refused failures: [Finding], _ error: StaticString, _ family: TokenFamily?, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("valid", false)
            writer.findings("failures", failures)
            writer.member("error", error)
            family?.write(to: &writer)
        }
    }
}

extension TokenFamily {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object("family") { writer in
            writer.member("generation", generation)
            writer.member("ends", ends)
            if let revoked { writer.member("revoked", revoked) }
        }
    }
}

/// Signs successors as the token was signed that they take the place of.
private struct SuccessorMaker {
    private let call: Call
    private let keys: [Key]
    private let type: JSONValue?
    /// The keys of the store among them.
    let kept: [StoredKey]

    // `own` is what the token was verified with.
    init(_ call: Call, _ own: JSONValue?, _ verdict: Verdict, _ bench: Bench) throws(RPCError) {
        self.call = call
        type = verdict.signatures.first?.header.type
        let holding = verdict.signingKeys.map(\.key).filter(\.isSecret)
        if let given = call.arguments["signingKey"] {
            let input = try KeyInput(given, at: "/signingKey", for: call, bench.surroundings, to: .sign)
            (keys, kept) = (input.keys, input.signers)
        } else if let own, holding.isEmpty || own["ref"] != nil {
            // Of a set in the store, tokens are verified with public keys and with previous ones, and signed with the current.
            let input = try KeyInput(own, at: "/key", for: call, bench.surroundings, to: .sign)
            (keys, kept) = (input.keys.filter(\.isSecret), input.signers)
        } else {
            (keys, kept) = (holding, [])
        }
        guard keys.count == 1 else {
            throw RPCError(
                .keyRefused,
                keys.isEmpty
                    ? "The key that the token holds with is public: nothing can be signed with it."
                    : "A successor is signed with one key.",
                parameter: call.arguments["signingKey"] == nil ? "/key" : "/signingKey",
                hint: "Give the private key as key, or as signingKey.")
        }
    }

    // What `sign` would answer for these claims.
    func sign(_ claims: [UInt8], _ bench: Bench) throws(RPCError) -> [UInt8] {
        var params = JSONWriter()
        params.object { writer in
            writer.name("claims")
            writer.verbatim(claims.span)
            if let type { writer.member("typ", type) } else { writer.member("typ", false) }
            writer.member("now", call.arguments["now"])
            writer.member("policy", call.arguments["policy"])
        }
        let arguments = Arguments(unchecked: try SuccessorOrder.read(params.bytes))
        let order = try SigningOrder(
            Call(method: Methods.sign.description, arguments: arguments, lane: .slow), keys: keys, bench.surroundings)
        var answer = JSONWriter()
        var notes: HeaderNotes?
        try order.answer(try order.sign(), knowing: &notes, bench, to: &answer)
        return answer.bytes
    }
}
