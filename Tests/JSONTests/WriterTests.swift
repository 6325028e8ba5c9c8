import JSON
import Testing

struct WriterTests {
    @Test func `commas stand between values and nowhere else`() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("a", 1)
            writer.member("b", "x")
            writer.object("c") { _ in }
            writer.array("d") { _ in }
            writer.member("e", true)
            writer.member("f", ["x", "y"])
            writer.member("g", 3..<5)
            writer.object("h") { $0.member("i", "," as String?) }
            writer.name("j\"" as String)
            writer.array { writer in
                writer.null()
                writer.array { $0.array { _ in } }
                writer.boolean(false)
                writer.string(":" as StaticString)
                writer.string("{" as String)
                writer.verbatim("1E400")
                writer.object { _ in }
                writer.integer(-1)
            }
        }
        let text =
            #"{"a":1,"b":"x","c":{},"d":[],"e":true,"f":["x","y"],"g":[3,5],"h":{"i":","},"#
            + #""j\"":[null,[[]],false,":","{",1E400,{},-1]}"#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test func `a member without a value is not written`() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("a", nil as String?)
            writer.member("b", nil as Int?)
            writer.member("c", nil as Bool?)
            writer.member("d", nil as JSONValue?)
            writer.member("e", nil as Range<Int>?)
            writer.member("f", 0)
        }
        #expect(writer.bytes == Array(#"{"f":0}"#.utf8))
    }

    @Test func `a writer can be cut back and goes on as if nothing had happened`() {
        var writer = JSONWriter()
        writer.beginObject()
        let empty = writer.count
        writer.member("a", "x")
        writer.cut(to: empty)
        writer.member("b", 1)
        let one = writer.count
        writer.name("c" as StaticString)
        writer.beginObject()
        writer.member("d", [])
        writer.cut(to: one)
        writer.member("e", 2)
        writer.endObject()
        #expect(writer.bytes == Array(#"{"b":1,"e":2}"#.utf8))
        writer.cut(to: 1_000)
        #expect(writer.count == 13)
        writer.removeAll()
        writer.null()
        #expect(writer.bytes == Array("null".utf8))
    }

    @Test func `an error in a body leaves what was written, to be cut`() {
        struct Refusal: Error {}
        var writer = JSONWriter()
        writer.beginObject()
        let length = writer.count
        #expect(throws: Refusal.self) {
            try writer.array("a") { writer in
                writer.null()
                throw Refusal()
            }
        }
        writer.cut(to: length)
        writer.endObject()
        #expect(writer.bytes == Array("{}".utf8))
    }

    @Test(arguments: [
        (0, "0"), (7, "7"), (-7, "-7"), (10, "10"), (100, "100"), (Int64.max, "9223372036854775807"),
        (Int64.min, "-9223372036854775808"),
    ])
    func `an integer is written as it is, up to the ends of its range`(value: Int64, text: String) {
        check(text) { $0.integer(value) }
        check(text) { $0.integer(Int(value)) }
    }

    private func check(_ text: String, _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        write(&writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }
}
