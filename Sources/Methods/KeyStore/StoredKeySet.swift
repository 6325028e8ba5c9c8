import JOSE
import JSON
import RPC
import Store

/// One set of the store as it was read: its keys with their public parts, or the set that somebody fetched.
final class StoredKeySet: Sendable {
    /// Its name.
    let name: [UInt8]
    /// What the rows say; none for a set that was fetched.
    let rows: [StoredKey]
    /// The public parts, by the places of the rows; nil for shared secrets.
    let publicKeys: [Key?]
    /// What was fetched, and its keys.
    let fetched: (row: FetchedKeys, keys: KeySet)?

    /// Reads a set's rows; one whose public part is not what it was when it was put is not passed over.
    init(_ name: [UInt8], rows: [StoredKey], fetched: FetchedKeys?) throws(RPCError) {
        self.name = name
        self.rows = rows
        publicKeys = try rows.map(Self.publicKey)
        self.fetched = try fetched.map { (row) throws(RPCError) in (row, try Self.keys(of: row)) }
    }

    /// Whether there is anything in it.
    var isEmpty: Bool { rows.isEmpty && fetched == nil }

    /// The states of its keys at an instant.
    func timeline(at now: Int64) -> KeyTimeline { KeyTimeline(rows, at: now) }

    /// The public part of one of its keys; nil for a shared secret.
    func publicKey(of row: StoredKey) -> Key? {
        guard let index = rows.firstIndex(where: { $0.keyID == row.keyID }) else { return nil }
        return publicKeys[index]
    }

    /// The keys that were fetched; refused once they are too old.
    func fetchedKeys(at now: Int64, _ pointer: String) throws(RPCError) -> KeySet? {
        guard let fetched else { return nil }
        guard fetched.row.until.map({ now <= $0 }) ?? true else {
            throw RPCError(
                .keysExpired, "The set \(shownName) was fetched too long ago to be believed.", parameter: pointer,
                hint: "Fetch it again, and put it with keys/put.")
        }
        return fetched.keys
    }

    /// Its name, for people.
    var shownName: String { String(decoding: name, as: UTF8.self) }

    private static func publicKey(_ row: StoredKey) throws(RPCError) -> Key? {
        guard let text = row.publicPart else { return nil }
        let changed = RPCError(
            .keyUnusable, "The key \(row.shownName) of the store is not what it was when it was put.")
        guard let document = Self.document(text), let key = Self.key(document.root), !key.isSecret,
            key.keyID == row.keyID, key.algorithm == row.algorithm, key.thumbprintOctets == row.mark
        else { throw changed }
        return key
    }

    private static func key(_ jwk: JSONValue) -> Key? {
        do throws(KeyFault) {
            return try Key(jwk: jwk)
        } catch {
            return nil
        }
    }

    private static func keys(of row: FetchedKeys) throws(RPCError) -> KeySet {
        let name = String(decoding: row.set, as: UTF8.self)
        let changed = RPCError(.keyUnusable, "The set \(name) of the store is not what it was when it was put.")
        guard let document = Self.document(row.content) else { throw changed }
        do throws(KeyFault) {
            return try KeySet(jwks: document.root)
        } catch {
            throw changed
        }
    }

    private static func document(_ text: [UInt8]) -> JSONDocument? {
        do throws(JSONFault) {
            return try JSONDocument(text)
        } catch {
            return nil
        }
    }
}

extension Key {
    /// The SHA-256 thumbprint; nil for a shared secret, of which it would be a digest.
    var thumbprintOctets: [UInt8]? {
        guard type != .oct else { return nil }
        do throws(KeyFault) {
            return try thumbprint(by: .sha256)
        } catch {
            return nil
        }
    }
}
