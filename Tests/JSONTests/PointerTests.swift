import JSON
import Testing

struct PointerTests {
    @Test(
        arguments: [
            // RFC 6901 §5.
            ("", nil), ("/foo", "[\"bar\",\"baz\"]"), ("/foo/0", "\"bar\""), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"),
            ("/e^f", "3"),
            ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
            // Beyond it.
            ("/~01", "9"), ("/o/p/1/q", "true"), ("/e\u{301}", "10"), ("/r\u{0}", "11"),
        ] as [(String, String?)])
    func `a pointer leads to a value`(text: String, found: String?) throws {
        let pointer = try #require(JSONPointer(text))
        let root = try document()
        let value = try #require(pointer.value(in: root))
        #expect(value.lexeme == found ?? root.lexeme)
        #expect(Array(pointer.text.utf8) == Array(text.utf8))
        #expect(JSONPointer(steps: pointer.steps) == pointer)
    }

    @Test(arguments: [
        "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+0", "/foo/-0", "/foo/0.0", "/foo/0e0", "/foo/ 0", "/foo/",
        "/foo/a",
        "/foo/18446744073709551616", "/foo/4294967296", "/foo/9999999999999999999999", "/foo/٠", "/Foo", "/foo/0/0",
        "//",
        "/m~0n/a", "/\u{E9}", "/%66oo", "/a/b", "/o/p/1/q/r",
    ])
    func `a pointer may lead nowhere`(text: String) throws {
        #expect(try JSONPointer(text)?.value(in: document()) == nil)
        #expect(JSONPointer(text) != nil)
    }

    @Test(arguments: ["foo", "#/foo", "~0", "/~", "/~2", "/a~", "/a/~/b", "/~~0", " /foo", "/~1~", "\u{301}/"])
    func `what is not a pointer is refused`(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test func `steps are escaped when they are written`() {
        #expect(JSONPointer(member: "a/b~c").text == "/a~1b~0c")
        #expect(JSONPointer(member: "~1").text == "/~01")
        #expect(JSONPointer(steps: [[], Array("x".utf8), []]).text == "//x/")
        #expect(JSONPointer(steps: []).text == "")
        #expect(JSONPointer.escape(Array("~/".utf8)) == "~0~1")
    }

    @Test func `pointers that Unicode calls equivalent differ`() {
        #expect(JSONPointer("/\u{E9}") != JSONPointer("/e\u{301}"))
    }

    private func document() throws -> JSONValue {
        let text = #"""
            {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,"~1":9,
            "o":{"p":[0,{"q":true}]},"é":10,"r\u0000":11,"foo":"the second one is never found"}
            """#
        return try JSONDocument(Array(text.replacing("é", with: "e\u{301}").utf8)).root
    }
}
