package import OpenSSL

/// Octets as pairs of hexadecimal digits (RFC 4648 §8).
package enum Hexadecimal {
    /// The digits, in lower case unless capitals are asked for.
    package static func encode(_ octets: Span<UInt8>, inCapitals: Bool = false) -> [UInt8] {
        let digits = Array((inCapitals ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * octets.count)
        for index in octets.indices {
            text.append(digits[Int(octets[index] >> 4)])
            text.append(digits[Int(octets[index] & 15)])
        }
        return text
    }

    /// The digits in lower case, as a string.
    package static func text(of octets: Span<UInt8>) -> String {
        String(decoding: encode(octets), as: UTF8.self)
    }

    /// The digits of secret octets, in lower case, written in a time that depends on the length alone.
    package static func encodeSecret(_ octets: Span<UInt8>) -> SecretBytes {
        SecretBytes(count: 2 * octets.count) { text in
            for index in octets.indices {
                text.append(digit(octets[index] >> 4))
                text.append(digit(octets[index] & 15))
            }
        }
    }

    // From 10 on, the distance from 9 to `a` is added; no table is read at a secret place.
    private static func digit(_ value: UInt8) -> UInt8 {
        let isLetter = UInt8(truncatingIfNeeded: (9 &- Int16(value)) >> 15)
        return value &+ 0x30 &+ (isLetter & 0x27)
    }
}
