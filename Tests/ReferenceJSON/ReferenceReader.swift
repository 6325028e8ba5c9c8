/// A second reader of JSON, slow and as close to the words of RFC 8259 as Swift allows, to hold the first one against.
package struct ReferenceReader {
    private struct Refusal: Error {}
    private let scalars: [Unicode.Scalar]
    private var position = 0

    /// What the text says, or nil where it is not JSON that is UTF-8 without a mark, without half surrogate pairs, and
    /// nested no deeper than 64.
    package static func read(_ bytes: [UInt8]) -> Tree? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var reader = ReferenceReader(scalars: Array(text.unicodeScalars))
        do {
            let tree = try reader.readValue(depth: 0)
            reader.skipSpace()
            return reader.position == reader.scalars.count ? tree : nil
        } catch {
            return nil
        }
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func need(_ text: String) throws {
        for scalar in text.unicodeScalars where !take(scalar) { throw Refusal() }
    }

    private mutating func skipSpace() {
        while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" { position += 1 }
    }

    private mutating func readValue(depth: Int) throws -> Tree {
        skipSpace()
        switch next {
        case "n":
            try need("null")
            return .null
        case "t":
            try need("true")
            return .boolean(true)
        case "f":
            try need("false")
            return .boolean(false)
        case "\"": return .string(try readString())
        case "[": return try readArray(depth: depth + 1)
        case "{": return try readObject(depth: depth + 1)
        default: return .number(try readNumber())
        }
    }

    private mutating func readArray(depth: Int) throws -> Tree {
        guard depth <= 64 else { throw Refusal() }
        try need("[")
        skipSpace()
        if take("]") { return .array([]) }
        var elements: [Tree] = []
        repeat {
            elements.append(try readValue(depth: depth))
            skipSpace()
        } while take(",")
        try need("]")
        return .array(elements)
    }

    private mutating func readObject(depth: Int) throws -> Tree {
        guard depth <= 64 else { throw Refusal() }
        try need("{")
        skipSpace()
        if take("}") { return .object([]) }
        var members: [Tree.Member] = []
        repeat {
            skipSpace()
            let name = try readString()
            skipSpace()
            try need(":")
            members.append(Tree.Member(name: name, value: try readValue(depth: depth)))
            skipSpace()
        } while take(",")
        try need("}")
        return .object(members)
    }

    private mutating func readNumber() throws -> String {
        let start = position
        _ = take("-")
        if !take("0") { try readDigits() }
        if take(".") { try readDigits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try readDigits()
        }
        return String(String.UnicodeScalarView(scalars[start..<position]))
    }

    private mutating func readDigits() throws {
        let start = position
        while let scalar = next, ("0"..."9").contains(scalar) { position += 1 }
        guard position > start else { throw Refusal() }
    }

    private mutating func readString() throws -> [UInt8] {
        try need("\"")
        var units: [UInt16] = []
        while !take("\"") {
            guard let scalar = next, scalar >= " " else { throw Refusal() }
            position += 1
            if scalar == "\\" { units.append(try readEscape()) } else { units += scalar.utf16 }
        }
        // Half a pair has no encoding, so the whole has none.
        guard let content = String(validating: units, as: UTF16.self) else { throw Refusal() }
        return Array(content.utf8)
    }

    private mutating func readEscape() throws -> UInt16 {
        guard let scalar = next else { throw Refusal() }
        position += 1
        switch scalar {
        case "\"", "\\", "/": return UInt16(scalar.value)
        case "b": return 8
        case "f": return 12
        case "n": return 10
        case "r": return 13
        case "t": return 9
        default: break
        }
        guard scalar == "u", position + 4 <= scalars.count else { throw Refusal() }
        let digits = scalars[position..<(position + 4)]
        position += 4
        guard digits.allSatisfy({ $0.isASCII && $0.properties.isASCIIHexDigit }) else { throw Refusal() }
        guard let unit = UInt16(String(String.UnicodeScalarView(digits)), radix: 16) else { throw Refusal() }
        return unit
    }
}
