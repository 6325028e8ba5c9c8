import JOSE
package import JSON

/// A signature as it looks from outside: nobody verified it.
package struct DecodedSignature: Sendable {
    /// How the octets are laid out.
    package enum Encoding: String, Sendable {
        /// As JOSE has it.
        case raw
        /// A DER sequence of two integers, as X.509 and many libraries have it (RFC 3279 §2.2.3).
        case der
    }

    /// The header that the signature protects.
    package let header: TokenPart?
    /// The header beside it, in JSON serialization.
    package let unprotectedHeader: TokenPart?
    /// The signature.
    package let part: TokenPart?
    /// The value of `alg`, wherever it stands.
    package let algorithm: JSONValue?
    /// Octets that the algorithm makes; nil where the key decides, or the algorithm is unknown.
    package let expectedLength: Int?
    /// How the octets are laid out.
    package let encoding: Encoding

    init(_ signature: TokenReading.Signature) {
        header = signature.header
        unprotectedHeader = signature.unprotectedHeader
        part = signature.signature
        algorithm = header?.object?["alg"] ?? unprotectedHeader?.object?["alg"]
        let octets = signature.signature?.octets ?? []
        let lengths = algorithm?.withString { SigningAlgorithm.signatureLengths(named: $0) } ?? []
        expectedLength = lengths.contains(octets.count) ? octets.count : lengths.first
        let row = algorithm?.withString { SigningAlgorithm.named($0) } ?? nil
        encoding = octets.count != expectedLength && row?.signature(fromDER: octets) != nil ? .der : .raw
    }

    /// Octets in the signature.
    package var length: Int { part?.octets.count ?? 0 }

    /// What is to be said of its presence and its length.
    var findings: [Finding] {
        guard let part else { return [] }
        let isNone = algorithm?.isString("none") ?? false
        if part.octets.isEmpty {
            return isNone || header?.object == nil ? [] : [Finding(.signatureMissing, range: part.range)]
        }
        if isNone { return [Finding(.signatureUnexpected, range: part.range)] }
        if encoding == .der { return [Finding(.signatureDER, range: part.range)] }
        guard let expectedLength, let algorithm, length != expectedLength else { return lengthOfRSA(part) }
        let cut = length < expectedLength ? "; it may have been cut off" : ""
        return [
            Finding(
                .signatureLength,
                "A signature of \(algorithm.string ?? "") has \(expectedLength) octets, and this has \(length)\(cut).",
                range: part.range, expected: .integer(Int64(expectedLength)), actual: .integer(Int64(length)))
        ]
    }

    // An RSA signature is as long as the modulus, and no modulus in use is under 1024 bits.
    private func lengthOfRSA(_ part: TokenPart) -> [Finding] {
        guard let algorithm, algorithm.withString({ $0.starts(with: "RS") || $0.starts(with: "PS") }) == true,
            expectedLength == nil, length < 128, algorithm.string?.utf8.count == 5
        else { return [] }
        return [
            Finding(
                .signatureLength, "An RSA signature has at least 128 octets, and this has \(length).",
                range: part.range, expected: .integer(128), actual: .integer(Int64(length)))
        ]
    }

    /// Whether octets are missing, as far as the algorithm tells.
    var isShort: Bool { findings.contains { $0.code == .signatureLength } && length < expectedLength ?? 128 }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("alg", algorithm)
            writer.member("length", length)
            writer.member("expectedLength", expectedLength)
            writer.member("encoding", encoding.rawValue)
            writer.member("range", part?.range)
        }
    }
}
