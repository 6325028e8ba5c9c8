import JOSE
import JSON

/// How a token is written in the middle of a text.
enum TokenShape {
    /// Whether a JSON object is a token: a signed or an encrypted content, and `alg` in a header. Of members that are given
    /// twice, some readers take the first and some the last: each counts.
    static func isToken(_ object: [UInt8]) -> Bool {
        do throws(JSONFault) {
            let root = try JSONDocument(object).root
            if root.every("ciphertext").contains(where: { $0.kind == .string }) {
                let entries = [root] + root.every("recipients").flatMap { Array($0.elements) }
                return root.every("unprotected").contains { $0.namesAlgorithm } || entries.contains { hasAlgorithm($0) }
            }
            guard root.every("payload").contains(where: { $0.kind == .string }) else { return false }
            let entries = [root] + root.every("signatures").flatMap { Array($0.elements) }
            return entries.contains { entry in
                entry.every("signature").contains { $0.kind == .string } && hasAlgorithm(entry)
            }
        } catch {
            return quotesHeader(object)
        }
    }

    /// Whether a JSON object has a member `kty`.
    static func hasKeyType(_ object: [UInt8]) -> Bool {
        do throws(JSONFault) {
            return try JSONDocument(object).root["kty"] != nil
        } catch {
            return false
        }
    }

    private static func hasAlgorithm(_ entry: JSONValue) -> Bool {
        if entry.every("header").contains(where: { $0.namesAlgorithm }) { return true }
        return entry.every("protected").contains { header in
            guard let protected = header.utf8, protected.count <= headerLength else { return false }
            return segmentCount(under: protected[...]) != nil
        }
    }

    // What we cannot read, another reader may: then it is enough that a string in it is a header.
    private static func quotesHeader(_ object: [UInt8]) -> Bool {
        object.indices.contains { quote in
            guard object[quote] == UInt8(ascii: "\""), let header = segment(in: object, from: quote + 1),
                header.count <= headerLength, header.upperBound < object.count,
                object[header.upperBound] == UInt8(ascii: "\"")
            else { return false }
            return segmentCount(under: object[header]) != nil
        }
    }

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

extension JSONValue {
    // The values of all members of this name.
    fileprivate func every(_ name: StaticString) -> [JSONValue] {
        members.filter { $0.name.isString(name) }.map(\.value)
    }

    fileprivate var namesAlgorithm: Bool { every("alg").contains { $0.kind == .string } }
}
