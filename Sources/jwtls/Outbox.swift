import JSON
import RPC

/// Writes what nobody asked for into an outbox.
struct OutboxMessenger: Messenger {
    let outbox: Outbox
    let framing: Framing
    let limits: RPCLimits

    func send(_ method: StaticString, id: Int?, _ params: (inout JSONWriter) -> Void) {
        var message = AnswerBuffer(framing: framing, limits: limits)
        message.notification(method, id: id, params)
        message.withBytes { outbox.put($0) }
        message.wipe()
    }
}

/// What goes out, in the order that the framing asks for: lines in the order of the requests, headers as answers come.
///
/// Only a full pipe or a slow answer keeps anything here; then whoever puts more in waits. What was sent is wiped: a
/// secret key may have been what was asked for.
final class Outbox: Sendable {
    /// The place in the order that an answer holds while it is worked on.
    struct Ticket: Sendable, Hashable { fileprivate let number: UInt64 }

    private struct Entry {
        var ticket: Ticket?
        var bytes: [UInt8]
    }

    private struct State {
        var waiting: [Entry] = []
        var waitingBytes = 0
        var open: Set<Ticket> = []
        var tickets: UInt64 = 0
        var failure: Int32?
    }

    private let streams: StandardStreams
    private let isOrdered: Bool
    private let capacity: Int
    private let state = Monitor(State())

    /// An outbox that holds at most about this many bytes.
    init(_ streams: StandardStreams, framing: Framing, capacity: Int = 8 << 20) {
        self.streams = streams
        isOrdered = framing == .lines
        self.capacity = capacity
    }

    /// Why nothing can be sent any more, as an error number: `EPIPE` where nobody reads it.
    var failure: Int32? { state.withLock { $0.failure } }

    /// Sends bytes behind everything that was put here before; waits while too much is waiting. The array stays its
    /// owner's to wipe.
    func put(_ bytes: [UInt8]) { put(bytes.span) }

    /// The same, of bytes that are lent.
    func put(_ bytes: Span<UInt8>) {
        guard !bytes.isEmpty else { return }
        _ = state.wait { state in
            state.failure != nil || state.waiting.isEmpty || state.waitingBytes < capacity ? true : nil
        }
        state.change { state in
            if !isOrdered || state.waiting.isEmpty { return send(bytes, &state) }
            // A copy of our own: the owner wipes what it lent.
            state.waiting.append(Entry(ticket: nil, bytes: bytes.array))
            state.waitingBytes += bytes.count
        }
    }

    /// Keeps a place for an answer that comes later.
    func reserve() -> Ticket {
        state.withLock { state in
            state.tickets += 1
            let ticket = Ticket(number: state.tickets)
            state.open.insert(ticket)
            if isOrdered { state.waiting.append(Entry(ticket: ticket, bytes: [])) }
            return ticket
        }
    }

    /// Sends a message ahead of the answer that holds this place.
    func put(_ bytes: [UInt8], before ticket: Ticket) {
        state.change { state in
            guard isOrdered, let place = state.waiting.firstIndex(where: { $0.ticket == ticket }), place > 0 else {
                return send(bytes, &state)
            }
            state.waiting.insert(Entry(ticket: nil, bytes: bytes), at: place)
            state.waitingBytes += bytes.count
        }
    }

    /// Sends the answer that holds this place, once what stands before it is gone, and leaves the array empty.
    func fill(_ ticket: Ticket, _ bytes: inout [UInt8]) {
        state.change { state in
            guard state.open.remove(ticket) != nil else { return }
            guard isOrdered, let place = state.waiting.firstIndex(where: { $0.ticket == ticket }) else {
                return send(bytes, &state)
            }
            state.waitingBytes += bytes.count
            state.waiting[place] = Entry(ticket: nil, bytes: [])
            swap(&state.waiting[place].bytes, &bytes)
            flush(&state)
        }
        bytes.wipe()
        bytes = []
    }

    /// Waits until every place is filled and sent.
    func drain() {
        _ = state.wait { $0.failure != nil || $0.open.isEmpty && $0.waiting.isEmpty ? true : nil }
    }

    private func flush(_ state: inout State) {
        var count = 0
        while count < state.waiting.count, state.waiting[count].ticket == nil {
            state.waitingBytes -= state.waiting[count].bytes.count
            send(state.waiting[count].bytes, &state)
            state.waiting[count].bytes.wipe()
            count += 1
        }
        state.waiting.removeFirst(count)
    }

    // The lock is held while the pipe is full: whoever comes next has to wait for the same pipe.
    private func send(_ bytes: [UInt8], _ state: inout State) { send(bytes.span, &state) }

    private func send(_ bytes: Span<UInt8>, _ state: inout State) {
        guard state.failure == nil else { return }
        state.failure = streams.write(bytes)
    }
}
