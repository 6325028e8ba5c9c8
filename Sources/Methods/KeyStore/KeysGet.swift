import JOSE
import JSON
import JWT
import RPC
import Store

extension Methods {
    /// One key of the store.
    static let keysGet = Method(
        MethodDescription(
            "keys/get",
            "Tells of a key of the store, with its public part; the secret one only where it is exported by its name.",
            parameters: [
                .keySet,
                Parameter("kid", .string, "Its name in the set (that of the current one)."),
                Parameter(
                    "export", .boolean,
                    "Whether the answer holds the private key or the secret; its kid must be given, too (false)."),
                .keyInstant,
            ],
            result: .storedKey,
            errors: [.keyUnusable, .keyPassword, .keyRefused] + ErrorCode.keyStoreFaults + ErrorCode.store,
            example: #"{"set":"api"}"#)
    ) { (call, bench, writer) throws(RPCError) in
        let surroundings = bench.surroundings
        let isExport = call.arguments.boolean("export") ?? false
        let keyID = try KeyReference.keyID(of: call)
        guard !isExport || keyID != nil else {
            throw RPCError(
                .invalidParameters, "A key is exported by its own name: export needs kid.", parameter: "/kid")
        }
        let set = try surroundings.storedSet(try KeyReference.set(of: call), for: call)
        guard set.fetched == nil else {
            throw RPCError(
                .keysConflict, "The set holds keys that were fetched: keys/jwks gives them.", parameter: "/set")
        }
        let timeline = set.timeline(at: try call.arguments.now(surroundings.clock()).seconds)
        let entry = timeline.entries.first { entry in
            if let keyID { entry.key.keyID == keyID } else { entry.state == .current }
        }
        guard let entry else {
            throw RPCError(
                .keysUnknown, "The set has no key of this kid.", parameter: "/kid",
                hint: "keys/list lists what there is.")
        }
        let secret = isExport ? try surroundings.keyVault.open(entry.key, for: call) : nil
        let key = set.publicKey(of: entry.key)
        try writer.object { (writer) throws(RPCError) in
            writer.members(of: entry.key, entry.state, key)
            if let key {
                try writer.object("public") { (writer) throws(RPCError) in
                    _ = try KeyForm.jwk.write(key, isPublic: true, to: &writer)
                }
            }
            guard let secret else { return }
            try writer.object("key") { (writer) throws(RPCError) in
                _ = try KeyForm.jwk.write(secret, isPublic: false, to: &writer)
            }
        }
    }

    /// The set that is published.
    static let keysJWKS = Method(
        MethodDescription(
            "keys/jwks",
            "Gives the public keys of a set as they are published: current, next, previous, in an order that stays.",
            parameters: [.keySet, .keyInstant],
            result: Schema(
                "PublishedKeys", [.object],
                """
                {"type": "object", "required": ["set", "jwks"],
                 "properties": {"set": {"type": "string"}, "jwks": {"type": "object"},
                  "until": {"description": "The instant at which it is another set, where one is known.", "type": "integer"}}}
                """),
            errors: [.keyUnusable, .keyRefused] + ErrorCode.keyStoreFaults + ErrorCode.store,
            example: #"{"set":"api"}"#)
    ) { (call, bench, writer) throws(RPCError) in
        let set = try bench.surroundings.storedSet(try KeyReference.set(of: call), for: call)
        let now = try call.arguments.now(bench.surroundings.clock()).seconds
        if let fetched = try set.fetchedKeys(at: now, "/set") {
            return try writer.published(set, fetched.keys, until: set.fetched?.row.until)
        }
        let timeline = set.timeline(at: now)
        guard timeline.current?.publicPart != nil else {
            throw RPCError(
                .keyRefused, "The set \(set.shownName) holds shared secrets, of which nothing is published.",
                parameter: "/set")
        }
        try writer.published(set, set.published(timeline), until: timeline.nextChange)
    }
}

extension StoredKeySet {
    /// The public keys to publish.
    func published(_ timeline: KeyTimeline) -> [Key] {
        let states: [StoredKey.State] = [.current, .next, .previous]
        return states.flatMap { timeline.keys($0) }.compactMap { publicKey(of: $0) }
    }
}

extension JSONWriter {
    fileprivate mutating func published(_ set: StoredKeySet, _ keys: [Key], until: Int64?) throws(RPCError) {
        try object { (writer) throws(RPCError) in
            writer.member("set", set.shownName)
            try writer.keySet(keys, isPublic: true)
            if let until { writer.member("until", until) }
        }
    }
}
