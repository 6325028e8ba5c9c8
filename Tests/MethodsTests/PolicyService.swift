import JSON
import JWT
import Methods
import RPC
import Synchronization

/// A configuration file that stands nowhere, and can be changed.
final class MemoryConfiguration: ConfigurationReading {
    let path: String? = "/etc/jwtls/config.json"
    private let state: Mutex<State>
    private let number = Atomic<UInt64>(1)

    private struct State {
        var text: String?
        let isPrivate: Bool
        var reads = 0
        var keyReads = 0
    }

    /// A file with this text; none without.
    init(_ text: String?, isPrivate: Bool = true) {
        state = Mutex(State(text: text, isPrivate: isPrivate))
    }

    /// How often the file was read.
    var reads: Int { state.withLock(\.reads) }

    /// How often a key was read from elsewhere.
    var keyReads: Int { state.withLock(\.keyReads) }

    /// Writes the file anew.
    func replace(with text: String?) {
        state.withLock { $0.text = text }
        number.add(1, ordering: .relaxed)
    }

    func generation() -> UInt64 { number.load(ordering: .relaxed) }

    func read() throws(RPCError) -> FileContent? {
        state.withLock { state in
            state.reads += 1
            return state.text.map { FileContent(bytes: Array($0.utf8), isPrivate: state.isPrivate) }
        }
    }

    func file(_ path: String) throws(RPCError) -> FileContent {
        state.withLock { $0.keyReads += 1 }
        guard path == "secret.jwk" else { throw RPCError(.fileUnreadable, "The file is not there.") }
        return FileContent(bytes: Array(SampleKey.secret.utf8), isPrivate: true)
    }

    func variable(_ name: String) throws(RPCError) -> FileContent {
        guard name == "SECRET" else { throw RPCError(.fileUnreadable, "The variable is not set.") }
        return FileContent(bytes: Array(SampleKey.secret.utf8), isPrivate: true)
    }

    func judgeOpenFile(_ path: String) throws(RPCError) {}
}

extension Service {
    /// A service with these policies, as JSON text each.
    convenience init(policies: [(name: String, policy: String)]) {
        self.init(MemoryConfiguration(Self.configuration(policies)))
    }

    /// A service with this configuration file.
    convenience init(_ configuration: MemoryConfiguration, rememberedTokens: Int = 0) {
        self.init(
            Surroundings(
                clock: { NumericDate(seconds: Service.now) }, configuration: configuration,
                rememberedTokens: rememberedTokens))
    }

    /// The text of a configuration file with these policies.
    static func configuration(_ policies: [(name: String, policy: String)]) -> String {
        let members = policies.map { "\(quoted($0.name)): \($0.policy)" }.joined(separator: ",\n    ")
        return "{\n  \"policies\": {\n    \(members)\n  }\n}\n"
    }
}
