import JOSE
import JSON

/// The octets of a part as far as they can be told, and what was wrong with its characters.
///
/// Offsets count from the part's first character; `places` leads from the characters that were decoded to them.
struct ForgivingBase64 {
    /// What was wrong.
    enum Fault: Equatable {
        case padding(at: Int, count: Int)
        case standardAlphabet(at: Int, count: Int)
        case foreign(at: Int, count: Int)
        case length(Int)
        case trailingBits(at: Int)
    }

    /// What becomes of a byte that is no character of base64url.
    enum Foreign {
        /// It stands for a character that was overwritten, which counts as six zero bits.
        case replaced
        /// It came in between, and is left out.
        case leftOut
    }

    /// The octets.
    private(set) var octets: [UInt8] = []
    /// What was wrong; nothing, for the one spelling that a verifier takes.
    private(set) var faults: [Fault] = []
    private var places = PlaceMap()
    private var characters: [UInt8] = []

    /// Whether octets may be wrong or missing.
    var isDamaged: Bool { faults.contains(where: \.isDamage) }

    /// Whether a byte stands there that no variant of base64 has.
    var hasForeign: Bool {
        faults.contains { fault in
            if case .foreign = fault { return true }
            return false
        }
    }

    /// Decodes the characters of a part.
    init(_ text: Span<UInt8>, foreign: Foreign = .replaced) {
        do throws(Base64URL.Fault) {
            octets = try Base64URL.decode(text)
        } catch {
            mend(text, foreign)
            decodeMended(lengthOf: text.count)
        }
    }

    private mutating func mend(_ text: Span<UInt8>, _ foreign: Foreign) {
        var end = text.count
        while end > 0, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
        if end < text.count { faults.append(.padding(at: end, count: text.count - end)) }
        var standard = (first: 0, count: 0)
        var strange = (first: 0, count: 0)
        characters.reserveCapacity(end)
        for index in 0..<end {
            let byte = text[index]
            switch byte {
            case _ where byte.isBase64URL: append(byte, index)
            case UInt8(ascii: "+"), UInt8(ascii: "/"):
                if standard.count == 0 { standard.first = index }
                standard.count += 1
                append(byte == UInt8(ascii: "+") ? UInt8(ascii: "-") : UInt8(ascii: "_"), index)
            default:
                if strange.count == 0 { strange.first = index }
                strange.count += 1
                if foreign == .replaced { append(UInt8(ascii: "A"), index) }
            }
        }
        if standard.count > 0 { faults.append(.standardAlphabet(at: standard.first, count: standard.count)) }
        if strange.count > 0 { faults.append(.foreign(at: strange.first, count: strange.count)) }
    }

    private mutating func append(_ character: UInt8, _ index: Int) {
        places.note(characters.count, from: index)
        characters.append(character)
    }

    // By now every character is one of the alphabet: only the length and the last bits can be wrong.
    private mutating func decodeMended(lengthOf count: Int) {
        if characters.count % 4 == 1 {
            faults.append(.length(count))
            characters.removeLast()
        }
        do throws(Base64URL.Fault) {
            octets = try Base64URL.decode(characters.span)
        } catch {
            clearTrailingBits()
        }
    }

    // The last character without the bits that belong to no octet: four of its six where two characters end the text,
    // two where three do.
    private mutating func clearTrailingBits() {
        guard let last = characters.last, let value = Self.alphabet.firstIndex(of: last) else { return }
        faults.append(.trailingBits(at: places.range((characters.count - 1)..<characters.count).lowerBound))
        let mask = characters.count % 4 == 2 ? 0b110000 : 0b111100
        characters[characters.count - 1] = Self.alphabet[value & mask]
        do throws(Base64URL.Fault) {
            octets = try Base64URL.decode(characters.span)
        } catch {
            faults.append(.length(characters.count))
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Where the characters of a range of octets stand in the part.
    func place(_ range: Range<Int>) -> Range<Int> {
        let start = range.lowerBound / 3 * 4 + range.lowerBound % 3
        let end = range.isEmpty ? start : (range.upperBound * 4 + 2) / 3
        return places.range(start..<end)
    }
}

extension ForgivingBase64.Fault {
    /// Whether octets may be wrong or missing for it.
    var isDamage: Bool {
        switch self {
        case .foreign, .length: true
        case .padding, .standardAlphabet, .trailingBits: false
        }
    }

    /// The finding, for a part of this name that stands at this range of the text.
    func finding(_ part: String, _ place: (Range<Int>) -> Range<Int>, length: Int) -> Finding {
        switch self {
        case .padding(let offset, let count):
            Finding(.padded, "The \(part) is padded with =.", range: place(offset..<(offset + count)))
        case .standardAlphabet(let offset, let count):
            Finding(
                .standardAlphabet,
                "The \(part) has + or /, in \(Self.times(count, "place")), where base64url has - and _.",
                range: place(offset..<(offset + 1)))
        case .foreign(let offset, let count):
            Finding(
                .foreignCharacter,
                "The \(part) has \(Self.times(count, "byte")) that base64url does not have, first at byte "
                    + "\(place(offset..<(offset + 1)).lowerBound).",
                range: place(offset..<(offset + 1)))
        case .length(let characters):
            Finding(
                .impossibleLength,
                "The \(part) has \(Self.times(characters, "character")), and no number of octets encodes to so many.",
                range: place(0..<length))
        case .trailingBits(let offset):
            Finding(
                .trailingBits, "The last character of the \(part) carries bits that belong to no octet.",
                range: place(offset..<(offset + 1)))
        }
    }

    private static func times(_ count: Int, _ what: String) -> String {
        count == 1 ? "1 \(what)" : "\(count) \(what)s"
    }
}
