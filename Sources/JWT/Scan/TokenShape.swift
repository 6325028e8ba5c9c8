import JOSE
import JSON

/// How a compact token is written in the middle of a text.
enum TokenShape {
    /// The token that begins at a place, or nil.
    static func token(in text: [UInt8], at start: Int) -> Range<Int>? {
        guard let (range, isSigned) = parts(in: text, at: start) else { return nil }
        return isSigned ? start..<disclosuresEnd(in: text, behind: range.upperBound) : range
    }

    // The parts between dots; nothing behind them.
    private static func parts(in text: [UInt8], at start: Int) -> (range: Range<Int>, isSigned: Bool)? {
        guard let header = segment(in: text, from: start), header.count <= headerLength,
            let count = segmentCount(under: text[header])
        else { return nil }
        var end = header.upperBound
        for index in 1..<count {
            guard end < text.count, text[end] == UInt8(ascii: ".") else { return nil }
            let part = segment(in: text, from: end + 1, mayBeEmpty: true) ?? (end + 1)..<(end + 1)
            end = part.upperBound
            // Only a signed token's signature ends it, which one without an algorithm has not.
            if index == count - 1, part.isEmpty, count == 5 { return nil }
        }
        return (start..<end, count == 3)
    }

    private static let headerLength = TokenLimits().headerBytes / 3 * 4

    private static func segment(in text: [UInt8], from start: Int, mayBeEmpty: Bool = false) -> Range<Int>? {
        var end = start
        while end < text.count, text[end].isBase64URL { end += 1 }
        return end > start || mayBeEmpty ? start..<end : nil
    }

    // Three parts, or five where the header says that the content is encrypted; nil where it is no header.
    private static func segmentCount(under text: ArraySlice<UInt8>) -> Int? {
        let octets: [UInt8]
        do throws(Base64URL.Fault) {
            octets = try Base64URL.decode(text.span)
        } catch {
            return nil
        }
        do throws(JSONFault) {
            let header = try JSONDocument(octets).root
            guard header.kind == .object, header["alg"]?.kind == .string else { return nil }
            return header["enc"] == nil ? 3 : 5
        } catch {
            return nil
        }
    }

    // Disclosures stand behind tildes, and perhaps the proof of a key behind the last one (RFC 9901 §4).
    private static func disclosuresEnd(in text: [UInt8], behind end: Int) -> Int {
        var end = end
        while end < text.count, text[end] == UInt8(ascii: "~") {
            let part = segment(in: text, from: end + 1, mayBeEmpty: true) ?? (end + 1)..<(end + 1)
            guard part.upperBound < text.count, text[part.upperBound] == UInt8(ascii: "~") else {
                let isProof = part.upperBound < text.count && text[part.upperBound] == UInt8(ascii: ".")
                return isProof ? parts(in: text, at: part.lowerBound)?.range.upperBound ?? end + 1 : end + 1
            }
            end = part.upperBound
        }
        return end
    }
}
