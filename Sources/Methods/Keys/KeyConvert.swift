import JSON
import RPC

extension Methods {
    /// Writes a key in another form.
    static let keyConvert = Method(
        MethodDescription(
            "key/convert", "Writes a key in another form, and says what that form cannot carry.",
            parameters: [
                Parameter("key", .schema(.key), "The key, in any form; for jwks, any number of keys.", required: true),
                Parameter(
                    "to", .choice(KeyTarget.allCases.map(\.name)),
                    "The form: pkcs8 and sec1 hold private keys, spki public ones, pkcs1 RSA keys of both kinds, x509 a certificate, openssh and openssh-public what OpenSSH reads, pkcs12 a private key with its certificates, raw the octets of a shared secret.",
                    required: true),
                Parameter(
                    "encoding", .choice(KeyTarget.allEncodings),
                    "How a form other than JSON is written: pem or der (pem); raw, which needs it: utf8, base64url, base64 or hex."
                ),
                Parameter("public", .boolean, "Whether only the public part is written (false)."),
                Parameter(
                    "newPassword", .secret,
                    "Encrypts pkcs8, with 600 000 rounds of PBKDF2, openssh, with 24 rounds of bcrypt, or pkcs12, which needs it."
                ),
                Parameter(
                    "comment", .string,
                    "What people know the key by, for openssh, openssh-public and pkcs12 (as it is)."),
                Parameter("kid", .schema(.keyName), "Sets kid, for a form that is JSON (as it is)."),
                Parameter("alg", .string, "Sets alg, for a form that is JSON (as it is)."),
                Parameter("use", .choice(["sig", "enc"]), "Sets use, for a form that is JSON (as it is)."),
            ] + CertificateOrder.parameters,
            result: Schema(
                "ConvertedKey", [.object],
                """
                {"type": "object", "required": ["format", "public", "dropped"], "description": "With the key as jwk, jwks, pem, der, ssh, or secret with its encoding.",
                 "properties": {"jwk": {"type": "object"}, "jwks": {"type": "object"}, "pem": {"type": "string"}, "ssh": {"type": "string"},
                  "secret": {"type": "string"}, "encoding": {"type": "string", "enum": ["utf8", "base64url", "base64", "hex"]},
                  "der": {"type": "string", "contentEncoding": "base64"}, "format": {"type": "object"}, "public": {"type": "boolean"},
                  "dropped": {"type": "array", "items": {"type": "string"}, "description": "What the form cannot carry, by the names of JWK members."},
                  "skipped": {"type": "array"}, "findings": {"type": "array"}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyNotFound, .keyRefused, .keyLimit, .algorithmUnsupported, .fileRefused,
                .fileUnreadable, .filePermissions,
            ],
            example: """
                {"key":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}},"to":"spki"}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        let conversion = try KeyConversion(call, bench.surroundings)
        try conversion.write(to: &writer)
    }
}
