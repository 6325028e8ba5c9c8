import JOSE
import JSON

/// Takes a compact token apart (RFC 7515 §7.1, RFC 7516 §7.1, RFC 9901 §4), also one with too many or too few dots.
struct CompactReading {
    private let text: MendedText
    private var reading = TokenReading()
    /// Where the parts behind the header stand.
    private var ranges: [Range<Int>] = []
    private var headerRange = 0..<0

    /// More parts than this no token has; the rest is taken as one.
    private static let countedParts = 8

    /// Reads the token of a text.
    static func read(_ text: MendedText) -> TokenReading {
        var reading = CompactReading(text: text)
        reading.readHeader()
        reading.readRest()
        return reading.reading
    }

    private init(text: MendedText) {
        self.text = text
    }

    private func source(_ range: Range<Int>) -> PartSource {
        PartSource(places: text.places, stretch: range, length: text.given.count)
    }

    private func part(_ name: TokenPart.Name, _ range: Range<Int>, holdsJSON: Bool = false) -> TokenPart {
        let bytes = text.bytes
        return TokenPart(name, bytes.span, source(range), holdsJSON: holdsJSON)
    }

    private mutating func readHeader() {
        split()
        var header = part(.header, headerRange, holdsJSON: true)
        header.readJSON(insists: true)
        if ranges.count < 2, let end = header.jsonEnd, splitHeader(behind: end) {
            header = part(.header, headerRange, holdsJSON: true)
            header.readJSON(insists: true)
        }
        reading.header = header
    }

    private mutating func split() {
        let bytes = text.bytes
        var parts: [Range<Int>] = []
        var start = 0
        while parts.count < Self.countedParts,
            let dot = bytes.span.firstOffset(of: UInt8(ascii: "."), from: start)
        {
            parts.append(start..<dot)
            start = dot + 1
        }
        parts.append(start..<bytes.count)
        headerRange = parts[0]
        ranges = Array(parts.dropFirst())
    }

    // A header that goes on behind its closing brace: the dot behind it is lost, or something else stands for it.
    private mutating func splitHeader(behind octets: Int) -> Bool {
        let end = headerRange.lowerBound + (octets * 4 + 2) / 3
        guard let payload = start(ofNextPart: end, in: headerRange, where: { $0.object != nil }) else { return false }
        reportMissingDot(end..<payload)
        ranges.insert(payload..<headerRange.upperBound, at: 0)
        headerRange = headerRange.lowerBound..<end
        return true
    }

    private func start(ofNextPart end: Int, in range: Range<Int>, where fits: (TokenPart) -> Bool) -> Int? {
        for start in [end + 1, end] where start < range.upperBound {
            var candidate = part(.payload, start..<range.upperBound, holdsJSON: true)
            candidate.readJSON(insists: false)
            if fits(candidate) { return start }
        }
        return nil
    }

    private mutating func reportMissingDot(_ range: Range<Int>) {
        let place = text.place(range.isEmpty ? range.lowerBound..<(range.lowerBound + 1) : range)
        reading.findings.append(
            Finding(
                .separatorMissing, "The dot between two parts is missing at byte \(place.lowerBound).", range: place))
    }

    private mutating func readRest() {
        let header = reading.header?.object
        let algorithm = header?["alg"]
        let signs = algorithm?.withString { AlgorithmRegistry.algorithm(named: $0)?.role == .signature } ?? false
        if header?["enc"] != nil || (ranges.count >= 4 && !signs && ranges.count <= 5) {
            reading.isEncrypted = true
            return readEncrypted()
        }
        if header?["b64"]?.boolean == false {
            readUnencoded()
        } else {
            readDisclosures()
            readSigned()
        }
    }

    private mutating func readEncrypted() {
        if ranges.count != 4 {
            reportCount(expected: 5, kind: "an encrypted token")
        }
        let names: [TokenPart.Name] = [.encryptedKey, .initializationVector, .ciphertext, .tag]
        // Where a broken header takes up two parts, the others are counted from the end.
        let isHeaderCut = ranges.count == 5 && reading.header?.isWhole == false
        if isHeaderCut { reading.others.append(part(.excess, ranges.removeFirst())) }
        for (index, range) in ranges.enumerated() {
            let part = part(index < names.count ? names[index] : .excess, range)
            if part.name == .encryptedKey {
                reading.recipients = [TokenReading.Recipient(header: nil, encryptedKey: part)]
            } else {
                reading.others.append(part)
            }
        }
    }

    private mutating func readSigned() {
        guard !ranges.isEmpty else {
            return reading.findings.append(missing("payload and signature"))
        }
        let index = payloadIndex()
        var payload = part(.payload, ranges[index], holdsJSON: true)
        payload.readJSON(insists: false)
        if ranges.count == 1 {
            splitPayload(&payload)
        } else if ranges.count > 2 {
            reportCount(expected: 3, kind: "a signed token")
        }
        reading.payload = payload
        var rest = Array(ranges.indices)
        rest.remove(at: index)
        // Of too many, the longest; for a token whose signature was cut by a stray dot it is the best that there is.
        let signature = rest.filter { $0 > index }.max { ranges[$0].count < ranges[$1].count }
        if let signature {
            reading.signatures = [
                TokenReading.Signature(header: reading.header, signature: part(.signature, ranges[signature]))
            ]
        } else {
            reading.findings.append(missing("signature"))
        }
        for other in rest where other != signature {
            reading.others.append(part(.excess, ranges[other]))
        }
    }

    // Of too many parts, the payload is the first that is a JSON object.
    private func payloadIndex() -> Int {
        guard ranges.count > 2 else { return 0 }
        for (index, range) in ranges.enumerated() where !range.isEmpty {
            var candidate = part(.payload, range)
            candidate.readJSON(insists: false)
            if candidate.isWhole, candidate.object != nil { return index }
        }
        return 0
    }

    // A payload that goes on behind its closing brace, in a token of two parts: the dot before the signature is lost.
    private mutating func splitPayload(_ payload: inout TokenPart) {
        guard let octets = payload.jsonEnd else { return }
        let range = ranges[0]
        let end = range.lowerBound + (octets * 4 + 2) / 3
        guard end < range.upperBound else { return }
        let isReplaced = !text.bytes[end].isBase64URL || (range.upperBound - end) % 4 == 1
        let start = isReplaced ? end + 1 : end
        reportMissingDot(end..<start)
        ranges = [range.lowerBound..<end, start..<range.upperBound]
        payload = part(.payload, ranges[0], holdsJSON: true)
        payload.readJSON(insists: false)
    }

    private func missing(_ what: String) -> Finding {
        let end = text.given.count
        return Finding(
            .truncated, "The token ends at byte \(end) without its \(what).", range: end..<end)
    }

    private mutating func reportCount(expected: Int, kind: String) {
        let count = ranges.count + 1
        guard count > expected else {
            return reading.findings.append(
                Finding(
                    .truncated, "The token has \(count) of the \(expected) parts of \(kind).",
                    range: text.given.count..<text.given.count, expected: .integer(Int64(expected)),
                    actual: .integer(Int64(count))))
        }
        let shown = count > Self.countedParts ? "more than \(Self.countedParts)" : "\(count)"
        reading.findings.append(
            Finding(
                .malformed, "The token has \(shown) parts, and \(kind) has \(expected).",
                range: text.place(ranges[expected - 1]), expected: .integer(Int64(expected)),
                actual: .integer(Int64(count))))
    }

    // RFC 7797 §5.2: what is between the first dot and the last one is the payload itself, as it was given.
    private mutating func readUnencoded() {
        guard let first = ranges.first, let last = ranges.last, ranges.count > 1 else {
            return reading.findings.append(missing("payload or signature"))
        }
        let start = text.place(first).lowerBound
        let end = max(start, text.place((last.lowerBound - 1)..<last.lowerBound).lowerBound)
        var payload = TokenPart(.payload, verbatim: Array(text.given[start..<end]), range: start..<end)
        payload.readJSON(insists: false)
        reading.payload = payload
        reading.signatures = [TokenReading.Signature(header: reading.header, signature: part(.signature, last))]
    }

    // What follows the signature behind tildes; the last piece is a key binding token, or empty.
    private mutating func readDisclosures() {
        guard ranges.count >= 2 else { return }
        let bytes = text.bytes
        let signature = ranges[1]
        guard var position = bytes.span.firstOffset(of: UInt8(ascii: "~"), from: signature.lowerBound),
            ranges.count == 2 || position < signature.upperBound
        else { return }
        ranges = [ranges[0], signature.lowerBound..<position]
        let start = position
        var count = 0
        var selective = TokenReading.Selective()
        while position < bytes.count {
            let end = bytes.span.firstOffset(of: UInt8(ascii: "~"), from: position + 1) ?? bytes.count
            let piece = (position + 1)..<end
            position = end
            guard !piece.isEmpty else { continue }
            let name: TokenPart.Name = end == bytes.count ? .keyBinding : .disclosure
            if name == .disclosure { count += 1 }
            let given = SelectiveToken.Piece(text: bytes[piece], range: text.place(piece))
            if name == .keyBinding { selective.keyBinding = given }
            guard reading.others.count < DecodedToken.listedDisclosures else { continue }
            if name == .disclosure { selective.disclosures.append(given) }
            let octets = Array(bytes[piece])
            reading.others.append(
                name == .disclosure
                    ? part(name, piece) : TokenPart(name, verbatim: octets, range: text.place(piece)))
        }
        reading.selective = selective
        reading.findings.append(
            Finding(
                .disclosures, count == 1 ? "1 disclosure follows the token." : "\(count) disclosures follow the token.",
                range: text.place(start..<bytes.count)))
    }
}
