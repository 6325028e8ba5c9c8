import JOSE
import JSON

/// What is to be said of a header: types, algorithms, critical members, keys that the token brings along.
struct HeaderReview {
    private let part: TokenPart
    private let envelope: RegisteredHeader.Envelope
    private(set) var findings: [Finding] = []

    /// The extensions that are understood here (RFC 7797 §6).
    private static let understood: [StaticString] = ["b64"]

    /// Reviews a protected header, which has to name the algorithm unless `isComplete` is false.
    static func findings(
        _ part: TokenPart, _ envelope: RegisteredHeader.Envelope, isComplete: Bool
    ) -> [Finding] {
        var review = HeaderReview(part: part, envelope: envelope)
        guard let value = part.value else { return [] }
        guard value.kind == .object else {
            return [
                Finding(
                    .headerWrongType, "The header must be an object; this is \(value.kind.phrase).", range: part.range,
                    expected: .text("object"), actual: .text("\(value.kind.phrase)"))
            ]
        }
        review.findings += DuplicateMembers.findings(part)
        for member in value.members { review.review(member) }
        if isComplete, value["alg"] == nil { review.findings.append(Finding(.algorithmMissing, range: part.range)) }
        if isComplete, envelope == .jwe, value["enc"] == nil {
            review.findings.append(
                Finding(
                    .algorithmMissing, "The header names no content encryption, enc.", pointer: "/enc",
                    range: part.range))
        }
        if let secret = part.secrets.first {
            review.findings.append(Finding(.privateKey, range: part.place(secret)))
        }
        return review.findings
    }

    private init(part: TokenPart, envelope: RegisteredHeader.Envelope) {
        self.part = part
        self.envelope = envelope
    }

    private mutating func add(
        _ code: FindingCode, _ message: String? = nil, severity: FindingCode.Severity? = nil,
        at member: JSONValue.Member,
        expected: Detail = .none, actual: Detail = .none, hint: String? = nil
    ) {
        guard findings.count < DecodedToken.listedFindings else { return }
        findings.append(
            Finding(
                code, message, severity: severity, pointer: MemberDescription.pointer(member.name),
                range: part.place(member.name.range.lowerBound..<member.value.range.upperBound), expected: expected,
                actual: actual, hint: hint))
    }

    private mutating func review(_ member: JSONValue.Member) {
        if member.value.holdsMisleadingText || member.name.holdsMisleadingText { add(.misleadingText, at: member) }
        guard let header = member.name.withString({ HeaderRegistry.header(named: $0) }) ?? nil else { return }
        guard header.type.fits(member.value) else {
            return add(
                .headerWrongType,
                "\(header.name) must be \(header.type.phrase); this is \(member.value.kind.phrase).", at: member,
                expected: .text(header.type.rawValue), actual: .text("\(member.value.kind.phrase)"))
        }
        if envelope == .jws, header.envelopes == [.jwe], header.name != "iss", header.name != "sub",
            header.name != "aud"
        {
            add(.encryptionMember, "\(header.name) belongs to encryption, and this token is signed.", at: member)
        }
        switch header.name {
        case "alg": reviewAlgorithm(member, envelope == .jws ? .signature : .keyManagement)
        case "enc" where envelope == .jwe: reviewAlgorithm(member, .contentEncryption)
        case "crit": reviewCritical(member)
        case "jwk", "jku", "x5u", "x5c":
            add(.keyFromToken, "\(header.name): \(FindingCode.keyFromToken.summary)", at: member)
        default: return
        }
    }

    private mutating func reviewAlgorithm(_ member: JSONValue.Member, _ role: RegisteredAlgorithm.Role) {
        guard let algorithm = member.value.withString({ AlgorithmRegistry.algorithm(named: $0) }) ?? nil else {
            let nearest = member.value.withString { AlgorithmRegistry.suggest(for: $0) } ?? nil
            return add(
                .algorithmUnknown, "\(shown(member.value)) is no registered algorithm.", at: member,
                expected: nearest.map { .text($0) } ?? .none, actual: .value(member.value),
                hint: nearest.map { "Did you mean \($0)?" })
        }
        if algorithm.name == "none", role == .signature {
            return add(.algorithmNone, at: member)
        }
        guard algorithm.role == role else {
            return add(
                .algorithmMisplaced,
                "\(algorithm.name) is for \(algorithm.role.rawValue), and \(role.rawValue) is asked for here.",
                at: member,
                expected: .text(role.rawValue), actual: .text(algorithm.role.rawValue))
        }
        if algorithm.requirement == .deprecated {
            add(.algorithmDeprecated, "\(algorithm.name): \(algorithm.summary)", at: member)
        }
    }

    // RFC 7515 §4.1.11: a list that is not empty, of names that are in the header and in no registry of the basic ones.
    private mutating func reviewCritical(_ member: JSONValue.Member) {
        guard let header = part.object else { return }
        if member.value.count == 0 { add(.criticalMalformed, "The list of critical members is empty.", at: member) }
        if member.value.count > TokenReading.limit {
            add(
                .criticalMalformed, "The list of critical members has more than \(TokenReading.limit) names.",
                at: member,
                actual: .integer(Int64(member.value.count)))
        }
        for name in member.value.elements.prefix(TokenReading.limit) {
            reviewCritical(name, member, header)
        }
    }

    private mutating func reviewCritical(_ name: JSONValue, _ member: JSONValue.Member, _ header: JSONValue) {
        guard name.kind == .string else {
            return add(.criticalMalformed, "crit lists names; this is \(name.kind.phrase).", at: member)
        }
        if (name.withString { header[$0] } ?? nil) == nil {
            add(.criticalMalformed, "crit names \(shown(name)), which is not in the header.", at: member)
        }
        if !Self.understood.contains(where: { name.isString($0) }) {
            add(
                .criticalUnsupported, "\(shown(name)) is critical and not understood here.", at: member,
                actual: .value(name))
        }
    }

    private func shown(_ value: JSONValue) -> String { String(value.lexeme.prefix(80)) }
}
