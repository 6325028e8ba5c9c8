import JSON
import Synchronization

/// A call that was served before, with two gaps: its id, and the one parameter that its method is asked about.
///
/// What has the same bytes around its gaps, and plain text of the same kind in each, has the same structure and means
/// the same. So the requests of a client that asks one thing about many tokens are read once, and then compared.
///
/// Sendable since its text is written once. A key may stand in it: it is wiped when the template is let go.
package final class CallTemplate: @unchecked Sendable {
    /// The method that is called.
    package let method: MethodDescription
    /// The message without what stands in the gaps.
    private let text: ByteBuffer
    private let firstGap: Int
    private let secondGap: Int
    private let isIDFirst: Bool
    private let isIDNumber: Bool
    private let longestID: Int
    private let adopted = Atomic(false)

    /// A message's id, as it is to be echoed, and the content of its subject, by where they stand.
    typealias Gaps = (id: Range<Int>, subject: Range<Int>)

    /// The template of a request that is a whole message, or nil where its gaps would not be plain.
    init?(_ request: Request, _ method: MethodDescription, in message: JSONValue, limits: RPCLimits) {
        guard let name = method.subject, let id = request.id, let subject = request.params?[name]?.plainRange else {
            return nil
        }
        let bytes = message.document.bytes
        longestID = min(limits.idBytes, Self.longestID)
        isIDNumber = id.kind == .number
        let idGap = id.plainRange ?? id.range
        guard bytes.span.idEnd(from: idGap.lowerBound, isNumber: isIDNumber, longest: longestID) == idGap.upperBound
        else { return nil }
        isIDFirst = idGap.upperBound < subject.lowerBound
        let (first, second) = isIDFirst ? (idGap, subject) : (subject, idGap)
        let message = message.range
        guard message.count - first.count - second.count <= Self.capacity else { return nil }
        var text = ByteBuffer(capacity: message.count - first.count - second.count)
        text.append(bytes.span.extracting(message.lowerBound..<first.lowerBound))
        firstGap = text.count
        text.append(bytes.span.extracting(first.upperBound..<second.lowerBound))
        secondGap = text.count
        text.append(bytes.span.extracting(second.upperBound..<message.upperBound))
        self.text = text
        self.method = method
    }

    /// Requests with more than this beside their gaps are read each time.
    private static let capacity = 64 << 10
    /// What clients count with, or name at random.
    private static let longestID = 64

    /// Says that whoever answers calls keeps what it prepared for this one.
    package func adopt() { adopted.store(true, ordering: .relaxed) }

    /// Whether anything is won by recognising the call again.
    var isAdopted: Bool { adopted.load(ordering: .relaxed) }

    /// Where the gaps are in a message, if it is this call again.
    func match(_ message: Range<Int>, of bytes: Span<UInt8>) -> Gaps? {
        let isAlike = text.withBytes { text in
            // Most calls that are not the same differ in what is behind their subject.
            let rest = text.extracting(secondGap...)
            return bytes.extracting(message).has(rest, at: message.count - rest.count)
        }
        guard isAlike, let (first, second) = gaps(in: message, of: bytes, isWhole: true) else { return nil }
        return named(first, second)
    }

    private func named(_ first: Range<Int>, _ second: Range<Int>) -> Gaps {
        let (id, subject) = isIDFirst ? (first, second) : (second, first)
        // A string is echoed with its quotes, which are part of the text around it.
        return (id: isIDNumber ? id : (id.lowerBound - 1)..<(id.upperBound + 1), subject: subject)
    }

    // Where the whole is compared, what is behind the second gap was already; else long pieces are not.
    @inline(__always)
    private func gaps(
        in message: Range<Int>, of bytes: Span<UInt8>, isWhole: Bool
    ) -> (first: Range<Int>, second: Range<Int>)? {
        let (bytes, start) = (bytes.extracting(..<message.upperBound), message.lowerBound)
        return text.withBytes { text in
            let first = start + firstGap
            guard bytes.has(text.extracting(..<firstGap), at: start, isWhole) else { return nil }
            guard let firstEnd = isIDFirst ? endOfID(bytes, first) : endOfSubject(bytes, first) else { return nil }
            let second = firstEnd + secondGap - firstGap
            guard bytes.has(text.extracting(firstGap..<secondGap), at: firstEnd, isWhole) else { return nil }
            guard let secondEnd = isIDFirst ? endOfSubject(bytes, second) : endOfID(bytes, second) else { return nil }
            let rest = text.extracting(secondGap...)
            if !isWhole, rest.isLong {
                guard bytes.count - secondEnd > Self.shortPiece else { return nil }
            } else {
                guard secondEnd + rest.count == bytes.count else { return nil }
                guard isWhole || bytes.has(rest, at: secondEnd) else { return nil }
            }
            return (first..<firstEnd, second..<secondEnd)
        }
    }

    private func endOfID(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        bytes.idEnd(from: start, isNumber: isIDNumber, longest: longestID)
    }

    private func endOfSubject(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        let end = bytes.skipPlain(from: start)
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end : nil
    }
}

/// How templates of one kind of call are told apart.
extension CallTemplate {
    /// Pieces up to this length are the same for all calls of a kind.
    fileprivate static let shortPiece = 64

    /// How many bytes it keeps.
    var size: Int { text.count }

    /// Whether both are of one kind: their gaps are where the other's are, and their short pieces are the same.
    func isAlike(_ other: CallTemplate) -> Bool {
        guard isIDFirst == other.isIDFirst, isIDNumber == other.isIDNumber, firstGap == other.firstGap,
            secondGap == other.secondGap, method === other.method
        else { return false }
        return text.withBytes { text in
            other.text.withBytes { other in
                Self.isAlike(text.extracting(..<firstGap), other.extracting(..<firstGap))
                    && Self.isAlike(text.extracting(firstGap..<secondGap), other.extracting(firstGap..<secondGap))
                    && Self.isAlike(text.extracting(secondGap...), other.extracting(secondGap...))
            }
        }
    }

    private static func isAlike(_ piece: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        piece.isLong ? other.isLong : piece.isEqual(to: other)
    }

    /// What a message of the same kind has in the place of the gaps, and the hash of its long pieces.
    struct Outline {
        fileprivate let first: Range<Int>
        fileprivate let second: Range<Int>
        let hash: UInt64
    }

    /// The outline of a message, if it may be of the same kind.
    func outline(_ message: Range<Int>, of bytes: Span<UInt8>) -> Outline? {
        guard let (first, second) = gaps(in: message, of: bytes, isWhole: false) else { return nil }
        let hash = Self.hash(
            bytes.extracting(message.lowerBound..<first.lowerBound),
            bytes.extracting(first.upperBound..<second.lowerBound),
            bytes.extracting(second.upperBound..<message.upperBound))
        return Outline(first: first, second: second, hash: hash)
    }

    /// Where the gaps are in a message with this outline, if it is this call again.
    func match(_ message: Range<Int>, of bytes: Span<UInt8>, _ outline: Outline) -> Gaps? {
        let (first, second) = (outline.first, outline.second)
        let isSame = text.withBytes { text in
            bytes.extracting(message.lowerBound..<first.lowerBound).isEqual(to: text.extracting(..<firstGap))
                && bytes.extracting(first.upperBound..<second.lowerBound)
                    .isEqual(to: text.extracting(firstGap..<secondGap))
                && bytes.extracting(second.upperBound..<message.upperBound).isEqual(to: text.extracting(secondGap...))
        }
        return isSame ? named(first, second) : nil
    }

    /// The hash of the long pieces.
    var hash: UInt64 {
        text.withBytes { text in
            Self.hash(
                text.extracting(..<firstGap), text.extracting(firstGap..<secondGap), text.extracting(secondGap...))
        }
    }

    private static func hash(_ first: Span<UInt8>, _ second: Span<UInt8>, _ third: Span<UInt8>) -> UInt64 {
        var hash = Span<UInt8>.hashSeed
        if first.isLong { hash = first.hash(behind: hash) }
        if second.isLong { hash = second.hash(behind: hash) }
        if third.isLong { hash = third.hash(behind: hash) }
        return hash
    }
}

extension Span where Element == UInt8 {
    /// Whether these bytes stand at this offset.
    @inline(__always)
    fileprivate func has(_ part: Span<UInt8>, at offset: Int) -> Bool {
        offset >= 0 && offset <= count &- part.count && extracting(offset..<(offset &+ part.count)).isEqual(to: part)
    }

    /// Whether these bytes stand at this offset, or as many others in the place of a long piece.
    @inline(__always)
    fileprivate func has(_ part: Span<UInt8>, at offset: Int, _ isWhole: Bool) -> Bool {
        !isWhole && part.isLong ? offset <= count &- part.count : has(part, at: offset)
    }

    /// Whether a piece of text of this length tells one call from another of its kind.
    fileprivate var isLong: Bool { count > CallTemplate.shortPiece }

    /// Where an id ends that begins here: digits without a leading zero, or letters, digits and dashes inside quotes.
    fileprivate func idEnd(from start: Int, isNumber: Bool, longest: Int) -> Int? {
        var end = start
        if isNumber {
            while end < count, self[end].isDigit { end += 1 }
            guard end > start, self[start] != UInt8(ascii: "0") || end == start + 1 else { return nil }
        } else {
            while end < count, self[end].isLetterDigitOrDash { end += 1 }
            guard end < count, self[end] == UInt8(ascii: "\"") else { return nil }
        }
        return end - start + 2 <= longest ? end : nil
    }
}

extension UInt8 {
    fileprivate var isLetterDigitOrDash: Bool {
        isDigit || (self | 0x20) &- UInt8(ascii: "a") < 26 || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}

/// A call that a template was found for: nothing of it was read but where its gaps are.
package struct Repetition: Sendable {
    /// What it repeats.
    package let template: CallTemplate
    /// The bytes that the message stands in.
    package let bytes: [UInt8]
    /// Where the content of its subject stands in them: a string without escapes.
    package let subject: Range<Int>
    /// Where its id stands in them, as it is to be echoed.
    let id: Range<Int>
    /// Where the message stands in them.
    let message: Range<Int>

    /// The same call, read in full.
    package func expanded() -> Job {
        do throws(JSONFault) {
            var page = JSONPage()
            let value = try page.read(bytes, message)
            guard case .request(let request) = Message(value, limits: RPCLimits()) else { return .nothing }
            return .call(request, template.method, template)
        } catch {
            return .refusal(id: nil, RPCError(error))
        }
    }
}
