package import JOSE
package import JSON

/// What a caller accepts of an encryption. What the content must be is a `Policy`.
package struct DecryptionPolicy: Sendable {
    /// The key management accepted; nil is every one that fits the key, but for PKCS #1 v1.5, which is named or refused.
    package var algorithms: [KeyManagementAlgorithm]?
    /// The content encryptions accepted; nil is all.
    package var encryptions: [ContentEncryption]?
    /// The rounds of a password's derivation that are accepted.
    package var iterations = PasswordWork.iterations
    /// Octets that a compressed content may have.
    package var expandedBytes = 256 << 10
    /// What must have been authenticated beside the content.
    package var additionalData: [UInt8]?

    /// Accepts every encryption that is not weak.
    package init() {}

    /// Octets that a caller can let a compressed content have.
    package static let expandedBytesLimit = 16 << 20
    /// How deep tokens may stand in each other.
    package static let depthLimit = 4

    /// Reads the members that concern an encryption from an object; others are left to the caller.
    package init(_ object: JSONValue) throws(PolicyFault) {
        algorithms = try Self.rows("keyManagementAlgorithms", of: object, KeyManagementAlgorithm.named)
        encryptions = try Self.rows("contentEncryptionAlgorithms", of: object, ContentEncryption.named)
        let least = try Self.integer("minPBES2Count", of: object, PasswordWork.iterations) ?? iterations.lowerBound
        let most = try Self.integer("maxPBES2Count", of: object, PasswordWork.iterations) ?? iterations.upperBound
        guard least <= most else {
            throw PolicyFault(pointer: "/minPBES2Count", expected: "no more than maxPBES2Count")
        }
        iterations = least...most
        expandedBytes =
            try Self.integer("maxDecompressedLength", of: object, 0...Self.expandedBytesLimit) ?? expandedBytes
        if let text = object["aad"]?.utf8 {
            do throws(Base64URL.Fault) {
                additionalData = try Base64URL.decode(text.span)
            } catch {
                throw PolicyFault(pointer: "/aad", expected: "base64url")
            }
        }
    }

    private static func rows<Row>(
        _ name: StaticString, of object: JSONValue, _ named: (Span<UInt8>) -> Row?
    ) throws(PolicyFault) -> [Row]? {
        guard let value = object[name] else { return nil }
        var rows: [Row] = []
        for element in value.kind == .array ? Array(value.elements) : [value] {
            guard let row = element.withString(named) ?? nil else {
                throw PolicyFault(
                    pointer: "/\(name)", expected: "names of algorithms",
                    hint: element.utf8.flatMap { AlgorithmRegistry.suggest(for: $0.span) }.map { "Did you mean \($0)?" }
                )
            }
            rows.append(row)
        }
        guard !rows.isEmpty else { throw PolicyFault(pointer: "/\(name)", expected: "at least one algorithm") }
        return rows
    }

    private static func integer(
        _ name: StaticString, of object: JSONValue, _ range: ClosedRange<Int>
    ) throws(PolicyFault) -> Int? {
        guard let value = object[name] else { return nil }
        guard let number = value.integer.flatMap({ Int(exactly: $0) }), range.contains(number) else {
            throw PolicyFault(
                pointer: "/\(name)", expected: "an integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
