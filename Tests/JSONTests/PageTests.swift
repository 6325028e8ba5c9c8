import JSON
import Testing

struct PageTests {
    @Test func `a value that was kept stays as it was when the page is used again`() throws {
        var page = JSONPage()
        let first = try read(#"{"a":[1,2],"a":"x\n"}"#, &page)
        let second = try read(#"["b"]"#, &page)
        #expect(throws: JSONFault.self) { try read("[", &page) }
        let third = try read("{}", &page)
        page.release()
        #expect(first.lexeme == #"{"a":[1,2],"a":"x\n"}"#)
        #expect(first.document.duplicates.map(\.range) == [11..<14])
        #expect(first.members.map(\.value.lexeme) == ["[1,2]", #""x\n""#])
        #expect(second.elements.map(\.string) == ["b"])
        #expect(third.kind == .object)
    }

    @Test func `nothing of one text is seen in the next`() throws {
        var page = JSONPage()
        for (text, duplicates, isPlain) in [
            ("{\"\u{202E}\":1,\"\u{202E}\":2}", 1, false), ("[0]", 0, true), ("{\"a\":\n0}", 0, false),
            ("[0, 1]", 0, false),
            ("1", 0, true),
        ] {
            let root = try read(text, &page)
            #expect(root.lexeme == text)
            #expect(root.document.duplicates.count == duplicates)
            #expect(root.document.isPlain == isPlain)
        }
        #expect(throws: JSONFault(.unexpectedEnd, at: 10)) { try read(#"{"a":{"a":"#, &page) }
        let after = try read(#"{"a":0}"#, &page)
        #expect(after.members.map(\.name.string) == ["a"])
        #expect(!after.document.hasDuplicates)
    }

    @Test(arguments: ["{\"a\":[", "[1,[2,[", "[[[[]]],x", "[1,2,3,{\"a\":x}"])
    func `a text that was refused leaves nothing open for the next`(refused: String) throws {
        for following in ["{}", "[]", "[[]]", "{\"a\":{}}", "0"] {
            var page = JSONPage()
            #expect(throws: JSONFault.self) { try read(refused, &page) }
            let next = try read(following, &page)
            #expect(next.lexeme == following)
            #expect(next.range == 0..<following.utf8.count)
        }
    }

    @Test func `a page that was copied does not share what it reads`() throws {
        var page = JSONPage()
        _ = try read("[1]", &page)
        var copy = page
        let mine = try read("[2]", &page)
        let yours = try read("[3,4]", &copy)
        #expect([mine.lexeme, yours.lexeme] == ["[2]", "[3,4]"])
    }

    @Test func `ranges count from the first byte given, and faults from the first byte of the text`() throws {
        var page = JSONPage()
        let bytes = Array(#"xx{"a":[1]}yy[tru"#.utf8)
        let root = try page.read(bytes, 2..<11)
        #expect(root.range == 2..<11)
        #expect(root["a"]?.range == 7..<10)
        #expect(root["a"]?.lexeme == "[1]")
        #expect(throws: JSONFault(.unexpectedEnd, at: 4)) { try page.read(bytes, 2..<6) }
        #expect(throws: JSONFault(.trailingBytes, at: 9)) { try page.read(bytes, 2..<12) }
        #expect(throws: JSONFault(.unexpectedEnd, at: 4)) { try page.read(bytes, 13..<17) }
        #expect(throws: JSONFault(.empty, at: 0)) { try page.read(bytes, 5..<5) }
        #expect(throws: JSONFault(.escape, at: 1)) { try page.read(Array(#"  "\uD83""#.utf8), 2..<9) }
    }

    @Test func `nothing behind the end of the text is read`() {
        let bytes = Array(#"["12345678\u0041\ud83d\ude00é",12.5e3,true]"#.utf8)
        for end in 0..<bytes.count {
            let inside = fault(bytes, 0..<end)
            let alone = fault(Array(bytes[..<end]), 0..<end)
            #expect(inside != nil && inside == alone, "\(end)")
        }
        #expect(fault(bytes, 0..<bytes.count) == nil)
        #expect(fault(bytes, 0..<(bytes.count + 1)) == JSONFault(.unexpectedEnd, at: bytes.count + 1))
    }

    private func fault(_ bytes: [UInt8], _ range: Range<Int>) -> JSONFault? {
        var page = JSONPage()
        do throws(JSONFault) {
            _ = try page.read(bytes, range)
            return nil
        } catch {
            return error
        }
    }

    private func read(_ text: String, _ page: inout JSONPage) throws(JSONFault) -> JSONValue {
        let bytes = Array(text.utf8)
        return try page.read(bytes, 0..<bytes.count)
    }
}
