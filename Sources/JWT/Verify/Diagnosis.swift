import JOSE
import JSON

/// Why a signature may not hold: the mistakes that people make, tried one after another.
///
/// It is made after the verdict and changes nothing about it; each explanation says what would have had to be given.
package struct Diagnosis {
    private let verifier: Verifier
    private let entry: SignatureEntry
    private let input: ArraySlice<UInt8>
    private let algorithm: SigningAlgorithm

    /// Explanations for a verdict whose only trouble may be the signature; none where it holds or was never tried.
    package static func explain(_ verdict: Verdict, by verifier: Verifier) -> [Finding] {
        guard let token = verdict.token, verdict.signatures.contains(where: { $0.isUnexplained }) else { return [] }
        var findings: [Finding] = []
        for outcome in verdict.signatures
        where outcome.isUnexplained && token.signatures.indices.contains(outcome.index) {
            let entry = token.signatures[outcome.index]
            guard let algorithm = entry.header.algorithm else { continue }
            let diagnosis = Diagnosis(
                verifier: verifier, entry: entry, input: entry.signingInput(token.payload), algorithm: algorithm)
            findings += diagnosis.explanations
        }
        return findings
    }

    private var explanations: [Finding] {
        let length = algorithm.expectedSignatureLength
        if let length, entry.signature.count < length, !isDER {
            let message = "The signature has \(entry.signature.count) bytes where \(algorithm.name) makes \(length)."
            return [Finding(.tokenIsTruncated, message, range: entry.signatureRange)]
        }
        return publicKeyAsSecret + otherKey + otherEncoding + derSignature + otherAlgorithm
    }

    private var keys: ArraySlice<Key> { verifier.keys.prefix(verifier.limits.keysTried) }

    private func holds(_ key: Key, _ algorithm: SigningAlgorithm, _ signature: [UInt8]? = nil) -> Bool {
        guard algorithm.fits(key) else { return false }
        let signature = signature ?? entry.signature
        return key.verifies(signature.span, of: input.span, with: algorithm)
    }

    // A key that fits, but was not tried: its kid, use or alg says that another was meant.
    private var otherKey: [Finding] {
        for key in keys where holds(key, algorithm) {
            let name = key.keyID.map { "with kid \"\(String(decoding: $0, as: UTF8.self))\"" } ?? "without a kid"
            return [Finding(.otherKeyFits, "The signature holds with the key \(name), which was not meant.")]
        }
        return []
    }

    // RS256 and PS256 are made with one key and told apart by the header alone; so are the hashes.
    private var otherAlgorithm: [Finding] {
        for other in SigningAlgorithm.all
        where other != algorithm && other.requirement.keyType == algorithm.requirement.keyType {
            for key in keys where holds(key, other) {
                let message = "The signature was made with \(other.name); the header says \(algorithm.name)."
                return [Finding(.otherAlgorithmFits, message, pointer: "/alg", range: entry.headerRange)]
            }
        }
        return []
    }

    private var isDER: Bool { entry.signature.first == 0x30 }

    private var derSignature: [Finding] {
        guard isDER, let signature = algorithm.signature(fromDER: entry.signature) else { return [] }
        for key in keys where holds(key, algorithm, signature) {
            return [Finding(.signatureIsDER, range: entry.signatureRange)]
        }
        return []
    }

    private var otherEncoding: [Finding] {
        for key in keys {
            for reading in key.otherReadings where holds(reading.key, algorithm) {
                let code = reading.isTrimmed ? FindingCode.secretHasWhiteSpace : .secretIsEncoded
                return [Finding(code, "The signature holds when the secret is \(reading.description).")]
            }
        }
        return []
    }

    private var publicKeyAsSecret: [Finding] {
        guard case .secret = algorithm.requirement else { return [] }
        for key in keys {
            for secret in key.publicTexts where holds(secret, algorithm) {
                return [Finding(.publicKeyAsSecret, range: entry.headerRange)]
            }
        }
        return []
    }
}

extension Verdict.SignatureOutcome {
    /// Whether a key was looked for and the signature did not hold.
    var isUnexplained: Bool {
        failure == .signatureInvalid || failure == .keyNotFound || failure == .algorithmKeyMismatch
            || failure == .keyUseMismatch
    }
}
