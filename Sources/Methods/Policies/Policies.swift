import JSON
import RPC
import Synchronization

/// Which policies there were: what was prepared under others is prepared anew.
struct PolicyEpoch: Sendable, Equatable {
    fileprivate let file: UInt64
}

/// Policies by their names, as they are now.
final class Policies: Sendable {
    private let configuration: any ConfigurationReading
    private let known = Mutex<Known?>(nil)

    private struct Known {
        let generation: UInt64
        let file: Result<PolicyFile?, RPCError>
    }

    /// The policies of this file.
    init(_ configuration: any ConfigurationReading) {
        self.configuration = configuration
    }

    /// What time it is among policies; asking costs next to nothing.
    var epoch: PolicyEpoch { PolicyEpoch(file: configuration.generation()) }

    /// Whether what was prepared at an epoch holds still. Without one, no policy had a part in it.
    func isCurrent(_ epoch: PolicyEpoch?) -> Bool {
        guard let epoch else { return true }
        return epoch == self.epoch
    }

    /// The policy that a call names, or whose members it gives.
    func effective(_ value: JSONValue) throws(RPCError) -> EffectivePolicy {
        if let name = value.string { return try effective(named: name) }
        do throws(RPCError) {
            try PolicyCheck.members(of: value)
        } catch {
            var error = error
            error.parameter = "/policy" + (error.parameter ?? "")
            throw error
        }
        var chain = PolicyChain(value)
        guard let base = value["extends"]?.string else { return EffectivePolicy(chain, at: nil) }
        let epoch = epoch
        try extend(&chain, from: base, epoch)
        return EffectivePolicy(chain, at: epoch)
    }

    /// The policy of a name.
    func effective(named name: String) throws(RPCError) -> EffectivePolicy {
        let epoch = epoch
        var chain = PolicyChain()
        try extend(&chain, from: name, epoch)
        return EffectivePolicy(chain, at: epoch)
    }

    private func extend(_ chain: inout PolicyChain, from name: String, _ epoch: PolicyEpoch) throws(RPCError) {
        let file = try file(epoch)
        do throws(RPCError) {
            try chain.extend(from: name, knowing: file?.entries.map(\.name) ?? []) { name in
                guard let file, let object = file.policy(name) else { return nil }
                return PolicyLayer(name: name, object: object, source: .file(file))
            }
        } catch {
            guard file == nil, error.hint == nil else { throw error }
            var error = error
            error.hint = configuration.path.map { "There is no configuration file \($0)." }
            throw error
        }
    }

    /// The configuration file; nil where there is none. One that cannot be used is told of each time that it is asked for.
    func file(_ epoch: PolicyEpoch) throws(RPCError) -> PolicyFile? {
        let generation = epoch.file
        let known = known.withLock { known in
            if let known, known.generation == generation { return known }
            let read = Known(generation: generation, file: read())
            known = read
            return read
        }
        switch known.file {
        case .success(let file): return file
        case .failure(let error): throw error
        }
    }

    private func read() -> Result<PolicyFile?, RPCError> {
        do throws(RPCError) {
            guard let content = try configuration.read() else { return .success(nil) }
            return .success(try PolicyFile(content, path: configuration.path ?? ""))
        } catch {
            return .failure(error)
        }
    }
}
