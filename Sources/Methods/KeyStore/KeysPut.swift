import JOSE
import JSON
import JWT
import RPC
import Store

extension Methods {
    /// Keeps a key, or a set that was fetched.
    static let keysPut = Method(
        MethodDescription(
            "keys/put",
            "Keeps a key in a set of the store: the first of a set signs, another one comes next. Or keeps a set that was fetched.",
            parameters: [
                .keySet,
                Parameter("key", .schema(.key), "The key, private or public, or the shared secret."),
                Parameter(
                    "generate", .object,
                    "How a key is made that is kept: alg, kty, crv, size, use, as keygen takes them."),
                Parameter(
                    "kid", .string, "Its name in the set (its own, else its thumbprint; for a secret by chance)."),
                Parameter("jwks", .object, "A JWK Set that was fetched, in the place of the one before."),
                Parameter("maxAge", .schema(.span), "For how long the JWK Set is good (for ever)."),
                .keyInstant,
            ],
            result: .keyPut,
            errors: [
                .keyUnusable, .keyPassword, .keyNotFound, .keyRefused, .keyLimit, .algorithmUnsupported, .fileRefused,
                .fileUnreadable, .filePermissions,
            ] + ErrorCode.keyStoreFaults + ErrorCode.store,
            example: """
                {"set":"partner","jwks":{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]},"maxAge":"1h"}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        let arguments = call.arguments
        let given = (["key", "generate", "jwks"] as [StaticString]).filter { arguments[$0] != nil }
        guard given.count == 1 else {
            throw RPCError(
                .invalidParameters, "keys/put takes one of key, generate and jwks.",
                parameter: given.isEmpty ? "/key" : "/\(given[1])")
        }
        if arguments["jwks"] != nil { return try FetchedSetOrder(call, bench.surroundings).put(to: &writer) }
        guard arguments["maxAge"] == nil else {
            throw RPCError(.invalidParameters, "maxAge is for a JWK Set.", parameter: "/maxAge")
        }
        try KeptKeyOrder(call, bench.surroundings).put(to: &writer)
    }
}

/// A key that a call asks to be kept.
private struct KeptKeyOrder {
    private let set: [UInt8]
    private let key: Key
    private let now: Int64
    private let call: Call
    private let surroundings: Surroundings

    init(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        self.call = call
        self.surroundings = surroundings
        set = try KeyReference.set(of: call)
        now = try call.arguments.now(surroundings.clock()).seconds
        let keyID = try KeyReference.keyID(of: call)
        if let value = call.arguments["generate"] {
            let making = try KeyMaking(value, for: call, at: "/generate")
            // What cannot be kept is not made.
            try surroundings.keyVault.prepare(for: call)
            key = try making.make(call, surroundings, named: keyID)
        } else {
            let given = try KeyInput.one("key", for: call, surroundings)
            var attributes = given.attributes
            attributes.keyID = keyID ?? given.keyID
            if attributes.keyID == nil {
                attributes.keyID = try KeyName.usual(for: given).keyID(of: given, surroundings)
            }
            key = given.with(attributes)
        }
    }

    func put(to writer: inout JSONWriter) throws(RPCError) {
        var row = try StoredKey(key, in: set, created: now, surroundings)
        let known = try surroundings.storedKeys.set(named: set, for: call)?.rows.first { $0.keyID == row.keyID }
        if key.type == .oct, let known, known.publicPart == nil, known.secretPart != nil {
            // Whether both are one secret can only be seen when both are open.
            let other = try surroundings.keyVault.open(known, for: call)
            if KeyRelation(of: key, to: other) == .identical { row = known }
        }
        if key.isSecret, row.secretPart == nil {
            row.secretPart = try surroundings.keyVault.seal(key, as: row, for: call)
        }
        try call.takesLong()
        let (set, now) = (set, now)
        let outcome = try surroundings.changeKeys(for: call) {
            (table, _) throws(StoreFault) -> Result<StoredKey.Outcome, RPCError> in
            if try table.hasFetched(set) {
                return .failure(
                    RPCError(.keysConflict, "The set holds keys that were fetched.", parameter: "/set"))
            }
            let timeline = KeyTimeline(try table.keys(of: set), at: now)
            if let refusal = try row.refusal(in: timeline, table) { return .failure(refusal) }
            return .success(try row.put(in: timeline, table, at: now))
        }
        writer.object { writer in
            writer.members(of: outcome.entry.key, outcome.entry.state, key.type == .oct ? nil : key)
            writer.member("changed", outcome.isChanged)
            writer.findings("findings", key.allFindings.map { Finding($0) })
        }
    }
}

extension StoredKey {
    fileprivate typealias Outcome = (entry: KeyTimeline.Entry, isChanged: Bool)

    /// Why it cannot come to these keys of its set; nil where it can, or is there already.
    fileprivate func refusal(in timeline: KeyTimeline, _ table: KeyTable) throws(StoreFault) -> RPCError? {
        for entry in timeline.entries {
            let other = entry.key
            if other.keyID == keyID {
                if other.mark == mark, other.algorithm == algorithm { return nil }
                return RPCError(
                    .keysConflict, "The set has another key of this kid, or the same for another alg.",
                    parameter: "/kid", hint: "Put it under another kid.")
            }
            if other.mark == mark {
                let name = String(decoding: other.keyID, as: UTF8.self)
                return RPCError(.keysConflict, "The set has this key already, as \(name).", parameter: "/kid")
            }
            if (other.publicPart == nil) != (publicPart == nil) {
                return RPCError(
                    .keysConflict,
                    "Shared secrets and keys that have a public part do not stand in one set: what is published is not secret.",
                    parameter: "/set", hint: "Put it into a set of its own.")
            }
        }
        if let next = timeline.next {
            return RPCError(
                .keysState, "The key \(next.shownName) comes next already.", parameter: "/set",
                hint: "Bring it in with keys/rotate, or take it away with keys/remove.")
        }
        if timeline.entries.count >= KeyStoreLimits.keys {
            return RPCError(
                .keysLimit, "The set has \(KeyStoreLimits.keys) keys.", parameter: "/set",
                hint: "Take retired ones away with keys/remove.", limit: KeyStoreLimits.keys)
        }
        if timeline.entries.isEmpty, try table.sets() >= KeyStoreLimits.sets {
            return RPCError(
                .keysLimit, "The store has \(KeyStoreLimits.sets) sets.", parameter: "/set", limit: KeyStoreLimits.sets)
        }
        return nil
    }

    fileprivate func put(in timeline: KeyTimeline, _ table: KeyTable, at now: Int64) throws(StoreFault) -> Outcome {
        if let entry = timeline.entries.first(where: { $0.key.keyID == keyID }) {
            var known = entry.key
            guard known.secretPart == nil, secretPart != nil else { return (entry, false) }
            known.secretPart = secretPart
            known.reached = max(known.reached, entry.state)
            try table.put(known)
            return (KeyTimeline.Entry(key: known, state: entry.state), true)
        }
        var row = self
        row.place = (timeline.entries.last?.key.place ?? 0) &+ 1
        if timeline.entries.isEmpty {
            row.activates = now
            row.reached = .current
        }
        for key in timeline.reached { try table.put(key) }
        try table.put(row)
        return (KeyTimeline.Entry(key: row, state: row.reached), true)
    }
}

extension KeyName {
    /// The name of a key that has none: a thumbprint of a shared secret would be a digest of it (RFC 7638 §7).
    static func usual(for key: Key) -> KeyName { key.type == .oct ? .random : .thumbprint }
}

extension Schema {
    /// What `keys/put` answers.
    static let keyPut = Schema(
        "KeyPut", [.object],
        """
        {"oneOf": [{"$ref": "#/components/schemas/StoredKey"}, {"$ref": "#/components/schemas/FetchedSet"}]}
        """, references: [.storedKey, .fetchedSet])
}
