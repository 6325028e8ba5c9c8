import Testing

@testable import Assistant

struct TextSearchTests {
    /// Every word of two letters, up to this length.
    private static func words(_ length: Int) -> [String] {
        length == 0 ? [""] : words(length - 1).flatMap { length == 1 || !$0.isEmpty ? [$0 + "a", $0 + "b"] : [] }
    }

    @Test func `finds what a search for each word finds`() {
        let short = (1...3).flatMap(Self.words)
        for (index, first) in short.enumerated() {
            for second in short[index...] {
                let search = TextSearch([
                    (Array(first.utf8), .pem), (Array(second.utf8), .keyType), (Array("aabab".utf8), .withheld),
                ])
                for text in Self.words(7) {
                    let found = search.words(in: Array(text.utf8))
                    #expect(found.contains(.pem) == text.contains(first), "\(first) \(second) \(text)")
                    #expect(found.contains(.keyType) == text.contains(second), "\(first) \(second) \(text)")
                    #expect(found.contains(.withheld) == text.contains("aabab"))
                }
            }
        }
    }

    @Test func `of a long word its beginning is looked for`() {
        let word = Array(repeating: UInt8(ascii: "x"), count: 1000)
        let search = TextSearch([(word, .withheld)])
        #expect(search.words(in: Array(word.prefix(TextSearch.length))) == .withheld)
        #expect(search.words(in: Array(word.prefix(TextSearch.length - 1))) == [])
        #expect(TextSearch([]).words(in: word) == [])
    }
}
