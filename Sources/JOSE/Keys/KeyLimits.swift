import OpenSSL

/// How much of a key, or of many keys, is read before it is refused.
package struct KeyLimits: Sendable, Equatable {
    /// Bytes of a JWK, a JWK Set, a PEM text or DER.
    package var octets = 1 << 20
    /// Keys of a JWK Set.
    package var keys = 1_000
    /// Blocks of a PEM text.
    package var blocks = 64
    /// Certificates of one key.
    package var certificates = 10
    /// Octets of all certificates of one key.
    package var certificateOctets = 64 << 10
    /// Parts of a PKCS #12 file that are encrypted, each for a price of its own.
    package var encryptedParts = 8
    /// Octets of the comment beside a key that is written.
    package var commentOctets = 1024
    /// Rounds of PBKDF2 that a file which is encrypted may ask for.
    package let derivationRounds = PKCS8Limits.iterations
    /// Octets of memory that a file which is encrypted may ask scrypt to take.
    package let scryptOctets = PKCS8Limits.scryptMemory
    /// Rounds of bcrypt that an OpenSSH key which is encrypted may ask for.
    package let bcryptRounds = OpenSSHEncryption.rounds
    /// Octets of a secret.
    package var secretOctets = 64 << 10

    /// The limits that the service names to its clients.
    package init() {}
}
