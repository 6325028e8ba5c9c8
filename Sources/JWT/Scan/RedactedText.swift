import JOSE
import JSON

/// A text without the tokens, private keys and shared secrets that stood in it.
package struct RedactedText {
    /// What is left of it.
    package let text: [UInt8]
    /// How many were taken out.
    package let replaced: Int

    /// Takes them out. The header of a token may stay: it says what the token was.
    package init(_ text: [UInt8], keepsHeaders: Bool) {
        var rest = text[...]
        var result: [UInt8] = []
        var replaced = 0
        // Once there are more than one scan tells of, what is left is scanned again.
        while true {
            let bytes = Array(rest)
            let (sightings, isCut) = TextScanner.scan(bytes)
            var position = 0
            for sighting in sightings where sighting.range.lowerBound >= position {
                guard let mark = Self.mark(sighting, Array(bytes[sighting.range]), keepsHeaders) else { continue }
                result += bytes[position..<sighting.range.lowerBound] + mark
                position = sighting.range.upperBound
                replaced += 1
            }
            // In an object that stays something may stand that does not.
            let end = isCut ? max(position, (sightings.last?.range.lowerBound ?? bytes.count) + 1) : bytes.count
            result += bytes[position..<end]
            rest = bytes[end...]
            if rest.isEmpty { break }
        }
        (self.text, self.replaced) = (result, replaced)
    }

    // What is public stays.
    private static func mark(_ sighting: Sighting, _ octets: [UInt8], _ keepsHeaders: Bool) -> [UInt8]? {
        switch sighting.form {
        case .token:
            let header = octets.prefix { $0 != UInt8(ascii: ".") }
            // A header can hold a key, too.
            return keepsHeaders && !SecretMembers.stand(inEncoded: header)
                ? header + Array(".[redacted]".utf8) : Array("[token redacted]".utf8)
        case .jsonToken:
            // What is JSON stays JSON.
            return Array("\"[token redacted]\"".utf8)
        case .pem:
            return sighting.form.isLabelledPrivate ? Array("[private key redacted]".utf8) : nil
        case .jwk:
            return SecretMembers.areNamed(in: octets) ? Array("\"[private key redacted]\"".utf8) : nil
        }
    }
}
