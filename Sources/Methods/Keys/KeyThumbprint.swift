import JOSE
import JSON
import RPC

extension Methods {
    /// The name that a key has by itself.
    static let keyThumbprint = Method(
        MethodDescription(
            "key/thumbprint",
            "Gives the thumbprint of a key (RFC 7638), its URI (RFC 9278), and the JSON that is hashed.",
            parameters: [
                Parameter("key", .schema(.key), "The key; of a private one, its public part counts.", required: true),
                Parameter("hash", .choice(["sha-256", "sha-384", "sha-512"]), "The hash function (sha-256)."),
                Parameter(
                    "form", .choice(["base64url", "hex", "uri", "ssh"]),
                    "How the thumbprint is written (base64url); ssh is OpenSSH's own fingerprint in its place."),
                Parameter(
                    "secret", .boolean,
                    "Whether a shared secret gets a thumbprint, which is a digest of that secret (false)."),
            ],
            result: Schema(
                "KeyThumbprint", [.object],
                """
                {"type": "object", "required": ["thumbprint", "hash", "uri"],
                 "properties": {"thumbprint": {"type": "string"}, "hash": {"type": "string"}, "uri": {"type": "string"},
                  "canonical": {"type": "string", "description": "The JSON that is hashed; not there for a secret."}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyNotFound, .keyRefused, .keyLimit, .fileRefused, .fileUnreadable,
                .filePermissions,
            ],
            example: """
                {"key":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        let key = try KeyInput.one("key", for: call, bench.surroundings)
        if key.type == .oct, call.arguments.boolean("secret") != true {
            throw RPCError(
                .keyRefused, "The thumbprint of a shared secret is a digest of it, and not for everybody to see.",
                parameter: "/key", hint: "Ask for it with secret: true.")
        }
        let hash = call.arguments.string("hash").flatMap(NamedHash.init(rawValue:)) ?? .sha256
        let thumbprint = try NamedHash.thumbprint(of: key, by: hash)
        let fingerprint = try call.arguments.string("form") == "ssh" ? fingerprint(of: key, hash) : nil
        writer.object { writer in
            writer.name("thumbprint")
            switch call.arguments.string("form") {
            case "hex": writer.plainString(Hexadecimal.encode(thumbprint.span).span)
            case "ssh": writer.string(fingerprint ?? "")
            case "uri": writer.string(hash.uri(of: thumbprint.span))
            default: writer.plainString(Base64URL.encode(thumbprint.span).span)
            }
            writer.member("hash", hash.rawValue)
            writer.member("uri", hash.uri(of: thumbprint.span))
            guard let canonical = Thumbprint.canonical(key) else { return }
            writer.name("canonical")
            writer.string(canonical.span)
        }
    }

    private static func fingerprint(of key: Key, _ hash: NamedHash) throws(RPCError) -> String {
        guard hash == .sha256 else {
            throw RPCError(.invalidParameters, "OpenSSH's fingerprints are by sha-256.", parameter: "/hash")
        }
        guard let fingerprint = key.openSSHFingerprint else {
            throw RPCError(
                .keyRefused, "OpenSSH has no such keys.", parameter: "/key",
                hint: "It has RSA, P-256, P-384, P-521 and Ed25519.")
        }
        return fingerprint
    }
}
