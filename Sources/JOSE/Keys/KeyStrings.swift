package import JSON
import OpenSSL

extension Key {
    /// Writes the key, in a structure, as one JSON string: the text of PEM or of OpenSSH, or the DER in base64. A
    /// password, of 1 to 1024 bytes, is for the structures that are encrypted. Gives what the key had and the structure cannot carry, by JWK names.
    package func writeString(
        _ container: KeyOrigin.Container, _ encoding: KeyOrigin.Encoding, password: Password? = nil,
        to writer: inout JSONWriter
    ) throws(KeyFault) -> [String] {
        let written = try written(as: container, encoding, password: password?.octets)
        if encoding != .der {
            written.octets.withBytes { writer.string($0) }
        } else {
            let text = written.octets.withBytes { Base64.encodeSecret($0) }
            text.withBytes { writer.plainString($0) }
        }
        return written.dropped
    }
}

extension Base64 {
    /// The text of secret octets, with padding, written in a time that depends on the length alone.
    static func encodeSecret(_ octets: Span<UInt8>) -> SecretBytes {
        SecretBytes(count: (octets.count + 2) / 3 * 4) { text in
            Base64Alphabet.standard.encodeSecret(octets, to: &text, padded: true)
        }
    }
}
