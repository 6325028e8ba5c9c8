import JSON

/// Whom a token is from, about and for: compared byte by byte, with no normalisation (RFC 7519 §4.1.1 to §4.1.3).
extension ClaimChecks {
    mutating func checkIdentity() {
        check("iss", "/iss", values.issuer, verifier.policy.issuers, .issuerMismatch)
        check("sub", "/sub", values.subject, verifier.policy.subjects, .subjectMismatch)
        checkAudience()
        check("jti", "/jti", values.tokenID, verifier.policy.tokenID.map { [$0] }, .tokenIDMismatch)
        if let nonce = verifier.policy.nonce { check("nonce", "/nonce", claims["nonce"], [nonce], .nonceMismatch) }
        if let parties = verifier.policy.authorizedParties {
            check("azp", "/azp", claims["azp"], parties, .authorizedPartyMismatch)
        }
    }

    // Asking for a value makes the claim required; a claim of the wrong type fails even when nobody asks.
    private mutating func check(
        _ name: StaticString, _ pointer: String, _ value: JSONValue?, _ expected: [[UInt8]]?, _ code: FindingCode
    ) {
        let detail = Self.detail(expected)
        guard let value else {
            if expected != nil { fail(name, .missing, nil, pointer: pointer, expected: detail) }
            return
        }
        guard value.kind == .string else {
            return fail(name, .wrongType, value, pointer: pointer, expected: .text("a string"))
        }
        if Self.isTooLarge(value) { return fail(name, .tooLarge, nil, pointer: pointer) }
        guard let expected else { return }
        if expected.contains(where: { value.isString($0.span) }) {
            pass(name, code, value, expected: detail)
        } else {
            fail(name, code, value, pointer: pointer, expected: detail)
        }
    }

    // One string or an array of strings (RFC 7519 §4.1.3).
    private mutating func checkAudience() {
        let expected = verifier.policy.audiences
        guard let audience = values.audience else {
            if expected != nil { fail("aud", .missing, nil, pointer: "/aud", expected: Self.detail(expected)) }
            return
        }
        let isArray = audience.kind == .array
        guard isArray ? audience.elements.allSatisfy({ $0.kind == .string }) : audience.kind == .string else {
            return fail(
                "aud", .wrongType, audience, pointer: "/aud", expected: .text("a string or an array of strings"))
        }
        if isArray ? Self.areTooLarge(audience) : Self.isTooLarge(audience) {
            return fail("aud", .tooLarge, nil, pointer: "/aud")
        }
        guard let expected else { return }
        let names = isArray ? Array(audience.elements) : [audience]
        let named = { (wanted: [UInt8]) in names.contains { $0.isString(wanted.span) } }
        let holds = verifier.policy.audienceMatch == .all ? expected.allSatisfy(named) : expected.contains(where: named)
        if holds {
            pass("aud", .audienceMismatch, audience, expected: Self.detail(expected))
        } else {
            fail("aud", .audienceMismatch, audience, pointer: "/aud", expected: Self.detail(expected))
        }
    }

    /// Bytes of an issuer, a subject, an audience or an identifier, as they are written.
    static let nameLimit = 4096
    /// Audiences of one token.
    static let audienceLimit = 256

    private static func isTooLarge(_ value: JSONValue) -> Bool { value.range.count > nameLimit }

    private static func areTooLarge(_ names: JSONValue) -> Bool {
        names.count > audienceLimit || names.elements.contains(where: isTooLarge)
    }

    static func detail(_ values: [[UInt8]]?) -> Detail {
        guard let values else { return .none }
        if values.count == 1 { return .bytes(values[0]) }
        return .texts(values.map { String(decoding: $0, as: UTF8.self) })
    }
}
