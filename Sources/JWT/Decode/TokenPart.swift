package import JSON

/// One part of a token: its name, where it stands, its octets, and the JSON in them if that is what they are.
package struct TokenPart: Sendable {
    /// The names of parts; the raw values are those of RFC 7515 §7, RFC 7516 §7 and RFC 9901 §4.
    package enum Name: String, Sendable {
        case header, payload, signature
        case encryptedKey = "encrypted_key"
        case initializationVector = "iv"
        case ciphertext, tag
        case additionalData = "aad"
        case disclosure
        case keyBinding = "key_binding"
        /// A part that the token should not have.
        case excess

        /// The name for a sentence.
        var phrase: String {
            switch self {
            case .encryptedKey: "encrypted key"
            case .initializationVector: "initialization vector"
            case .tag: "authentication tag"
            case .additionalData: "additional data"
            case .keyBinding: "key binding token"
            case .excess: "part in excess"
            case .header, .payload, .signature, .ciphertext, .disclosure: rawValue
            }
        }
    }

    /// What the part is.
    package let name: Name
    /// Where it stands, in bytes of the text as it was given.
    package let range: Range<Int>
    /// What it encodes; of a damaged part, what could be told.
    package let octets: [UInt8]
    /// The JSON in the octets; mended where they are not JSON as they are.
    package private(set) var document: JSONDocument?
    /// Whether the part is as it was made, as far as that can be seen.
    package private(set) var isWhole: Bool
    /// Whether its JSON breaks off, so that members may be missing.
    package private(set) var isCut = false
    /// What was wrong with it.
    package private(set) var findings: [Finding] = []
    /// The octet behind a JSON value that is not all there is: where the next part begins if a dot is missing.
    private(set) var jsonEnd: Int?

    private let encoding: ForgivingBase64?
    private var mended: PlaceMap?
    /// The way from `document` to `octets`, where they differ.
    var mendedPlaces: PlaceMap? { mended }
    /// Where in `document` values stand that belong to a private or secret key and are never shown.
    private(set) var secrets: [Range<Int>] = []
    /// Where the part comes from.
    private let source: PartSource

    /// A part in base64url.
    init(_ name: Name, _ text: Span<UInt8>, _ source: PartSource, holdsJSON: Bool = false) {
        self.name = name
        self.source = source
        let part = text.extracting(source.stretch)
        var encoding = ForgivingBase64(part)
        if encoding.hasForeign, holdsJSON {
            let other = ForgivingBase64(part, foreign: .leftOut)
            if Self.isJSON(other.octets), !Self.isJSON(encoding.octets) { encoding = other }
        }
        self.encoding = encoding
        octets = encoding.octets
        range = source.place(0..<part.count)
        isWhole = !encoding.isDamaged
        guard name != .excess else { return }
        for fault in encoding.faults {
            findings.append(fault.finding(name.phrase, source.place, length: part.count))
        }
    }

    /// A part that stands in the token as it is.
    init(_ name: Name, verbatim octets: [UInt8], range: Range<Int>) {
        self.name = name
        self.octets = octets
        self.range = range
        encoding = nil
        isWhole = true
        source = PartSource(
            places: PlaceMap(origin: range.lowerBound), stretch: 0..<octets.count, length: range.upperBound)
    }

    /// The JSON value, if there is one.
    package var value: JSONValue? { document?.root }

    /// The JSON object, if that is what the value is.
    package var object: JSONValue? {
        guard let value = document?.root, value.kind == .object else { return nil }
        return value
    }

    /// Where a range of `document` stands in the text as it was given.
    package func place(_ range: Range<Int>) -> Range<Int> {
        let octetRange = octets(range)
        return source.place(encoding?.place(octetRange) ?? octetRange)
    }

    /// Where a range of `document` stands in `octets`.
    func octets(_ range: Range<Int>) -> Range<Int> {
        (mended?.range(range) ?? range).clamped(to: 0..<octets.count)
    }

    private static func isJSON(_ octets: [UInt8]) -> Bool {
        do throws(JSONFault) {
            _ = try JSONDocument(octets, limits: limits)
            return true
        } catch {
            return false
        }
    }

    static let limits = JSONLimits(depth: 64, values: 200_000, members: 10_000)
}

extension TokenPart {
    /// Reads the octets as JSON, and salvages what can be where they begin like a JSON object but are none.
    ///
    /// `insists` is true for a header, which has to be JSON: there is a finding then for whatever else it is.
    mutating func readJSON(insists: Bool) {
        guard !octets.isEmpty || insists else { return }
        do throws(JSONFault) {
            document = try JSONDocument(octets, limits: Self.limits)
        } catch {
            if insists || beginsLikeObject { salvage(error) }
        }
        if let value { secrets = SecretMembers.ranges(in: value) }
    }

    private var beginsLikeObject: Bool {
        let content = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? octets.dropFirst(3) : octets[...]
        return content.first { !$0.isSpace } == UInt8(ascii: "{")
    }

    private mutating func salvage(_ fault: JSONFault) {
        isWhole = false
        let salvage = JSONSalvage(octets.span, limits: Self.limits)
        let faults = salvage.faults.isEmpty ? [fault] : salvage.faults
        for fault in faults { report(fault) }
        isCut = !salvage.isWhole
        if isCut { findings.removeAll { $0.code == .trailingBits } }
        guard !salvage.bytes.isEmpty else { return }
        do throws(JSONFault) {
            document = try JSONDocument(salvage.bytes, limits: Self.limits)
            var places = PlaceMap()
            for stretch in salvage.stretches {
                places.note(stretch.offset, from: stretch.origin, step: stretch.isAdded ? 0 : 1)
            }
            mended = places
            if salvage.isWhole, salvage.end < octets.count { jsonEnd = salvage.end }
        } catch {
            report(error)
        }
    }

    private mutating func report(_ fault: JSONFault) {
        let octet = min(fault.offset, octets.count)
        let range = source.place(encoding?.place(octet..<min(octet + 1, octets.count)) ?? octet..<octet)
        let code: FindingCode =
            switch fault.kind {
            case .utf8, .loneSurrogate, .controlCharacter, .escape: .brokenString
            case .unexpectedEnd: .truncated
            case .tooDeep, .tooManyValues, .tooManyMembers: .tooLarge
            default: .notJSON
            }
        findings.append(
            Finding(
                code,
                "The \(name.phrase) \(code == .brokenString ? "is wrong" : "breaks") at octet \(octet), which is byte "
                    + "\(range.lowerBound) of the text: "
                    + "\(fault.explanation).",
                range: range))
    }
}
