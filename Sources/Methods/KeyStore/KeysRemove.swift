import JSON
import JWT
import RPC
import Store

extension Methods {
    /// Takes keys away.
    static let keysRemove = Method(
        MethodDescription(
            "keys/remove",
            "Takes a key out of a set of the store, or the whole set. The current key goes only with its set, or alone.",
            parameters: [
                .keySet,
                Parameter("kid", .string, "The name of the key."),
                Parameter("all", .boolean, "Whether the whole set goes (false)."),
                .keyInstant,
            ],
            result: Schema(
                "RemovedKeys", [.object],
                #"{"type": "object", "required": ["removed"], "properties": {"removed": {"type": "integer"}}}"#),
            errors: ErrorCode.keyStoreFaults + ErrorCode.store, example: #"{"set":"api","all":true}"#)
    ) { (call, bench, writer) throws(RPCError) in
        let set = try KeyReference.set(of: call)
        let keyID = try KeyReference.keyID(of: call)
        let isWhole = call.arguments.boolean("all") ?? false
        guard isWhole != (keyID != nil) else {
            throw RPCError(
                .invalidParameters, "keys/remove takes kid, or all for the whole set.",
                parameter: isWhole ? "/all" : "/kid")
        }
        let now = try call.arguments.now(bench.surroundings.clock()).seconds
        try call.takesLong()
        let removed = try bench.surroundings.changeKeys(for: call, looksAtSeals: !isWhole) {
            (table, _) throws(StoreFault) -> Result<Int, RPCError> in
            let timeline = KeyTimeline(try table.keys(of: set), at: now)
            guard let keyID else { return try table.removeAll(set, timeline) }
            return try table.remove(keyID, of: set, timeline)
        }
        writer.object { $0.member("removed", removed) }
    }
}

extension KeyTable {
    fileprivate func removeAll(_ set: [UInt8], _ timeline: KeyTimeline) throws(StoreFault) -> Result<Int, RPCError> {
        if let fetched = try fetched(set) {
            _ = try removeFetched(set)
            return .success(Int(fetched.count))
        }
        guard !timeline.entries.isEmpty else { return .failure(.noSuchKey("/set")) }
        for entry in timeline.entries { _ = try remove(entry.key.keyID, of: set) }
        return .success(timeline.entries.count)
    }

    fileprivate func remove(
        _ keyID: [UInt8], of set: [UInt8], _ timeline: KeyTimeline
    ) throws(StoreFault) -> Result<Int, RPCError> {
        guard let entry = timeline.entries.first(where: { $0.key.keyID == keyID }) else {
            return .failure(.noSuchKey(timeline.entries.isEmpty ? "/set" : "/kid"))
        }
        if entry.state == .current, timeline.entries.count > 1 {
            return .failure(
                RPCError(
                    .keysState, "The key is the current one: without it nothing would sign.", parameter: "/kid",
                    hint: "Bring another in with keys/rotate, or take the whole set away."))
        }
        for var key in timeline.reached where key.keyID != keyID {
            // Nothing takes the place of the current key any more.
            if entry.state == .next, key.reached == .current { key.verifyUntil = nil }
            try put(key)
        }
        _ = try remove(keyID, of: set)
        return .success(1)
    }
}

extension RPCError {
    fileprivate static func noSuchKey(_ parameter: String) -> RPCError {
        RPCError(
            .keysUnknown, "The store has no such set, or the set no such key.", parameter: parameter,
            hint: "keys/list lists what there is.")
    }
}
