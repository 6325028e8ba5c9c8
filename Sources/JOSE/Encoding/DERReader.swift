import JSON

/// Why bytes are not DER (X.690 §8 to §10); the offset stands in the `KeyFault` around it.
package enum DERFault: Equatable, Sendable {
    /// The bytes end inside an element.
    case truncated
    /// A tag of several octets, which no key has.
    case tag
    /// Another element than the structure has here.
    case unexpected(expected: String)
    /// A length without a number, as BER allows.
    case indefiniteLength
    /// A length written in more octets than it takes, or more than four.
    case length
    /// Something follows the last element.
    case trailingBytes
    /// An integer written in more octets than it takes, or in none.
    case integerNotMinimal
    /// A negative integer, which no key has.
    case integerNegative
    /// A string of bits that does not end with an octet.
    case unusedBits
    /// A value that the structure does not allow here.
    case value

    /// One clause for people, without any byte of the DER.
    package var explanation: String {
        switch self {
        case .truncated: "the bytes end inside an element"
        case .tag: "a tag has more than one octet"
        case .unexpected(let expected): "\(expected) is expected here"
        case .indefiniteLength: "a length is indefinite, which is BER and not DER"
        case .length: "a length is not written as DER writes it"
        case .trailingBytes: "something follows the last element"
        case .integerNotMinimal: "an integer is not written in its fewest octets"
        case .integerNegative: "an integer is negative"
        case .unusedBits: "a string of bits does not end with an octet"
        case .value: "the value is not allowed here"
        }
    }
}

/// The elements that keys are made of, by their identifier octet (X.690 §8.1.2).
enum DERTag: UInt8 {
    case boolean = 0x01
    case integer = 0x02
    case bitString = 0x03
    case octetString = 0x04
    case null = 0x05
    case objectIdentifier = 0x06
    case utf8String = 0x0C
    case printableString = 0x13
    case ia5String = 0x16
    case bmpString = 0x1E
    case utcTime = 0x17
    case generalizedTime = 0x18
    case sequence = 0x30
    case set = 0x31
    case context0 = 0xA0
    case context1 = 0xA1
    case context2 = 0xA2
    case context3 = 0xA3
    case implicit0 = 0x80
    case implicit1 = 0x81
    case implicit2 = 0x82

    var phrase: String {
        switch self {
        case .boolean: "a BOOLEAN"
        case .integer: "an INTEGER"
        case .bitString: "a BIT STRING"
        case .octetString: "an OCTET STRING"
        case .null: "NULL"
        case .objectIdentifier: "an OBJECT IDENTIFIER"
        case .utf8String, .printableString, .ia5String, .bmpString: "a string"
        case .utcTime, .generalizedTime: "a time"
        case .sequence: "a SEQUENCE"
        case .set: "a SET"
        case .context0, .context1, .context2, .context3, .implicit0, .implicit1, .implicit2: "a tagged element"
        }
    }
}

/// A place in DER, inside one element, that moves from one element to the next.
///
/// It holds offsets alone, so that secrets are read where they stand. Structures of keys have a fixed depth and each level
/// is asked for by name: there is no recursion for an input to drive.
struct DERCursor {
    private(set) var position: Int
    let end: Int

    /// The start of what stands at this range.
    init(_ range: Range<Int>) {
        position = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { position >= end }

    /// Whether the next element has this tag.
    func isAt(_ tag: DERTag, _ der: Span<UInt8>) -> Bool {
        position < end && der[position] == tag.rawValue
    }

    /// The next element: its identifier octet, and where its content stands.
    mutating func next(_ der: Span<UInt8>) throws(KeyFault) -> (tag: UInt8, content: Range<Int>) {
        guard position < end else { throw KeyFault(.der(.truncated), offset: position) }
        let tag = der[position]
        guard tag & 0x1F != 0x1F else { throw KeyFault(.der(.tag), offset: position) }
        let (start, length) = try self.length(der, at: position + 1)
        guard length <= end - start else { throw KeyFault(.der(.truncated), offset: end) }
        position = start + length
        return (tag, start..<position)
    }

    // The length that is written at an offset, and the offset behind it.
    private func length(_ der: Span<UInt8>, at offset: Int) throws(KeyFault) -> (start: Int, length: Int) {
        guard offset < end else { throw KeyFault(.der(.truncated), offset: offset) }
        let first = der[offset]
        guard first & 0x80 != 0 else { return (offset + 1, Int(first)) }
        let octets = Int(first & 0x7F)
        guard octets > 0 else { throw KeyFault(.der(.indefiniteLength), offset: offset) }
        guard octets <= 4 else { throw KeyFault(.der(.length), offset: offset) }
        guard octets <= end - offset - 1 else { throw KeyFault(.der(.truncated), offset: end) }
        var length = 0
        for index in 1...octets {
            length = length << 8 | Int(der[offset + index])
        }
        // X.690 §10.1: the fewest octets.
        guard length >= 0x80, length >> (8 * (octets - 1)) != 0 else { throw KeyFault(.der(.length), offset: offset) }
        return (offset + 1 + octets, length)
    }

    /// The content of the next element, which must have this tag.
    mutating func next(_ tag: DERTag, _ der: Span<UInt8>) throws(KeyFault) -> Range<Int> {
        let start = position
        guard !isAtEnd else { throw KeyFault(.der(.unexpected(expected: tag.phrase)), offset: start) }
        guard der[start] == tag.rawValue else { throw KeyFault(.der(.unexpected(expected: tag.phrase)), offset: start) }
        return try next(der).content
    }

    /// The content of the next element if it has this tag.
    mutating func optional(_ tag: DERTag, _ der: Span<UInt8>) throws(KeyFault) -> Range<Int>? {
        guard isAt(tag, der) else { return nil }
        return try next(tag, der)
    }

    /// The inside of the next element, which must have this tag.
    mutating func enter(_ tag: DERTag, _ der: Span<UInt8>) throws(KeyFault) -> DERCursor {
        DERCursor(try next(tag, der))
    }

    /// Where the magnitude of the next element, an integer that is not negative, stands: without the octet for its sign.
    mutating func integer(_ der: Span<UInt8>) throws(KeyFault) -> Range<Int> {
        let content = try next(.integer, der)
        guard let first = content.first else { throw KeyFault(.der(.integerNotMinimal), offset: content.lowerBound) }
        guard der[first] & 0x80 == 0 else { throw KeyFault(.der(.integerNegative), offset: first) }
        guard der[first] == 0, content.count > 1 else { return content }
        guard der[first + 1] & 0x80 != 0 else { throw KeyFault(.der(.integerNotMinimal), offset: first) }
        return content.dropFirst()
    }

    /// The next element, an integer from 0 to 2^31 - 1.
    mutating func smallInteger(_ der: Span<UInt8>) throws(KeyFault) -> Int {
        let magnitude = try integer(der)
        guard magnitude.count < 4 || (magnitude.count == 4 && der[magnitude.lowerBound] < 0x80) else {
            throw KeyFault(.der(.value), offset: magnitude.lowerBound)
        }
        return magnitude.reduce(0) { $0 << 8 | Int(der[$1]) }
    }

    /// Where the octets of the next element, a string of whole octets of bits, stand.
    mutating func bits(_ der: Span<UInt8>) throws(KeyFault) -> Range<Int> {
        try Self.octets(ofBits: try next(.bitString, der), der)
    }

    /// Where the octets of the content of a string of bits stand.
    static func octets(ofBits content: Range<Int>, _ der: Span<UInt8>) throws(KeyFault) -> Range<Int> {
        guard let first = content.first else { throw KeyFault(.der(.truncated), offset: content.lowerBound) }
        guard der[first] == 0 else { throw KeyFault(.der(.unusedBits), offset: first) }
        return content.dropFirst()
    }

    /// Holds the structure to having no more elements.
    func finish() throws(KeyFault) {
        guard isAtEnd else { throw KeyFault(.der(.trailingBytes), offset: position) }
    }
}
