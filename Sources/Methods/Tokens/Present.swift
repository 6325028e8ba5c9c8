import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// What a holder does with an SD-JWT: shows some of it.
    static let present = Method(
        MethodDescription(
            "present",
            "Makes a presentation of an SD-JWT: what of it is disclosed, and with a key, for whom and that it is the holder's.",
            parameters: [
                Parameter("token", .schema(.token), "The SD-JWT as its issuer gave it.", required: true),
                Parameter(
                    "disclose", .strings,
                    "What is disclosed: JSON pointers into the claims as decode shows them, what is around included; the empty pointer for all (nothing)."
                ),
                Parameter("key", .schema(.key), "The holder's private key, the one of cnf: makes a key binding."),
                Parameter("alg", .choice(signingNames), "The algorithm of the key binding; without it, the key's own."),
                Parameter("audience", .string, "Whom the presentation is for; with a key."),
                Parameter("nonce", .string, "What the one whom it is for asked to see in it; with a key."),
                Parameter("now", .schema(.time), "The instant of the key binding (now)."),
            ],
            result: Schema(
                "Presented", [.object],
                """
                {"type": "object", "required": ["token", "serialization", "disclosed", "withheld", "bytes"],
                 "properties": {"token": {"oneOf": [{"type": "string"}, {"type": "object"}]}, "serialization": {"type": "string"},
                  "disclosed": {"type": "array", "items": {"type": "string"}}, "withheld": {"type": "array", "items": {"type": "string"}},
                  "keyBinding": {"type": "object", "required": ["alg", "issuedAt"]}, "bytes": {"type": "integer"}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyLimit, .keyRefused, .algorithmUnsupported, .tokenUnusable,
                .fileRefused, .fileUnreadable, .filePermissions,
            ],
            example: """
                {"token":"eyJhbGciOiJIUzI1NiIsInR5cCI6InNkLWp3dCJ9.e30.AAAA~","disclose":[""]}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        guard let token = call.arguments.token else { return }
        var presentation: Presentation
        do throws(DisclosureFault) {
            presentation = try Presentation(token, limits: bench.surroundings.tokenLimits)
        } catch {
            throw RPCError(error)
        }
        if let count = call.arguments["disclose"]?.count, count > DisclosureLimits.disclosures {
            let limit = DisclosureLimits.disclosures
            throw RPCError(
                .invalidParameters, "disclose holds at most \(limit) pointers.", parameter: "/disclose", limit: limit)
        }
        for (index, pointer) in (call.arguments.strings("disclose") ?? [JSONValue]()).enumerated() {
            try choose(pointer.string ?? "", index, &presentation)
        }
        let binding = try KeyBindingOrder(call, bench.surroundings)?.bind(presentation)
        writer.object { writer in
            writer.name("token")
            let bytes = presentation.write(keyBinding: binding?.token, to: &writer)
            writer.member("serialization", presentation.serialization.rawValue)
            writer.member("disclosed", presentation.disclosed)
            writer.member("withheld", presentation.withheld)
            if let binding {
                writer.object("keyBinding") { writer in
                    writer.member("alg", binding.algorithm.name)
                    writer.member("issuedAt", binding.issuedAt.seconds)
                }
            }
            writer.member("bytes", bytes)
        }
    }

    private static func choose(
        _ pointer: String, _ index: Int, _ presentation: inout Presentation
    ) throws(RPCError) {
        guard !presentation.choose(pointer) else { return }
        let nearest = Spelling.nearest(to: pointer, among: presentation.withheld + presentation.disclosed)
        throw RPCError(
            .invalidParameters, "No disclosure is of the value that disclose points to.",
            parameter: "/disclose/\(index)",
            hint: nearest.map { "Did you mean \($0)?" } ?? "decode lists what can be disclosed, with its pointers.")
    }
}

extension RPCError {
    /// Why a token cannot be presented.
    init(_ fault: DisclosureFault) {
        self.init(.tokenUnusable, fault.message, parameter: "/token", offset: fault.range?.lowerBound)
    }
}
