import JOSE
import Testing

@Suite struct NameTableTests {
    private struct Row: RegisteredName {
        let name: String
    }

    private static let names = ["b", "", "ab", "a", "caf\u{E9}", "cafe\u{301}", "a\u{0}b", "~"]
    private let table = NameTable(Self.names.map(Row.init))

    @Test(arguments: NameTableTests.names)
    func `finds every row by its own bytes`(name: String) {
        #expect(Array((table.row(named: name)?.name ?? "missing").utf8) == Array(name.utf8))
    }

    @Test(arguments: ["A", "aba", "caf", "cafe", "a\u{0}", "\u{0}", "~~", "B"])
    func `finds nothing for a name that only resembles one`(name: String) {
        #expect(table.row(named: name) == nil)
    }

    @Test func `tells apart two spellings that print alike`() {
        let composed = NameTable([Row(name: "caf\u{E9}")])
        #expect(composed.row(named: "caf\u{E9}") != nil)
        #expect(composed.row(named: "cafe\u{301}") == nil)
    }

    @Test func `finds nothing for bytes that are no UTF-8`() {
        let bytes: [UInt8] = [0x61, 0xFF, 0x80]
        #expect(table.row(named: bytes.span) == nil)
    }

    @Test func `keeps the order of the rows`() {
        #expect(table.rows.map(\.name) == Self.names)
    }
}
