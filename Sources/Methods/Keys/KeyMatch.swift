import JOSE
import JSON
import RPC

extension Methods {
    /// What two keys are to each other.
    static let keyMatch = Method(
        MethodDescription(
            "key/match", "Says whether two keys are the same or a pair, or which keys of two sets are.",
            parameters: [
                Parameter("a", .schema(.key), "The one key, or several.", required: true),
                Parameter("b", .schema(.key), "The other key, or several.", required: true),
            ],
            result: Schema(
                "KeyMatch", [.object],
                """
                {"type": "object", "required": ["same"],
                 "properties": {"same": {"type": "boolean", "description": "Whether both hold the same keys: private with private, public with public."},
                  "relation": {"enum": ["identical", "pair", "none"], "description": "Only where both are one key."},
                  "pairs": {"type": "array", "description": "Where either is several: the keys that belong together, by their places.",
                   "items": {"type": "object", "required": ["a", "b", "relation"], "properties": {"a": {"type": "integer"},
                    "b": {"type": "integer"}, "relation": {"enum": ["identical", "pair"]}}}}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyNotFound, .keyLimit, .fileRefused, .fileUnreadable, .filePermissions,
            ],
            example: """
                {"a":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}},"b":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        let a = try KeyInput.some("a", for: call, bench.surroundings).places
        let b = try KeyInput.some("b", for: call, bench.surroundings).places
        let isSingle = a.keys.count == 1 && b.keys.count == 1 && a.skipped.isEmpty && b.skipped.isEmpty
        let pairs = try KeyPair.all(a.keys, b.keys)
        let identical = pairs.filter { $0.relation == .identical }
        let isSame = Set(identical.map(\.a)).count == a.keys.count && Set(identical.map(\.b)).count == b.keys.count
        writer.object { writer in
            writer.member("same", isSame && a.skipped.isEmpty && b.skipped.isEmpty)
            guard !isSingle else {
                return writer.member("relation", (pairs.first?.relation ?? .none).rawValue)
            }
            writer.array("pairs") { writer in
                for pair in pairs { pair.write(to: &writer) }
            }
        }
    }
}

/// Two keys that belong together, by their places.
struct KeyPair {
    let a: Int
    let b: Int
    let relation: KeyRelation

    /// So many that nobody reads them; sets that repeat one key have as many as the product of their lengths.
    static let limit = 10_000

    /// Every pair of a key of the one and a key of the other that are something to each other.
    static func all(_ a: [KeyInput.Placed], _ b: [KeyInput.Placed]) throws(RPCError) -> [KeyPair] {
        var places: [[UInt8]: [KeyInput.Placed]] = [:]
        for place in b { places[try thumbprint(place.key), default: []].append(place) }
        var pairs: [KeyPair] = []
        for first in a {
            // Keys that are something to each other have one thumbprint, so that only these are compared.
            for second in places[try thumbprint(first.key)] ?? [KeyInput.Placed]() {
                let relation = KeyRelation(of: first.key, to: second.key)
                guard relation != .none else { continue }
                guard pairs.count < limit else {
                    throw RPCError(.keyLimit, "More than \(limit) pairs of keys match.", limit: limit)
                }
                pairs.append(KeyPair(a: first.index, b: second.index, relation: relation))
            }
        }
        return pairs
    }

    private static func thumbprint(_ key: Key) throws(RPCError) -> [UInt8] {
        try NamedHash.thumbprint(of: key, by: .sha256)
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("a", a)
            writer.member("b", b)
            writer.member("relation", relation.rawValue)
        }
    }
}
