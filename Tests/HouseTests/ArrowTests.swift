import Testing

struct ArrowTests {
    private let arrows: Arrows
    private let sources: [SourceText]

    init() throws {
        arrows = try Arrows()
        sources = try SourceText.sources.get()
    }

    @Test func `every folder of Swift is a room in the list, and every room is a folder`() {
        #expect(Set(sources.map(\.room)) == Set(arrows.uses.map(\.room)))
    }

    @Test func `every import is an arrow of Package swift or of the standard library`() {
        for (source, line, module) in imports where !Self.standard.contains(module) && !Self.foundation.contains(module)
        {
            let isArrow = arrows.modules(of: source.room)?.contains(module) == true
            #expect(isArrow, "\(source):\(line) imports \(module)")
        }
    }

    @Test func `only OpenSSL imports COpenSSL`() {
        for (source, line, module) in imports where module == "COpenSSL" {
            #expect(source.room == "OpenSSL", "\(source):\(line)")
        }
        #expect(arrows.uses.filter { $0.modules.contains("COpenSSL") }.map(\.room) == ["OpenSSL"])
    }

    @Test func `only SwiftCrypto imports Crypto, and only with its trait`() {
        let users = arrows.uses.filter { $0.modules.contains("Crypto") }.map(\.room)
        #expect(users == ["SwiftCrypto"])
        let lines = sources.filter { $0.room == "SwiftCrypto" }.flatMap(\.lines).map(\.code)
        for (index, line) in lines.enumerated() where line.contains("import Crypto") {
            #expect(index > 0 && lines[index - 1] == "#if PostQuantum")
        }
    }

    @Test func `nothing below the process imports Foundation`() {
        for (source, line, module) in imports where Self.foundation.contains(module) {
            #expect(source.room == arrows.process, "\(source):\(line) imports \(module)")
        }
    }

    @Test(arguments: [
        ("RPC", ["OpenSSL", "JOSE", "JWT", "Methods", "Editor", "Store"]), ("JSON", ["OpenSSL", "JOSE", "JWT", "RPC"]),
        ("JOSE", ["JWT", "RPC", "Methods", "Editor", "Store"]), ("JWT", ["RPC", "Methods", "Editor", "Store"]),
        ("Methods", ["Editor", "OpenSSL"]), ("Editor", ["Methods", "OpenSSL"]),
    ])
    func `arrows that would turn the house upside down are not in the list`(room: String, strangers: [String]) {
        for stranger in strangers {
            #expect(arrows.modules(of: room)?.contains(stranger) != true, "\(room) → \(stranger)")
        }
    }

    private static let standard = ["Swift", "Glibc", "Musl", "Synchronization"]
    private static let foundation = ["Foundation", "FoundationEssentials", "FoundationInternationalization"]

    private var imports: [(source: SourceText, line: Int, module: String)] {
        let statement =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
        return sources.flatMap { source in
            source.lines.compactMap { line in
                line.code.firstMatch(of: statement).map { (source, line.number, String($0.1)) }
            }
        }
    }
}
