import JOSE
import JSON

/// What is to be said of a claims set that nobody asked anything about: types, times, duplicates, misleading texts.
struct ClaimReview {
    private let part: TokenPart
    private let now: NumericDate
    private(set) var findings: [Finding] = []

    /// A lifetime that is worth a word: a year.
    private static let longLifetime: Int64 = 366 * 86_400
    /// How far `iat` may lie in the future before anybody is told: clocks differ.
    private static let futureTolerance: Int64 = 5
    /// The claims that no verifier lets pass with a wrong type (RFC 7519 §4.1).
    private static let strictNames: [StaticString] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]

    /// Reviews the claims in a payload at an instant.
    static func findings(_ part: TokenPart, _ claims: JSONValue, _ times: TokenTimes) -> [Finding] {
        var review = ClaimReview(part: part, now: times.now)
        review.reviewDuplicates(claims)
        for member in claims.members { review.review(member) }
        review.review(times, claims)
        return review.findings
    }

    private init(part: TokenPart, now: NumericDate) {
        self.part = part
        self.now = now
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

    private mutating func reviewDuplicates(_ claims: JSONValue) {
        guard claims.document.hasDuplicates else { return }
        findings += DuplicateMembers.findings(part)
    }

    private mutating func review(_ member: JSONValue.Member) {
        if member.value.holdsMisleadingText || member.name.holdsMisleadingText {
            add(.misleadingText, at: member)
        }
        guard let claim = member.name.withString({ ClaimRegistry.claim(named: $0) }) ?? nil else { return }
        guard claim.type.fits(member.value) else {
            guard claim.isRegistered else { return }
            let isStrict = Self.strictNames.contains { member.name.isString($0) }
            return add(
                .wrongType, "\(claim.name) must be \(claim.type.phrase); this is \(member.value.kind.phrase).",
                severity: isStrict ? .error : .warning, at: member, expected: .text(claim.type.rawValue),
                actual: .text("\(member.value.kind.phrase)"))
        }
        if claim.type == .numericDate { reviewTime(member, claim.name) }
    }

    private mutating func reviewTime(_ member: JSONValue.Member, _ name: String) {
        guard let time = ClaimedTime(member.value) else {
            return add(.absurdDate, "\(name) is beyond all time.", at: member)
        }
        if time.isMilliseconds {
            let seconds = time.date.seconds
            add(
                .milliseconds, "\(name) looks like milliseconds; a NumericDate counts seconds, here \(seconds).",
                at: member,
                expected: .integer(seconds), actual: .value(member.value))
        } else if time.isAbsurd {
            let date = Calendar.text(time.date) ?? "outside the years 0 to 9999"
            add(.absurdDate, "\(name) is \(date), before 2000 or after 2100.", at: member)
        }
    }

    private mutating func review(_ times: TokenTimes, _ claims: JSONValue) {
        reviewExpiry(times, claims)
        if let time = times.notBefore, !time.isMilliseconds, time.date > now, let member = claims.member("nbf") {
            add(
                .notYetValid, "The token is valid \(Calendar.distance(time.date, from: now)).", severity: .information,
                at: member)
        }
        if let time = times.issuedAt, !time.isMilliseconds, time.date.seconds(since: now) > Self.futureTolerance,
            let member = claims.member("iat")
        {
            let distance = Calendar.distance(time.date, from: now)
            add(.issuedInFuture, "The token says that it will be issued \(distance).", at: member)
        }
        reviewOrder(times, claims)
    }

    private mutating func reviewExpiry(_ times: TokenTimes, _ claims: JSONValue) {
        guard let member = claims.member("exp") else {
            if !part.isCut { findings.append(Finding(.noExpiry, range: part.range)) }
            return
        }
        guard let expires = times.expires, !expires.isMilliseconds else { return }
        if expires.date <= now {
            add(
                .expired, "The token expired \(Calendar.distance(expires.date, from: now)).", severity: .information,
                at: member, expected: .text("after now"), actual: .value(member.value))
        }
        if let lifetime = times.lifetimeSeconds, lifetime > Self.longLifetime {
            add(
                .lifetimeTooLong, "The token lives \(Calendar.length(TimeSpan(seconds: lifetime))).",
                severity: .information, at: member, actual: .integer(lifetime))
        }
    }

    private mutating func reviewOrder(_ times: TokenTimes, _ claims: JSONValue) {
        guard let expires = times.expires, let member = claims.member("exp") else { return }
        let starts = [("nbf", times.notBefore), ("iat", times.issuedAt)]
        for (name, start) in starts {
            guard let start, start.isMilliseconds == expires.isMilliseconds, start.date > expires.date else { continue }
            add(.timesDisagree, "exp is before \(name): the token is never valid.", at: member)
        }
    }
}

/// Members that stand twice in the JSON of a part.
enum DuplicateMembers {
    /// A finding for each name that stands again, up to as many as are listed.
    static func findings(_ part: TokenPart) -> [Finding] {
        guard let document = part.document, document.hasDuplicates else { return [] }
        return document.duplicates.prefix(DecodedToken.listedFindings).map { name in
            Finding(
                .duplicateMember, "The \(part.name.phrase) has two members \(String(name.lexeme.prefix(80))).",
                pointer: JSONPointer(steps: way(to: name, in: document.root)).text, range: part.place(name.range))
        }
    }

    // The names and indices on the way to a member, its own last.
    private static func way(to name: JSONValue, in value: JSONValue) -> [[UInt8]] {
        for member in value.members {
            if member.name.range == name.range { return [name.utf8 ?? []] }
            guard member.value.range.contains(name.range.lowerBound) else { continue }
            return [member.name.utf8 ?? []] + way(to: name, in: member.value)
        }
        for (index, element) in value.elements.enumerated() where element.range.contains(name.range.lowerBound) {
            return [Array("\(index)".utf8)] + way(to: name, in: element)
        }
        return [name.utf8 ?? []]
    }
}

extension JSONValue {
    /// The first member of this name, name and value.
    func member(_ name: StaticString) -> Member? { members.first { $0.name.isString(name) } }
}

extension ExpectedType {
    /// Whether a value is of this type.
    func fits(_ value: JSONValue) -> Bool {
        switch self {
        case .numericDate: value.kind == .number
        case .string, .stringOrURI: value.kind == .string
        case .stringOrStringArray:
            value.kind == .string || (value.kind == .array && value.elements.allSatisfy { $0.kind == .string })
        case .boolean: value.boolean != nil
        case .integer: value.kind == .number && !value.text.contains { ".eE".utf8.contains($0) }
        case .object: value.kind == .object
        case .array: value.kind == .array
        case .any: true
        }
    }

    /// The type with its article, for a sentence.
    var phrase: String {
        switch self {
        case .numericDate: "a number of seconds"
        case .integer, .object, .array: "an \(rawValue)"
        case .string, .stringOrURI: "a string"
        case .stringOrStringArray: "a string or an array of strings"
        case .boolean: "a boolean"
        case .any: "any value"
        }
    }
}
