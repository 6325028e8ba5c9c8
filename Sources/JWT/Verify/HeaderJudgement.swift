import JOSE

/// What a verifier makes of one header before it looks at a signature: the checks, and the keys that may be meant.
///
/// It is the same for every token with that header, and one issuer's tokens share theirs.
final class HeaderJudgement {
    private let verifier: Verifier
    private let header: JOSEHeader
    private let range: Range<Int>?
    /// The checks of the header; where it fails, or no key fits, also those that are left out.
    let checks: [Check]
    /// What is worth knowing about the header.
    let findings: [Finding]
    /// Why no key is tried.
    let failure: (code: FindingCode, message: String?)?
    /// The keys to try, in the caller's order.
    let candidates: [Key]
    /// How many more would fit, beyond the limit.
    let untried: Int

    /// Judges the header of one signature.
    init(_ entry: SignatureEntry, by verifier: Verifier) {
        self.verifier = verifier
        header = entry.header
        range = entry.headerRange
        var looked = HeaderChecks(entry, policy: verifier.policy, limits: verifier.limits)
        looked.run()
        findings = looked.findings
        if let failed = looked.checks.first(where: { $0.status == .fail }) {
            checks = looked.checks + [.skipped("key", .keyNotFound), .skipped("signature", .signatureInvalid)]
            failure = (failed.code, failed.message)
            (candidates, untried) = ([], 0)
            return
        }
        let choice = entry.header.algorithm.map { KeyChoice(verifier, for: entry.header, $0) }
        candidates = choice?.candidates ?? [Key]()
        untried = max(0, (choice?.fitting ?? 0) - candidates.count)
        guard let refusal = choice.flatMap({ $0.failure ?? verifier.refusal(of: $0) }) else {
            checks = looked.checks
            failure = nil
            return
        }
        let refused = Check(
            name: "key", status: .fail, code: refusal.code, message: refusal.message, range: entry.headerRange)
        checks = looked.checks + [refused, .skipped("signature", .signatureInvalid)]
        failure = (refusal.code, refusal.message)
    }

    /// Whether this was made by that verifier of that header, at that place.
    func fits(_ entry: SignatureEntry, by verifier: Verifier) -> Bool {
        header === entry.header && self.verifier === verifier && range == entry.headerRange
    }
}

extension Check {
    /// A check that could not be made.
    static func skipped(_ name: StaticString, _ code: FindingCode) -> Check {
        Check(name: name, status: .skip, code: code, message: "Something before this failed.")
    }
}
