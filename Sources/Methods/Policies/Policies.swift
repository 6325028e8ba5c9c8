import JSON
import RPC
import Store
import Synchronization

/// Which policies there were: what was prepared under others is prepared anew.
struct PolicyEpoch: Sendable, Equatable {
    fileprivate let file: UInt64
    /// The number of the store's policies; nil where none of these has a part in it.
    fileprivate var store: Int64?
}

/// Policies by their names, as they are now.
final class Policies: Sendable {
    private let configuration: any ConfigurationReading
    /// Those that were put into the store.
    let stored: StoredPolicies
    private let known = Mutex<Known?>(nil)

    private struct Known {
        let generation: UInt64
        let file: Result<PolicyFile?, RPCError>
    }

    /// The policies of this file and this store; the file's come first.
    init(_ configuration: any ConfigurationReading, _ store: Store) {
        self.configuration = configuration
        stored = StoredPolicies(store)
    }

    /// What time it is among policies; asking costs next to nothing.
    var epoch: PolicyEpoch { PolicyEpoch(file: configuration.generation()) }

    /// Whether what was prepared at an epoch holds still. Without one, no policy had a part in it.
    func isCurrent(_ epoch: PolicyEpoch?) -> Bool {
        guard let epoch else { return true }
        guard epoch.file == self.epoch.file else { return false }
        guard let number = epoch.store else { return true }
        do throws(RPCError) {
            return try stored.number() == number
        } catch {
            // Whoever prepares it anew is told why that cannot be done.
            return false
        }
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
        return try extended(&chain, from: base)
    }

    /// The policy of a name.
    func effective(named name: String) throws(RPCError) -> EffectivePolicy {
        var chain = PolicyChain()
        return try extended(&chain, from: name)
    }

    // The epoch is older than what is read, so that nothing that changes meanwhile is missed.
    private func extended(_ chain: inout PolicyChain, from name: String) throws(RPCError) -> EffectivePolicy {
        var epoch = epoch
        let file = try file(epoch)
        do throws(RPCError) {
            try chain.extend(from: name, knowing: try names(file)) { (name) throws(RPCError) in
                if file?.policy(name) == nil, epoch.store == nil { epoch.store = try stored.number() }
                return try layer(name, file)
            }
        } catch {
            guard file == nil, error.code == .policyNotFound, error.hint == nil else { throw error }
            var error = error
            error.hint = configuration.path.map { "There is no configuration file \($0)." }
            throw error
        }
        return EffectivePolicy(chain, at: epoch)
    }

    /// The policy of a name: the file's, or the store's.
    func layer(_ name: String, _ file: PolicyFile?) throws(RPCError) -> PolicyLayer? {
        if let file, let object = file.policy(name) {
            return PolicyLayer(name: name, object: object, source: .file(file))
        }
        return try stored.layer(name)
    }

    private func names(_ file: PolicyFile?) throws(RPCError) -> [String] {
        (file?.entries.map(\.name) ?? []) + (try stored.names())
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
