/// A text that somebody wrote, looked at for what must not be repeated: as it stands, and as what it is the base64 of.
///
/// A token inside a claim, a disclosure, or a key in a text is JSON that was written once more: escaped, encoded, or both.
struct SuspectText {
    private let layers: [[UInt8]]

    /// Looks through a text. What is encoded inside of something encoded is looked at to the fourth time.
    init(_ text: [UInt8]) {
        var layers = [text]
        var (first, depth) = (0, 0)
        while first < layers.count, depth < Self.depth {
            let end = layers.count
            for index in first..<end { layers += Self.encoded(in: layers[index]) }
            (first, depth) = (end, depth + 1)
        }
        self.layers = layers
    }

    private static let depth = 4

    /// Whether words stand in it that are withheld, or a private or shared key does: PEM, a JWK, also one that is cut off, or the
    /// DER of PKCS #8, PKCS #1 or SEC 1.
    func isSecret(to search: TextSearch) -> Bool {
        layers.contains { layer in
            var found = search.words(in: layer)
            if layer.contains(UInt8(ascii: "\\")) { found.formUnion(search.words(in: Self.unescaped(layer))) }
            return found.contains(.withheld) || found.contains(.pem) || found.isSuperset(of: [.keyType, .keySecret])
                || Self.isDER(layer)
        }
    }

    // A sequence that begins with the version of a private key, and then what each of the three has there.
    private static func isDER(_ octets: [UInt8]) -> Bool {
        guard octets.count > 16, octets[0] == 0x30 else { return false }
        let content = octets.dropFirst(octets[1] < 0x80 ? 2 : 2 + Int(octets[1] & 0x7F)).prefix(4)
        return [[2, 1, 0, 0x30], [2, 1, 1, 0x30], [2, 1, 0, 2], [2, 1, 1, 4]].contains { content.elementsEqual($0) }
    }

    // What a text says once the escapes of JSON are read, however often they were written: \" and \u0022 are quotes.
    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var rest = text[...]
        var isEscaped = false
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            defer { isEscaped = false }
            guard isEscaped, byte == UInt8(ascii: "u"), let code = UInt8(escaped: rest.prefix(4)) else {
                result.append(byte)
                continue
            }
            result.append(code)
            rest = rest.dropFirst(4)
        }
        return result
    }

    // What the words of base64 say that are long enough to hold a name or a value.
    private static func encoded(in text: [UInt8]) -> [[UInt8]] {
        text.split { !$0.isBase64 }.filter { $0.count >= 8 }.map { word in
            var octets: [UInt8] = []
            octets.reserveCapacity(word.count / 4 * 3 + 2)
            var (bits, count) = (UInt32(0), 0)
            for byte in word {
                bits = bits << 6 | UInt32(byte.base64Digit)
                count += 6
                guard count >= 8 else { continue }
                count -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
            return octets
        }
    }
}

extension UInt8 {
    // Four hexadecimal digits of a character of ASCII.
    fileprivate init?(escaped digits: ArraySlice<UInt8>) {
        guard digits.count == 4, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), code < 0x80
        else { return nil }
        self = code
    }

    fileprivate var isBase64: Bool {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }

    // Of the alphabet for files and URLs, and of the other one (RFC 4648 §4, §5).
    fileprivate var base64Digit: UInt8 {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): self - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0") + 52
        case UInt8(ascii: "-"), UInt8(ascii: "+"): 62
        default: 63
        }
    }
}
