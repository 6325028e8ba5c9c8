import Testing

struct StyleTests {
    @Test(arguments: try SourceText.everything())
    func `no file has more than 400 lines`(source: SourceText) {
        #expect(source.lines.dropLast().count <= 400)
    }

    @Test(arguments: ["try!", "as!", "fatalError(", "preconditionFailure(", ".unsafelyUnwrapped"])
    func `nothing in the sources says this, because input could make it trap`(word: String) throws {
        try check { line in !line.code.contains(word) }
    }

    @Test func `nothing in the sources is unwrapped by force`() throws {
        let unwrapping = /[\w)\]}"?]!(?!=)/
        try check { line in !line.code.contains("!") || line.code.firstMatch(of: unwrapping) == nil }
    }

    @Test(arguments: ["TODO", "FIXME"])
    func `nothing in the sources is left for later`(word: String) throws {
        try check { line in !line.comment.contains(word) }
    }

    @Test(arguments: [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Impl", "Info",
    ])
    func `no type has a name that says nothing`(ending: String) throws {
        let declaration = /\b(?:class|struct|enum|protocol|actor|typealias)\s+(\w+)/
        try check { line in
            !line.code.contains(ending) || !line.code.matches(of: declaration).contains { $0.1.hasSuffix(ending) }
        }
    }

    @Test func `whoever says unchecked Sendable says why, on that line or beside it`() throws {
        for source in try SourceText.sources.get() {
            for (index, line) in source.lines.enumerated() where line.code.contains("@unchecked Sendable") {
                let beside = source.lines[max(0, index - 1)...].prefix(3)
                #expect(beside.contains { !$0.comment.isEmpty }, "\(source):\(line.number)")
            }
        }
    }

    @Test func `no file is divided by section marks`() throws {
        try check { line in !line.comment.drop { " /-".contains($0) }.hasPrefix("MARK") }
    }

    private func check(_ isGood: (SourceText.Line) -> Bool) throws {
        for source in try SourceText.sources.get() {
            for line in source.lines where !isGood(line) {
                Issue.record("\(source):\(line.number): \(line.code)\(line.comment)")
            }
        }
    }
}
