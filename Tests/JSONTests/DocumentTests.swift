import JSON
import Testing

struct DocumentTests {
    @Test func `every value says where it stands`() throws {
        let text = " { \"a\" : [ 1 , \"é\\n\" ] ,\n\"b\":{},\"c\":null , \"d\":[ ] } "
        let document = try JSONDocument(Array(text.utf8))
        let root = document.root
        #expect(root.lexeme == String(text.dropFirst().dropLast()))
        #expect(root.members.map(\.name.lexeme) == ["\"a\"", "\"b\"", "\"c\"", "\"d\""])
        #expect(root.members.map(\.value.lexeme) == ["[ 1 , \"é\\n\" ]", "{}", "null", "[ ]"])
        #expect(root.members.map(\.value.range) == [9..<23, 30..<32, 37..<41, 48..<51])
        #expect(root.members.map(\.value.count) == [2, 0, 0, 0])
        #expect(root["a"]?.elements.map(\.range) == [11..<12, 15..<21])
        #expect(root["a"]?.elements.map(\.lexeme) == ["1", "\"é\\n\""])
        #expect(root.count == 4)
    }

    @Test func `members and elements are in the order of the text`() throws {
        let names = (0..<500).map { "n\(($0 * 7919) % 500)" }
        let object = "{" + names.map { "\"\($0)\":[\"\($0)\",{}]" }.joined(separator: ",") + "}"
        let root = try JSONDocument(Array(object.utf8)).root
        #expect(root.members.map(\.name.string) == names)
        #expect(root.members.map { $0.value.elements.map(\.string) } == names.map { [$0, nil] })
    }

    @Test(
        arguments: [
            ("null", .null, "null"), ("true", .true, "a boolean"), ("false", .false, "a boolean"),
            ("-1", .number, "a number"),
            ("\"\"", .string, "a string"), ("[]", .array, "an array"), ("{}", .object, "an object"),
        ] as [(String, JSONKind, String)])
    func `a value has a kind, and nothing of another kind`(text: String, kind: JSONKind, phrase: String) throws {
        let value = try JSONDocument(Array(text.utf8)).root
        #expect(value.kind == kind)
        #expect(value.kind.phrase.description == phrase)
        #expect((value.boolean != nil) == (kind == .true || kind == .false))
        #expect(value.boolean != (kind != .true))
        #expect((value.string != nil) == (kind == .string))
        #expect((value.utf8 != nil) == (kind == .string))
        #expect((value.integer != nil) == (kind == .number))
        #expect(Array(value.members).isEmpty && Array(value.elements).isEmpty && value.count == 0)
        #expect(value["a"] == nil)
    }

    @Test func `an object has no elements and an array no members`() throws {
        let root = try JSONDocument(Array("[{\"a\":1},[\"a\",1]]".utf8)).root
        let parts = Array(root.elements)
        #expect(parts.map { Array($0.elements).count } == [0, 2])
        #expect(parts.map { Array($0.members).count } == [1, 0])
        #expect(root["a"] == nil)
    }

    @Test func `the first of two members of one name is found`() throws {
        let root = try JSONDocument(Array(#"{"b":0,"a":1,"\u0061":2}"#.utf8)).root
        #expect(root["a"]?.integer == 1)
        #expect(root["c"] == nil)
        let name = Array("a".utf8)
        #expect(root[name]?.integer == 1)
        let escaped = try JSONDocument(Array(#"{"\u0061":2}"#.utf8)).root
        #expect(escaped["a"]?.integer == 2)
        #expect(escaped[name]?.integer == 2)
    }

    @Test(arguments: [
        ("{}", true), (" {\"a\":[1,true]} ", true), ("\n[]\r\n", true), (#"{"a":"\u202e\n"}"#, true), ("[\" \"]", true),
        ("[0, 1]", false), ("[\n]", false), ("{ }", false), ("[\"é\"]", true), ("{\"é\":0}", true),
        ("[\"\u{7F}\"]", false), ("[\"\u{202E}\"]", false), ("{\"\u{200B}\":0}", false),
    ])
    func `a value is plain if it can be copied as it stands`(text: String, isPlain: Bool) throws {
        #expect(try JSONDocument(Array(text.utf8)).isPlain == isPlain)
    }
}
