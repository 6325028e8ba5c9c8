package import JOSE
package import JSON
import Synchronization

/// What a verifier learnt from a token that passed: enough to pass others with the same header in a few steps.
///
/// It says yes or nothing. A yes comes with the very checks that `Verifier.verify` would have made, which tests hold it
/// to; whatever is not as simple as most tokens are is left to the verifier, and so is everything that fails.
package final class QuickLook {
    /// The checks that a token passes by its header and its key alone.
    package let steadyChecks: [Check]
    /// What is worth knowing about that header.
    package let steadyFindings: [Finding]
    private let verifier: Verifier
    private let checker: SignatureChecker
    /// A number that no other look of this process has.
    private let serial = QuickLook.serials.add(1, ordering: .relaxed).newValue
    /// The protected header as it is written, and the dot behind it.
    private let header: [UInt8]
    private let identity: IdentityLook
    private let clockTolerance: TimeSpan

    private static let serials = Atomic<UInt64>(0)

    /// What can be learnt from a verdict about a compact token, if it passed and the policy asks nothing unusual.
    package init?(
        _ verdict: borrowing Verdict, about text: TokenText, by verifier: Verifier, using desk: inout VerifierDesk
    ) {
        guard verdict.isValid, verdict.signatures.count == 1, verifier.isLasting,
            let entry = verdict.token?.signatures.first, verdict.token?.serialization == .compact,
            verdict.token?.payload.isDetached == false, verdict.token?.payload.isEncoded == true,
            let key = verdict.signatures[0].key, key.attributes.notAfter == nil,
            let algorithm = entry.header.algorithm, let checker = SignatureChecker(key, algorithm),
            let headerRange = entry.headerRange, verifier.policy.isPlain
        else { return nil }
        // With several keys that may be meant, another token's may be another one.
        let judgement = desk.judgement(of: entry, by: verifier)
        guard judgement.candidates.count == 1 else { return nil }
        // A finding about the key or the claims may be another for another token; they stand behind the header's.
        guard verdict.findings.count == judgement.findings.count else { return nil }
        steadyFindings = judgement.findings
        guard let place = verdict.checks.firstIndex(where: { $0.code == .signatureInvalid }) else { return nil }
        self.verifier = verifier
        self.checker = checker
        steadyChecks = Array(verdict.checks[..<place])
        header = Array(text.bytes[text.range].prefix(headerRange.count + 1))
        identity = IdentityLook(verifier.policy)
        clockTolerance = verifier.policy.clockTolerance
    }

    /// Whether a token has the header that this was learnt from.
    package func isAbout(_ text: TokenText) -> Bool {
        let (bytes, header) = (text.bytes, header)
        let token = bytes.span.extracting(text.range)
        return token.count > header.count && token.extracting(..<header.count).isEqual(to: header.span)
    }

    /// Looks at another token at an instant. A yes leaves its claims and the rest of its checks on the desk.
    package func passes(_ text: TokenText, at now: NumericDate, using desk: inout VerifierDesk) -> Bool {
        let bytes = text.bytes
        let token = bytes.span.extracting(text.range)
        guard isAbout(text), token.count <= verifier.limits.tokenBytes,
            let dot = token.firstOffset(of: UInt8(ascii: "."), from: header.count)
        else { return false }
        let signature = token.extracting((dot + 1)...)
        // A third dot is in no alphabet, so that nothing behind it decodes.
        guard signature.count <= verifier.limits.signatureBytes / 3 * 4,
            holds(signature, of: token, dot, &desk),
            let claims = desk.readClaims(token.extracting(header.count..<dot))
        else { return false }
        let place = PayloadPlace(start: header.count, isEncoded: true)
        let values = ClaimValues(claims)
        desk.quick.begin(claims, values, signature: (dot + 1)..<token.count)
        // There is something to say about a token that is bound to a key, or that has digests.
        guard values.confirmation == nil, values.digests == nil else { return false }
        return desk.quick.checkTimes(values, of: claims, at: now, tolerating: clockTolerance, place)
            && identity.holds(values, in: claims, place, &desk.quick.checks)
    }
}

extension QuickLook {
    private func holds(
        _ signature: Span<UInt8>, of token: Span<UInt8>, _ dot: Int, _ desk: inout VerifierDesk
    ) -> Bool {
        if checker.isCostly, desk.verified.contain(token, seenBy: serial) { return true }
        guard desk.quick.readSignature(signature, of: token.extracting(..<dot), with: checker) else { return false }
        if checker.isCostly { desk.verified.insert(token, seenBy: serial) }
        return true
    }
}

extension Policy {
    /// Whether only a token's signature, times, issuer, subject and audience count.
    fileprivate var isPlain: Bool {
        content == .claims && signatureCount == .any && tokenID == nil && nonce == nil && authorizedParties == nil
            && scopes == nil && roles == nil && groups == nil && requiredClaims.isEmpty && forbiddenClaims.isEmpty
            && rules.isEmpty && maximumAge == nil && maximumLifetime == nil && profile == nil && embeddedKey == nil
            && binding == nil && status == nil && replay == nil
    }
}

/// What a quick look that said yes leaves behind.
package struct QuickNotes {
    /// The claims.
    package private(set) var claims: JSONValue?
    /// Where some of them stand.
    package private(set) var values: ClaimValues?
    /// The checks behind the steady ones.
    package internal(set) var checks: [Check] = []
    /// When the token stops being valid, tolerance left out.
    package private(set) var expires = NumericDate(seconds: 0)
    private var signature: [UInt8] = []

    /// Forgets what it holds of the token; the memory stays.
    package mutating func clear() {
        claims = nil
        values = nil
        checks.removeAll(keepingCapacity: true)
    }

    fileprivate mutating func readSignature(
        _ text: Span<UInt8>, of input: Span<UInt8>, with checker: SignatureChecker
    ) -> Bool {
        signature.removeAll(keepingCapacity: true)
        do throws(Base64URL.Fault) {
            try Base64URL.decode(text, appendingTo: &signature)
        } catch {
            return false
        }
        return checker.accepts(signature.span, of: input)
    }

    fileprivate mutating func begin(_ claims: JSONValue, _ values: ClaimValues, signature: Range<Int>) {
        self.claims = claims
        self.values = values
        checks.removeAll(keepingCapacity: true)
        checks.append(Check(name: "signature", status: .pass, code: .signatureInvalid, range: signature))
    }

    // Times that are whole seconds of our century, none of them worth a finding.
    fileprivate mutating func checkTimes(
        _ values: ClaimValues, of claims: JSONValue, at now: NumericDate, tolerating tolerance: TimeSpan,
        _ place: PayloadPlace
    ) -> Bool {
        guard let expiry = values.expires, let end = claims.saneTime(at: expiry) else { return false }
        guard now < end.advanced(by: tolerance) else { return false }
        expires = end
        pass("exp", .expired, expiry, delta: end.seconds(since: now), claims, place)
        if let notBefore = values.notBefore {
            guard let start = claims.saneTime(at: notBefore), start <= now.advanced(by: tolerance) else {
                return false
            }
            pass("nbf", .notYetValid, notBefore, delta: now.seconds(since: start), claims, place)
        }
        if let issuedAt = values.issuedAt {
            guard let issue = claims.saneTime(at: issuedAt), issue <= now else { return false }
            pass("iat", .issuedInFuture, issuedAt, delta: now.seconds(since: issue), claims, place)
        }
        return true
    }

    private mutating func pass(
        _ name: StaticString, _ code: FindingCode, _ claim: JSONPlace, delta: Int64, _ claims: JSONValue,
        _ place: PayloadPlace
    ) {
        checks.append(
            Check(
                name: name, code: code, claim: claim, deltaSeconds: delta, range: place.range(claims.range(at: claim))))
    }
}

extension JSONValue {
    /// The time at a place of the same document, if it is a whole number of seconds from 2000 to 2100.
    fileprivate func saneTime(at place: JSONPlace) -> NumericDate? {
        guard let seconds = integer(at: place), ClaimChecks.saneDates.contains(seconds) else { return nil }
        return NumericDate(seconds: seconds)
    }
}

/// Whom a token must be from, about and for: each expectation with the check that it makes, but for the claim's place.
private struct IdentityLook {
    private let issuer: Expectation?
    private let subject: Expectation?
    private let audience: Expectation?
    private let audienceMatch: Policy.AudienceMatch

    private struct Expectation {
        let values: [[UInt8]]
        let check: Check
    }

    init(_ policy: Policy) {
        func expectation(_ name: StaticString, _ code: FindingCode, _ values: [[UInt8]]?) -> Expectation? {
            values.map {
                Expectation(
                    values: $0,
                    check: Check(name: name, status: .pass, code: code, expected: ClaimChecks.detail($0)))
            }
        }
        issuer = expectation("iss", .issuerMismatch, policy.issuers)
        subject = expectation("sub", .subjectMismatch, policy.subjects)
        audience = expectation("aud", .audienceMismatch, policy.audiences)
        audienceMatch = policy.audienceMatch
    }

    func holds(
        _ values: ClaimValues, in claims: JSONValue, _ place: PayloadPlace, _ checks: inout [Check]
    ) -> Bool {
        guard holds(values.issuer, issuer, in: claims, place, &checks),
            holds(values.subject, subject, in: claims, place, &checks)
        else { return false }
        if let claim = values.audience, let audience {
            let named = claims.at(claim)
            guard ClaimChecks.isAudience(named), !ClaimChecks.isTooLarge(audience: named),
                ClaimChecks.audience(named, holds: audience.values, audienceMatch)
            else { return false }
            checks.append(audience.check.about(claim, place.range(claims.range(at: claim))))
        } else if audience != nil {
            return false
        } else if let claim = values.audience {
            let named = claims.at(claim)
            guard ClaimChecks.isAudience(named), !ClaimChecks.isTooLarge(audience: named) else { return false }
        }
        return holds(values.tokenID, nil, in: claims, place, &checks)
    }

    private func holds(
        _ claim: JSONPlace?, _ expectation: Expectation?, in claims: JSONValue, _ place: PayloadPlace,
        _ checks: inout [Check]
    ) -> Bool {
        guard let claim else { return expectation == nil }
        guard claims.isString(at: claim), claims.range(at: claim).count <= ClaimLimits.nameBytes else {
            return false
        }
        guard let expectation else { return true }
        let value = claims.at(claim)
        guard expectation.values.contains(where: { value.isString($0.span) }) else { return false }
        checks.append(expectation.check.about(claim, place.range(claims.range(at: claim))))
        return true
    }
}
