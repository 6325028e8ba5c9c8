import JSON
import RPC

/// A policy as an answer tells it: each member that counts, what it is, and where it stands. Keys are named and never shown.
struct PolicyReport {
    private let policy: EffectivePolicy
    private let own: [(name: StaticString, value: JSONValue)]

    /// A policy, and the call's own parameters, which count in the place of its members.
    init(_ policy: EffectivePolicy, beside params: JSONValue? = nil) {
        self.policy = policy
        own = PolicyDeclaration.members.compactMap { parameter in
            params?[parameter.name].map { (name: parameter.name, value: $0) }
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", policy.name)
            let bases = policy.layers.compactMap(\.name).dropFirst(policy.name == nil ? 0 : 1)
            if !bases.isEmpty { writer.member("extends", Array(bases)) }
            if policy.name != nil, let layer = policy.layers.first { Self.writePlace(layer, of: nil, to: &writer) }
            writer.member("description", policy.layers.first?.object["description"])
            writer.array("members") { writer in
                for (name, value) in own { Self.write(name, value, in: nil, to: &writer) }
                for parameter in PolicyDeclaration.members where !Self.silent.contains("\(parameter.name)") {
                    if own.contains(where: { "\($0.name)" == "\(parameter.name)" }) { continue }
                    guard let layer = policy.layer(of: parameter.name), let value = layer.object[parameter.name] else {
                        continue
                    }
                    Self.write(parameter.name, value, in: layer, to: &writer)
                }
            }
        }
    }

    private static let silent = ["extends", "description"]
    // What lets somebody in is not told to whoever asks about a policy.
    private static let hidden = ["accessToken", "code", "dpop"]

    private static func write(
        _ name: StaticString, _ value: JSONValue, in layer: PolicyLayer?, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("member", name)
            let isKey = PolicyDeclaration.members.contains { "\($0.name)" == "\(name)" && $0.isKey }
            if isKey {
                writer.name("value")
                KeyMention(value).write(to: &writer)
            } else if hidden.contains("\(name)") {
                writer.member("hidden", true)
            } else {
                writer.member("value", value)
            }
            guard let layer, layer.name != nil else { return writer.member("from", "call" as StaticString) }
            writer.member("policy", layer.name)
            writePlace(layer, of: value, to: &writer)
        }
    }

    private static func writePlace(_ layer: PolicyLayer, of value: JSONValue?, to writer: inout JSONWriter) {
        switch layer.source {
        case .call: writer.member("from", "call" as StaticString)
        case .file(let file):
            writer.member("from", "file" as StaticString)
            writer.member("place", file.place(of: (value ?? layer.object).offset))
        case .store(let changed):
            writer.member("from", "store" as StaticString)
            if value == nil { writer.member("changed", changed) }
        }
    }
}

/// Keys as they are mentioned where nobody needs them: by where they are, or by what is public about them.
private struct KeyMention {
    private let value: JSONValue

    init(_ value: JSONValue) {
        self.value = value
    }

    func write(to writer: inout JSONWriter) {
        switch value.kind {
        case .array:
            writer.array { writer in
                for element in value.elements { KeyMention(element).write(to: &writer) }
            }
        case .object: writer.object { writeForm(to: &$0) }
        default: writer.object { $0.member("form", "text" as StaticString) }
        }
    }

    private func writeForm(to writer: inout JSONWriter) {
        for place in ["file", "env", "ref"] as [StaticString] where value[place] != nil {
            return writer.member(place, value[place])
        }
        let forms = ["jwk", "jwks", "jwe", "pem", "der", "ssh", "pkcs12", "secret", "password"] as [StaticString]
        writer.member("form", forms.first { value[$0] != nil })
        if let jwk = value["jwk"] { return Self.writePublic(jwk, to: &writer) }
        if let set = value["jwks"]?["keys"] {
            writer.array("keys") { writer in
                for jwk in set.elements { writer.object { Self.writePublic(jwk, to: &$0) } }
            }
        }
        if value["secret"] != nil { Self.writePublic(value, to: &writer) }
    }

    private static func writePublic(_ jwk: JSONValue, to writer: inout JSONWriter) {
        for name in ["kty", "crv", "kid", "alg", "use"] as [StaticString] { writer.member(name, jwk[name]) }
    }
}

extension Schema {
    /// A policy as an answer tells it.
    static let policyReport = Schema(
        "PolicyReport", [.object],
        """
        {"type": "object", "required": ["members"],
         "properties": {"name": {"type": "string"}, "description": {"type": "string"},
          "extends": {"description": "The policies that it extends, the nearest first.", "type": "array", "items": {"type": "string"}},
          "from": {"enum": ["file", "store", "call"]}, "place": {"description": "File, line and column.", "type": "string"}, "changed": {"description": "When it was put.", "type": "integer"},
          "members": {"description": "What counts, each with the policy that says it.", "type": "array", "items": {"type": "object", "required": ["member", "from"],
           "properties": {"member": {"type": "string"}, "value": {}, "hidden": {"type": "boolean"}, "policy": {"type": "string"},
            "from": {"enum": ["file", "store", "call"]}, "place": {"type": "string"}}}}}}
        """)
}
