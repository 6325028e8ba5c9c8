import JSON
import Testing

struct CopyTests {
    @Test(arguments: [
        (#"{"b":1,"a":[true,null,"x"]}"#, #"{"b":1,"a":[true,null,"x"]}"#), (" [ ] ", "[]"), ("{ }", "{}"),
        ("{ \"a\" :\t1.0 , \"b\" : [ 1E400 , -0 ] }", #"{"a":1.0,"b":[1E400,-0]}"#), ("[\n0,\r\n1\n]", "[0,1]"),
        (#""\u0041\/\ud83d\ude00""#, #""\u0041\/\ud83d\ude00""#), (#"{"\u0061":"\u202e"}"#, #"{"\u0061":"\u202e"}"#),
        ("[\" a : , \"]", "[\" a : , \"]"), ("[\"\\\" , \\\\\" , 0]", #"["\" , \\",0]"#),
        ("[\"é\" , \"\\\" \"]", "[\"é\",\"\\\" \"]"),
        ("{\"\u{202E}\":\"\u{2028}\u{7F}\u{9B}\u{E0041}\"}", #"{"\u202e":"\u2028\u007f\u009b\udb40\udc41"}"#),
        ("[\"\u{7F}\"]", #"["\u007f"]"#), (#"{"a":1,"a":2}"#, #"{"a":1,"a":2}"#), ("\n\"a\"\n", "\"a\""), (" 1 ", "1"),
    ])
    func `a copy keeps order, numbers and escapes, and loses white space and what misleads`(text: String, copy: String)
        throws
    {
        var writer = JSONWriter()
        writer.copy(try JSONDocument(Array(text.utf8)).root)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == copy)
    }

    @Test(arguments: [
        (#"{"b":1,"a":[true,{"x":2}]}"#, #""b":1,"a":[true,{"x":2}]"#),
        ("{ \"a\" :\t1.0 , \"\u{202E}\" : {} \n}", #""a":1.0,"\u202e":{}"#),
        ("{ }", ""), ("[1,2]", ""), (#""{}""#, ""), ("7", ""),
    ])
    func `the members of an object are copied between others`(text: String, members: String) throws {
        let root = try JSONDocument(Array(text.utf8)).root
        var writer = JSONWriter()
        writer.object { $0.copyMembers(of: root) }
        writer.object { writer in
            writer.member("first", 1)
            writer.copyMembers(of: root)
            writer.member("last", 2)
        }
        let middle = members.isEmpty ? "" : members + ","
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\(members)},{\"first\":1,\(middle)\"last\":2}")
    }

    @Test func `a part of a document is copied alone, with its comma`() throws {
        let root = try JSONDocument(Array("{\"id\" : 12345678901234567890,\n\"é\" : [ \"é\" , 1 ]}".utf8)).root
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("id", root["id"])
            for member in root.members {
                writer.name(member.name)
                writer.copy(member.value)
            }
            writer.member("none", root["none"])
        }
        let text = #"{"id":12345678901234567890,"id":12345678901234567890,"é":["é",1]}"#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }
}
