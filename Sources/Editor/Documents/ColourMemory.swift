import Synchronization

/// What a client was told last of the colours of each document, so that it can be told what has changed.
final class ColourMemory: Sendable {
    private let state = Mutex(State())

    private struct State {
        var documents: [String: (id: String, data: [UInt32])] = [:]
        var count = 0
    }

    private static let limit = 1000

    /// Keeps what is told of a document, and gives it a name.
    func keep(_ data: [UInt32], of uri: String) -> String {
        state.withLock { state in
            state.count += 1
            // Documents are forgotten when they are closed; none of them is remembered for ever.
            if state.documents.count >= Self.limit { state.documents = [:] }
            let id = "\(state.count)"
            state.documents[uri] = (id, data)
            return id
        }
    }

    /// What was told under a name, if that was the last.
    func last(of uri: String, _ id: String) -> [UInt32]? {
        state.withLock { state in
            guard let last = state.documents[uri], last.id == id else { return nil }
            return last.data
        }
    }

    /// Forgets a document.
    func forget(_ uri: String) { state.withLock { $0.documents[uri] = nil } }
}
