package import JOSE
package import JSON

/// What a verification came to: every check, and what may be believed if all of them hold.
package struct Verdict: Sendable {
    /// Every check that was made, or could not be.
    package internal(set) var checks: [Check] = []
    /// What is worth knowing beside the verdict; it changes nothing.
    package internal(set) var findings: [Finding] = []
    /// What may explain a signature that does not hold; made after the verdict and never changing it.
    package internal(set) var diagnosis: [Finding] = []
    /// What came of each signature.
    package internal(set) var signatures: [SignatureOutcome] = []
    /// The token, if it could be taken apart.
    package internal(set) var token: SignedToken?
    /// The content, decoded; believed only where `isValid`.
    package internal(set) var payload: [UInt8] = []
    /// The claims, where the content is a JSON object; believed only where `isValid`.
    package internal(set) var claims: JSONValue?
    /// When the token stops being valid, tolerance left out.
    package internal(set) var expires: NumericDate?
    /// What a status list says of the token, where one was asked.
    package internal(set) var tokenStatus: TokenStatus?
    /// What the proof said that came with the token, where one was asked for.
    package internal(set) var proof: ProofReport?

    /// Whether the token was revoked, where a memory was asked.
    package internal(set) var revocation: RevocationReport?
    /// When a token that counts once was seen first, where it was before; in seconds since 1970.
    package internal(set) var firstSeen: Int64?

    /// What was disclosed, and whether a key was bound, where the token is an SD-JWT; believed only where `isValid`.
    package internal(set) var disclosure: DisclosureReport?

    /// Whether everything that was asked holds: no check failed, and none was left out.
    package var isValid: Bool {
        for index in checks.indices where checks[index].status != .pass { return false }
        return !checks.isEmpty
    }

    /// Whether the token is as it must be, but does not let its bearer do what is asked: more authority would mend it, and
    /// nothing else (RFC 6750 §3.1).
    package var lacksAuthorityAlone: Bool {
        let lacking: [FindingCode] = [.insufficientScope, .insufficientRole, .insufficientGroup]
        return !isValid && !checks.isEmpty
            && checks.allSatisfy { $0.status == .pass || $0.status == .fail && lacking.contains($0.code) }
    }

    /// Whether everything holds, and a signature does with one of these keys.
    package func isValid(byOneOf keys: [Key]) -> Bool {
        isValid && signatures.contains { outcome in keys.contains { $0 === outcome.key } }
    }

    /// Tells of a token that is good by a key that ought not to have signed yet.
    package mutating func tell(ofComing keys: [Key]) {
        guard !keys.isEmpty, isValid(byOneOf: keys) else { return }
        findings.append(Finding(.keyNotYetCurrent))
    }

    /// The checks that failed, as findings.
    package var failures: [Finding] { checks.filter { $0.status == .fail }.map(\.finding) }

    /// A verdict with room for as many checks.
    init(reserving count: Int) {
        if count > 0 { checks.reserveCapacity(count) }
    }

    /// Forgets everything and keeps the memory.
    mutating func clear() {
        checks.removeAll(keepingCapacity: true)
        signatures.removeAll(keepingCapacity: true)
        if !findings.isEmpty { findings = [] }
        if !diagnosis.isEmpty { diagnosis = [] }
        if !payload.isEmpty { payload = [] }
        token = nil
        claims = nil
        expires = nil
        tokenStatus = nil
        if proof != nil { proof = nil }
        fault = nil
        if disclosure != nil { disclosure = nil }
        if revocation != nil { revocation = nil }
        firstSeen = nil
    }

    mutating func add(_ check: Check) { checks.append(check) }

    /// Lends the notes made so far to somebody who adds to them, or takes them back: nothing is copied.
    mutating func exchangeNotes(with checks: inout [Check], _ findings: inout [Finding]) {
        swap(&self.checks, &checks)
        swap(&self.findings, &findings)
    }

    /// Why the token could not be taken apart, if it could not.
    package internal(set) var fault: TokenFault?

    /// Adds what may explain a token that is refused: a signature that does not hold, or a spelling that is not allowed.
    package mutating func explain(_ input: Verifier.Input, detached: [UInt8]?, by verifier: Verifier) {
        if let fault, case .text(let text) = input {
            diagnosis = Diagnosis.explain(fault, of: text, detached: detached, by: verifier)
        } else {
            diagnosis = Diagnosis.explain(self, by: verifier)
        }
    }

    /// What came of one signature.
    package struct SignatureOutcome: Sendable {
        /// The signature's place among those of the token.
        package let index: Int
        /// The header that it came with.
        package let header: JOSEHeader
        /// Why it is not believed, or nil where it is.
        package var failure: FindingCode?
        /// A sentence about the failure.
        package var message: String?
        /// The key that it holds with.
        package var key: Key?
    }
}
