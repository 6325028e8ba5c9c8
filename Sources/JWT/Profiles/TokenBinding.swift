import JOSE
import JSON

/// What the sender of a token shows to be whom the token is bound to (RFC 7800).
package enum TokenBinding: Sendable {
    /// The certificate of its connection, by `x5t#S256`: base64url of the SHA-256 (RFC 8705 §3.1).
    case certificate([UInt8])
    /// A proof that it has the key, for one request; the verifier's policy says which request (RFC 9449 §7.1).
    case proof([UInt8], Verifier)
}

/// What a proof that came with a token said.
package struct ProofReport: Sendable {
    /// Why it does not hold; empty where it does.
    package let failures: [Finding]
    /// The thumbprint of the key that it shows, where its signature holds.
    package let thumbprint: [UInt8]?
    /// Its identifier, for whoever remembers those that were used.
    package let tokenID: [UInt8]?
}

extension ClaimChecks {
    /// Notes that a token is bound to a key, where nobody looks who sent it.
    mutating func noteBinding() {
        guard let claim = values.confirmation, !verifier.policy.checksBindingElsewhere else { return }
        findings.append(
            Finding(.bindingUnchecked, pointer: "/cnf", range: place.range(claims.range(at: claim))))
    }
}

extension Verifier {
    /// Holds what a token says about its holder's key against what its sender shows.
    func check(
        _ binding: TokenBinding, of input: Input, at now: NumericDate, _ verdict: inout Verdict,
        _ desk: inout VerifierDesk
    ) {
        let confirmation = verdict.claims?["cnf"]
        switch binding {
        case .certificate(let digest):
            check(confirmation?["x5t#S256"], "x5t#S256", is: digest, &verdict)
        case .proof(let proof, let verifier):
            let report = verifier.proofReport(proof, of: input, at: now, &desk)
            verdict.proof = report
            if let failure = report.failures.first {
                verdict.add(
                    Check(
                        name: "proof", status: .fail, code: .proofInvalid,
                        message: "The proof does not hold: \(failure.message)"))
            } else {
                verdict.add(Check(name: "proof", status: .pass, code: .proofInvalid))
            }
            check(confirmation?["jkt"], "jkt", is: report.thumbprint, &verdict)
        }
    }

    private func check(_ bound: JSONValue?, _ name: StaticString, is expected: [UInt8]?, _ verdict: inout Verdict) {
        // A binding that is not there is a token that anybody may use: not what the caller asked for.
        guard let bound else {
            return verdict.add(
                Check(name: "cnf", status: .fail, code: .bindingMissing, pointer: "/cnf/\(name)"))
        }
        guard let expected, bound.isString(expected.span) else {
            let detail = expected.map(Detail.bytes) ?? .none
            return verdict.add(
                Check(
                    name: "cnf", status: .fail, code: .bindingMismatch, expected: detail, actual: .value(bound),
                    pointer: "/cnf/\(name)"))
        }
        verdict.add(Check(name: "cnf", status: .pass, code: .bindingMismatch))
    }

    // The digest in the proof is of the token as it was given, which is compact text.
    private func proofReport(
        _ proof: [UInt8], of input: Input, at now: NumericDate, _ desk: inout VerifierDesk
    ) -> ProofReport {
        guard case .text(let token) = input else {
            let finding = Finding(.proofInvalid, "A proof is for a compact token.", severity: .error)
            return ProofReport(failures: [finding], thumbprint: nil, tokenID: nil)
        }
        var policy = policy
        policy.profileArguments.accessToken = Array(token.bytes[token.range])
        let verifier = Verifier(policy: policy, keySets: [], limits: limits)
        var verdict = verifier.verify(.text(TokenText(proof)), at: now, using: &desk)
        let outcome = verdict.signatures.first
        let key = outcome?.failure == nil ? outcome?.key : nil
        let report = ProofReport(
            failures: verdict.failures, thumbprint: key?.publicThumbprint,
            tokenID: verdict.isValid ? verdict.claims?["jti"]?.utf8 : nil)
        desk.reuse(&verdict)
        return report
    }
}
