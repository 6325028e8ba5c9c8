import JSON
import OpenSSL

/// One block of a PEM text: what its label says it is, and its DER (RFC 7468).
struct PEMBlock {
    /// The words between `BEGIN` and the dashes.
    let label: String
    /// The octets that the body stands for; secret, since the label alone says what they are.
    let der: SecretBytes
    /// Where the block stands in the text.
    let range: Range<Int>
}

/// Why a text is not PEM.
package enum PEMFault: Error, Equatable, Sendable {
    /// There is no `-----BEGIN`.
    case blockMissing
    /// A line that begins with `-----BEGIN` does not end as it must.
    case boundary
    /// A block is not closed, or is closed by another label.
    case endMissing
    /// The body is not base64.
    case body(Base64.Fault)
    /// A block holds nothing.
    case empty
    /// A block has lines of header fields (RFC 1421), which keys of today have not.
    case headerFields
    /// A block was encrypted in the way of RFC 1421, with a key derived by one round of MD5.
    case encryptedByHeader

    /// One clause for people, without any byte of the text.
    package var explanation: String {
        switch self {
        case .blockMissing: "there is no line \"-----BEGIN …-----\""
        case .boundary: "a line \"-----BEGIN …\" does not end in dashes"
        case .endMissing: "a block has no line \"-----END …-----\" with its label"
        case .body: "the body of a block is not base64"
        case .empty: "a block is empty"
        case .headerFields: "a block has header fields"
        case .encryptedByHeader:
            "the block is encrypted in an outdated way (Proc-Type: 4,ENCRYPTED); convert it with \"openssl pkcs8 -topk8\""
        }
    }
}

/// The blocks of a PEM text, one by one; what stands between them is skipped (RFC 7468 §2).
struct PEMReader {
    private var position = 0

    private static let begin: StaticString = "-----BEGIN "
    private static let end: StaticString = "-----END "
    private static let dashes: StaticString = "-----"
    // The longest label that means a key has 21 bytes.
    private static let longestLabel = 64

    /// The next block, or nil behind the last one. A fault comes with the offset where it shows.
    mutating func next(_ text: Span<UInt8>) throws(KeyFault) -> PEMBlock? {
        guard let start = text.firstOffset(of: Self.begin, from: position) else { return nil }
        let labelStart = start + Self.begin.utf8CodeUnitCount
        let label = try label(text, at: labelStart)
        let bodyStart = label.upperBound + Self.dashes.utf8CodeUnitCount
        guard let bodyEnd = text.firstOffset(of: Self.end, from: bodyStart) else {
            throw KeyFault(.pem(.endMissing), offset: start)
        }
        let endLabel = bodyEnd + Self.end.utf8CodeUnitCount
        let endDashes = endLabel + label.count
        guard text.equal(label, at: endLabel), text.holds(Self.dashes, at: endDashes) else {
            throw KeyFault(.pem(.endMissing), offset: bodyEnd)
        }
        position = endDashes + Self.dashes.utf8CodeUnitCount
        return PEMBlock(
            label: String(decoding: text.array(label), as: UTF8.self),
            der: try body(text, bodyStart..<bodyEnd), range: start..<position)
    }

    private func label(_ text: Span<UInt8>, at start: Int) throws(KeyFault) -> Range<Int> {
        var end = start
        while end < text.count, end - start <= Self.longestLabel, text[end] != UInt8(ascii: "-") {
            guard (0x20..<0x7F).contains(text[end]) else { throw KeyFault(.pem(.boundary), offset: end) }
            end += 1
        }
        guard text.holds(Self.dashes, at: end) else { throw KeyFault(.pem(.boundary), offset: end) }
        return start..<end
    }

    private func body(_ text: Span<UInt8>, _ range: Range<Int>) throws(KeyFault) -> SecretBytes {
        let body = text.extracting(range)
        // A colon stands in header fields and never in base64.
        if let colon = body.indices.first(where: { body[$0] == UInt8(ascii: ":") }) {
            let isEncrypted = body.firstOffset(of: "ENCRYPTED", from: 0) != nil
            throw KeyFault(.pem(isEncrypted ? .encryptedByHeader : .headerFields), offset: range.lowerBound + colon)
        }
        let der: SecretBytes
        do throws(Base64.Fault) {
            der = try Base64.decodeSecret(body, skipsWhiteSpace: true)
        } catch {
            throw KeyFault(.pem(.body(error)), offset: range.lowerBound + error.offset)
        }
        guard der.count > 0 else { throw KeyFault(.pem(.empty), offset: range.lowerBound) }
        return der
    }
}

extension Base64.Fault {
    /// The offset of the first wrong byte.
    /// The offset that the fault shows at.
    package var offset: Int {
        switch self {
        case .character(let offset), .padding(let offset), .trailingBits(let offset): offset
        }
    }
}

extension Base64URL.Fault {
    /// The offset of the first wrong byte.
    /// The offset that the fault shows at.
    package var offset: Int {
        switch self {
        case .character(let offset), .length(let offset), .trailingBits(let offset): offset
        }
    }
}

extension Span where Element == UInt8 {
    /// Whether the bytes of a text stand at this offset.
    func holds(_ text: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, offset <= count - text.utf8CodeUnitCount else { return false }
        return extracting(offset..<(offset + text.utf8CodeUnitCount)).equals(text)
    }

    /// Whether the bytes at this range stand at the offset too.
    fileprivate func equal(_ range: Range<Int>, at offset: Int) -> Bool {
        guard offset <= count - range.count else { return false }
        for step in 0..<range.count where self[range.lowerBound + step] != self[offset + step] { return false }
        return true
    }

    /// The first offset, from this one on, where the bytes of a text stand.
    func firstOffset(of text: StaticString, from start: Int) -> Int? {
        guard text.utf8CodeUnitCount > 0, start <= count - text.utf8CodeUnitCount else { return nil }
        let first = text.byte(0)
        for offset in start...(count - text.utf8CodeUnitCount) where self[offset] == first && holds(text, at: offset) {
            return offset
        }
        return nil
    }
}
