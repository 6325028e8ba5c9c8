import JOSE
import JSON
import JWT
import RPC
import Store

/// What a call of `keys/rotate` asks for, read and checked.
struct RotationOrder {
    let set: [UInt8]
    let now: Int64
    /// When the other key begins to sign, where the call says it.
    let activates: Int64?
    /// For how long a key is published before it signs.
    let publishBefore: Int64
    /// For how long what the key signed is accepted, where the call says it.
    let grace: Int64?
    /// The key that must be current.
    let from: [UInt8]?
    /// The algorithm that the other key must be for.
    let algorithm: [UInt8]?
    let isDry: Bool
    let reason: [UInt8]?

    /// Whether the key is given up at once, and with it everything that it signed.
    var isEmergency: Bool { grace == 0 }

    init(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        let arguments = call.arguments
        set = try KeyReference.set(of: call)
        let instant = try arguments.now(surroundings.clock())
        now = instant.seconds
        activates = try arguments.instant("activate")?.date(from: instant).seconds
        publishBefore = try Self.span("publishBefore", arguments) ?? 0
        grace = try Self.span("grace", arguments)
        from = try KeyReference.keyID("from", of: call)
        algorithm = arguments["alg"]?.utf8
        isDry = arguments.boolean("dryRun") ?? false
        reason = arguments["reason"]?.utf8
        if let activates, activates < now {
            throw RPCError(.invalidParameters, "A key begins now or later.", parameter: "/activate")
        }
        if let reason, !(1...KeyStoreLimits.reasonOctets).contains(reason.count) {
            throw RPCError(
                .invalidParameters, "reason has 1 to \(KeyStoreLimits.reasonOctets) bytes.", parameter: "/reason")
        }
        if grace == 0, publishBefore > 0 || activates.map({ $0 > now }) == true {
            throw RPCError(
                .invalidParameters, "Without grace the key goes at once: nothing is put off.", parameter: "/grace",
                hint: "Leave activate and publishBefore out.")
        }
    }

    private static func span(_ name: StaticString, _ arguments: Arguments) throws(RPCError) -> Int64? {
        guard let value = arguments[name] else { return nil }
        guard let span = TimeSpan(value), span.seconds >= 0 else {
            throw RPCError(.invalidParameters, "\(name) is a length of time.", parameter: "/\(name)")
        }
        return span.seconds
    }

    /// What is wrong with these keys, as far as the order is concerned.
    func refusal(of timeline: KeyTimeline) -> RPCError? {
        guard let current = timeline.current else {
            return RPCError(
                .keysUnknown, "The store has no set of this name with keys of its own.", parameter: "/set",
                hint: "keys/put keeps its first key.")
        }
        if let from, from != current.keyID {
            return RPCError(
                .keysConflict, "Another key is current: \(current.shownName).", parameter: "/from",
                hint: "Somebody rotated before. keys/get tells what there is.")
        }
        if let next = timeline.next, let algorithm, next.algorithm != algorithm {
            return RPCError(
                .keysState, "The key that comes next, \(next.shownName), is for another algorithm.", parameter: "/alg",
                hint: "Take it away with keys/remove, or leave alg out.")
        }
        if timeline.next == nil, timeline.entries.count >= KeyStoreLimits.keys {
            return RPCError(
                .keysLimit, "The set has \(KeyStoreLimits.keys) keys.", parameter: "/set",
                hint: "Take retired ones away with keys/remove.", limit: KeyStoreLimits.keys)
        }
        if let activates, activates < earliest(timeline) {
            return RPCError(
                .keysState, "A key that begins then was not published for so long before.", parameter: "/publishBefore",
                hint: "The earliest is \(earliest(timeline)).")
        }
        return nil
    }

    // A key that waits was published since it came.
    private func earliest(_ timeline: KeyTimeline) -> Int64 {
        let published = timeline.next?.created ?? now
        let end = published.addingReportingOverflow(publishBefore)
        return max(now, end.overflow ? Int64.max : end.partialValue)
    }

    /// The same, as the store takes it.
    func rotation(of timeline: KeyTimeline) -> KeyRotation.Order {
        KeyRotation.Order(
            now: now, activates: activates ?? earliest(timeline), grace: grace ?? Self.usualGrace(timeline.current))
    }

    /// As long as the longest token lives that the key signed, where that is known.
    static func usualGrace(_ key: StoredKey?) -> Int64 {
        guard let life = key?.longestLife, life < Int64.max else { return KeyStoreLimits.usualGrace }
        return life
    }

    /// What is to be said of how long the key is accepted.
    func findings(about key: StoredKey, _ order: KeyRotation.Order) -> [Finding] {
        guard !isEmergency, let life = key.longestLife, let grace = order.grace, grace < life else { return [] }
        let lives = life == Int64.max ? "never expire" : "live \(life) s"
        return [
            Finding(
                .graceTooShort,
                "Tokens that \(key.shownName) signed \(lives), and it is accepted for \(grace) s more.",
                hint: life == Int64.max ? nil : "A grace of \(life) s lets each of them expire by itself.")
        ]
    }
}
