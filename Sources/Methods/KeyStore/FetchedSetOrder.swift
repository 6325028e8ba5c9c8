import JOSE
import JSON
import JWT
import RPC
import Store

/// A JWK Set that a caller fetched, to be kept for a while in the place of the one before.
struct FetchedSetOrder {
    private let row: FetchedKeys
    private let skipped: [KeyInput.Skipped]
    private let surroundings: Surroundings
    private let call: Call

    init(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        self.call = call
        self.surroundings = surroundings
        let set = try KeyReference.set(of: call)
        let arguments = call.arguments
        for name in ["kid"] as [StaticString] where arguments[name] != nil {
            throw RPCError(
                .invalidParameters, "The keys of a JWK Set have their own names.", parameter: "/\(name)")
        }
        let now = try arguments.now(surroundings.clock()).seconds
        guard let value = arguments["jwks"] else {
            throw RPCError(.invalidParameters, "jwks is missing.", parameter: "/jwks")
        }
        let keys: KeySet
        do throws(KeyFault) {
            keys = try KeySet(jwks: value)
        } catch {
            throw RPCError(error, at: "/jwks")
        }
        guard !keys.keys.isEmpty else {
            throw RPCError(.keyNotFound, "The JWK Set has no key that can be used.", parameter: "/jwks")
        }
        guard !keys.keys.contains(where: \.isSecret) else {
            throw RPCError(
                .keyRefused, "A JWK Set that was fetched has public keys alone; there is a secret one in this.",
                parameter: "/jwks", hint: "Put a private key by itself, with key.")
        }
        let age = try Self.age(arguments)
        let until = age.map { age in
            let end = now.addingReportingOverflow(age)
            return end.overflow ? Int64.max : end.partialValue
        }
        row = FetchedKeys(
            set: set, content: try Self.content(keys.keys), count: Int64(keys.keys.count), fetched: now, until: until)
        skipped = keys.skipped.map { KeyInput.Skipped(index: $0.index, fault: $0.fault) }
    }

    /// Keeps it, and writes what is kept.
    func put(to writer: inout JSONWriter) throws(RPCError) {
        try call.takesLong()
        let row = row
        try surroundings.changeKeys(for: call) { (table, _) throws(StoreFault) -> Result<Void, RPCError> in
            if try table.count(of: row.set) > 0 {
                return .failure(
                    RPCError(
                        .keysConflict, "The set holds keys of its own, which a fetched set would hide.",
                        parameter: "/set"))
            }
            let isNew = try !table.hasFetched(row.set)
            if isNew, try table.sets() >= KeyStoreLimits.sets {
                return .failure(
                    RPCError(
                        .keysLimit, "The store has \(KeyStoreLimits.sets) sets.", parameter: "/set",
                        limit: KeyStoreLimits.sets))
            }
            try table.put(row)
            return .success(())
        }
        writer.object { writer in
            writer.members(of: row)
            writer.skipped(skipped, at: "/jwks")
        }
    }

    private static func age(_ arguments: Arguments) throws(RPCError) -> Int64? {
        guard let value = arguments["maxAge"] else { return nil }
        guard let span = TimeSpan(value), span.seconds >= 0 else {
            throw RPCError(.invalidParameters, "maxAge is a length of time.", parameter: "/maxAge")
        }
        return span.seconds
    }

    // The keys as they are read here: what was passed over is not kept.
    private static func content(_ keys: [Key]) throws(RPCError) -> [UInt8] {
        var writer = JSONWriter()
        try writer.keySetValue(keys, isPublic: true)
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes what is known of a set that was fetched, as members of the object that is open.
    mutating func members(of row: FetchedKeys) {
        name("set")
        string(row.set.span)
        member("keys", row.count)
        member("fetched", row.fetched)
        if let until = row.until { member("until", until) }
    }
}

extension Schema {
    /// What is told of a set that was fetched.
    static let fetchedSet = Schema(
        "FetchedSet", [.object],
        """
        {"type": "object", "required": ["set", "keys", "fetched"],
         "properties": {"set": {"type": "string"}, "keys": {"type": "integer"}, "fetched": {"type": "integer"},
          "until": {"type": "integer"}, "skipped": {"type": "array"}}}
        """)
}
