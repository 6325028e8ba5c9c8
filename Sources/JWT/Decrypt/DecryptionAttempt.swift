import JOSE
import JSON

/// Tries keys on the recipients of one encrypted token. Whatever is wrong once a key was tried is one failure, after the
/// same work.
struct DecryptionAttempt {
    private let token: EncryptedToken
    private let encryption: ContentEncryption
    private let decrypter: Decrypter
    /// The rounds of passwords' derivations that the call has spent.
    private(set) var work: Int
    private(set) var checks: [Check] = []
    private(set) var findings: [Finding] = []

    init(_ token: EncryptedToken, _ encryption: ContentEncryption, by decrypter: Decrypter, work: Int) {
        self.token = token
        self.encryption = encryption
        self.decrypter = decrypter
        self.work = work
    }

    /// What opened: the content, which recipient it was meant for, and the key.
    struct Opened {
        let content: OpenedContent
        let recipient: Int
        let key: EncryptionKey
    }

    private struct Candidate {
        let index: Int
        let recipient: EncryptedToken.Recipient
        let key: EncryptionKey
        let algorithm: KeyManagementAlgorithm
    }

    mutating func run() -> Opened? {
        var refusals: [KeyRefusal] = []
        let candidates = candidates(&refusals)
        guard !candidates.isEmpty else {
            noteNoKey(refusals)
            return nil
        }
        checks.append(Check(name: "key", status: .pass, code: .keyNotFound))
        for candidate in candidates.prefix(decrypter.verifier.limits.keysTried) {
            guard admitsWork(of: candidate) else { return nil }
            guard
                let content = token.open(candidate.recipient, with: candidate.key, candidate.algorithm, encryption)
            else { continue }
            checks.append(
                Check(name: "decryption", status: .pass, code: .decryptionFailed, range: token.ciphertextRange))
            judge(candidate.key)
            return Opened(content: content, recipient: candidate.index, key: candidate.key)
        }
        checks.append(
            Check(name: "decryption", status: .fail, code: .decryptionFailed, range: token.ciphertextRange))
        return nil
    }

    // The recipients whose algorithm is allowed, each with the keys that fit it.
    private func candidates(_ refusals: inout [KeyRefusal]) -> [Candidate] {
        var candidates: [Candidate] = []
        for (index, recipient) in token.recipients.enumerated() {
            guard let algorithm = recipient.header.algorithm, decrypter.refusal(of: recipient.header) == nil else {
                continue
            }
            for key in decrypter.keys(for: recipient.header) {
                if let refusal = key.refusal(for: algorithm, encryption, to: .decrypt) {
                    refusals.append(refusal)
                } else {
                    candidates.append(
                        Candidate(index: index, recipient: recipient, key: key, algorithm: algorithm))
                }
            }
        }
        return candidates
    }

    private mutating func noteNoKey(_ refusals: [KeyRefusal]) {
        var failure: (FindingCode, String) = (.keyNotFound, "No key has the token's kid.")
        if let refusal = refusals.first {
            let name = token.recipients.first?.header.algorithm?.name.description ?? "the token"
            let message = "For \(name), \(refusal.explanation)."
            failure =
                refusals.count > 1
                ? (.keyNotFound, "None of \(refusals.count) keys fits. \(message)") : (refusal.code, message)
        }
        checks.append(
            Check(name: "key", status: .fail, code: failure.0, message: failure.1, range: token.headerRange))
    }

    // The price of a password is the token's to say, and is looked at before it is paid.
    private mutating func admitsWork(of candidate: Candidate) -> Bool {
        guard candidate.algorithm.takesPassword else { return true }
        let policy = decrypter.policy
        var message: String?
        if let iterations = candidate.recipient.header.iterations, policy.iterations.contains(iterations) {
            let (sum, isTooLarge) = work.addingReportingOverflow(iterations)
            work = sum
            if isTooLarge || sum > PasswordWork.iterationsSummed {
                message = "The passwords' derivations of this token take more rounds together than one call spends."
            }
        } else {
            message =
                "p2c must be a whole number from \(policy.iterations.lowerBound) to \(policy.iterations.upperBound)."
        }
        let allowed = PasswordWork.saltOctets
        if message == nil, !allowed.contains(candidate.recipient.header.salt?.count ?? 0) {
            message = "p2s must be base64url of \(allowed.lowerBound) to \(allowed.upperBound) octets."
        }
        guard let message else { return true }
        checks.append(
            Check(
                name: "p2c", status: .fail, code: .passwordWork, message: message,
                actual: candidate.recipient.header["p2c"].map(Detail.value) ?? .none, pointer: "/p2c",
                range: token.headerRange))
        return false
    }

    private mutating func judge(_ key: EncryptionKey) {
        guard case .key(let key) = key else { return }
        for finding in key.findings {
            let told = Finding(finding)
            if decrypter.verifier.policy.strength == .strict, finding.isWeakness {
                checks.append(
                    Check(name: "key", status: .fail, code: told.code, message: told.message, range: token.headerRange))
            } else {
                findings.append(told)
            }
        }
    }
}
