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

    init(_ verifier: Verifier, for header: JOSEHeader, _ algorithm: SigningAlgorithm) {
        let named: [Key]
        if let embedded = verifier.policy.embeddedKey {
            do throws(EmbeddedKey.Refusal) {
                named = [try embedded.key(in: header)]
            } catch {
                failure = (error.code, error.message)
                return
            }
        } else {
            named = Self.named(verifier, header)
        }
        guard !named.isEmpty else {
            failure = (.keyNotFound, "No key has the token's kid.")
            return
        }
        let certificate = HeaderCertificate(header)
        var refusals: [KeyRefusal] = []
        for key in named {
            if let refusal = key.refusal(for: algorithm, to: .verify) {
                refusals.append(refusal)
            } else if certificate?.isFor(key) != false {
                fitting += 1
                if candidates.count < verifier.limits.keysTried { candidates.append(key) }
            }
        }
        guard candidates.isEmpty else { return }
        guard refusals.count == named.count else {
            failure = (.algorithmKeyMismatch, "The certificate that the header has is not of the key.")
            return
        }
        failure = Self.explain(refusals, algorithm)
    }

    // A key that was given alone is the one that is meant, whatever it is called (RFC 7515 §4.1.4: a hint).
    private static func named(_ verifier: Verifier, _ header: JOSEHeader) -> [Key] {
        guard verifier.selectsByKeyID, let keyID = header.keyID else { return verifier.keys }
        let named = verifier.keys.filter { key in key.keyID.map { keyID.isString($0.span) } == true }
        return named.isEmpty ? verifier.keys.filter { $0.keyID == nil } : named
    }

    private static func explain(_ refusals: [KeyRefusal], _ algorithm: SigningAlgorithm) -> (FindingCode, String) {
        guard let refusal = refusals.first else { return (.keyNotFound, "No key was given.") }
        let message = "For \(algorithm.name), \(refusal.explanation)."
        if refusals.count > 1 { return (.keyNotFound, "None of \(refusals.count) keys fits. \(message)") }
        return (refusal.code, message)
    }
}

extension KeyRefusal {
    /// The row of the vocabulary that it is.
    var code: FindingCode {
        switch self {
        case .useDiffers, .operationNotListed, .noneListed, .privateKeyMissing, .decryptionKeyMissing: .keyUseMismatch
        case .typeDiffers, .curveDiffers, .algorithmDiffers, .pssRestricted, .sizeDiffers, .modulusShort,
            .passwordNeeded, .passwordIsNoKey:
            .algorithmKeyMismatch
        }
    }
}
