import JSON
import RPC
import ReferenceJSON

/// Frames → answers: the bytes of a whole conversation, in either framing or in one that is found, at once and in pieces.
///
/// The first byte says how: its value modulo 3 the framing, and what is left the length of the pieces.
final class Frames: FuzzTarget {
    init(_ seeds: Seeds) {}

    func run(_ bytes: [UInt8]) {
        guard let manner = bytes.first else { return }
        let framing = [Framing?.none, .lines, .headers][Int(manner % 3)]
        let input = bytes.dropFirst()

        let atOnce = Connection(framing)
        atOnce.take(input)
        if let framing, !atOnce.isOver {
            if framing == .lines { checkLines(input, atOnce.outcomes) }
            checkRecovery(of: atOnce, framing)
        } else {
            atOnce.take([], isEnd: true)
        }

        let piecewise = Connection(framing)
        let length = 1 + Int(manner / 3)
        var rest = input
        while !rest.isEmpty {
            piecewise.take(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        if framing != nil, !piecewise.isOver {
            checkRecovery(of: piecewise, framing ?? .lines)
        } else {
            piecewise.take([], isEnd: true)
        }
        guard !atOnce.hasCancelled, !piecewise.hasCancelled else { return }
        // In pieces, a call that comes again is recognised by its bytes; at once, it is read each time.
        for (one, other) in zip(atOnce.outcomes, piecewise.outcomes) where one != other {
            let answers = [one, other].map { shown($0.answer ?? [UInt8]()) }
            finding("\(one.id): \(one.code ?? 0) at once and \(other.code ?? 0) in pieces of \(length): \(answers)")
        }
        require(
            atOnce.outcomes.count == piecewise.outcomes.count,
            "\(atOnce.outcomes.count) answers at once, \(piecewise.outcomes.count) in pieces of \(length)")
    }

    // Whatever came, the next good request has its answer (statements F7, F9 and L9 of the protocol).
    private func checkRecovery(of connection: Connection, _ framing: Framing) {
        let probe = json(#"{"jsonrpc":"2.0","id":"probe","method":"server/stats"}"#)
        switch framing {
        case .lines: connection.take(json("\n") + probe + json("\n"))
        case .headers:
            // More than any body that is waited for.
            let filling = [UInt8](repeating: UInt8(ascii: "x"), count: Connection.limits.skippedBytes + 100)
            connection.take(json("\n") + filling + json("\nContent-Length: \(probe.count)\r\n\r\n") + probe)
        }
        // A line that was not ended may have said `exit`.
        let isAnswered = connection.isOver || connection.outcomes.last?.id == .string(json("probe"))
        require(isAnswered, "The next request has no answer.")
        connection.take([], isEnd: true)
    }

    // A request that has a line for itself is answered, whatever stands in the lines around it (statement F7).
    private func checkLines(_ input: ArraySlice<UInt8>, _ outcomes: [Connection.Outcome]) {
        // What passes the limit may be passed over together with lines behind it.
        guard !outcomes.contains(where: { $0.code == 300 }) else { return }
        let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        var answered = outcomes.map(\.id)
        for line in lines where line.first == 0x7B && line.count <= Connection.limits.messageBytes {
            guard let id = ReferenceReader.read(Array(line))?.idOfRequest else { continue }
            guard let place = answered.firstIndex(of: id) else { finding("\(shown(Array(line))) has no answer.") }
            answered.remove(at: place)
        }
    }
}

extension Tree {
    /// The id of a request that is certainly one; nil for anything else.
    fileprivate var idOfRequest: Tree? {
        guard case .object(let members) = self, Set(members.map(\.name)).count == members.count else { return nil }
        func member(_ name: String) -> Tree? { members.first { $0.name == json(name) }?.value }
        guard member("jsonrpc") == .string(json("2.0")), case .string = member("method") else { return nil }
        switch member("id") {
        case .string(let text): return text.count <= 6 ? member("id") : nil
        case .number(let text): return text.utf8.count <= Connection.limits.idBytes ? member("id") : nil
        case .null: return .null
        default: return nil
        }
    }
}
