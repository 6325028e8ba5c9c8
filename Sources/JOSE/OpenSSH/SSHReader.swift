import JSON
import OpenSSL

/// A place in the octets of an OpenSSH key, that moves from one value to the next (RFC 4251 §5).
struct SSHReader {
    private(set) var position: Int
    private let end: Int

    /// The start of what stands at this range.
    init(_ range: Range<Int>) {
        position = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { position >= end }

    /// What is left.
    var rest: Range<Int> { position..<end }

    /// The next value, a number of 32 bits.
    mutating func number(_ octets: Span<UInt8>) throws(KeyFault) -> Int {
        guard end - position >= 4 else { throw truncated }
        let number = (position..<position + 4).reduce(0) { $0 << 8 | Int(octets[$1]) }
        position += 4
        return number
    }

    /// Where the octets of the next value, a string, stand.
    mutating func string(_ octets: Span<UInt8>) throws(KeyFault) -> Range<Int> {
        let length = try number(octets)
        return try take(length)
    }

    /// Where the next octets stand, so many.
    mutating func take(_ length: Int) throws(KeyFault) -> Range<Int> {
        guard length <= end - position else { throw truncated }
        let start = position
        position += length
        return start..<position
    }

    /// Where the magnitude of the next value, an integer that is not negative, stands: in its fewest octets, without the
    /// one for its sign.
    mutating func integer(_ octets: Span<UInt8>) throws(KeyFault) -> Range<Int> {
        let content = try string(octets)
        guard let first = content.first else { return content }
        guard octets[first] & 0x80 == 0 else { throw KeyFault(.openSSH(.value), offset: first) }
        guard octets[first] == 0 else { return content }
        guard content.count > 1, octets[first + 1] & 0x80 != 0 else { throw KeyFault(.openSSH(.value), offset: first) }
        return content.dropFirst()
    }

    /// A copy of the next value, an integer that nobody may see.
    mutating func secretInteger(_ octets: Span<UInt8>) throws(KeyFault) -> SecretBytes {
        SecretBytes(copying: octets.extracting(try integer(octets)))
    }

    /// Holds what is read to having no more values.
    func finish() throws(KeyFault) {
        guard isAtEnd else { throw KeyFault(.openSSH(.trailingBytes), offset: position) }
    }

    private var truncated: KeyFault { KeyFault(.openSSH(.truncated), offset: position) }
}

/// Why octets are no OpenSSH key.
package enum OpenSSHFault: Equatable, Sendable {
    /// They end inside a value.
    case truncated
    /// Something follows the last value.
    case trailingBytes
    /// A value that an OpenSSH key does not have here.
    case value
    /// What is inside is padded in another way than OpenSSH pads.
    case padding
    /// A line is not a type, base64, and perhaps a comment.
    case line

    /// One clause for people, without any byte of the key.
    package var explanation: String {
        switch self {
        case .truncated: "the octets end inside a value"
        case .trailingBytes: "something follows the last value"
        case .value: "a value is not allowed here"
        case .padding: "the padding is not OpenSSH's"
        case .line: "a line is a type, base64, and perhaps a comment"
        }
    }
}
