import JSON
import RPC

/// Where a policy stands.
enum PolicySource: Sendable {
    /// In the request itself.
    case call
    /// In the configuration file.
    case file(PolicyFile)
    /// In the store, where it was put at this time.
    case store(changed: Int64)

    /// The file, if it stands in one.
    var file: PolicyFile? {
        if case .file(let file) = self { return file }
        return nil
    }
}

/// One policy of those that extend each other.
struct PolicyLayer: Sendable {
    /// Its name; nil for one that a request gives itself.
    let name: String?
    /// Its members.
    let object: JSONValue
    let source: PolicySource
}

/// A policy and those that it extends, the nearest first.
struct PolicyChain {
    private(set) var layers: [PolicyLayer] = []

    /// Nothing, or a policy that a request gives itself.
    init(_ object: JSONValue? = nil) {
        if let object { layers = [PolicyLayer(name: nil, object: object, source: .call)] }
    }

    /// The policy of this name in a file; nothing but the file can be extended there.
    init(from name: String, in file: PolicyFile) throws(RPCError) {
        try extend(from: name, knowing: file.entries.map(\.name)) { name in
            file.policy(name).map { PolicyLayer(name: name, object: $0, source: .file(file)) }
        }
    }

    /// Adds the policy of a name, and those that it extends.
    mutating func extend(
        from first: String, knowing names: @autoclosure () throws(RPCError) -> [String] = [],
        _ find: (String) throws(RPCError) -> PolicyLayer?
    ) throws(RPCError) {
        var next: String? = first
        var seen: [String] = []
        while let name = next {
            if seen.contains(name) {
                throw fault(
                    .policyInvalid,
                    "Policies extend each other in a circle: \((seen + [name]).joined(separator: ", ")).")
            }
            seen.append(name)
            guard seen.count <= PolicyDeclaration.extensions else {
                throw fault(.policyInvalid, "More than \(PolicyDeclaration.extensions) policies extend each other.")
            }
            guard let layer = try find(name) else {
                let nearest = Spelling.nearest(to: name, among: try names())
                throw fault(
                    .policyNotFound, "There is no policy \(Self.excerpt(name)).",
                    hint: nearest.map { "Did you mean \($0)?" })
            }
            layers.append(layer)
            next = layer.object["extends"]?.string
        }
    }

    // What is wrong with the name that comes next: it stands in the last policy, or in the request.
    private func fault(_ code: ErrorCode, _ message: String, hint: String? = nil) -> RPCError {
        guard let last = layers.last, let name = last.object["extends"] else {
            return RPCError(code, message, parameter: "/policy", hint: hint)
        }
        switch last.source {
        case .call: return RPCError(code, message, parameter: "/policy/extends", hint: hint)
        case .file(let file): return file.fault(message, at: name.offset, hint: hint)
        case .store:
            return RPCError(code, "Policy \(last.name ?? ""): \(message)", parameter: "/policy", hint: hint)
        }
    }

    private static func excerpt(_ name: String) -> String {
        PolicyDeclaration.isName(Array(name.utf8)) ? name : "of that name"
    }
}
