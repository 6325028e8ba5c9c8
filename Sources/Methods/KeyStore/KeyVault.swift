import JOSE
import JSON
import RPC
import Store
import Synchronization

/// The secret parts of keys that the store holds: sealed when they are put there, opened at their first use, and kept open in
/// memory from then on.
final class KeyVault: Sendable {
    private let secret: StoreSecret?
    private let opened = Mutex<[Place: Opened]>([:])
    private let seal = Mutex<Opened?>(nil)

    private struct Place: Hashable {
        let set: [UInt8]
        let keyID: [UInt8]

        init(_ key: StoredKey) {
            set = key.set
            keyID = key.keyID
        }
    }

    private struct Opened {
        let sealed: TextDigest
        let key: Key
    }

    /// A vault that this opens; without it there is none.
    init(_ secret: StoreSecret?) { self.secret = secret }

    /// Seals a key as what is kept of it. Slow on purpose where a password protects it.
    func seal(_ key: Key, as stored: StoredKey, for call: Call) throws(RPCError) -> [UInt8] {
        let secret = try found(for: call)
        do throws(KeyFault) {
            let sealed = try SealedJWK.seal(key, with: secret.wrapper, binding: Self.binding(of: stored))
            // Who made it has it: it need not be opened.
            try keep(key, sealed, stored)
            return sealed
        } catch {
            throw RPCError(writing: error)
        }
    }

    /// The key that was kept, with its secret part.
    func open(_ stored: StoredKey, for call: Call) throws(RPCError) -> Key {
        guard let sealed = stored.secretPart else {
            throw RPCError(
                .keyRefused, "Of the key \(stored.shownName) only the public part is kept here.",
                hint: "Put its private part with keys/put.")
        }
        do throws(KeyFault) {
            let digest = try TextDigest(of: sealed.span)
            if let key = opened.withLock({ $0[Place(stored)] }), key.sealed == digest { return key.key }
        } catch {
            throw RPCError(writing: error)
        }
        let secret = try found(for: call)
        do throws(KeyFault) {
            let key = try SealedJWK.open(sealed, with: secret.wrapper, binding: Self.binding(of: stored))
            try keep(key, sealed, stored)
            return key
        } catch {
            throw RPCError(
                .keyPassword,
                "The key \(stored.shownName) does not open: it was put under another password or key, or its row was changed.",
                hint: Self.hint)
        }
    }

    private static let hint =
        "Start jwtls with what it was put under: --store-password-file, --store-password-env or --store-key."

    /// What seals the rows of a store, which a store secret opens; nil for a process without one, which looks at no seal.
    /// `isMaking` says that rows are to be written.
    func rowSeal(_ store: Store, isMaking: Bool, for call: Call) throws(RPCError) -> RowSeal? {
        guard secret != nil else { return nil }
        var sealed = try Self.sealSecret(store)
        if sealed == nil {
            // Whatever is there was written by somebody else.
            guard isMaking else { return RowSeal(make: { octets in octets }, holds: { _, _ in false }) }
            let fresh = try freshSeal(for: call)
            do throws(StoreFault) {
                try store.write { (connection) throws(StoreFault) in
                    try KeyTable(connection).keep(sealSecret: fresh)
                }
            } catch {
                throw RPCError(error)
            }
            sealed = try Self.sealSecret(store)
        }
        guard let sealed else { throw RPCError(.storeUnavailable, "What seals the store's keys went away.") }
        return try Self.rowSeal(of: try sealKey(sealed, for: call))
    }

    private static func sealSecret(_ store: Store) throws(RPCError) -> [UInt8]? {
        do throws(StoreFault) {
            return try store.read { (connection) throws(StoreFault) in try KeyTable(connection).sealSecret() } ?? nil
        } catch {
            throw RPCError(error)
        }
    }

    private func freshSeal(for call: Call) throws(RPCError) -> [UInt8] {
        let secret = try found(for: call)
        do throws(KeyFault) {
            var octets = try CryptographicLibrary.random(32)
            defer { octets.wipe() }
            var text = Base64URL.encode(octets.span)
            defer { text.wipe() }
            let key = try Key(secret: text.span, encoding: .base64url)
            let sealed = try SealedJWK.seal(key, with: secret.wrapper, binding: Self.sealBinding)
            try keepSeal(key, sealed)
            return sealed
        } catch {
            throw RPCError(writing: error)
        }
    }

    private func sealKey(_ sealed: [UInt8], for call: Call) throws(RPCError) -> Key {
        do throws(KeyFault) {
            let digest = try TextDigest(of: sealed.span)
            if let known = seal.withLock({ $0 }), known.sealed == digest { return known.key }
        } catch {
            throw RPCError(writing: error)
        }
        let secret = try found(for: call)
        do throws(KeyFault) {
            let key = try SealedJWK.open(sealed, with: secret.wrapper, binding: Self.sealBinding)
            try keepSeal(key, sealed)
            return key
        } catch {
            throw RPCError(
                .keyPassword,
                "What seals the store's keys does not open: they were put under another password or key, or the store was changed.",
                hint: Self.hint)
        }
    }

    private func keepSeal(_ key: Key, _ sealed: [UInt8]) throws(KeyFault) {
        let entry = Opened(sealed: try TextDigest(of: sealed.span), key: key)
        seal.withLock { $0 = entry }
    }

    private static let sealBinding = Array("jwtls seal 1".utf8)

    private static func rowSeal(of key: Key) throws(RPCError) -> RowSeal {
        guard let algorithm = SigningAlgorithm.all.first(where: { $0.name.description == "HS256" }) else {
            throw RPCError(.internalError, "No seal can be made.")
        }
        return RowSeal(
            make: { (octets) throws(StoreFault) in
                do throws(KeyFault) {
                    return try key.sign(octets.span, with: algorithm)
                } catch {
                    throw StoreFault(.unavailable, "No seal could be made: \(error.explanation).")
                }
            },
            holds: { seal, octets in key.verifies(seal.span, of: octets.span, with: algorithm) })
    }

    /// Refuses what cannot be sealed before it is made.
    func prepare(for call: Call) throws(RPCError) { _ = try found(for: call) }

    /// Forgets the keys of a set that are no longer in it, or other ones now.
    func keepOnly(_ keys: [StoredKey], of set: [UInt8]) {
        let names = Set(keys.filter { $0.secretPart != nil }.map(\.keyID))
        opened.withLock { opened in
            opened = opened.filter { $0.key.set != set || names.contains($0.key.keyID) }
        }
    }

    private func keep(_ key: Key, _ sealed: [UInt8], _ stored: StoredKey) throws(KeyFault) {
        let entry = Opened(sealed: try TextDigest(of: sealed.span), key: key)
        opened.withLock { opened in
            if opened.count >= Self.capacity { opened = [:] }
            opened[Place(stored)] = entry
        }
    }

    private static let capacity = 1024

    private func found(for call: Call) throws(RPCError) -> StoreSecret {
        guard let secret else {
            throw RPCError(
                .keysSealed, "Secret keys are not kept or opened: jwtls was started without what protects them.",
                hint: "Start it with --store-password-file FILE, --store-password-env NAME or --store-key FILE.")
        }
        if secret.isSlow { try call.takesLong() }
        return secret
    }

    // Each part with its length in front, so that no two keys have the same.
    private static func binding(of key: StoredKey) -> [UInt8] {
        var binding = Array("jwtls key 1".utf8)
        for part in [key.set, key.keyID, key.algorithm ?? [], key.mark] {
            for shift in [24, 16, 8, 0] { binding.append(UInt8(truncatingIfNeeded: part.count >> shift)) }
            binding += part
        }
        return binding
    }
}

extension StoredKey {
    /// How a key is named to people: its set and its name in it.
    var shownName: String { "\(String(decoding: set, as: UTF8.self))/\(String(decoding: keyID, as: UTF8.self))" }
}
