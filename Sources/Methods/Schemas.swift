import RPC

/// The shapes that parameters of several methods have.
extension Schema {
    /// A token as it is given.
    static let token = Schema(
        "Token", [.string, .object],
        """
        {"description": "A token: text, compact or the JSON of a serialization, or that JSON itself (RFC 7515 §7).",
         "oneOf": [{"type": "string"}, {"type": "object"}]}
        """)

    /// A text that is looked through.
    static let text = Schema(
        "Text", [.string], #"{"description": "Any text: a log, a configuration, source, mail.", "type": "string"}"#)

    /// A key, or several.
    static let key = Schema(
        "Key", [.string, .object, .array],
        """
        {"description": "A key, or several: a JWK, a JWK Set, an encrypted JWK, PEM, DER, OpenSSH, PKCS #12, a secret, keys of the store by the name of their set, or of one as set/kid, or (for encrypt and decrypt) a password; a plain string is recognised as a JWK, a JWK Set, PEM or OpenSSH, and never taken for a secret.",
         "oneOf": [
          {"type": "string"},
          {"type": "object", "required": ["jwk"], "additionalProperties": false, "properties": {"jwk": {"type": "object"}}},
          {"type": "object", "required": ["jwks"], "additionalProperties": false, "properties": {"jwks": {"type": "object"}}},
          {"type": "object", "required": ["pem"], "additionalProperties": false, "properties": {"pem": {"type": "string"}, "password": {"type": "string"}}},
          {"type": "object", "required": ["der"], "additionalProperties": false, "properties": {"der": {"type": "string", "contentEncoding": "base64"}, "password": {"type": "string"}}},
          {"type": "object", "required": ["ssh"], "additionalProperties": false, "properties": {"ssh": {"type": "string"}, "password": {"type": "string"}}},
          {"type": "object", "required": ["jwe"], "additionalProperties": false, "properties": {"jwe": {"type": "string"}, "password": {"type": "string"}}},
          {"type": "object", "required": ["pkcs12"], "additionalProperties": false, "properties": {"pkcs12": {"type": "string", "contentEncoding": "base64"}, "password": {"type": "string"}}},
          {"type": "object", "required": ["secret", "encoding"], "additionalProperties": false, "properties": {"secret": {"type": "string"}, "encoding": {"enum": ["utf8", "base64url", "base64", "hex"]}, "kid": {"type": "string"}, "alg": {"type": "string"}}},
          {"type": "object", "required": ["file"], "additionalProperties": false, "properties": {"file": {"type": "string"}, "encoding": {"enum": ["utf8", "base64url", "base64", "hex"]}, "password": {"type": "string"}}},
          {"type": "object", "required": ["env"], "additionalProperties": false, "properties": {"env": {"type": "string"}, "encoding": {"enum": ["utf8", "base64url", "base64", "hex"]}, "password": {"type": "string"}}},
          {"type": "object", "required": ["ref"], "additionalProperties": false, "properties": {"ref": {"type": "string"}}},
          {"type": "object", "required": ["password"], "additionalProperties": false, "properties": {"password": {"type": "string", "minLength": 1, "maxLength": 1024}}},
          {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Key"}}]}
        """)

    /// An instant.
    static let time = Schema(
        "Time", [.number, .string],
        """
        {"description": "An instant: seconds since 1970 (NumericDate), RFC 3339 text, \\"now\\", or a span from now such as \\"+10m\\" or \\"-1h\\".",
         "oneOf": [{"type": "number"}, {"type": "string"}]}
        """)

    /// A length of time.
    static let span = Schema(
        "Span", [.number, .string],
        """
        {"description": "A length of time: seconds, or text such as \\"90s\\", \\"5m\\" or \\"1d12h\\".",
         "oneOf": [{"type": "integer"}, {"type": "string"}]}
        """)

    /// A name that can be left to the service, or left out.
    static let nameOrNot = Schema(
        "Name", [.string, .boolean],
        """
        {"description": "A text; or true or false, where the name is to be made, or to be left out.",
         "oneOf": [{"type": "string"}, {"type": "boolean"}]}
        """)

    /// What a claim must hold.
    static let requirement = Schema(
        "Requirement", [.string, .array, .object],
        """
        {"description": "Strings of which all must be there, or {\\"any\\": strings} of which one must.",
         "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1},
          {"type": "object", "properties": {"any": {}, "all": {}}, "minProperties": 1, "maxProperties": 1}]}
        """)

    /// How many signatures must hold.
    static let signaturePolicy = Schema(
        "SignaturePolicy", [.string, .object],
        """
        {"description": "How many of a token's signatures must hold.",
         "oneOf": [{"enum": ["any", "all"]}, {"type": "object", "required": ["atLeast"], "properties": {"atLeast": {"type": "integer", "minimum": 1, "maximum": 64}}}]}
        """)
}
