import JOSE
import JWT
import RPC

extension Methods {
    /// The names of the key management that makes new tokens.
    static let encryptionNames: [StaticString] = KeyManagementAlgorithm.all.filter(\.isForNewTokens).map(\.name)
    /// The names of all key management.
    static let decryptionNames: [StaticString] = KeyManagementAlgorithm.all.map(\.name)
    /// The names of the content encryptions.
    static let contentEncryptionNames: [StaticString] = ContentEncryption.all.map(\.name)
}

extension Parameter {
    /// What an encryption can be asked to be.
    static let encrypting: [Parameter] = [
        Parameter("recipients", .schema(.recipients), "Several recipients, each with a key, instead of key."),
        Parameter(
            "alg", .choice(Methods.encryptionNames),
            "How the content key is brought to the recipient; without it, the key's own."),
        Parameter("enc", .choice(Methods.contentEncryptionNames), "How the content is encrypted (A256GCM)."),
        Parameter(
            "zip", .choice(["DEF"]), "Compresses the content first, which tells its length and what it resembles."),
        Parameter("kid", .schema(.nameOrNot), "kid of the header: a string, or false for none (the key's own)."),
        Parameter("cty", .string, "cty of the header; \"JWT\" says that the content is a token."),
        Parameter("header", .object, "Further members of the protected header."),
        Parameter(
            "unprotectedHeader", .object,
            "Members of the header that all recipients share and nothing covers; JSON serializations only."),
        Parameter("apu", .string, "What ECDH-ES knows of who encrypts, base64url."),
        Parameter("apv", .string, "What ECDH-ES knows of the recipient, base64url."),
        Parameter(
            "p2c", .integer(PasswordWork.iterations),
            "Rounds of a password's derivation (600000 with SHA-256, else 210000)."),
        Parameter(
            "aad", .string, "What is authenticated beside the content, base64url; JSON serializations only."),
        Parameter(
            "unsafe", .object,
            "Values that must be random, to repeat a published example: cek, iv, epk, p2s, keyIv, protected."),
    ]

    /// What is accepted of an encryption.
    static let decrypting: [Parameter] = [
        Parameter(
            "keyManagementAlgorithms", .choices(Methods.decryptionNames),
            "Key management that is accepted; without it, every one that fits the key but RSA1_5."),
        Parameter(
            "contentEncryptionAlgorithms", .choices(Methods.contentEncryptionNames),
            "Content encryptions that are accepted (all)."),
        Parameter(
            "minPBES2Count", .integer(PasswordWork.iterations),
            "The fewest rounds of a password's derivation that are accepted (1000)."),
        Parameter(
            "maxPBES2Count", .integer(PasswordWork.iterations),
            "The most rounds of a password's derivation that are accepted (1000000)."),
        Parameter(
            "maxDecompressedLength", .integer(0...DecryptionPolicy.expandedBytesLimit),
            "Octets that a compressed content may have (262144)."),
        Parameter("aad", .string, "What must have been authenticated beside the content, base64url."),
    ]
}

extension Schema {
    /// Who can open a token.
    static let recipients = Schema(
        "Recipients", [.array],
        """
        {"description": "1 to 16 recipients, each with what differs from the others.", "type": "array", "minItems": 1, "maxItems": 16,
         "items": {"type": "object", "required": ["key"], "additionalProperties": false,
          "properties": {"key": {"$ref": "#/components/schemas/Key"}, "alg": {"type": "string"}, "kid": {},
           "header": {"type": "object"}, "apu": {"type": "string"}, "apv": {"type": "string"}, "p2c": {"type": "integer"}}}}
        """)
}
