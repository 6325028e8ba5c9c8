import JOSE
import JSON
import JWT
import RPC
import Synchronization

/// Tokens that wait for a signature from elsewhere: each taken once, for a while, by a handle nobody can guess.
final class PreparedSignatures: Sendable {
    /// How long a preparation waits.
    static let lifetime = TimeSpan(seconds: 600)
    /// How many wait at once; the oldest goes first.
    static let capacity = 1024

    private struct Entry {
        let handle: [UInt8]
        let order: SigningOrder
        let until: NumericDate
    }

    private let entries = Mutex<[Entry]>([])

    /// Keeps an order; gives its handle.
    func keep(_ order: SigningOrder, _ surroundings: Surroundings) throws(RPCError) -> [UInt8] {
        let octets = try surroundings.random(16)
        let handle = Base64URL.encode(octets.span)
        let now = surroundings.clock()
        entries.withLock { entries in
            entries.removeAll { $0.until <= now }
            if entries.count >= Self.capacity { entries.removeFirst() }
            entries.append(Entry(handle: handle, order: order, until: now.advanced(by: Self.lifetime)))
        }
        return handle
    }

    /// Takes an order out; it is not there a second time, whatever comes of it.
    func take(_ handle: [UInt8], at now: NumericDate) throws(RPCError) -> SigningOrder {
        let entry = entries.withLock { entries -> Entry? in
            guard let place = entries.firstIndex(where: { $0.handle.span.isEqual(to: handle.span) }) else { return nil }
            return entries.remove(at: place)
        }
        guard let entry, now < entry.until else {
            throw RPCError(
                .signingHandle, "No prepared signature has this handle.", parameter: "/handle",
                hint: "A handle is good once and for \(Self.lifetime.seconds) s; prepare anew.")
        }
        return entry.order
    }
}
