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
    /// Octets of a secret.
    package var secretOctets = 64 << 10

    /// The limits that the service names to its clients.
    package init() {}
}
