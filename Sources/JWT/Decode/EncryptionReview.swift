import JOSE
import JSON

/// What is to be said of an encrypted token without its key: the lengths of its parts (RFC 7518 §4.5, §4.6, §5).
enum EncryptionReview {
    /// Octets in the initialization vector and in the tag, by `enc`.
    private static let lengths: [(enc: StaticString, vector: Int, tag: Int)] = [
        ("A128CBC-HS256", 16, 16), ("A192CBC-HS384", 16, 24), ("A256CBC-HS512", 16, 32),
        ("A128GCM", 12, 16), ("A192GCM", 12, 16), ("A256GCM", 12, 16),
    ]

    /// Whether the lengths of a token are those of some content encryption, whatever its header says.
    static func looksEncrypted(_ reading: TokenReading) -> Bool {
        guard let vector = reading.other(.initializationVector), let tag = reading.other(.tag) else { return false }
        return lengths.contains { $0.vector == vector.octets.count && $0.tag == tag.octets.count }
    }

    /// What is wrong with the parts of a token that has this header.
    static func findings(_ reading: TokenReading) -> [Finding] {
        guard let header = reading.header?.object ?? reading.unprotectedHeader?.object else { return [] }
        var findings: [Finding] = []
        for row in lengths where header["enc"]?.isString(row.enc) == true {
            findings += check(reading.other(.initializationVector), row.vector, header)
            findings += check(reading.other(.tag), row.tag, header)
        }
        let isDirect = header["alg"]?.isString("dir") == true || header["alg"]?.isString("ECDH-ES") == true
        for key in reading.recipients.compactMap(\.encryptedKey) where isDirect && !key.octets.isEmpty {
            findings.append(
                Finding(
                    .encryptionLength, "With this algorithm the encrypted key is empty, and this has octets.",
                    range: key.range, expected: .integer(0), actual: .integer(Int64(key.octets.count))))
        }
        return findings
    }

    private static func check(_ part: TokenPart?, _ length: Int, _ header: JSONValue) -> [Finding] {
        guard let part, part.octets.count != length else { return [] }
        return [
            Finding(
                .encryptionLength,
                "The \(part.name.phrase) of \(header["enc"]?.string ?? "") has \(length) octets, and this has "
                    + "\(part.octets.count).",
                range: part.range, expected: .integer(Int64(length)), actual: .integer(Int64(part.octets.count)))
        ]
    }
}
