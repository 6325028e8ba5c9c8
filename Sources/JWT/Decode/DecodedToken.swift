import JOSE
import JSON

/// What a token says, as far as it can be read without a key: for people, and to be trusted by nobody.
///
/// Nothing here fails: a text that is no token gives a `DecodedToken` whose findings say so. Ranges count bytes of the
/// text as it was given; those of a token inside another count bytes of the outer one's payload.
package struct DecodedToken: Sendable {
    /// What the text holds; the raw values are those of the protocol.
    package enum Kind: String, Sendable {
        case jws, jwe
        /// A JWS whose algorithm is none (RFC 7515 appendix A.5, RFC 7519 §6).
        case unsecured
        /// A JWS with disclosures behind it (RFC 9901).
        case selectivelyDisclosable = "sd-jwt"
        /// The same with a key binding.
        case keyBound = "sd-jwt+kb"
        case unknown
    }

    /// How the token is written (RFC 7515 §7, RFC 7516 §7).
    package enum Serialization: String, Sendable {
        case compact, flattened, general
    }

    /// What the payload is.
    package enum PayloadType: String, Sendable {
        case json, text, binary
        /// A token of its own (RFC 7519 §5.2).
        case token = "jwt"
        case encrypted
        /// Not in the token (RFC 7515 appendix F).
        case detached
        /// Not in what is left of the token.
        case absent
    }

    package let kind: Kind
    package let serialization: Serialization
    /// Whether the token is as it was made, as far as that can be seen.
    package let isComplete: Bool
    /// The parts in the order of the text.
    package let parts: [TokenPart]
    /// The header that is protected, and the one beside it.
    package let header: TokenPart?
    package let unprotectedHeader: TokenPart?
    package let payload: TokenPart?
    package let payloadType: PayloadType
    package let signatures: [DecodedSignature]
    package let recipients: [DecodedRecipient]
    package let times: TokenTimes?
    package let profile: RecognizedProfile?
    package let keyHints: KeyHints
    /// What was repaired and what is to be said, in the order of the text's reading.
    package let findings: [Finding]
    /// What the disclosures say, where the token is an SD-JWT.
    let disclosures: DecodedDisclosures?
    private let inner: [DecodedToken]

    /// The token that the payload is.
    package var nested: DecodedToken? { inner.first }

    /// One for whom the token is encrypted.
    package struct DecodedRecipient: Sendable {
        /// The recipient's own header, in JSON serialization.
        package let header: TokenPart?
        /// The content key encrypted for the recipient.
        package let encryptedKey: TokenPart?
    }

    /// How many tokens inside each other are looked at.
    package static let depth = 4
    /// How many findings of one kind are listed for one part.
    static let listedFindings = 64
    /// How many disclosures are listed.
    static let listedDisclosures = DisclosureLimits.disclosures

    /// Decodes the token in a text. A token in JSON serialization is given as the text of its object.
    package init(_ text: [UInt8], now: NumericDate) {
        self.init(MendedText(text), now: now, depth: 1)
    }

    init(_ text: MendedText, now: NumericDate, depth: Int) {
        let (text, reading) = TokenReading.read(text)
        var findings = text.findings
        if let plain = reading.unencodedRange {
            // What stands in a payload that is not encoded is the payload.
            findings.removeAll { $0.range.map { plain.overlaps($0) } ?? false }
        }
        findings += reading.findings
        serialization = reading.serialization
        header = reading.header
        unprotectedHeader = reading.unprotectedHeader
        payload = reading.payload
        signatures = reading.signatures.map { DecodedSignature($0) }
        recipients = reading.recipients.map { DecodedRecipient(header: $0.header, encryptedKey: $0.encryptedKey) }
        kind = Self.kind(reading, signatures)
        parts = kind == .unknown ? [] : reading.parts
        guard kind != .unknown else {
            (isComplete, payloadType, times, profile, inner) = (false, .absent, nil, nil, [])
            disclosures = nil
            keyHints = KeyHints(header: nil, claims: nil)
            self.findings = text.findings.filter { $0.code == .tooLarge } + [text.noToken]
            return
        }
        for part in [unprotectedHeader].compactMap({ $0 }) + parts { findings += part.findings }
        findings += Self.headerFindings(reading)
        for signature in signatures { findings += signature.findings }
        if reading.isEncrypted { findings += EncryptionReview.findings(reading) }
        let claims = payload?.object
        let isNested = depth < Self.depth
        inner = isNested ? Self.nested(payload, header?.object, now: now, depth: depth) : []
        payloadType = Self.payloadType(reading, hasNested: !inner.isEmpty)
        if payloadType == .text, !isNested, Self.looksLikeToken(payload) {
            findings.append(Finding(.nestedTooDeep, range: payload?.range))
        }
        disclosures = DecodedDisclosures(reading, now: now, depth: depth)
        findings += disclosures?.findings ?? [Finding]()
        let isCut = payload?.isCut ?? false
        times = claims.map { TokenTimes($0, isCut: isCut, now: now) }
        profile = RecognizedProfile(header: header?.object, claims: claims)
        keyHints = KeyHints(header: header?.object ?? unprotectedHeader?.object, claims: claims)
        if let payload { findings += Self.payloadFindings(payload, payloadType, header?.object, times) }
        isComplete = !findings.contains { Self.damages.contains($0.code) } && !signatures.contains(where: \.isShort)
        self.findings = findings
    }

    // Findings after which something of the token may be missing or wrong.
    private static let damages: [FindingCode] = [
        .malformed, .truncated, .separatorMissing, .notJSON, .brokenString, .foreignCharacter, .impossibleLength,
        .tooLarge, .signatureMissing, .encryptionLength,
    ]

    private static func kind(_ reading: TokenReading, _ signatures: [DecodedSignature]) -> Kind {
        let hasHeader = reading.header?.object != nil || reading.unprotectedHeader?.object != nil
        let hasPayload = reading.payload?.object != nil
        if reading.isEncrypted, EncryptionReview.looksEncrypted(reading) { return .jwe }
        guard hasHeader || hasPayload || reading.recipients.contains(where: { $0.header != nil }) else {
            return reading.serialization == .compact ? .unknown : reading.isEncrypted ? .jwe : .jws
        }
        if reading.isEncrypted { return .jwe }
        if let algorithm = signatures.first?.algorithm ?? reading.header?.object?["alg"], algorithm.isString("none") {
            return .unsecured
        }
        guard let selective = reading.selective else { return .jws }
        return selective.keyBinding == nil ? .selectivelyDisclosable : .keyBound
    }

    private static func headerFindings(_ reading: TokenReading) -> [Finding] {
        if reading.isEncrypted {
            // In JSON serialization alg and enc may stand in any of the three headers (RFC 7516 §7.2.1).
            let isComplete = reading.serialization == .compact && reading.header?.isWhole == true
            return ([reading.header, reading.unprotectedHeader] + reading.recipients.map(\.header))
                .compactMap { $0 }.flatMap { HeaderReview.findings($0, .jwe, isComplete: isComplete) }
        }
        guard !reading.signatures.isEmpty else {
            return reading.header.map { HeaderReview.findings($0, .jws, isComplete: $0.isWhole) } ?? []
        }
        return reading.signatures.flatMap { signature in
            let isComplete = signature.unprotectedHeader == nil && signature.header?.isWhole == true
            return [signature.header, signature.unprotectedHeader].compactMap { $0 }
                .flatMap { HeaderReview.findings($0, .jws, isComplete: isComplete) }
        }
    }

    private static func payloadType(_ reading: TokenReading, hasNested: Bool) -> PayloadType {
        if reading.isEncrypted { return .encrypted }
        guard let payload = reading.payload else {
            return reading.serialization == .compact ? .absent : .detached
        }
        if payload.document != nil { return .json }
        if payload.octets.isEmpty { return .detached }
        if hasNested { return .token }
        return payload.isText ? .text : .binary
    }

    private static func payloadFindings(
        _ payload: TokenPart, _ type: PayloadType, _ header: JSONValue?, _ times: TokenTimes?
    ) -> [Finding] {
        var findings: [Finding] = []
        if header?["b64"]?.boolean == false { findings.append(Finding(.unencoded, range: payload.range)) }
        if let claims = payload.object, let times {
            return findings + ClaimReview.findings(payload, claims, times)
        }
        switch type {
        case .detached: findings.append(Finding(.detached, range: payload.range))
        case .token: break
        default:
            let isJWT = header?["typ"]?.withString { TokenTypes.type(named: $0)?.name == "JWT" } ?? false
            findings.append(Finding(isJWT ? .notClaims : .contentNotClaims, range: payload.range))
        }
        return findings
    }
}
