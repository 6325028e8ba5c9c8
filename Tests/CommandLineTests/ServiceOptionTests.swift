import Launching
import Testing

struct ServiceOptionTests {
    private static let request = #"{"jsonrpc":"2.0","id":1,"method":"server/info"}"#

    @Test(arguments: [
        "jwtls", "jwtls serve", "jwtls --stdio", "jwtls serve --stdio", "jwtls lsp", "jwtls lsp --stdio",
        "jwtls --log-file log", "jwtls --framing lines", "jwtls --framing=auto",
        "jwtls --clientProcessId=1", "jwtls --clientProcessId 99999999", "jwtls --clientProcessId=$$",
        "jwtls --allow-debug",
        "jwtls --stdio --clientProcessId=0 --allow-env A --allow-env=B --allow-file . --allow-file=/tmp",
    ])
    func `the service starts with what clients pass`(command: String) throws {
        let script = "printf '%s\\n' '\(Self.request)' | \(command)"
        let outcome = try CommandLineRun.check(
            script, gives: 0, output: #"{"jsonrpc":"2.0","id":1,"result":{"name":"jwtls""#)
        #expect(outcome.errors.isEmpty)
    }

    @Test func `what was asked is noted where that was wished, for its owner alone and without what is in it`() throws {
        let script = """
            umask 0; printf '%s\n' '\(Self.request)' '{"jsonrpc":"2.0","id":2,"method":"verify","params":{"token":"s3cr3t"}}' |
              jwtls --log-file log > out; stat -c %a log; cat log; grep -c s3cr3t log; ln -s log link; jwtls --log-file link < /dev/null
            """
        let outcome = try CommandLineRun.check(script, gives: 3, output: "600")
        #expect(outcome.output.contains(#""method":"server/info","microseconds":"#), "\(outcome.output)")
        #expect(outcome.output.contains(#""error":"params.invalid","blame":"caller"}"#), "\(outcome.output)")
        #expect(outcome.output.hasSuffix("0\n") && outcome.errors.contains("is a link"), "\(outcome.errors)")
    }

    @Test func `a framing that was asked for is used`() throws {
        let script = "printf 'Content-Length: 47\\r\\n\\r\\n%s' '\(Self.request)' | jwtls --framing"
        try CommandLineRun.check("\(script) headers", gives: 0, output: "Content-Length: ")
        try CommandLineRun.check("\(script) lines", gives: 0, output: "-32700")
    }

    #if !PostgreSQL
        @Test(arguments: ["jwtls", "jwtls serve", "jwtls decode e30.e30.", "jwtls revocations list"])
        func `a kind of store that was not built in is refused at start`(command: String) throws {
            try CommandLineRun.check(
                "printf '%s\\n' '\(Self.request)' | \(command) --store postgresql://jwtls@db.example/jwtls", gives: 2,
                errors: "swift build --traits PostgreSQL")
        }
    #endif

    @Test func `it ends when its client has ended, though its input is still open`() throws {
        let script = """
            mkfifo in ends; exec 4<> in; echo '\(Self.request)' >&4
            sh -c 'jwtls --clientProcessId=$$ < in > out 3> ends & while ! [ -s out ]; do :; done' &
            cat ends; wait; echo ended
            """
        try CommandLineRun.check(script, gives: 0, output: "ended")
    }
}
