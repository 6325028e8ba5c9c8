import JOSE
import JSON

/// Finds the key for one signature and asks whether the signature is its own.
struct SignatureChecks {
    let verifier: Verifier
    let token: SignedToken
    let now: NumericDate
    var checks: [Check] = []
    var findings: [Finding] = []

    /// What came of this signature. The checks are noted as they are made.
    mutating func run(_ entry: SignatureEntry, index: Int) -> Verdict.SignatureOutcome {
        var outcome = Verdict.SignatureOutcome(index: index, header: entry.header)
        var header = HeaderChecks(entry, policy: verifier.policy, limits: verifier.limits)
        header.run()
        checks += header.checks
        findings += header.findings
        if let failed = header.checks.first(where: { $0.status == .fail }) {
            skip("key", .keyNotFound)
            skip("signature", .signatureInvalid)
            outcome.failure = failed.code
            outcome.message = failed.message
            return outcome
        }
        guard let algorithm = entry.header.algorithm else { return outcome }
        let choice = KeyChoice(verifier, for: entry.header, algorithm)
        if let failure = choice.failure ?? verifier.refusal(of: choice) {
            fail("key", failure.code, failure.message, entry)
            skip("signature", .signatureInvalid)
            (outcome.failure, outcome.message) = (failure.code, failure.message)
            return outcome
        }
        tryKeys(choice.candidates, algorithm, entry, &outcome)
        return outcome
    }

    private mutating func tryKeys(
        _ keys: [Key], _ algorithm: SigningAlgorithm, _ entry: SignatureEntry,
        _ outcome: inout Verdict.SignatureOutcome
    ) {
        let input = entry.signingInput(token.payload)
        for key in keys where key.verifies(entry.signature.span, of: input.span, with: algorithm) {
            outcome.key = key
            if let weakness = judge(key, algorithm) {
                fail("key", weakness.code, weakness.message, entry)
                (outcome.failure, outcome.message) = (weakness.code, weakness.message)
            } else {
                checks.append(Check(name: "key", status: .pass, code: .keyNotFound))
            }
            checks.append(
                Check(name: "signature", status: .pass, code: .signatureInvalid, range: entry.signatureRange))
            return
        }
        checks.append(Check(name: "key", status: .pass, code: .keyNotFound))
        let tried = keys.count == 1 ? "the key" : "any of \(keys.count) keys"
        let message = "The signature does not hold with \(tried)."
        checks.append(
            Check(
                name: "signature", status: .fail, code: .signatureInvalid, message: message,
                range: entry.signatureRange))
        (outcome.failure, outcome.message) = (.signatureInvalid, message)
    }

    // What is weak about the key is told; under `strict` it is why the token is refused.
    private mutating func judge(_ key: Key, _ algorithm: SigningAlgorithm) -> (code: FindingCode, message: String)? {
        for finding in key.findings + key.findings(for: algorithm) {
            let message = "About the key: \(finding.explanation)."
            if verifier.policy.strength == .strict, finding.isWeakness { return (finding.code, message) }
            findings.append(Finding(finding.code, message))
        }
        if verifier.policy.strength == .strict {
            guard let weaknesses = key.weaknessesIfJudged else { return (.keyTooWeak, "The key could not be judged.") }
            if let weakness = weaknesses.first { return (weakness.code, "About the key: \(weakness.explanation).") }
        }
        if let end = key.attributes.notAfter, now.seconds > end {
            let message = "The key was to be used until \(Calendar.text(NumericDate(seconds: end)) ?? "earlier")."
            if verifier.policy.strength == .strict { return (.keyExpired, message) }
            findings.append(Finding(.keyExpired, message))
        }
        return nil
    }

    private mutating func fail(
        _ name: StaticString, _ code: FindingCode, _ message: String, _ entry: SignatureEntry
    ) {
        checks.append(Check(name: name, status: .fail, code: code, message: message, range: entry.headerRange))
    }

    private mutating func skip(_ name: StaticString, _ code: FindingCode) {
        checks.append(Check(name: name, status: .skip, code: code, message: "Something before this failed."))
    }
}
