import ReferenceJSON

/// Makes JSON by chance, the same from the same seed (SplitMix64).
struct RandomJSON: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func tree(depth: Int = 0) -> Tree {
        switch Int.random(in: 0..<(depth < 6 ? 9 : 6), using: &self) {
        case 0: .null
        case 1: .boolean(Bool.random(using: &self))
        case 2, 3: .number(number())
        case 4, 5: .string(content())
        case 6: .array(count().map { _ in tree(depth: depth + 1) })
        default: .object(count().map { _ in Tree.Member(name: content(), value: tree(depth: depth + 1)) })
        }
    }

    /// One way to write the tree: white space and escapes are chosen by chance.
    mutating func text(of tree: Tree) -> [UInt8] {
        switch tree {
        case .null: return Array("null".utf8)
        case .boolean(let value): return Array(value ? "true".utf8 : "false".utf8)
        case .number(let text): return Array(text.utf8)
        case .string(let content): return string(content)
        case .array(let elements):
            var parts: [[UInt8]] = []
            for element in elements { parts.append(space() + text(of: element) + space()) }
            return Array("[".utf8) + (parts.isEmpty ? space() : Array(parts.joined(separator: [0x2C])))
                + Array("]".utf8)
        case .object(let members):
            var parts: [[UInt8]] = []
            for member in members {
                parts.append(
                    space() + string(member.name) + space() + [0x3A] + space() + text(of: member.value) + space())
            }
            return Array("{".utf8) + (parts.isEmpty ? space() : Array(parts.joined(separator: [0x2C])))
                + Array("}".utf8)
        }
    }

    /// The bytes after one to three small accidents: cut, changed, doubled, lost, or with a piece of JSON thrown in.
    mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
            let index = bytes.indices.randomElement(using: &self) ?? 0
            switch Int.random(in: 0..<6, using: &self) {
            case 0: bytes.removeLast(bytes.count - index)
            case 1: bytes[index] = UInt8.random(in: .min ... .max, using: &self)
            case 2: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 3: bytes.remove(at: index)
            case 4: bytes.insert(bytes[index], at: index)
            default: bytes.insert(contentsOf: Self.pieces.randomElement(using: &self)?.utf8 ?? "".utf8, at: index)
            }
        }
        return bytes
    }

    /// Pieces of JSON in no order.
    mutating func nonsense() -> [UInt8] {
        count().reduce(into: []) { bytes, _ in bytes += Self.pieces.randomElement(using: &self)?.utf8 ?? "".utf8 }
    }

    private static let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\u0061", "\\n", "0", "-", "1", ".",
        "e", "+",
        "true", "false", "null", " ", "\n", "\t", "é", "\u{2028}", "\u{7F}", "\u{1}", "\u{FEFF}", "a", "\"a\"", "[]",
        "{}",
        "\"a\":0", "12345678", "\"\"", "/",
    ]

    private mutating func count() -> Range<Int> { 0..<Int.random(in: 0..<7, using: &self) }

    private mutating func number() -> String {
        let digits = String(UInt64.random(in: 0...(.max), using: &self) >> UInt64.random(in: 0..<64, using: &self))
        let fraction = Bool.random(using: &self) ? "" : "." + digits.reversed()
        let exponent = ["", "", "e0", "E+12", "e-400"].randomElement(using: &self) ?? ""
        return (Bool.random(using: &self) ? "-" : "") + digits + fraction + exponent
    }

    private mutating func content() -> [UInt8] {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0x61...0x7A, 0...0x1F, 0x7F...0x9F, 0xA0...0xD7FF, 0xE000...0x10FFFF,
            0x2000...0x206F,
        ]
        var content: [UInt8] = []
        for _ in 0..<Int.random(in: 0..<20, using: &self) {
            let value = UInt32.random(in: ranges.randomElement(using: &self) ?? 0...0, using: &self)
            if let scalar = Unicode.Scalar(value) { content += String(scalar).utf8 }
        }
        return content
    }

    private mutating func string(_ content: [UInt8]) -> [UInt8] {
        var text: [UInt8] = [0x22]
        for scalar in String(decoding: content, as: UTF8.self).unicodeScalars {
            let mustEscape = scalar < " " || scalar == "\"" || scalar == "\\"
            guard mustEscape || Int.random(in: 0..<8, using: &self) == 0 else {
                text += String(scalar).utf8
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16, uppercase: Bool.random(using: &self))
                text += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            }
        }
        return text + [0x22]
    }

    private mutating func space() -> [UInt8] {
        guard Int.random(in: 0..<4, using: &self) == 0 else { return [] }
        return [[0x20], [0x0A], [0x0D, 0x0A], [0x09], [0x20, 0x20]].randomElement(using: &self) ?? []
    }
}
