package import JSON

/// How much of a token is read before it is refused.
package struct TokenLimits: Sendable, Equatable {
    /// Bytes of the whole text.
    package var tokenBytes = 1 << 20
    /// Bytes of one header, decoded.
    package var headerBytes = 32 << 10
    /// Bytes of one signature, decoded.
    package var signatureBytes = 8 << 10
    /// Signatures of one token.
    package var signatures = 16
    /// Names in `crit`.
    package var criticalNames = 16
    /// Bytes of `kid`, as it is written.
    package var keyIDBytes = 4 << 10
    /// Keys that are tried for one signature.
    package var keysTried = 16
    /// JSON in a header or in claims.
    package var json = JSONLimits()

    /// The limits that the service names to its clients.
    package init() {}
}
