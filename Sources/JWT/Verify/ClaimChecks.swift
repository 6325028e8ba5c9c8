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
    /// When the token stops being valid, if it says so.
    let expires: NumericDate?
    var checks: [Check] = []
    var findings: [Finding] = []

    init(_ claims: JSONValue, verifier: Verifier, now: NumericDate, place: PayloadPlace) {
        self.claims = claims
        values = ClaimValues(claims)
        self.verifier = verifier
        self.now = now
        self.place = place
        expires = values.expires.flatMap { NumericDate($0) }
    }

    mutating func run() {
        checkTimes()
        checkIdentity()
        if verifier.policy.scopes != nil || verifier.policy.roles != nil || verifier.policy.groups != nil {
            checkAuthority()
        }
        checkPresence()
        for rule in verifier.policy.rules { check(rule) }
    }

    mutating func pass(
        _ name: StaticString, _ code: FindingCode, _ value: JSONValue?, expected: Detail = .none,
        actual: Detail? = nil, delta: Int64? = nil
    ) {
        checks.append(
            Check(
                name: name, status: .pass, code: code, expected: expected,
                actual: actual ?? value.map(Detail.value) ?? .none, deltaSeconds: delta,
                range: value.map(place.range)))
    }

    mutating func fail(
        _ name: StaticString, _ code: FindingCode, _ value: JSONValue?, message: String? = nil, pointer: String,
        expected: Detail = .none, delta: Int64? = nil
    ) {
        checks.append(
            Check(
                name: name, status: .fail, code: code, message: message, expected: expected,
                actual: value.map(Detail.value) ?? .none, deltaSeconds: delta, pointer: pointer,
                range: value.map(place.range)))
    }

    // RFC 7519 §4: which claims must be there, and which must not.
    private mutating func checkPresence() {
        for name in verifier.policy.requiredClaims {
            let value = claims[name.span]
            let pointer = "/" + JSONPointer.escape(name)
            if value == nil {
                fail("requiredClaims", .missing, nil, pointer: pointer, expected: .bytes(name))
            } else {
                pass("requiredClaims", .missing, value, expected: .bytes(name), actual: Detail.none)
            }
        }
        for name in verifier.policy.forbiddenClaims {
            let value = claims[name.span]
            let pointer = "/" + JSONPointer.escape(name)
            if value == nil {
                pass("forbiddenClaims", .forbidden, nil, expected: .bytes(name))
            } else {
                fail("forbiddenClaims", .forbidden, value, pointer: pointer, expected: .bytes(name))
            }
        }
    }

    private mutating func check(_ rule: ClaimRule) {
        let pointer = rule.pointer.text
        guard let value = rule.pointer.value(in: claims) else {
            if rule.isRequired { fail("claims", .missing, nil, pointer: pointer) }
            return
        }
        if rule.conditions.isEmpty { return pass("claims", .ruleFailed, value, expected: .text("present")) }
        for condition in rule.conditions {
            if condition.holds(for: value) {
                pass("claims", .ruleFailed, value, expected: condition.expectation)
            } else {
                fail("claims", .ruleFailed, value, pointer: pointer, expected: condition.expectation)
            }
        }
    }
}

/// Where a payload stands in a token, so that a place in the one is a place in the other.
struct PayloadPlace: Sendable {
    let start: Int?
    let isEncoded: Bool

    /// The bytes of the token, as it was given, that a value of the payload stands in.
    func range(of value: JSONValue) -> Range<Int> {
        guard let start, isEncoded else {
            let start = start ?? 0
            return (start + value.range.lowerBound)..<(start + value.range.upperBound)
        }
        // Three octets are four characters; a value that begins inside a character takes that one in.
        return (start + value.range.lowerBound * 4 / 3)..<(start + (value.range.upperBound * 4 + 2) / 3)
    }
}
