import JSON
import OpenSSL

/// Bytes kept to be recognised again: wiped when they are let go, since a key may stand in them.
package final class RememberedBytes: Sendable {
    private let bytes: SecretBytes

    /// Remembers these bytes.
    package init(_ bytes: Span<UInt8>) {
        self.bytes = SecretBytes(copying: bytes)
    }

    /// Whether these are the same bytes, compared in a time that depends on their number alone.
    package func isSecretlyEqual(to other: Span<UInt8>) -> Bool {
        bytes.withBytes { equalInConstantTime($0, other) }
    }

    /// Whether these are the same bytes, all of them.
    package func isEqual(to other: Span<UInt8>) -> Bool {
        bytes.count == other.count && bytes.withBytes { $0.isEqual(to: other) }
    }
}
