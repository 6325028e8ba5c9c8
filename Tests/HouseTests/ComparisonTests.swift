import Testing

/// Comparisons whose time could tell something about a secret.
struct ComparisonTests {
    /// Where tags are computed, where secrets are compared, what is remembered of requests, and the comparison itself.
    private static let places = [
        "Sources/JOSE/Keys/KeyRelation.swift", "Sources/JOSE/PKCS12/PKCS12File.swift",
        "Sources/JOSE/RememberedBytes.swift",
        "Sources/OpenSSL/ConstantTime.swift",
        "Sources/OpenSSL/Encryption/EncryptThenMAC.swift",
        "Sources/OpenSSL/Passwords/ChaChaPoly1305.swift", "Sources/OpenSSL/Signatures/HMACPreparation.swift",
    ]

    @Test func `tags and secrets are compared in constant time`() throws {
        let sources = try SourceText.sources.get()
        let comparing = sources.filter { holds($0, "equalInConstantTime(") || holds($0, "CRYPTO_memcmp(") }
        #expect(comparing.map(\.path).sorted() == Self.places)
        // In the room that knows secrets nothing else compares bytes.
        for source in sources where source.room == "OpenSSL" && !Self.places.contains(source.path) {
            #expect(!holds(source, "memcmp(") && !holds(source, "elementsEqual("), "\(source)")
        }
    }

    private func holds(_ source: SourceText, _ text: String) -> Bool {
        source.lines.contains { $0.code.contains(text) }
    }
}
