import OpenSSL

/// A password as somebody wrote it, wiped when it is let go.
package struct Password: Sendable {
    let octets: SecretBytes

    init(octets: SecretBytes) {
        self.octets = octets
    }

    /// Takes the text over, and leaves the array empty.
    package init(wiping text: inout [UInt8]) {
        octets = SecretBytes(wiping: &text)
    }

    /// How many bytes it has.
    package var count: Int { octets.count }
}
