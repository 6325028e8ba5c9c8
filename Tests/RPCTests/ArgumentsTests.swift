import JSON
import RPC
import Testing

struct ArgumentsTests {
    @Test(arguments: [
        #"{"text":"a"}"#, #"{"text":"a","times":1}"#, #"{"text":"a","times":9,"kind":"two","loud":false}"#,
        #"{"text":"a","kinds":"one"}"#, #"{"text":"a","kinds":["one","two"]}"#, #"{"text":"a","names":["",""]}"#,
        #"{"text":"a","more":{},"anything":null}"#, #"{"text":"a","shape":"x"}"#, #"{"t\u0065xt":"a","shape":{}}"#,
    ])
    func `what the method takes is taken`(params: String) throws {
        let arguments = try Arguments(JSONDocument(Array(params.utf8)).root, for: Exchange.echo)
        #expect(arguments.string("text") == "a")
    }

    @Test(arguments: [
        ("[]", nil), ("\"a\"", nil), ("null", nil), ("{}", "/text"), (#"{"text":1}"#, "/text"),
        (#"{"text":"a","times":0}"#, "/times"), (#"{"text":"a","times":10}"#, "/times"),
        (#"{"text":"a","times":1.0}"#, "/times"), (#"{"text":"a","times":1e0}"#, "/times"),
        (#"{"text":"a","times":99999999999999999999}"#, "/times"), (#"{"text":"a","times":"1"}"#, "/times"),
        (#"{"text":"a","kind":"three"}"#, "/kind"), (#"{"text":"a","kinds":[]}"#, "/kinds"),
        (#"{"text":"a","kinds":["one",1]}"#, "/kinds"), (#"{"text":"a","names":[]}"#, "/names"),
        (#"{"text":"a","loud":"true"}"#, "/loud"), (#"{"text":"a","more":[]}"#, "/more"),
        (#"{"text":"a","shape":1}"#, "/shape"), (#"{"text":"a","x":1}"#, "/x"),
        (#"{"text":"a","a/b~c":1}"#, "/a~1b~0c"),
        (#"{"text":"a","text":"a"}"#, "/text"), (#"{"text":"a","t\u0065xt":"a"}"#, "/t\\u0065xt"),
    ])
    func `what it does not take is refused by the parameter's name`(params: String, pointer: String?) throws {
        let error = try refusal(params, Exchange.echo)
        #expect(error.code == .invalidParameters)
        #expect(error.parameter == pointer)
        #expect(error.message.contains("secret") == false)
    }

    @Test func `an error shows no value`() throws {
        for params in [#"{"text":["hunter2"]}"#, #"{"text":"a","kind":"hunter2"}"#, #"["hunter2"]"#] {
            let error = try refusal(params, Exchange.echo)
            #expect(!"\(error.message)\(error.hint ?? "")".contains("hunter2"))
        }
    }

    @Test func `the nearest known parameter is suggested`() throws {
        #expect(try refusal(#"{"text":"a","tims":1}"#, Exchange.echo).hint == "Did you mean times?")
        #expect(try refusal(#"{"text":"a","entirelyOther":1}"#, Exchange.echo).hint == nil)
    }

    @Test func `a method that tolerates others passes over what it does not know`() throws {
        let params = try JSONDocument(Array(#"{"a":1,"b":[]}"#.utf8)).root
        #expect(throws: Never.self) { try Arguments(params, for: Exchange.open) }
        #expect(try refusal(#"{"a":1,"a":1}"#, Exchange.open).code == .invalidParameters)
    }

    @Test func `an offset counts from the first byte of the message, wherever that came`() throws {
        let message = #"{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":1}}"#
        let answers = Exchange(.lines).answers("\n\n  " + message + "\n" + message + "\n")
        #expect(answers.count == 2)
        for answer in answers { #expect(answer.contains(#""offset":62,"#), "\(answer)") }
    }

    @Test func `a name of any length makes a short error`() throws {
        let name = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(try refusal("{\"text\":\"a\",\"\(name)\":1}", Exchange.echo).message.utf8.count < 200)
        let request = #"{"jsonrpc":"2.0","id":1,"method":"\#(name)"}"#
        #expect(Exchange(.lines).answers(request)[0].utf8.count < 1000)
        let twice = #"{"text":"a","\#(name)":1,"\#(name)":1}"#
        #expect(try refusal(twice, Exchange.echo).message.utf8.count < 200)
    }

    private func refusal(_ params: String, _ method: MethodDescription) throws -> RPCError {
        let value = try JSONDocument(Array(params.utf8)).root
        do throws(RPCError) {
            _ = try Arguments(value, for: method)
        } catch {
            return error
        }
        throw Accepted()
    }

    private struct Accepted: Error {}
}
