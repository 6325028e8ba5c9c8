import JSON
import RPC
import Testing

struct SessionTests {
    @Test(arguments: [
        (
            #"{"jsonrpc":"2.0","id":1,"method":"test/echo","params":{"text":"a"}}"#,
            #"{"jsonrpc":"2.0","id":1,"result":"a"}"#
        ),
        (#"{"method":"test/open","id":"é\n","jsonrpc":"2.0"}"#, #"{"jsonrpc":"2.0","id":"é\n","result":{}}"#),
        (
            #"{"jsonrpc":"2.0","id":9007199254740993,"method":"test/slow"}"#,
            #"{"jsonrpc":"2.0","id":9007199254740993,"result":"slow"}"#
        ),
        (#"{"jsonrpc":"2.0","id":1.50,"method":"shutdown"}"#, #"{"jsonrpc":"2.0","id":1.50,"result":null}"#),
        (
            #"{"jsonrpc":"2.0","id":null,"method":"test/open","params":{"x":[]}}"#,
            #"{"jsonrpc":"2.0","id":null,"result":{}}"#
        ),
    ])
    func `a request is answered with its id as it was written`(request: String, answer: String) {
        #expect(Exchange(.lines).answers(request + "\n") == [answer])
        #expect(Exchange(.headers).answers(framed(request)) == [answer])
    }

    @Test(arguments: [
        #"{"jsonrpc":"2.0","method":"test/open"}"#, #"{"jsonrpc":"2.0","method":"test/slow"}"#,
        #"{"jsonrpc":"2.0","method":"no/such"}"#, #"{"jsonrpc":"2.0","method":"test/echo","params":[]}"#,
        #"{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"off"}}"#, #"{"jsonrpc":"2.0","method":"shutdown"}"#,
        #"{"jsonrpc":"2.0","method":"textDocument/didOpen"}"#, #"{"jsonrpc":"2.0","id":1,"result":1}"#,
        #"{"jsonrpc":"2.0","id":1,"error":{}}"#, #"{"jsonrpc":"2.0","method":"$/cancelRequest"}"#,
    ])
    func `what is no request has no answer`(message: String) {
        #expect(Exchange(.lines).answers(message + "\n").isEmpty)
        #expect(Exchange(.headers).answers(framed(message)).isEmpty)
    }

    @Test(arguments: [
        ("x", "null", -32700, "message.not_json"), ("1", "null", -32600, "request.invalid"),
        (#"{"id":1}"#, "1", -32600, "request.invalid"),
        (#"{"jsonrpc":"1.0","id":"a","method":"test/open"}"#, "\"a\"", -32600, "request.invalid"),
        (#"{"jsonrpc":"2.0","id":[],"method":"test/open"}"#, "null", -32600, "request.invalid"),
        (#"{"jsonrpc":"2.0","id":123456789012345678901,"method":"test/open"}"#, "null", -32600, "request.invalid"),
        (#"{"jsonrpc":"2.0","id":1,"id":1,"method":"test/open"}"#, "null", -32600, "request.invalid"),
        (#"{"jsonrpc":"2.0","id":1,"method":"test/ecko"}"#, "1", -32601, "method.not_found"),
        (#"{"jsonrpc":"2.0","id":1,"method":"exit"}"#, "1", -32601, "method.not_found"),
        (#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}"#, "1", -32002, "request.not_initialized"),
        (#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":[]}"#, "1", -32602, "params.invalid"),
    ])
    func `what cannot be served is refused with its code`(message: String, id: String, code: Int, word: String) {
        let expected = #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":\#(code),"#
        for answers in [Exchange(.lines).answers(message + "\n"), Exchange(.headers).answers(framed(message))] {
            #expect(answers.count == 1)
            #expect(answers.first?.hasPrefix(expected) == true, "\(answers)")
            #expect(answers.first?.contains(#""code":"\#(word)""#) == true, "\(answers)")
        }
    }

    @Test(arguments: [
        (#"{"jsonrpc":"2.0","id":5,"method":"test/open","params":X}"#, "5"),
        (#"{"params":X,"method":"test/open","id":"é","jsonrpc":"2.0"}"#, #""é""#),
        (#"{"jsonrpc":"2.0","method":"test/open","params":X}"#, "null"), (#"{"id":5,"result":X}"#, "null"),
        (#"{"id":5,"id":5,"method":"test/open","params":X}"#, "null"), (#"{"id":X,"method":"test/open"}"#, "null"),
        (#"[{"jsonrpc":"2.0","id":5,"method":"test/open","params":X}]"#, "null"),
    ])
    func `what passes a limit of JSON is answered with its id where it is a request`(message: String, id: String) {
        let expected = #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":302,"#
        let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        let many = "{" + (0...JSONLimits().members).map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        for value in [deep, many] {
            let text = message.replacing("X", with: value)
            for answers in [Exchange(.lines).answers(text + "\n"), Exchange(.headers).answers(framed(text))] {
                #expect(answers.count == 1 && answers.first?.hasPrefix(expected) == true, "\(answers)")
            }
        }
    }

    @Test func `a value over lines that is too large has its id in the answer, and its rest is passed over`() throws {
        var limits = Exchange.limits
        limits.messageBytes = 70
        let text = """
            {
             "jsonrpc": "2.0",
             "id": 7,
             "method": "test/open",
             "params": [
              1,
              2,
              3
             ]
            }
            {"jsonrpc":"2.0","id":8,"method":"test/open"}

            """
        #expect(try Exchange(.lines, limits: limits).answers(text).map(outline) == ["300", "8"])
        let first = Exchange(.lines, limits: limits).answers(text).first
        #expect(first?.hasPrefix(#"{"jsonrpc":"2.0","id":7,"error":{"code":300,"#) == true, "\(first ?? "")")
    }

    @Test(arguments: [
        ("[]", ["-32600"]), ("[1]", ["[-32600]"]), ("[[1]]", ["[-32600]"]), ("[1,2,3,4,5,6]", ["301"]),
        (#"[{"jsonrpc":"2.0","method":"test/open"}]"#, []),
        (#"[{"jsonrpc":"2.0","id":1,"method":"test/open"},{"jsonrpc":"2.0","method":"test/open"},2]"#, ["[1,-32600]"]),
        (
            #"[{"jsonrpc":"2.0","id":1,"method":"test/open"},{"jsonrpc":"2.0","id":2,"method":"test/slow"},{"jsonrpc":"2.0","id":3,"method":"test/open"}]"#,
            ["[1,2,3]"]
        ),
        (
            #"[{"jsonrpc":"2.0","id":1,"method":"test/large"},{"jsonrpc":"2.0","id":2,"method":"test/large"},{"jsonrpc":"2.0","id":3,"method":"test/open"}]"#,
            ["[1,2,303]"]
        ),
    ])
    func `a batch is answered by one array, and by nothing where nothing is asked`(batch: String, expected: [String])
        throws
    {
        #expect(try Exchange(.lines).answers(batch + "\n").map(outline) == expected)
        #expect(try Exchange(.headers).answers(framed(batch)).map(outline) == ["-32600"])
    }

    @Test func `what a batch has done before a long-running entry is not done again`() throws {
        let responder = Counter()
        let session = Session(methods: Exchange.methods, framing: .lines, limits: RPCLimits())
        let batch = #"[{"jsonrpc":"2.0","id":1,"method":"test/open"},{"jsonrpc":"2.0","id":2,"method":"test/slow"}]"#
        guard case .jobs(let jobs) = session.next(in: Array(batch.utf8), isEnd: true), let job = jobs.first else {
            return #expect(Bool(false), "no job")
        }
        var buffer = AnswerBuffer(framing: .lines, limits: RPCLimits())
        let deferred = buffer.answer(job, by: responder, lane: .quick)
        let rest = try #require(deferred)
        #expect(buffer.bytes.isEmpty)
        let unfinished = buffer.answer(rest, by: responder, lane: .slow)
        #expect(unfinished == nil)
        #expect(responder.calls == ["test/open", "test/slow", "test/slow"])
        #expect(
            String(decoding: buffer.bytes, as: UTF8.self)
                == #"[{"jsonrpc":"2.0","id":1,"result":null},{"jsonrpc":"2.0","id":2,"result":null}]"# + "\n")
    }

    @Test func `the life of a session is LSP's, and token methods do not wait for it`() throws {
        let exchange = Exchange(.lines)
        let hover = #"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}"#
        let begin = #"{"jsonrpc":"2.0","id":2,"method":"initialize","params":{}}"#
        let open = #"{"jsonrpc":"2.0","id":3,"method":"test/open"}"#
        let shutdown = #"{"jsonrpc":"2.0","id":4,"method":"shutdown"}"#
        let script = [open, hover, begin, begin, hover, open, shutdown, open, shutdown]
        #expect(
            try exchange.answers(script.joined(separator: "\n") + "\n", isEnd: false).map(outline) == [
                "3", "-32002", "2", "-32600", "-32601", "3", "4", "-32600", "-32600",
            ])
        _ = exchange.answers(#"{"jsonrpc":"2.0","method":"exit"}"# + "\n")
        #expect(exchange.exitCode == 0)
    }

    @Test func `exit without shutdown asks for exit code 1, and nothing behind it is read`() {
        let exchange = Exchange(.lines)
        let text = #"{"jsonrpc":"2.0","method":"exit"}"# + "\n" + #"{"jsonrpc":"2.0","id":1,"method":"test/open"}"#
        #expect(exchange.answers(text).isEmpty)
        #expect(exchange.exitCode == 1)
    }

    @Test(arguments: [
        (#""$/cancelRequest","params":{"id":2}"#), (#""notifications/cancelled","params":{"requestId":2}"#),
    ])
    func `what begins a life cannot be taken back, and is answered`(cancellation: String) throws {
        let exchange = Exchange(.lines)
        let text = """
            {"jsonrpc":"2.0","id":2,"method":"initialize","params":{}}
            {"jsonrpc":"2.0","method":\(cancellation)}
            {"jsonrpc":"2.0","id":3,"method":"test/open"}

            """
        #expect(try exchange.answers(text).map(outline) == ["2", "3"])
        #expect(exchange.cancelled == ["2"])
    }

    @Test func `of what an assistant wants no more, nothing more is said`() throws {
        let exchange = Exchange(.lines)
        let text = """
            {"jsonrpc":"2.0","id":1,"method":"test/open"}
            {"jsonrpc":"2.0","id":2,"method":"test/open"}
            {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}

            """
        #expect(try exchange.answers(text).map(outline) == ["2"])
        #expect(exchange.cancelled == ["1"])
    }

    @Test func `a cancellation overtakes the request that it came with, and is told to who works`() throws {
        let exchange = Exchange(.lines)
        let text = """
            {"jsonrpc":"2.0","id":"1","method":"test/open"}
            {"jsonrpc":"2.0","id":1,"method":"test/open"}
            {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}

            """
        #expect(try exchange.answers(text).map(outline) == ["\"1\"", "-32800"])
        #expect(exchange.cancelled == ["1"])
    }
}
