import JSON
import Testing

@testable import Editor

struct LooseJSONTests {
    private static func shown(_ text: String) -> [String] {
        let json = LooseJSON(Array(text.utf8), 0..<text.utf8.count)
        return json.objects.map { object in
            object.members.map { member in
                let name = String(decoding: json.text[member.name], as: UTF8.self)
                return name + "=" + (member.value.map { String(decoding: json.text[$0.range], as: UTF8.self) } ?? "?")
            }.joined(separator: ",")
        }
    }

    @Test(arguments: [
        (#"{"a": 1, "b": "x", "c": true}"#, [#"a=1,b="x",c=true"#]),
        (#"{"a": {"b": [1, {"c": 2}]}, "d": []}"#, [#"a={"b": [1, {"c": 2}]},d=[]"#, #"b=[1, {"c": 2}]"#, "c=2"]),
        // What is being typed.
        (#"{"a": 1, ""#, ["a=1,=?"]), (#"{"a": "#, ["a=?"]), (#"{"a""#, ["a=?"]), ("{\"a\n\"b\": 1}", ["a=?,b=1"]),
        (#"{"a" "b": 1}"#, ["a=?,b=1"]),
        ("{\"a\": 1\n \"b\": 2}", ["a=1,b=2"]), ("{\"a\":\n \"b\": 2}", ["a=?,b=2"]),
        (#"{"a": "x\"y", "b": 1}"#, [#"a="x\"y",b=1"#]),
        (#"]}{"a": 1}"#, ["a=1"]), (#"{"a": [1, }, "b"]}"#, ["a=["]), ("", []),
    ])
    func `objects are read as far as they go`(text: String, members: [String]) { #expect(Self.shown(text) == members) }

    @Test func `what is around a place is the same whether much stands before it or little`() throws {
        let object = #"{"iss": "a", "exp": 1767225600}"#
        for padding in [0, 10, 3000, 40_000, 200_000] {
            for filler in ["x", "\n", "{\n", "\"\n", "[\n"] {
                let before = String(repeating: filler, count: padding)
                let text = Array("\(before)\n\(object)\n\(before)".utf8)
                let json = LooseJSON(around: before.utf8.count + 5, in: text)
                let found = try #require(json.object(at: before.utf8.count + 5))
                #expect(String(decoding: text[json.objects[found].range], as: UTF8.self) == object)
                #expect(json.role(of: found) == .claims)
            }
        }
    }

    @Test(arguments: 0..<200)
    func `no text ends the process`(seed: Int) {
        var dice = Dice(UInt64(seed + 7))
        let pieces = ["{", "}", "[", "]", "\"", ":", ",", "\\", "a", "1", "\n", "\"exp\"", "é", "-", " "]
        var text: [UInt8] = []
        for _ in 0..<400 {
            text += pieces[dice.roll(pieces.count)].utf8
        }
        for place in stride(from: 0, through: text.count, by: 7) {
            let json = LooseJSON(around: place, in: text)
            guard let object = json.object(at: place) else { continue }
            _ = json.role(of: object)
            for member in json.objects[object].members { _ = json.strings(member.value).map { text[$0] } }
            _ = json.member(at: place, of: object).map { text[$0.name] }
        }
    }

    @Test(arguments: PositionEncoding.allCases)
    func `places that are walked to are those that are asked for one by one`(encoding: PositionEncoding) {
        let text = Array("a😀b\r\nπ\n\nxyz\u{10FFFF}\rq".utf8)
        let document = TextDocument(uri: "u", text: text, encoding: encoding)
        var walk = PositionWalk(document)
        for offset in Array(0...text.count) + [3, 1, 9, 2] {
            #expect(walk.position(of: offset) == document.position(of: offset))
        }
    }
}
