import JOSE
import JSON

/// Tries keys on one signature, and notes whether it is theirs.
struct SignatureChecks {
    let verifier: Verifier
    let payload: SignedToken.Payload
    let now: NumericDate
    var checks: [Check] = []
    var findings: [Finding] = []

    /// What came of this signature, whose header was judged. The checks are noted as they are made.
    mutating func run(
        _ entry: SignatureEntry, index: Int, _ judgement: HeaderJudgement
    ) -> Verdict.SignatureOutcome {
        var outcome = Verdict.SignatureOutcome(index: index, header: entry.header)
        for index in judgement.checks.indices { checks.append(judgement.checks[index]) }
        findings += judgement.findings
        if let failure = judgement.failure {
            (outcome.failure, outcome.message) = (failure.code, failure.message)
        } else if let algorithm = entry.header.algorithm {
            tryKeys(of: judgement, algorithm, entry, &outcome)
        }
        return outcome
    }

    private mutating func tryKeys(
        of judgement: HeaderJudgement, _ algorithm: SigningAlgorithm, _ entry: SignatureEntry,
        _ outcome: inout Verdict.SignatureOutcome
    ) {
        let keys = judgement.candidates
        if let refusal = verifier.policy.embeddedKey?.refusal(of: keys, at: now) {
            checks.append(
                Check(
                    name: "key", status: .fail, code: refusal.code, message: refusal.message, range: entry.headerRange))
            checks.append(.skipped("signature", .signatureInvalid))
            (outcome.failure, outcome.message) = (refusal.code, refusal.message)
            return
        }
        let input = entry.signingInput(payload)
        for key in keys where key.verifies(entry.signature.span, of: input.span, with: algorithm) {
            outcome.key = key
            if let weakness = judge(key, algorithm) {
                checks.append(
                    Check(
                        name: "key", status: .fail, code: weakness.code, message: weakness.message,
                        range: entry.headerRange))
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
        let more = judgement.untried == 0 ? "" : "; \(judgement.untried) more would fit, beyond the limit of keys"
        let message = "The signature does not hold with \(tried)\(more)."
        checks.append(
            Check(
                name: "signature", status: .fail, code: .signatureInvalid, message: message,
                range: entry.signatureRange))
        (outcome.failure, outcome.message) = (.signatureInvalid, message)
    }

    // What is weak about the key is told; under `strict` it is why the token is refused.
    private mutating func judge(_ key: Key, _ algorithm: SigningAlgorithm) -> Finding? {
        for finding in key.findings + key.findings(for: algorithm) {
            if verifier.policy.strength == .strict, finding.isWeakness { return Finding(finding) }
            findings.append(Finding(finding))
        }
        if verifier.policy.strength == .strict {
            guard let weaknesses = key.weaknessesIfJudged else {
                return Finding(.keyTooWeak, "The key could not be judged.")
            }
            if let weakness = weaknesses.first { return Finding(weakness) }
        }
        if let end = key.attributes.notAfter, now.seconds > end {
            let message = "The key was to be used until \(Calendar.text(NumericDate(seconds: end)) ?? "earlier")."
            if verifier.policy.strength == .strict { return Finding(.keyExpired, message) }
            findings.append(Finding(.keyExpired, message))
        }
        return nil
    }
}
