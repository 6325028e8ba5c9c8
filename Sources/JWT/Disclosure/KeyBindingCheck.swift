import JOSE
import JSON

/// Looks at whether the one who presents an SD-JWT shows that it is his (RFC 9901 §7.3).
///
/// The key binding is a JWT, and is held against a `Verifier` as any other: with one key, that of the holder.
struct KeyBindingCheck {
    let verifier: Verifier
    let binding: KeyBindingPolicy
    let token: SelectiveToken
    let signed: SignedToken
    let hash: NamedHash
    let holder: HolderKey

    /// Notes what came of it; the answer is the binding, where there is one and it holds.
    func run(
        at now: NumericDate, _ verdict: inout Verdict, _ desk: inout VerifierDesk
    ) -> DisclosureReport.KeyBinding? {
        if let fault = holder.fault, holder.isFlaw { verdict.add(fault.check("cnf")) }
        guard let piece = token.keyBinding else {
            if binding.isRequired {
                verdict.add(Check(name: "keyBinding", status: .fail, code: .keyBindingMissing))
            } else if holder.key != nil {
                verdict.findings.append(Finding(.bindingUnchecked, pointer: "/cnf"))
            }
            return nil
        }
        guard let key = holder.key else {
            // Without its last tilde, an SD-JWT seems to have a key binding.
            do throws(TokenFault) {
                _ = try desk.read(.text(piece.token), detached: nil)
            } catch {
                verdict.add(Check(keyBinding: Check(error).finding, in: piece.range))
                return nil
            }
            if let fault = holder.fault, !holder.isFlaw { verdict.add(fault.check("cnf")) }
            let reason = "There is no key that it could be of."
            verdict.add(
                Check(name: "keyBinding", status: .skip, code: .keyBindingMismatch, message: reason, range: piece.range)
            )
            return nil
        }
        return check(piece, key, at: now, &verdict, &desk)
    }

    private func check(
        _ piece: SelectiveToken.Piece, _ key: Key, at now: NumericDate, _ verdict: inout Verdict,
        _ desk: inout VerifierDesk
    ) -> DisclosureReport.KeyBinding? {
        var policy = binding.policy
        policy.strength = verifier.policy.strength
        policy.clockTolerance = max(policy.clockTolerance, verifier.policy.clockTolerance)
        let inner = Verifier(policy: policy, keySets: [KeySet(keys: [key])], limits: verifier.limits)
        let judged = inner.verify(.text(piece.token), at: now, using: &desk)
        var failures = judged.failures
        // A verifier of its own leaves nothing out that would not be a failure too.
        if let claims = judged.claims, judged.isValid { failures += findings(about: claims) }
        guard failures.isEmpty, judged.isValid, let claims = judged.claims else {
            for failure in failures { verdict.add(Check(keyBinding: failure, in: piece.range)) }
            if failures.isEmpty { verdict.add(Check(name: "keyBinding", status: .fail, code: .keyBindingMismatch)) }
            return nil
        }
        verdict.add(
            Check(name: "keyBinding", status: .pass, code: .keyBindingMismatch, range: piece.range))
        for finding in judged.findings where finding.code != .noExpiry {
            var finding = finding
            finding.message = "In the key binding: \(finding.message)"
            finding.range = finding.range.map { $0.inside(piece.range) }
            verdict.findings.append(finding)
        }
        if !binding.isExpected { verdict.findings.append(Finding(.keyBindingUnasked, range: piece.range)) }
        guard let algorithm = judged.signatures.first?.header.algorithm else { return nil }
        return DisclosureReport.KeyBinding(
            key: key, algorithm: algorithm, claims: claims, isExpected: binding.isExpected)
    }

    // The audience is one string (RFC 9901 §4.3), the nonce a string, and the digest that of what was presented.
    private func findings(about claims: JSONValue) -> [Finding] {
        var findings: [Finding] = []
        for name in ["aud", "nonce", "sd_hash"] as [StaticString] {
            guard let value = claims[name], value.kind != .string else { continue }
            findings.append(
                Finding(.wrongType, pointer: "/\(name)", expected: .text("a string"), actual: .value(value)))
        }
        let presented = token.presented(signed)
        let digest: [UInt8]?
        do throws(KeyFault) {
            digest = try hash.digestText(of: presented.span)
        } catch {
            digest = nil
        }
        guard let given = claims["sd_hash"], given.kind == .string else { return findings }
        if let digest, given.isString(digest.span) { return findings }
        findings.append(
            Finding(
                .keyBindingMismatch, pointer: "/sd_hash", expected: digest.map(Detail.bytes) ?? .none,
                actual: .value(given)))
        return findings
    }
}

extension Check {
    /// What a key binding failed for, told of the token that it stands in.
    fileprivate init(keyBinding failure: Finding, in range: Range<Int>) {
        self.init(
            name: "keyBinding", status: .fail, code: failure.code, message: "In the key binding: \(failure.message)",
            expected: failure.expected, actual: failure.actual, pointer: failure.pointer,
            range: failure.range.map { $0.inside(range) } ?? range)
    }
}

extension Range<Int> {
    /// The same range, counted from where the outer one's text begins.
    fileprivate func inside(_ outer: Range<Int>) -> Range<Int> {
        (outer.lowerBound + lowerBound)..<(outer.lowerBound + upperBound)
    }
}
