extension RegisteredAlgorithm {
    /// The registry as of 2026-05-22.
    static let rows: [RegisteredAlgorithm] = [
        RegisteredAlgorithm(
            "HS256", .signature, .required, .rfc(7518, "3.2"),
            "HMAC with SHA-256: one shared secret both signs and verifies."),
        RegisteredAlgorithm(
            "HS384", .signature, .optional, .rfc(7518, "3.2"),
            "HMAC with SHA-384: one shared secret both signs and verifies."),
        RegisteredAlgorithm(
            "HS512", .signature, .optional, .rfc(7518, "3.2"),
            "HMAC with SHA-512: one shared secret both signs and verifies."),
        RegisteredAlgorithm(
            "RS256", .signature, .recommended, .rfc(7518, "3.3"),
            "RSA signature with PKCS #1 v1.5 padding and SHA-256."),
        RegisteredAlgorithm(
            "RS384", .signature, .optional, .rfc(7518, "3.3"),
            "RSA signature with PKCS #1 v1.5 padding and SHA-384."),
        RegisteredAlgorithm(
            "RS512", .signature, .optional, .rfc(7518, "3.3"),
            "RSA signature with PKCS #1 v1.5 padding and SHA-512."),
        RegisteredAlgorithm(
            "ES256", .signature, .recommendedPlus, .rfc(7518, "3.4"),
            "ECDSA on the curve P-256 with SHA-256."),
        RegisteredAlgorithm(
            "ES384", .signature, .optional, .rfc(7518, "3.4"),
            "ECDSA on the curve P-384 with SHA-384."),
        RegisteredAlgorithm(
            "ES512", .signature, .optional, .rfc(7518, "3.4"),
            "ECDSA on the curve P-521 with SHA-512."),
        RegisteredAlgorithm(
            "PS256", .signature, .optional, .rfc(7518, "3.5"),
            "RSA-PSS signature with SHA-256, also in its mask generation."),
        RegisteredAlgorithm(
            "PS384", .signature, .optional, .rfc(7518, "3.5"),
            "RSA-PSS signature with SHA-384, also in its mask generation."),
        RegisteredAlgorithm(
            "PS512", .signature, .optional, .rfc(7518, "3.5"),
            "RSA-PSS signature with SHA-512, also in its mask generation."),
        RegisteredAlgorithm(
            "none", .signature, .optional, .rfc(7518, "3.6"),
            "No signature at all: nothing protects the token."),
        RegisteredAlgorithm(
            "RSA1_5", .keyManagement, .recommendedMinus, .rfc(7518, "4.2"),
            "RSA encryption of the content key with PKCS #1 v1.5 padding, open to padding oracles."),
        RegisteredAlgorithm(
            "RSA-OAEP", .keyManagement, .recommendedPlus, .rfc(7518, "4.3"),
            "RSA-OAEP encryption of the content key with SHA-1, the scheme's default."),
        RegisteredAlgorithm(
            "RSA-OAEP-256", .keyManagement, .optional, .rfc(7518, "4.3"),
            "RSA-OAEP encryption of the content key with SHA-256, also in its mask generation."),
        RegisteredAlgorithm(
            "A128KW", .keyManagement, .recommended, .rfc(7518, "4.4"),
            "The content key is wrapped with AES Key Wrap under a shared 128-bit key."),
        RegisteredAlgorithm(
            "A192KW", .keyManagement, .optional, .rfc(7518, "4.4"),
            "The content key is wrapped with AES Key Wrap under a shared 192-bit key."),
        RegisteredAlgorithm(
            "A256KW", .keyManagement, .recommended, .rfc(7518, "4.4"),
            "The content key is wrapped with AES Key Wrap under a shared 256-bit key."),
        RegisteredAlgorithm(
            "dir", .keyManagement, .recommended, .rfc(7518, "4.5"),
            "A shared secret is itself the content key."),
        RegisteredAlgorithm(
            "ECDH-ES", .keyManagement, .recommendedPlus, .rfc(7518, "4.6"),
            "The content key is derived by ECDH from an ephemeral key and the recipient's key."),
        RegisteredAlgorithm(
            "ECDH-ES+A128KW", .keyManagement, .recommended, .rfc(7518, "4.6"),
            "ECDH with an ephemeral key derives a 128-bit key that wraps the content key."),
        RegisteredAlgorithm(
            "ECDH-ES+A192KW", .keyManagement, .optional, .rfc(7518, "4.6"),
            "ECDH with an ephemeral key derives a 192-bit key that wraps the content key."),
        RegisteredAlgorithm(
            "ECDH-ES+A256KW", .keyManagement, .recommended, .rfc(7518, "4.6"),
            "ECDH with an ephemeral key derives a 256-bit key that wraps the content key."),
        RegisteredAlgorithm(
            "A128GCMKW", .keyManagement, .optional, .rfc(7518, "4.7"),
            "The content key is encrypted with AES-GCM under a shared 128-bit key."),
        RegisteredAlgorithm(
            "A192GCMKW", .keyManagement, .optional, .rfc(7518, "4.7"),
            "The content key is encrypted with AES-GCM under a shared 192-bit key."),
        RegisteredAlgorithm(
            "A256GCMKW", .keyManagement, .optional, .rfc(7518, "4.7"),
            "The content key is encrypted with AES-GCM under a shared 256-bit key."),
        RegisteredAlgorithm(
            "PBES2-HS256+A128KW", .keyManagement, .optional, .rfc(7518, "4.8"),
            "A password, stretched by PBKDF2 with HMAC-SHA-256, wraps the content key with AES-128."),
        RegisteredAlgorithm(
            "PBES2-HS384+A192KW", .keyManagement, .optional, .rfc(7518, "4.8"),
            "A password, stretched by PBKDF2 with HMAC-SHA-384, wraps the content key with AES-192."),
        RegisteredAlgorithm(
            "PBES2-HS512+A256KW", .keyManagement, .optional, .rfc(7518, "4.8"),
            "A password, stretched by PBKDF2 with HMAC-SHA-512, wraps the content key with AES-256."),
        RegisteredAlgorithm(
            "A128CBC-HS256", .contentEncryption, .required, .rfc(7518, "5.2.3"),
            "AES-128 in CBC mode, then authenticated with HMAC-SHA-256."),
        RegisteredAlgorithm(
            "A192CBC-HS384", .contentEncryption, .optional, .rfc(7518, "5.2.4"),
            "AES-192 in CBC mode, then authenticated with HMAC-SHA-384."),
        RegisteredAlgorithm(
            "A256CBC-HS512", .contentEncryption, .required, .rfc(7518, "5.2.5"),
            "AES-256 in CBC mode, then authenticated with HMAC-SHA-512."),
        RegisteredAlgorithm(
            "A128GCM", .contentEncryption, .recommended, .rfc(7518, "5.3"),
            "AES-128 in Galois/Counter Mode."),
        RegisteredAlgorithm(
            "A192GCM", .contentEncryption, .optional, .rfc(7518, "5.3"),
            "AES-192 in Galois/Counter Mode."),
        RegisteredAlgorithm(
            "A256GCM", .contentEncryption, .recommended, .rfc(7518, "5.3"),
            "AES-256 in Galois/Counter Mode."),
        RegisteredAlgorithm(
            "EdDSA", .signature, .deprecated, .rfc(9864, "2.2"),
            "Edwards-curve signature whose curve the key decides; Ed25519 and Ed448 now say it outright."),
        RegisteredAlgorithm(
            "RS1", .keyOnly, .prohibited, webCryptography,
            "RSA signature with PKCS #1 v1.5 padding and SHA-1, which is broken."),
        RegisteredAlgorithm(
            "RSA-OAEP-384", .keyManagement, .optional, webCryptography,
            "RSA-OAEP encryption of the content key with SHA-384, also in its mask generation."),
        RegisteredAlgorithm(
            "RSA-OAEP-512", .keyManagement, .optional, webCryptography,
            "RSA-OAEP encryption of the content key with SHA-512, also in its mask generation."),
        RegisteredAlgorithm(
            "A128CBC", .keyOnly, .prohibited, webCryptography,
            "AES-128 in CBC mode without authentication."),
        RegisteredAlgorithm(
            "A192CBC", .keyOnly, .prohibited, webCryptography,
            "AES-192 in CBC mode without authentication."),
        RegisteredAlgorithm(
            "A256CBC", .keyOnly, .prohibited, webCryptography,
            "AES-256 in CBC mode without authentication."),
        RegisteredAlgorithm(
            "A128CTR", .keyOnly, .prohibited, webCryptography,
            "AES-128 in counter mode without authentication."),
        RegisteredAlgorithm(
            "A192CTR", .keyOnly, .prohibited, webCryptography,
            "AES-192 in counter mode without authentication."),
        RegisteredAlgorithm(
            "A256CTR", .keyOnly, .prohibited, webCryptography,
            "AES-256 in counter mode without authentication."),
        RegisteredAlgorithm(
            "HS1", .keyOnly, .prohibited, webCryptography,
            "HMAC with SHA-1."),
        RegisteredAlgorithm(
            "ES256K", .signature, .optional, .rfc(8812, "3.2"),
            "ECDSA on the curve secp256k1 with SHA-256."),
        RegisteredAlgorithm(
            "ML-DSA-44", .signature, .optional, .rfc(9964),
            "Post-quantum lattice signature of FIPS 204, security category 2."),
        RegisteredAlgorithm(
            "ML-DSA-65", .signature, .optional, .rfc(9964),
            "Post-quantum lattice signature of FIPS 204, security category 3."),
        RegisteredAlgorithm(
            "ML-DSA-87", .signature, .optional, .rfc(9964),
            "Post-quantum lattice signature of FIPS 204, security category 5."),
        RegisteredAlgorithm(
            "Ed25519", .signature, .optional, .rfc(9864, "2.2"),
            "EdDSA on the curve Ed25519."),
        RegisteredAlgorithm(
            "Ed448", .signature, .optional, .rfc(9864, "2.2"),
            "EdDSA on the curve Ed448."),
    ]

    private static let webCryptography = Specification(
        "Web Cryptography API", page: "https://www.w3.org/TR/WebCryptoAPI/")
}
