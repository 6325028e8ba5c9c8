import JOSE
import JSON

/// Looks at the claims of one token under a verifier's policy at one instant, and notes every check.
struct ClaimChecks {
    let claims: JSONValue
    let values: ClaimValues
    let verifier: Verifier
    let now: NumericDate
    /// Where the payload stands in the token as it was given, and whether it is base64url there.
    let place: PayloadPlace
    /// The header of the token's first signature, if it has one.
    let header: JOSEHeader?
    /// When the token stops being valid, if it says so.
    let expires: NumericDate?
    var checks: [Check] = []
    var findings: [Finding] = []

    init(
        _ claims: JSONValue, of header: JOSEHeader?, verifier: Verifier, now: NumericDate, place: PayloadPlace
    ) {
        self.claims = claims
        values = ClaimValues(claims)
        self.verifier = verifier
        self.now = now
        self.place = place
        self.header = header
        expires = values.expires.flatMap { NumericDate(claims.at($0)) }
    }

    mutating func run() {
        // An SD-JWT is no JWT with some claims that nobody knows (RFC 8725 §2.8).
        if let digests = values.digests, !verifier.policy.allowsDisclosures {
            fail("format", .kindNotAllowed, digests, message: Policy.disclosuresRefused, pointer: "")
        }
        checkTimes()
        checkIdentity()
        if verifier.policy.scopes != nil || verifier.policy.roles != nil || verifier.policy.groups != nil {
            checkAuthority()
        }
        checkPresence()
        for rule in verifier.policy.rules { check(rule) }
        if let profile = verifier.policy.profile { check(profile, verifier.policy.profileArguments) }
        if values.confirmation != nil, verifier.policy.binding == nil { noteBinding() }
    }

    /// Notes that a claim holds.
    mutating func pass(
        _ name: StaticString, _ code: FindingCode, _ claim: JSONPlace, expected: Detail = .none, delta: Int64? = nil
    ) {
        checks.append(
            Check(
                name: name, code: code, claim: claim, expected: expected, deltaSeconds: delta,
                range: place.range(claims.range(at: claim))))
    }

    /// Notes that something about a claim, or about there being none, holds.
    mutating func pass(
        _ name: StaticString, _ code: FindingCode, about claim: JSONPlace?, expected: Detail, actual: Detail = .none
    ) {
        checks.append(
            Check(
                name: name, status: .pass, code: code, expected: expected, actual: actual,
                range: claim.map { place.range(claims.range(at: $0)) }))
    }

    mutating func fail(
        _ name: StaticString, _ code: FindingCode, _ claim: JSONPlace?, message: String? = nil, pointer: String,
        expected: Detail = .none, delta: Int64? = nil
    ) {
        checks.append(
            Check(
                name: name, status: .fail, code: code, message: message, expected: expected,
                actual: claim.map { .value(claims.at($0)) } ?? .none, deltaSeconds: delta, pointer: pointer,
                range: claim.map { place.range(claims.range(at: $0)) }))
    }

    // RFC 7519 §4: which claims must be there, and which must not.
    private mutating func checkPresence() {
        for name in verifier.policy.requiredClaims {
            if let claim = claims[name.span]?.place {
                pass("requiredClaims", .missing, about: claim, expected: .bytes(name))
            } else {
                let pointer = "/" + JSONPointer.escape(name)
                fail("requiredClaims", .missing, nil, pointer: pointer, expected: .bytes(name))
            }
        }
        for name in verifier.policy.forbiddenClaims {
            if let claim = claims[name.span]?.place {
                let pointer = "/" + JSONPointer.escape(name)
                fail("forbiddenClaims", .forbidden, claim, pointer: pointer, expected: .bytes(name))
            } else {
                pass("forbiddenClaims", .forbidden, about: nil, expected: .bytes(name))
            }
        }
    }

    private mutating func check(_ rule: ClaimRule) {
        let pointer = rule.pointer.text
        guard let value = rule.pointer.value(in: claims) else {
            if rule.isRequired { fail("claims", .missing, nil, pointer: pointer) }
            return
        }
        if rule.conditions.isEmpty { return pass("claims", .ruleFailed, value.place, expected: .text("present")) }
        for condition in rule.conditions {
            if condition.holds(for: value) {
                pass("claims", .ruleFailed, value.place, expected: condition.expectation)
            } else {
                fail("claims", .ruleFailed, value.place, pointer: pointer, expected: condition.expectation)
            }
        }
    }
}

/// Where a payload stands in a token, so that a place in the one is a place in the other.
struct PayloadPlace: Sendable {
    let start: Int?
    let isEncoded: Bool
    /// Where the values stand of claims that were put together from several parts.
    var disclosed: DisclosedPlaces?

    /// The bytes of the token, as it was given, that a value of the payload stands in.
    func range(of value: JSONValue) -> Range<Int> { range(value.range) }

    /// The bytes of the token, as it was given, that this part of the payload stands in.
    func range(_ part: Range<Int>) -> Range<Int> {
        if let disclosed { return disclosed.range(part) }
        let start = start ?? 0
        guard self.start != nil, isEncoded else { return (start + part.lowerBound)..<(start + part.upperBound) }
        // Three octets are four characters; a part that begins inside a character takes that one in.
        return (start + part.lowerBound * 4 / 3)..<(start + (part.upperBound * 4 + 2) / 3)
    }
}
