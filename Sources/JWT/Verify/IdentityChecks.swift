import JSON

/// How much of a claim is compared before it is refused.
package enum ClaimLimits {
    /// Bytes of an issuer, a subject, an identifier or one audience, as they are written.
    package static let nameBytes = 4096
    /// Audiences of one token.
    package static let audiences = 256
}

/// Whom a token is from, about and for: compared byte by byte, with no normalisation (RFC 7519 §4.1.1 to §4.1.3).
extension ClaimChecks {
    mutating func checkIdentity() {
        check("iss", "/iss", values.issuer, verifier.policy.issuers, .issuerMismatch)
        check("sub", "/sub", values.subject, verifier.policy.subjects, .subjectMismatch)
        checkAudience()
        check("jti", "/jti", values.tokenID, verifier.policy.tokenID.map { [$0] }, .tokenIDMismatch)
        if let nonce = verifier.policy.nonce {
            check("nonce", "/nonce", claims["nonce"]?.place, [nonce], .nonceMismatch)
        }
        if let parties = verifier.policy.authorizedParties {
            check("azp", "/azp", claims["azp"]?.place, parties, .authorizedPartyMismatch)
        }
    }

    // Asking for a value makes the claim required; a claim of the wrong type fails even when nobody asks.
    private mutating func check(
        _ name: StaticString, _ pointer: String, _ claim: JSONPlace?, _ expected: [[UInt8]]?, _ code: FindingCode
    ) {
        guard let claim else {
            if expected != nil { fail(name, .missing, nil, pointer: pointer, expected: Self.detail(expected)) }
            return
        }
        guard claims.isString(at: claim) else {
            return fail(name, .wrongType, claim, pointer: pointer, expected: .text("a string"))
        }
        if claims.range(at: claim).count > ClaimLimits.nameBytes { return fail(name, .tooLarge, nil, pointer: pointer) }
        guard let expected else { return }
        let value = claims.at(claim)
        if expected.contains(where: { value.isString($0.span) }) {
            pass(name, code, claim, expected: Self.detail(expected))
        } else {
            fail(name, code, claim, pointer: pointer, expected: Self.detail(expected))
        }
    }

    // One string or an array of strings (RFC 7519 §4.1.3).
    private mutating func checkAudience() {
        let expected = verifier.policy.audiences
        guard let claim = values.audience else {
            if expected != nil { fail("aud", .missing, nil, pointer: "/aud", expected: Self.detail(expected)) }
            return
        }
        let audience = claims.at(claim)
        guard Self.isAudience(audience) else {
            return fail(
                "aud", .wrongType, claim, pointer: "/aud", expected: .text("a string or an array of strings"))
        }
        if Self.isTooLarge(audience: audience) { return fail("aud", .tooLarge, nil, pointer: "/aud") }
        guard let expected else { return }
        if Self.audience(audience, holds: expected, verifier.policy.audienceMatch) {
            pass("aud", .audienceMismatch, claim, expected: Self.detail(expected))
        } else {
            fail("aud", .audienceMismatch, claim, pointer: "/aud", expected: Self.detail(expected))
        }
    }

    /// Whether this is one audience, or an array of them.
    static func isAudience(_ value: JSONValue) -> Bool {
        value.kind == .string || value.kind == .array && value.elements.allSatisfy { $0.kind == .string }
    }

    /// Whether an audience has too many names, or too long a one.
    static func isTooLarge(audience: JSONValue) -> Bool {
        guard audience.kind == .array else { return audience.range.count > ClaimLimits.nameBytes }
        return audience.count > ClaimLimits.audiences
            || audience.elements.contains { $0.range.count > ClaimLimits.nameBytes }
    }

    /// Whether an audience names one of those that are wanted, or all.
    static func audience(_ audience: JSONValue, holds wanted: [[UInt8]], _ match: Policy.AudienceMatch) -> Bool {
        let isArray = audience.kind == .array
        let isNamed = { (name: [UInt8]) in
            isArray ? audience.elements.contains { $0.isString(name.span) } : audience.isString(name.span)
        }
        return match == .all ? wanted.allSatisfy(isNamed) : wanted.contains(where: isNamed)
    }

    static func detail(_ values: [[UInt8]]?) -> Detail {
        guard let values else { return .none }
        if values.count == 1 { return .bytes(values[0]) }
        return .texts(values.map { String(decoding: $0, as: UTF8.self) })
    }
}
