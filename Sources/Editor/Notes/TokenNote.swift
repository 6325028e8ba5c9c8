import JOSE
import JSON
package import JWT

/// What is known of a token in a text.
package struct TokenNote: Sendable {
    /// What it is.
    package let kind: DecodedToken.Kind
    /// Whether it is a word of its own, whose parts stand between dots; else it is a JSON object.
    package let isCompact: Bool
    /// `alg`, if it can be shown.
    package let algorithm: String
    /// Who or what it is about, in a few words.
    package let label: String
    /// `iat`, `nbf` and `exp`, where they are times.
    package let issuedAt: NumericDate?
    package let notBefore: NumericDate?
    package let expires: NumericDate?
    /// Whether it has claims, so that it should say when it expires.
    package let hasClaims: Bool
    /// Whether a time in it is none.
    package let hasWrongTime: Bool
    /// What is wrong with it whatever the time is; ranges count from its first byte.
    package let findings: [Finding]
    /// `kid`, as it stands in the header.
    package let keyID: [UInt8]?
    /// Where its first parts stand, counted from its first byte.
    package let header: Range<Int>
    package let payload: Range<Int>

    /// Reads a token; with guesses, its signature is held against secrets that everybody knows, which takes as long as so many
    /// signatures.
    init(_ octets: [UInt8], guesses: Bool = false) {
        // What rests on the time is told apart from what does not.
        let token = DecodedToken(octets, now: NumericDate(seconds: 0))
        kind = token.kind
        isCompact = token.serialization == .compact
        let header = token.header?.object
        let claims = token.payload?.object
        algorithm = (token.signatures.first?.algorithm ?? header?["alg"]).map { Self.shown($0, atMost: 24) } ?? ""
        label =
            [claims?["sub"], claims?["email"], claims?["client_id"], claims?["iss"], header?["kid"]]
            .compactMap { $0 }.first { $0.kind == .string && $0.count <= 128 }.map { Self.shown($0, atMost: 48) } ?? ""
        keyID = header?["kid"]?.utf8
        let times = token.times
        issuedAt = times?.issuedAt?.date
        notBefore = times?.notBefore?.date
        expires = times?.expires?.date
        hasWrongTime = times?.state == .invalid
        hasClaims = claims != nil && token.payload?.isCut == false
        let published = guesses ? Self.publishedSecret(token, octets) : nil
        findings = token.findings.filter { Self.isTold($0) } + (published.map { [$0] } ?? [])
        self.header = token.header?.range ?? 0..<0
        payload = token.payload?.range ?? 0..<0
    }

    /// Whether its claims can be signed anew in its place.
    var isRenewable: Bool { kind == .jws && hasClaims && isCompact }

    /// How it stands in time.
    package func state(at now: NumericDate) -> TokenTimes.State {
        if !hasClaims { return .unknown }
        if hasWrongTime { return .invalid }
        if let expires, expires <= now { return .expired }
        if let notBefore, notBefore > now { return .notYetValid }
        return expires == nil ? .noExpiry : .active
    }

    // Whoever signs with such a secret does not sign long tokens.
    static let guessedBytes = 2048

    private static func publishedSecret(_ token: DecodedToken, _ octets: [UInt8]) -> Finding? {
        guard token.serialization == .compact, let signature = token.signatures.first, let part = signature.part,
            part.isWhole, let end = token.payload?.range.upperBound, end <= min(octets.count, guessedBytes),
            let algorithm = signature.algorithm?.withString({ SigningAlgorithm.named($0) }) ?? nil
        else { return nil }
        let (tag, message) = (part.octets, octets[..<end])
        guard PublishedSecret.made(tag.span, of: message.span, with: algorithm) else { return nil }
        return Finding(
            .secretPublished, range: part.range, hint: "Sign with a secret of 32 random octets, and refuse this one.")
    }

    // Times are told of by the editor itself, since they change.
    private static func isTold(_ finding: Finding) -> Bool {
        !finding.code.restsOnTime && finding.code != .noExpiry
            && (finding.severity == .error || finding.severity == .warning)
    }

    /// A value for people, shortened, and with nothing in it that changes how the text around it looks.
    static func shown(_ value: JSONValue, atMost count: Int) -> String {
        VisibleText.shorten(VisibleText.escape(value.string ?? value.excerpt(count)), to: count)
    }
}
