import JOSE

/// What a verifier makes of one header before it looks at a signature: the checks, and the keys that may be meant.
///
/// It is the same for every token with that header, and one issuer's tokens share theirs.
struct HeaderJudgement: Sendable {
    private let verifier: Verifier
    private let header: JOSEHeader
    private let range: Range<Int>?
    /// The checks of the header; where it fails, or no key fits, also those that are left out.
    private(set) var checks: [Check]
    /// What is worth knowing about the header.
    let findings: [Finding]
    /// Why no key is tried.
    private(set) var failure: (code: FindingCode, message: String?)?
    /// The keys to try, in the caller's order.
    private(set) var candidates: [Key] = []

    /// Judges the header of one signature.
    init(_ entry: SignatureEntry, by verifier: Verifier) {
        self.verifier = verifier
        header = entry.header
        range = entry.headerRange
        var looked = HeaderChecks(entry, policy: verifier.policy, limits: verifier.limits)
        looked.run()
        checks = looked.checks
        findings = looked.findings
        if let failed = checks.first(where: { $0.status == .fail }) {
            skip("key", .keyNotFound)
            skip("signature", .signatureInvalid)
            failure = (failed.code, failed.message)
        } else if let algorithm = header.algorithm {
            choose(KeyChoice(verifier, for: header, algorithm))
        }
    }

    /// Whether this was made by that verifier of that header, at that place.
    func fits(_ entry: SignatureEntry, by verifier: Verifier) -> Bool {
        header === entry.header && self.verifier === verifier && range == entry.headerRange
    }

    private mutating func choose(_ choice: KeyChoice) {
        candidates = choice.candidates
        guard let refusal = choice.failure ?? verifier.refusal(of: choice) else { return }
        checks.append(
            Check(name: "key", status: .fail, code: refusal.code, message: refusal.message, range: range))
        skip("signature", .signatureInvalid)
        failure = (refusal.code, refusal.message)
    }

    private mutating func skip(_ name: StaticString, _ code: FindingCode) {
        checks.append(Check(name: name, status: .skip, code: code, message: "Something before this failed."))
    }
}
