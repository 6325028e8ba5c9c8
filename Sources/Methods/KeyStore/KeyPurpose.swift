import JOSE
import JWT
import RPC
import Store

/// What a request does with the keys that it names in the store: it says which states are meant, and whether secret parts are.
enum KeyPurpose {
    /// To verify: with the current key, with previous ones for their while, and with the one that comes next.
    case verify
    /// To sign: with the current key alone.
    case sign
    /// To name the key of a signer elsewhere: the current one's public part.
    case name
    /// To encrypt: for the current key.
    case encrypt
    /// To decrypt: with the current key and with previous ones.
    case decrypt
    /// To look at: public parts alone.
    case show

    fileprivate var states: [StoredKey.State] {
        switch self {
        case .verify: [.current, .previous, .next]
        case .sign, .name, .encrypt: [.current]
        case .decrypt: [.current, .previous]
        case .show: [.current, .previous, .next]
        }
    }

    fileprivate var takesSecret: Bool { self == .sign || self == .decrypt }

    fileprivate var takesFetched: Bool { self == .verify || self == .encrypt || self == .show }

    fileprivate var word: StaticString {
        switch self {
        case .verify: "verifies"
        case .sign: "signs"
        case .name: "names a signer"
        case .encrypt: "is encrypted for"
        case .decrypt: "decrypts"
        case .show: "is looked at"
        }
    }
}

/// Keys of the store that a request named, each fit for what it does.
struct ReferencedKeys {
    /// The keys, the current one first.
    let set: KeySet
    /// Those among them that sign later, and ought not to have signed anything yet.
    private(set) var coming: [Key] = []
    /// Keys of the set that verify nothing any more.
    private(set) var retired: [RetiredKey] = []
    /// The row of the key that signs.
    private(set) var signer: StoredKey?
    /// For how long they are these.
    let epoch: KeyEpoch

    /// The keys that a reference means at an instant.
    init(
        _ reference: KeyReference, to purpose: KeyPurpose, at now: Int64, for call: Call, _ surroundings: Surroundings,
        _ pointer: String
    ) throws(RPCError) {
        guard let (stored, changes) = try surroundings.storedKeys.found(reference.set, for: call) else {
            throw RPCError(
                .keysUnknown, "The store has no set \(String(decoding: reference.set, as: UTF8.self)).",
                parameter: pointer, hint: "keys/list lists what there is.")
        }
        if let fetched = try stored.fetchedKeys(at: now, pointer) {
            let end = stored.fetched?.row.until.map { $0 == Int64.max ? $0 : $0 + 1 }
            epoch = KeyEpoch(changes: changes, since: now, nextChange: end)
            set = try Self.choose(reference, of: fetched, to: purpose, stored, pointer)
            return
        }
        let timeline = stored.timeline(at: now)
        epoch = KeyEpoch(changes: changes, since: now, nextChange: timeline.nextChange)
        var keys: [Key] = []
        for entry in try Self.choose(reference, of: timeline, to: purpose, pointer) {
            let key = try Self.key(entry.key, of: stored, to: purpose, for: call, surroundings, pointer)
            keys.append(key)
            if purpose == .verify, entry.state == .next { coming.append(key) }
            if purpose == .sign || purpose == .name { signer = entry.key }
        }
        set = KeySet(keys: keys, isNamed: purpose == .verify || purpose == .decrypt)
        guard purpose == .verify, reference.keyID == nil else { return }
        retired = timeline.keys(.retired).suffix(Self.retiredLimit).reversed().map { row in
            RetiredKey(stored.publicKey(of: row), named: row.keyID, since: row.verifyUntil)
        }
    }

    // The last ones explain most of what there is to explain, and each costs a look at a signature.
    private static let retiredLimit = 8

    private static func choose(
        _ reference: KeyReference, of timeline: KeyTimeline, to purpose: KeyPurpose, _ pointer: String
    ) throws(RPCError) -> [KeyTimeline.Entry] {
        guard let keyID = reference.keyID else {
            return purpose.states.flatMap { state in timeline.entries.filter { $0.state == state } }
        }
        guard let entry = timeline.entries.first(where: { $0.key.keyID == keyID }) else {
            throw unknown(reference, pointer)
        }
        guard purpose == .show || purpose.states.contains(entry.state) else {
            let states = purpose.states.map(\.word.description).joined(separator: ", ")
            throw RPCError(
                .keysState,
                "The key \(entry.key.shownName) is \(entry.state.word): a key \(purpose.word) while it is \(states).",
                parameter: pointer)
        }
        return [entry]
    }

    private static func choose(
        _ reference: KeyReference, of fetched: KeySet, to purpose: KeyPurpose, _ stored: StoredKeySet,
        _ pointer: String
    ) throws(RPCError) -> KeySet {
        guard purpose.takesFetched else {
            throw RPCError(
                .keyRefused, "The set \(stored.shownName) was fetched: its keys are public ones of somebody else.",
                parameter: pointer)
        }
        guard let keyID = reference.keyID else {
            guard purpose != .encrypt || fetched.keys.count == 1 else {
                throw RPCError(
                    .invalidParameters, "The set \(stored.shownName) has several keys: which is meant must be said.",
                    parameter: pointer, hint: "Name one as set/kid.")
            }
            return fetched
        }
        let keys = fetched.keys.filter { $0.keyID == keyID }
        guard !keys.isEmpty else { throw unknown(reference, pointer) }
        return KeySet(keys: keys, isNamed: true)
    }

    private static func key(
        _ row: StoredKey, of stored: StoredKeySet, to purpose: KeyPurpose, for call: Call, _ surroundings: Surroundings,
        _ pointer: String
    ) throws(RPCError) -> Key {
        let isShared = row.publicPart == nil
        if isShared, purpose == .show {
            throw RPCError(
                .keyRefused, "The key \(row.shownName) is a shared secret, and has no public part.", parameter: pointer)
        }
        guard purpose.takesSecret || isShared else {
            if let key = stored.publicKey(of: row) { return key }
            throw RPCError(.keyUnusable, "The key \(row.shownName) has no public part.", parameter: pointer)
        }
        do throws(RPCError) {
            return try surroundings.keyVault.open(row, for: call)
        } catch {
            var error = error
            if !error.isDeferral { error.parameter = error.parameter ?? pointer }
            throw error
        }
    }

    private static func unknown(_ reference: KeyReference, _ pointer: String) -> RPCError {
        RPCError(
            .keysUnknown, "The set \(String(decoding: reference.set, as: UTF8.self)) has no key of this kid.",
            parameter: pointer, hint: "keys/list lists what there is.")
    }
}
