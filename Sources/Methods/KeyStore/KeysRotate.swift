import JOSE
import JSON
import JWT
import RPC
import Store

extension Methods {
    /// Another key in the place of the one that signs.
    static let keysRotate = Method(
        MethodDescription(
            "keys/rotate",
            "Brings another key in, the one that comes next or a new one. What the key before it signed is accepted for a while.",
            parameters: [
                .keySet,
                Parameter(
                    "alg", .choice(signingNames + KeyOrder.encryptionNames),
                    "The algorithm of the other key (that of the current one)."),
                Parameter(
                    "generate", .object,
                    "How the other key is made: alg, kty, crv, size, use, as keygen takes them (like the current one)."),
                Parameter("kid", .string, "The name of a key that is made (its thumbprint; for a secret by chance)."),
                Parameter(
                    "activate", .schema(.time), "When it begins to sign (as soon as it was published long enough)."),
                Parameter("publishBefore", .schema(.span), "For how long it is published before it signs (0)."),
                Parameter(
                    "grace", .schema(.span),
                    "For how long from then on what the key before it signed is accepted (the longest life of a token that it signed here, else 24h). 0 gives it up at once, and revokes what it signed."
                ),
                Parameter("from", .string, "The kid that must be current: where another one is, nothing is done."),
                Parameter("dryRun", .boolean, "Whether the answer only tells what would be (false)."),
                Parameter("reason", .string, "Why, for people: kept with what is revoked."),
                .keyInstant,
            ],
            result: .rotation,
            errors: [.keyUnusable, .keyPassword, .keyRefused, .algorithmUnsupported] + ErrorCode.keyStoreFaults
                + ErrorCode.store,
            example: #"{"set":"api","publishBefore":"1d","dryRun":true}"#)
    ) { (call, bench, writer) throws(RPCError) in
        let order = try RotationOrder(call, bench.surroundings)
        try KeyRotating(order, call, bench.surroundings).run(to: &writer)
    }
}

/// One rotation at work: keys are made and sealed before the store is asked to write, and what it then finds may be other than
/// what was there before.
private struct KeyRotating {
    private let order: RotationOrder
    private let call: Call
    private let surroundings: Surroundings

    init(_ order: RotationOrder, _ call: Call, _ surroundings: Surroundings) {
        self.order = order
        self.call = call
        self.surroundings = surroundings
    }

    private struct Done {
        let keys: [StoredKey]
        let predecessor: StoredKey
        let successor: StoredKey
        let order: KeyRotation.Order
        let isRevoking: Bool
    }

    private enum Step {
        case done(Done)
        case needsKey
    }

    private static let attempts = 8

    func run(to writer: inout JSONWriter) throws(RPCError) {
        let set = try surroundings.storedSet(order.set, for: call)
        guard set.fetched == nil else {
            throw RPCError(.keysConflict, "Keys that were fetched are rotated by their owner.", parameter: "/set")
        }
        var made = try madeKey(set)
        if order.isDry {
            let timeline = set.timeline(at: order.now)
            if let refusal = order.refusal(of: timeline) { throw refusal }
            guard let done = plan(set.rows, made) else { throw Self.lost }
            return try write(done, isMade: made != nil, to: &writer)
        }
        try call.takesLong()
        for _ in 0..<Self.attempts {
            let step = try surroundings.changeKeys(for: call) {
                (table, connection) throws(StoreFault) -> Result<Step, RPCError> in
                let rows = try table.keys(of: order.set)
                if let refusal = order.refusal(of: KeyTimeline(rows, at: order.now)) { return .failure(refusal) }
                guard let done = plan(rows, made) else { return .success(.needsKey) }
                if let refusal = Self.refusal(of: done) { return .failure(refusal) }
                for key in done.keys { try table.put(key) }
                if done.isRevoking { try revoke(done.predecessor, connection) }
                return .success(.done(done))
            }
            if case .done(let done) = step { return try write(done, isMade: false, to: &writer) }
            // Somebody took the key that came next.
            made = try madeKey(try surroundings.storedSet(order.set, for: call))
        }
        throw Self.lost
    }

    private static var lost: RPCError {
        RPCError(
            .keysConflict, "The set was changed again and again meanwhile.", parameter: "/set", hint: "Ask again.")
    }

    private func plan(_ rows: [StoredKey], _ made: StoredKey?) -> Done? {
        let timeline = KeyTimeline(rows, at: order.now)
        let rotation = order.rotation(of: timeline)
        guard let result = KeyRotation(of: rows, rotation, made: made) else { return nil }
        return Done(
            keys: result.keys, predecessor: result.predecessor, successor: result.successor, order: rotation,
            isRevoking: order.isEmergency)
    }

    // A key of this name may be there already; its own thumbprint never is.
    private static func refusal(of done: Done) -> RPCError? {
        let names = done.keys.map(\.keyID)
        guard Set(names).count < names.count else { return nil }
        return RPCError(.keysConflict, "The set has a key of this kid already.", parameter: "/kid")
    }

    // A key where none comes next; nil where one does.
    private func madeKey(_ set: StoredKeySet) throws(RPCError) -> StoredKey? {
        let timeline = set.timeline(at: order.now)
        if let refusal = order.refusal(of: timeline) { throw refusal }
        guard timeline.next == nil, let current = timeline.current else { return nil }
        guard current.secretPart != nil else {
            throw RPCError(
                .keysState, "Of the current key only the public part is kept: its owner makes the next one.",
                parameter: "/set", hint: "Put its public part with keys/put, then rotate.")
        }
        let making = try making(like: current, set)
        if order.isDry { return Self.placeholder(current, order.now) }
        try surroundings.keyVault.prepare(for: call)
        let key = try making.make(call, surroundings, named: try KeyReference.keyID(of: call))
        guard (key.type == .oct) == (current.publicPart == nil) else {
            throw RPCError(
                .keysConflict,
                "Shared secrets and keys that have a public part do not stand in one set: what is published is not secret.",
                parameter: call.arguments["alg"] == nil ? "/generate" : "/alg", hint: "Begin another set with keys/put."
            )
        }
        var row = try StoredKey(key, in: order.set, created: order.now, surroundings)
        row.secretPart = try surroundings.keyVault.seal(key, as: row, for: call)
        return row
    }

    private func making(like current: StoredKey, _ set: StoredKeySet) throws(RPCError) -> KeyMaking {
        let arguments = call.arguments
        if let value = arguments["generate"] {
            guard arguments["alg"] == nil else {
                throw RPCError(.invalidParameters, "generate says the alg.", parameter: "/alg")
            }
            return try KeyMaking(value, for: call, at: "/generate")
        }
        if let algorithm = arguments["alg"], algorithm.utf8 != current.algorithm {
            return try KeyMaking(algorithm: algorithm, for: call)
        }
        if let key = set.publicKey(of: current) { return try KeyMaking(like: key, for: call) }
        return try KeyMaking(like: try surroundings.keyVault.open(current, for: call), for: call)
    }

    // What stands for a key that is not made.
    private static func placeholder(_ current: StoredKey, _ now: Int64) -> StoredKey {
        StoredKey(
            set: current.set, keyID: [], place: 0, algorithm: current.algorithm, mark: [], publicPart: nil,
            secretPart: nil, created: now, activates: nil, reached: .next)
    }

    private func revoke(_ key: StoredKey, _ connection: any SQLConnection) throws(StoreFault) {
        guard var entry = Revocation(of: key, at: order.now) else { return }
        entry.reason = order.reason
        _ = try RevocationTable(connection).put(entry)
    }

    private func write(_ done: Done, isMade: Bool, to writer: inout JSONWriter) throws(RPCError) {
        let set = try StoredKeySet(order.set, rows: done.keys.filter { !$0.keyID.isEmpty }, fetched: nil)
        let report = RotationReport(
            set: set, timeline: KeyTimeline(done.keys, at: order.now), isDry: order.isDry, isMade: isMade,
            revoked: done.isRevoking ? done.predecessor : nil,
            findings: order.findings(about: done.predecessor, done.order))
        try report.write(to: &writer)
    }
}

extension Revocation {
    /// What revokes everything that a key signed: by its thumbprint, or by its name where that would be a digest of a secret.
    fileprivate init?(of key: StoredKey, at now: Int64) {
        let kind: Kind = key.publicPart == nil ? .keyID : .thumbprint
        let value = kind == .keyID ? key.keyID : Base64URL.encode(key.mark.span)
        guard let name = kind == .keyID ? Name(kind, nil, value) : Name(kind, value) else { return nil }
        var about = JSONWriter()
        about.object { writer in
            writer.name(kind.word)
            writer.string(value.span)
        }
        // Who stole it signs tokens that live as long as they like.
        self.init(name, since: now, until: nil, about: about.bytes)
    }
}
