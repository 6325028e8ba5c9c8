import Launching
import Testing

/// A machine that gives too little: descriptors, memory, threads, room in files. The program serves, or says in one line
/// why it cannot; it never answers something else.
struct ScarcityTests {
    private static let request =
        #"{"jsonrpc":"2.0","id":1,"method":"key/thumbprint","params":{"key":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}}}"#
    // RFC 8037, appendix A.3.
    private static let answer =
        #"{"jsonrpc":"2.0","id":1,"result":{"thumbprint":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k""#
    private static let key = #"{"jsonrpc":"2.0","id":2,"method":"keygen","params":{"alg":"ES256"}}"#
    private static let long = #"{"jsonrpc":"2.0","id":3,"method":"keygen","params":{"alg":"RS256","size":2048}}"#

    @Test(arguments: [4, 5, 6, 8])
    func `a few descriptors are enough to serve`(count: Int) throws {
        let outcome = try run("ulimit -n \(count)", [Self.request, Self.key, Self.long])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(isRight(outcome) && outcome.lines.count == 3)
        #expect(outcome.lines.allSatisfy { $0.contains("\"result\"") })
    }

    @Test func `without a descriptor for the output the program says so`() throws {
        let outcome = try run("ulimit -n 4", [Self.request], options: "--allow-file /")
        #expect(outcome.status == 3 && outcome.output.isEmpty)
        #expect(outcome.errors == "jwtls: The standard streams cannot be had.\n")
    }

    @Test func `a file that cannot be opened for want of descriptors is an error of its request alone`() throws {
        let file = #"{"jsonrpc":"2.0","id":1,"method":"key/inspect","params":{"key":{"file":"/etc/passwd"}}}"#
        let outcome = try run("ulimit -n 5", [file, Self.request], options: "--allow-file /")
        #expect(outcome.status == 0 && outcome.lines.count == 2)
        #expect(outcome.lines.first?.contains("file.unreadable") == true)
        #expect(outcome.lines.last?.contains("\"result\"") == true)
    }

    @Test func `an output that may not grow is complained of, without a signal`() throws {
        for program in ["\"$JWTLS\" < \"$TMP/in\"", "\"$JWTLS\" server info"] {
            let script = """
                TMP=$(mktemp -d); echo "$1" > "$TMP/in"
                ( ulimit -f 0; exec \(program) > "$TMP/out" 2> /dev/null ); echo $?; wc -c < "$TMP/out"; rm -r "$TMP"
                """
            #expect(try BuiltProgram.shell(script, arguments: [Self.request]).lines == ["3", "0"], "\(program)")
        }
    }

    // The runtime itself may end the process where memory ends, or libcrypto say that it could not; nothing else is answered.
    @Test(arguments: [8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512])
    func `with little memory the answers are right or missing`(mebibytes: Int) throws {
        let outcome = try run("ulimit -v \(mebibytes << 10)", [Self.request, Self.key])
        let hasFailed = outcome.lines.first?.contains("the cryptographic library failed") == true
        #expect(outcome.lines.isEmpty || isRight(outcome) || hasFailed)
        if outcome.status == 0, !outcome.isSignalled { #expect(outcome.lines.count == 2) }
        if mebibytes == 512 { #expect(outcome.status == 0) }
    }

    @Test(.enabled(if: BuiltProgram.has("setpriv") && BuiltProgram.isRoot, "only root can become somebody else"))
    func `without threads everything quick is answered, and what takes long is refused`() throws {
        let script = """
            TMP=$(mktemp -d); chmod 755 "$TMP"; cp "$JWTLS" "$TMP/jwtls"; printf '%s\\n%s\\n%s\\n' "$1" "$2" "$3" > "$TMP/in"
            prlimit --nproc=1:1 setpriv --reuid 65533 --clear-groups "$TMP/jwtls" < "$TMP/in"; code=$?
            rm -r "$TMP"; exit $code
            """
        let outcome = try BuiltProgram.shell(script, arguments: [Self.request, Self.key, Self.long])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.count == 3 && isRight(outcome))
        #expect(outcome.lines.last?.contains("The machine has no thread") == true, "\(outcome.output)")
    }

    private func isRight(_ outcome: BuiltProgram.Outcome) -> Bool {
        outcome.lines.first?.hasPrefix(Self.answer) == true
    }

    private func run(_ limit: String, _ requests: [String], options: String = "") throws -> BuiltProgram.Outcome {
        try BuiltProgram.shell(
            "\(limit); exec \"$JWTLS\" \(options)", input: requests.map { $0 + "\n" }.joined())
    }
}
