import JOSE
import JSON

/// What is to be said of an encrypted token without its key: the lengths of its parts (RFC 7518 §4.5, §4.6, §5).
enum EncryptionReview {
    /// Whether the lengths of a token are those of some content encryption, whatever its header says.
    static func looksEncrypted(_ reading: TokenReading) -> Bool {
        guard let vector = reading.other(.initializationVector), let tag = reading.other(.tag) else { return false }
        return ContentEncryption.all.contains { encryption in
            encryption.vectorLength == vector.octets.count && encryption.tagLength == tag.octets.count
        }
    }

    /// What is wrong with the parts of a token that has this header.
    static func findings(_ reading: TokenReading) -> [Finding] {
        guard let header = reading.header?.object ?? reading.unprotectedHeader?.object else { return [] }
        var findings: [Finding] = []
        for encryption in ContentEncryption.all where header["enc"]?.isString(encryption.name) == true {
            findings += check(reading.other(.initializationVector), encryption.vectorLength, header)
            findings += check(reading.other(.tag), encryption.tagLength, header)
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
