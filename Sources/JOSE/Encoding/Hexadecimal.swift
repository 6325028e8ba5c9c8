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
}
