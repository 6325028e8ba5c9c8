import JOSE
import JSON

/// Which of the caller's keys may be meant by a token's header, and why the others are not.
struct KeyChoice {
    /// The keys to try, in the caller's order, no more than the limit.
    private(set) var candidates: [Key] = []
    /// Why there is no candidate.
    private(set) var failure: (code: FindingCode, message: String)?
    /// How many keys fit before the limit cut them.
    private(set) var fitting = 0

    init(_ keys: [Key], for header: JOSEHeader, _ algorithm: SigningAlgorithm, policy: Policy, limits: TokenLimits) {
        let named = Self.named(keys, header, policy)
        guard !named.isEmpty else {
            failure = (.keyNotFound, "No key has the token's kid.")
            return
        }
        var refusals: [KeyRefusal] = []
        for key in named {
            if let refusal = key.refusal(for: algorithm, to: .verify) {
                refusals.append(refusal)
            } else {
                fitting += 1
                if candidates.count < limits.keysTried { candidates.append(key) }
            }
        }
        if candidates.isEmpty { failure = Self.explain(refusals, algorithm) }
    }

    // A key that was given alone is the one that is meant, whatever it is called (RFC 7515 §4.1.4: a hint).
    private static func named(_ keys: [Key], _ header: JOSEHeader, _ policy: Policy) -> [Key] {
        guard let keyID = header.keyID, keys.count > 1, policy.keySelection == .keyID else { return keys }
        let named = keys.filter { key in key.keyID.map { keyID.isString($0.span) } == true }
        return named.isEmpty ? keys.filter { $0.keyID == nil } : named
    }

    private static func explain(_ refusals: [KeyRefusal], _ algorithm: SigningAlgorithm) -> (FindingCode, String) {
        guard let refusal = refusals.first else { return (.keyNotFound, "No key was given.") }
        let message = "For \(algorithm.name), \(refusal.explanation)."
        if refusals.count > 1 { return (.keyNotFound, "None of \(refusals.count) keys fits. \(message)") }
        switch refusal {
        case .useDiffers, .operationNotListed, .privateKeyMissing: return (.keyUseMismatch, message)
        case .typeDiffers, .curveDiffers, .algorithmDiffers, .pssRestricted: return (.algorithmKeyMismatch, message)
        }
    }
}
