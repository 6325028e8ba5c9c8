import JSON
import OpenSSL

extension KeyFault {
    /// A sentence for people: what is wrong and, where that helps, what would be right. It quotes nothing that was given
    /// but labels and names of ours.
    package var explanation: String {
        switch kind {
        case .json(let fault): "the key is not JSON: \(fault.explanation)"
        case .notAnObject: "a key in JSON is an object"
        case .memberRepeated: "a member of the key stands there twice"
        case .memberMissing(let name): "the member \"\(name)\" is missing"
        case .memberType(let expected): "the member must be \(expected)"
        case .base64URL(let fault): "the member is not base64url without padding: \(fault.explanation)"
        case .base64(let fault): "the text is not base64: \(fault.explanation)"
        case .hexadecimal: "the secret is not an even number of hexadecimal digits"
        case .typeUnknown(let suggestion): "the \"kty\" is not one of RSA, EC, OKP, oct and AKP\(meant(suggestion))"
        case .curveUnknown(let suggestion): "the \"crv\" is none that this \"kty\" has\(meant(suggestion))"
        case .factorsIncomplete(let missing):
            "an RSA private key has all of p, q, dp, dq and qi or none of them, and \"\(missing)\" is missing"
        case .operationRepeated: "an operation stands twice in \"key_ops\""
        case .certificateDiffers:
            "the first certificate of \"x5c\" is for another key, or not the one that its digests say"
        case .keysMissing: "a JWK Set has an array \"keys\""
        case .defect(let defect): defect.explanation
        case .secretEmpty: "the secret is empty"
        case .secretNotText: "the octets of the secret are not UTF-8"
        case .secretIsKey(let shape): "\(shape.phrase) was given as a secret; give it as a key"
        case .tooLong(let limit): "it is longer than \(limit) bytes"
        case .tooManyKeys(let limit): "the set has more than \(limit) keys"
        case .tooManyBlocks(let limit): "the text has more than \(limit) PEM blocks"
        case .tooManyCertificates(let limit): "the key has more than \(limit) certificates"
        case .pem(let fault): fault.explanation
        case .der(let fault): "the bytes are not DER: \(fault.explanation)"
        case .openSSH(let fault): "the text is no OpenSSH key: \(fault.explanation)"
        case .structureUnknown: "the bytes are DER, and no key that is known here"
        case .unsupported(let name): "\(name) is not supported"
        case .labelDiffers(let label, let content): "the block is labelled \"\(label)\" and holds \(content.name)"
        case .curveParametersExplicit: "the curve is given by its parameters; only named curves are accepted"
        case .pointHybrid: "the point is in hybrid form, which is not accepted"
        case .contradiction: "two parts of the key contradict each other"
        case .pssParameters: "the key is bound to RSASSA-PSS parameters that no JOSE algorithm has"
        case .passwordNeeded: "the key is encrypted and takes a password"
        case .passwordWrong: "the password is wrong, or the encrypted key is damaged"
        case .derivationTooCostly: "the encryption of the key asks for more work than is allowed"
        case .notRecognised: "the text is neither a JWK, nor a JWK Set, nor PEM; a secret is given with its encoding"
        case .cannotCarry(let container): "this key cannot be written as \(container.name)"
        case .failed: "the cryptographic library failed"
        }
    }

    private func meant(_ suggestion: String?) -> String {
        suggestion.map { "; \($0) was meant, perhaps" } ?? ""
    }
}

extension Base64URL.Fault {
    /// One clause for people, without any byte of the text.
    package var explanation: String {
        switch self {
        case .character: "a character is not one of A–Z, a–z, 0–9, - and _"
        case .length: "no number of octets takes this many characters"
        case .trailingBits: "the last character carries bits that belong to no octet"
        }
    }
}

extension Base64.Fault {
    /// One clause for people, without any byte of the text.
    package var explanation: String {
        switch self {
        case .character: "a character is not one of A–Z, a–z, 0–9, + and /"
        case .padding: "the padding is not what the length asks for"
        case .trailingBits: "the last character carries bits that belong to no octet"
        }
    }
}

extension KeyDefect {
    /// A sentence for people.
    package var explanation: String {
        switch self {
        case .empty(let member): "\"\(member.memberName)\" is empty"
        case .wrongLength(let member, let expected, let actual):
            "\"\(member.memberName)\" has \(actual) octets, and such a key has \(expected)"
        case .modulusTooSmall(let bits, let minimum): "the RSA modulus has \(bits) bits, and the least is \(minimum)"
        case .modulusTooLarge(let bits, let maximum): "the RSA modulus has \(bits) bits, and the most is \(maximum)"
        case .modulusEven: "the RSA modulus is even"
        case .exponentOne: "with the RSA public exponent 1 everybody can sign"
        case .exponentEven: "the RSA public exponent is even"
        case .exponentTooLarge(let bits): "the RSA public exponent has \(bits) bits, and the most is 64"
        case .factorsInconsistent(let member):
            "\"\(member.memberName)\" does not belong to the other numbers of the key"
        case .moreThanTwoPrimes: "RSA keys of more than two primes are not supported"
        case .pointNotOnCurve: "the point is not on the curve"
        case .pointFormUnsupported: "the point is neither in uncompressed nor in compressed form"
        case .scalarOutOfRange: "the private number is zero or too large for the curve"
        case .privateDoesNotMatchPublic: "the private part does not belong to the public part"
        case .seedDoesNotMatchPublic: "the seed is not the one that the public key was made of"
        case .smallOrderPoint: "for a point of small order everybody can forge signatures"
        case .nonCanonicalPoint: "the point is not in its only encoding"
        case .unavailable: "the cryptographic library that is running has no such keys"
        case .cancelled: "making the key was cancelled"
        case .operationFailed: "the cryptographic library failed"
        }
    }
}
