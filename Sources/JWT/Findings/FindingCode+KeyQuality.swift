package import JOSE

/// What can be found about a key by itself, or about keys that stand together.
extension FindingCode {
    package static let keyFactorable = FindingCode(
        "key.factorable", .error, "Everybody can factor the RSA modulus, and so has the private key.",
        "RFC 8017 §3.1")
    package static let keyROCA = FindingCode(
        "key.roca", .error, "The RSA key comes from a library whose keys can be factored.", "CVE-2017-15361")
    package static let keyGuessable = FindingCode(
        "key.guessable", .warning, "The secret is one that attackers try first.", "RFC 8725 §3.5")
    package static let keyRevoked = FindingCode(
        "key.revoked", .warning, "The key's owner has revoked it.", "OpenID Federation 1.0 §8.7")
    package static let keyExpired = FindingCode(
        "key.expired", .warning, "The key, or its certificate, is past its time.", "RFC 5280 §4.1.2.5")
    package static let keyNotYetValid = FindingCode(
        "key.not_yet_valid", .warning, "The time of the key, or of its certificate, has not begun.",
        "RFC 5280 §4.1.2.5")
    package static let keyAlgorithmTwoNames = FindingCode(
        "key.alg_two_names", .information, "The algorithm has two names, and some peers know only one.",
        "RFC 9864 §2.2")
    package static let keyIDRepeated = FindingCode(
        "key.duplicate_kid", .warning, "Two keys of a set have the same kid.", "RFC 7517 §4.5")
    package static let keySetMixed = FindingCode(
        "key.mixed_set", .warning, "Shared secrets stand in one set with asymmetric keys.", "RFC 7517 §9.2")
    package static let keyPrivateInSet = FindingCode(
        "key.private_in_public_set", .warning, "Private keys stand in one set with public ones.", "RFC 7517 §9.2")

    package static let keyNotUsed = FindingCode(
        "key.not_used", .information, "Keys for this algorithm are recognised, and not used here.", "RFC 9964 §3")
    package static let certificateWeak = FindingCode(
        "certificate.weak", .warning, "The certificate is signed in a way that can be forged.", "RFC 6194 §3")
    package static let certificateUntrusted = FindingCode(
        "certificate.untrusted", .warning, "The certificates of the key do not lead to one that is trusted.",
        "RFC 5280 §6")

    static let keyQualityRows = [
        keyFactorable, keyROCA, keyGuessable, keyRevoked, keyExpired, keyNotYetValid, keyAlgorithmTwoNames,
        keyIDRepeated, keySetMixed, keyPrivateInSet, keyNotUsed, certificateWeak, certificateUntrusted,
    ]
}

extension KeyFinding {
    /// The row of the vocabulary that it is.
    package var code: FindingCode {
        switch self {
        case .modulusShort, .exponentSmall, .secretShort: .keyTooWeak
        case .modulusDivisible, .primesClose: .keyFactorable
        case .primesStructured: .keyROCA
        case .secretGuessable, .secretCounts: .keyGuessable
        case .revoked: .keyRevoked
        case .algorithmNotDone: .keyNotUsed
        case .algorithmHasOtherName: .keyAlgorithmTwoNames
        case .foreignMember, .integerNotMinimal, .useUnknown, .operationUnknown, .useContradictsOperations,
            .algorithmDoesNotFit:
            .keyOdd
        }
    }

    /// Whether this makes the key easier to break, not only odd.
    package var isWeakness: Bool {
        switch self {
        case .modulusShort, .exponentSmall, .modulusDivisible, .primesClose, .primesStructured, .secretShort,
            .secretGuessable, .revoked:
            true
        case .foreignMember, .integerNotMinimal, .useUnknown, .operationUnknown, .useContradictsOperations,
            .algorithmDoesNotFit, .algorithmHasOtherName, .secretCounts, .algorithmNotDone:
            false
        }
    }
}

extension KeySetFinding {
    /// The row of the vocabulary that it is.
    package var code: FindingCode {
        switch self {
        case .keyIDRepeated: .keyIDRepeated
        case .secretsAmongKeys: .keySetMixed
        case .privateAmongPublic: .keyPrivateInSet
        }
    }
}
