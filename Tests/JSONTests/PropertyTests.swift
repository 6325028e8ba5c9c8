import JSON
import ReferenceJSON
import Testing

struct PropertyTests {
    @Test(arguments: UInt64(0)..<200)
    func `a tree that is written and read is the same tree`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let tree = random.tree()
        let text = random.text(of: tree)
        let root = try JSONDocument(text).root
        #expect(Tree(root) == tree)
        #expect(ReferenceReader.read(text) == tree)

        var writer = JSONWriter()
        tree.write(to: &writer)
        try checkOutput(writer.bytes, says: tree)
        var copy = JSONWriter()
        copy.copy(root)
        try checkOutput(copy.bytes, says: tree)
    }

    @Test(arguments: UInt64(0)..<200)
    func `every value stands where it says`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed &+ 1_000_000)
        let text = random.text(of: random.tree())
        var values = [try JSONDocument(text).root]
        while let value = values.popLast() {
            #expect(try Tree(JSONDocument(Array(value.text)).root) == Tree(value))
            values += value.elements
            for member in value.members { values += [member.name, member.value] }
        }
    }

    @Test(arguments: UInt64(0)..<200)
    func `a damaged text gets the verdict of the reference`(seed: UInt64) {
        var random = RandomJSON(seed: seed &+ 2_000_000)
        let text = random.text(of: random.tree())
        for _ in 0..<5 { compare(random.damage(text)) }
        for _ in 0..<5 { compare(random.nonsense()) }
    }

    @Test(arguments: UInt64(0)..<30)
    func `a text that is cut short is refused at its end`(seed: UInt64) {
        var random = RandomJSON(seed: seed &+ 3_000_000)
        let text = random.text(of: .array([random.tree(), random.tree()]))
        for length in 1..<text.count {
            let cut = Array(text[..<length])
            do throws(JSONFault) {
                _ = try JSONDocument(cut)
                Issue.record("accepted \(length) bytes of \(text)")
            } catch {
                let isCutCharacter = error.kind == .utf8 && text[length] & 0xC0 == 0x80
                #expect(error == JSONFault(.unexpectedEnd, at: length) || isCutCharacter)
            }
        }
    }

    @Test(arguments: UInt64(0)..<300)
    func `duplicates are those that comparing every pair finds`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed &+ 4_000_000)
        let names = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
            Array("abcAB".utf8.shuffled(using: &random).prefix(Int.random(in: 0..<3, using: &random)))
        }
        let tree = Tree.object(names.map { Tree.Member(name: $0, value: random.tree(depth: 6)) })
        let document = try JSONDocument(random.text(of: tree))
        let repeated = names.indices.filter { names[..<$0].contains(names[$0]) }
        #expect(document.duplicates.map(\.utf8) == repeated.map { names[$0] })
    }

    private func compare(_ bytes: [UInt8]) {
        let expected = ReferenceReader.read(bytes)
        do throws(JSONFault) {
            let root = try JSONDocument(bytes).root
            #expect(Tree(root) == expected, "\(bytes)")
        } catch {
            #expect(expected == nil, "\(error) \(bytes)")
            #expect((0...bytes.count).contains(error.offset))
        }
    }

    private func checkOutput(_ bytes: [UInt8], says tree: Tree) throws {
        #expect(ReferenceReader.read(bytes) == tree)
        #expect(try Tree(JSONDocument(bytes).root) == tree)
        let text = try #require(String(validating: bytes, as: UTF8.self))
        #expect(!text.unicodeScalars.contains { $0 < " " || $0 == "\u{2028}" || $0 == "\u{2029}" || $0 == "\u{7F}" })
    }
}
