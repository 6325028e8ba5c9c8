import JOSE
import JSON

/// Looks at the headers of an encrypted token under a policy, before any key is touched. What is found here everybody can
/// see who has the token; what a key finds is one failure.
struct EncryptionChecks {
    let token: EncryptedToken
    let decrypter: Decrypter
    var checks: [Check] = []

    init(_ token: EncryptedToken, by decrypter: Decrypter) {
        self.token = token
        self.decrypter = decrypter
    }

    /// Whether a key may be tried.
    var isGood: Bool { checks.allSatisfy { $0.status == .pass } }

    mutating func run(isOutermost: Bool) {
        guard let header = token.recipients.first?.header else { return }
        checkSerialization()
        checkAlgorithms()
        checkEncryption(header)
        checkCompression(header)
        checkCritical(header)
        if isOutermost {
            checkType(header)
            checkAdditionalData()
        }
    }

    private mutating func note(
        _ name: StaticString, _ code: FindingCode, fails message: String?, expected: Detail = .none,
        actual: JSONValue? = nil
    ) {
        checks.append(
            Check(
                name: name, status: message == nil ? .pass : .fail, code: code, message: message, expected: expected,
                actual: actual.map(Detail.value) ?? .none, pointer: message == nil ? nil : "/\(name)",
                range: token.headerRange))
    }

    private mutating func checkSerialization() {
        let allowed = decrypter.verifier.policy.serializations
        guard !allowed.contains(token.serialization) else { return }
        checks.append(
            Check(
                name: "serialization", status: .fail, code: .serializationNotAllowed,
                expected: .texts(allowed.map(\.rawValue)), actual: .text(token.serialization.rawValue)))
    }

    // One recipient whose algorithm is allowed is enough: the others are not ours to read.
    private mutating func checkAlgorithms() {
        let reasons = token.recipients.map { decrypter.refusal(of: $0.header) }
        let failure = reasons.allSatisfy { $0 != nil } ? reasons.first ?? nil : nil
        note(
            "alg", .algorithmNotAllowed, fails: failure,
            expected: decrypter.policy.algorithms.map { .texts($0.map(\.description)) } ?? .none,
            actual: token.recipients.first?.header.algorithmName)
    }

    private mutating func checkEncryption(_ header: EncryptionHeader) {
        let message: String?
        if let encryption = header.encryption {
            let isAllowed = decrypter.policy.encryptions?.contains(encryption) ?? true
            message =
                isAllowed ? nil : "The content encryption \(encryption.name) is not one of those that are allowed."
        } else {
            message = "The content encryption is not one that is done here."
        }
        note(
            "enc", .encryptionNotAllowed, fails: message,
            expected: decrypter.policy.encryptions.map { .texts($0.map(\.description)) } ?? .none,
            actual: header.encryptionName)
    }

    private mutating func checkCompression(_ header: EncryptionHeader) {
        guard let compression = header.compression else { return }
        let message = compression.isString("DEF") ? nil : FindingCode.compressionNotAllowed.summary
        note("zip", .compressionNotAllowed, fails: message, actual: compression)
    }

    private mutating func checkCritical(_ header: EncryptionHeader) {
        guard let critical = header.protected?["crit"] else { return }
        let policy = decrypter.verifier.policy
        let fault = CriticalMembers(critical, of: header.protected, decrypter.verifier.limits).fault(
            understanding: policy.understood)
        note("crit", fault?.code ?? .criticalUnsupported, fails: fault?.message, actual: critical)
    }

    private mutating func checkType(_ header: EncryptionHeader) {
        guard let expected = decrypter.verifier.policy.types else { return }
        let type = header.protected?["typ"]
        note(
            "typ", .typeMismatch, fails: MediaType.refusal(of: type, expecting: expected),
            expected: .texts(expected.map { String(decoding: $0, as: UTF8.self) }), actual: type)
    }

    private mutating func checkAdditionalData() {
        guard let expected = decrypter.policy.additionalData else { return }
        let message = token.additionalData == expected ? nil : FindingCode.additionalDataMismatch.summary
        note("aad", .additionalDataMismatch, fails: message)
    }
}
