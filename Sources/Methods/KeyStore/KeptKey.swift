import JOSE
import JSON
import RPC
import Store

extension StoredKey {
    /// A row for a key that has a name, without its secret part.
    init(_ key: Key, in set: [UInt8], created: Int64, _ surroundings: Surroundings) throws(RPCError) {
        // A digest of a shared secret would tell of it to whoever reads the file.
        let mark: [UInt8]
        if let thumbprint = key.thumbprintOctets { mark = thumbprint } else { mark = try surroundings.random(16) }
        var publicPart: [UInt8]?
        if key.type != .oct {
            var writer = JSONWriter()
            do throws(KeyFault) {
                try key.writeJWK(isPublic: true, to: &writer)
            } catch {
                throw RPCError(writing: error)
            }
            publicPart = writer.bytes
        }
        self.init(
            set: set, keyID: key.keyID ?? [], place: 0, algorithm: key.algorithm, mark: mark, publicPart: publicPart,
            secretPart: nil, created: created, activates: nil, reached: .next)
    }
}

extension Surroundings {
    /// Changes sets of keys: all of it or nothing. What the body refuses it refuses before it writes. `looksAtSeals` says that
    /// sets are to be as they were put; what is taken away whole need not be.
    func changeKeys<Result>(
        for call: Call, looksAtSeals: Bool = true,
        _ body: (KeyTable, any SQLConnection) throws(StoreFault) -> Swift.Result<Result, RPCError>
    ) throws(RPCError) -> Result {
        let seal = looksAtSeals ? try keyVault.rowSeal(store, isMaking: true, for: call) : nil
        let result: Swift.Result<Result, RPCError>
        do throws(StoreFault) {
            result = try store.write { (connection) throws(StoreFault) in
                try body(KeyTable(connection, sealedBy: seal), connection)
            }
        } catch {
            throw RPCError(error)
        }
        return try result.get()
    }

    /// The set that a call names.
    func storedSet(_ name: [UInt8], for call: Call, at pointer: String = "/set") throws(RPCError) -> StoredKeySet {
        if let set = try storedKeys.set(named: name, for: call) { return set }
        throw RPCError(
            .keysUnknown, "The store has no set \(String(decoding: name, as: UTF8.self)).", parameter: pointer,
            hint: "keys/list lists what there is.")
    }
}

extension JSONWriter {
    /// Writes what is known of a key of the store, as members of the object that is open: nothing secret.
    mutating func members(of row: StoredKey, _ state: StoredKey.State, _ key: Key?) {
        name("set")
        string(row.set.span)
        name("kid")
        string(row.keyID.span)
        member("state", state.word)
        member("kty", key?.type.name ?? KeyType.oct.name)
        if let curve = key?.curve { member("crv", curve.name) }
        if let key { member("bits", key.bits) }
        if let use = key?.attributes.use {
            name("use")
            string(use.value.span)
        }
        if let algorithm = row.algorithm {
            name("alg")
            string(algorithm.span)
        }
        if let thumbprint = key?.publicThumbprint {
            name("thumbprint")
            plainString(thumbprint.span)
        }
        member("holds", row.holding)
        member("created", row.created)
        if let activates = row.activates { member("activates", activates) }
        if state > .next, let until = row.verifyUntil { member("verifyUntil", until) }
        if let life = row.longestLife, life < Int64.max { member("longestLifeSeconds", life) }
    }
}

extension StoredKey {
    /// What the store has of it.
    fileprivate var holding: StaticString {
        if publicPart == nil { return "secret" }
        return secretPart == nil ? "public" : "private"
    }
}

extension Schema {
    /// What `keys/put`, `keys/get` and `keys/list` tell of a key.
    static let storedKey = Schema(
        "StoredKey", [.object],
        """
        {"type": "object", "required": ["set", "kid", "state", "kty", "holds", "created"],
         "properties": {"set": {"type": "string"}, "kid": {"type": "string"}, "state": {"enum": ["next", "current", "previous", "retired"]},
          "kty": {"type": "string"}, "crv": {"type": "string"}, "bits": {"type": "integer"}, "use": {"type": "string"}, "alg": {"type": "string"}, "thumbprint": {"type": "string"},
          "holds": {"description": "What the store has: the public part alone, the private one too, or a shared secret.", "enum": ["public", "private", "secret"]},
          "created": {"type": "integer"}, "activates": {"type": "integer"}, "verifyUntil": {"type": "integer"}, "longestLifeSeconds": {"type": "integer"},
          "changed": {"type": "boolean", "description": "Whether anything is other than before."},
          "public": {"$ref": "#/components/schemas/Key"}, "key": {"$ref": "#/components/schemas/Key"}, "findings": {"type": "array"}}}
        """, references: [.key])
}

extension Parameter {
    /// The set that a method is about.
    static let keySet = Parameter("set", .string, "The name of the set.", required: true)
    /// The instant that states are told for.
    static let keyInstant = Parameter("now", .schema(.time), "The instant to take it for (now).")
}
