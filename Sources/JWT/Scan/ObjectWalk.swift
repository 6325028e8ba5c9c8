import JSON

/// Finds the JSON objects in a text that are keys or tokens, wherever they begin: each brace may be the first of one.
///
/// What stands in a string of one object may be the beginning of another, and neither can be known before its end. Two walks can
/// go over the same bytes, one of which is in a string where the other is not, and never three: the work is that of the text.
struct ObjectWalk {
    private let text: [UInt8]
    private let stretch: Range<Int>
    private let limit: Int
    /// The braces that a walk came over, a bit each: what begins there is known.
    private var seen: [UInt64]
    private var found: [Int: Sighting] = [:]

    /// An object or an array that is open.
    private struct Container {
        let start: Int
        let isObject: Bool
        var names: Names = []
    }

    /// Members that an object has which may be a key or a token.
    private struct Names: OptionSet {
        let rawValue: UInt8

        static let kty = Names(rawValue: 1)
        static let payload = Names(rawValue: 2)
        static let signature = Names(rawValue: 4)
        static let ciphertext = Names(rawValue: 8)
        /// A name in which characters are escaped: readers of JSON know it as any of these.
        static let escaped = Names(rawValue: 16)

        /// Whether it is worth reading as a token.
        var mayBeToken: Bool {
            contains(.ciphertext) || contains(.escaped) || isSuperset(of: [.payload, .signature])
        }
    }

    /// What may come next, beside white space.
    private enum Next { case name, colon, value, element, comma }

    /// A walk over this stretch of a text, of whose objects no more than so many are asked for.
    init(_ text: [UInt8], _ stretch: Range<Int>, atMost limit: Int) {
        self.text = text
        self.stretch = stretch
        self.limit = limit
        seen = Array(repeating: 0, count: stretch.count / 64 + 1)
    }

    /// The key or the token that begins with this brace. Braces are asked for in their order.
    mutating func object(at start: Int) -> Sighting? {
        if !isSeen(start) { walk(from: start) }
        return found.removeValue(forKey: start)
    }

    private func isSeen(_ place: Int) -> Bool {
        let bit = place - stretch.lowerBound
        return seen[bit / 64] & (1 << UInt64(bit % 64)) != 0
    }

    private mutating func see(_ place: Int) {
        let bit = place - stretch.lowerBound
        seen[bit / 64] |= 1 << UInt64(bit % 64)
    }

    // Where this ends, all objects end that are open: what is wrong in one is so in those around it.
    private mutating func walk(from start: Int) {
        var open: [Container] = []
        var next = Next.value
        var place = start
        while place < stretch.upperBound {
            let byte = text[place]
            let isValue = next == .value || next == .element
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: place += 1
            case UInt8(ascii: "\"") where isValue || next == .name:
                guard let (end, isEscaped) = string(at: place) else { return }
                if next == .name {
                    open[open.count - 1].names.formUnion(isEscaped ? .escaped : names(place + 1, end - 1))
                }
                next = isValue ? .comma : .colon
                place = end
            case UInt8(ascii: "{") where isValue, UInt8(ascii: "[") where isValue:
                let isObject = byte == UInt8(ascii: "{")
                if isObject { see(place) }
                // What is deeper than anybody reads may have something inside that is not.
                if open.count == ScanLimits.depth { open.removeFirst() }
                open.append(Container(start: place, isObject: isObject))
                next = isObject ? .name : .element
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard let last = open.popLast(), last.isObject == (byte == UInt8(ascii: "}")),
                    next == .comma || next == (last.isObject ? .name : .element)
                else { return }
                place += 1
                if last.isObject { close(last, at: place) }
                if open.isEmpty { return }
                next = .comma
            case UInt8(ascii: ",") where next == .comma:
                // Some readers take a comma behind the last member; so it is passed over.
                next = open[open.count - 1].isObject ? .name : .element
                place += 1
            case UInt8(ascii: ":") where next == .colon:
                next = .value
                place += 1
            case _ where isValue && byte.isScalar:
                while place < stretch.upperBound, text[place].isScalar { place += 1 }
                next = .comma
            default: return
            }
        }
    }

    // Where a string ends that begins with this quote, and whether anything in it is escaped.
    private func string(at quote: Int) -> (end: Int, isEscaped: Bool)? {
        var place = quote + 1
        var isEscaped = false
        while place < stretch.upperBound {
            let byte = text[place]
            if byte == UInt8(ascii: "\"") { return (place + 1, isEscaped) }
            if byte < 0x20 { return nil }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                place += 1
            }
            place += 1
        }
        return nil
    }

    private func names(_ start: Int, _ end: Int) -> Names {
        switch end - start {
        case 3: text[start..<end].elementsEqual("kty".utf8) ? .kty : []
        case 7: text[start..<end].elementsEqual("payload".utf8) ? .payload : []
        case 9: text[start..<end].elementsEqual("signature".utf8) ? .signature : []
        case 10:
            if text[start..<end].elementsEqual("signatures".utf8) {
                .signature
            } else {
                text[start..<end].elementsEqual("ciphertext".utf8) ? .ciphertext : []
            }
        default: []
        }
    }

    private mutating func close(_ object: Container, at end: Int) {
        let range = object.start..<end
        guard !object.names.isEmpty, range.count <= ScanLimits.keyBytes else { return }
        if object.names.mayBeToken, TokenShape.isToken(Array(text[range])) {
            found[object.start] = Sighting(form: .jsonToken, range: range)
        } else if object.names.contains(.kty)
            || object.names.contains(.escaped) && TokenShape.hasKeyType(Array(text[range]))
        {
            found[object.start] = Sighting(form: .jwk, range: range)
        }
        // Of those behind so many, none is asked for.
        guard found.count > 2 * limit else { return }
        let last = found.keys.sorted()[limit]
        found = found.filter { $0.key < last }
    }
}

extension UInt8 {
    // Of a number or a word, also those that only some readers know: NaN, +1.
    fileprivate var isScalar: Bool {
        isBase64URL && self != UInt8(ascii: "_") || self == UInt8(ascii: "+") || self == UInt8(ascii: ".")
    }
}
