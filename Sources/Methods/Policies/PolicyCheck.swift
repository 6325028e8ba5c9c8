import JSON
import RPC

/// What is looked at of a policy as it is written, before anybody uses it.
enum PolicyCheck {
    /// Refuses what is no policy: members that there are not, that stand there twice, or are of a wrong type. Parameters of the
    /// error are members of the policy.
    static func members(of value: JSONValue) throws(RPCError) {
        guard value.kind == .object else {
            throw RPCError(
                .invalidParameters, "A policy is an object; this is \(value.kind.phrase).", offset: value.offset)
        }
        for member in value.members where !isKnown(member.name) {
            let nearest = Spelling.nearest(
                to: member.name.string, among: PolicyDeclaration.members.map { "\($0.name)" })
            throw RPCError(
                .invalidParameters, "A policy has no member \(member.name.excerpt()).", offset: member.name.offset,
                hint: nearest.map { "Did you mean \($0)?" })
        }
        _ = try Arguments(value, for: PolicyDeclaration.shape)
        guard let base = value["extends"], base.utf8.map(PolicyDeclaration.isName) == false else { return }
        throw RPCError(
            .invalidParameters, "The name of a policy has \(PolicyDeclaration.nameRule).", parameter: "/extends",
            offset: base.offset)
    }

    private static func isKnown(_ name: JSONValue) -> Bool {
        PolicyDeclaration.members.contains { name.isString($0.name) }
    }

    /// The first secret among the keys of a policy, as far as it can be told without reading them.
    static func secret(in policy: JSONValue) -> JSONValue? {
        for parameter in PolicyDeclaration.members where parameter.isKey {
            guard let value = policy[parameter.name] else { continue }
            let keys = value.kind == .array ? Array(value.elements) : [value]
            if let secret = keys.lazy.compactMap(secret(inKey:)).first { return secret }
        }
        return nil
    }

    /// Whether keys stand elsewhere, and only their places here.
    static func isElsewhere(_ keys: JSONValue) -> Bool {
        let keys = keys.kind == .array ? Array(keys.elements) : [keys]
        return keys.allSatisfy { $0["file"] != nil || $0["env"] != nil || $0["ref"] != nil }
    }

    /// The first secret in one key, as far as it can be told.
    static func secret(inKey key: JSONValue) -> JSONValue? {
        if let secret = key["secret"] ?? key["password"] { return secret }
        let sets = [key["jwk"]] + (key["jwks"]?["keys"]?.elements.map { $0 } ?? [JSONValue]())
        for case let jwk? in sets {
            if let secret = jwk["d"] ?? jwk["k"] ?? jwk["priv"] { return secret }
        }
        let text = key["pem"] ?? key["ssh"] ?? key
        return text.string?.contains("PRIVATE KEY-----") == true ? text : nil
    }
}

extension Parameter {
    /// Whether this is keys.
    var isKey: Bool {
        if case .schema(let schema) = type { return "\(schema.name)" == "\(Schema.key.name)" }
        return false
    }
}
