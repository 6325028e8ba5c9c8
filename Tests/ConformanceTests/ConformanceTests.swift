import Launching
import Testing

/// The vectors of `Protocol/conformance` against the program, and a check of the runner itself.
@Suite(.enabled(if: BuiltProgram.has("python3"), "python3 is not here"))
struct ConformanceTests {
    @Test(arguments: ["lines", "headers"])
    func `the program withstands every vector`(framing: String) throws {
        let outcome = try BuiltProgram.shell(
            #"exec python3 "$1/Protocol/conformance/run.py" --with-parent --framing "$2" --patience 600 --quiet "$JWTLS""#,
            arguments: [BuiltProgram.repository, framing])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test(arguments: [
        ("silence", "json.word"), ("rounding", "id.large"), ("chatter", "notification.known"), ("noise", "id.zero"),
        ("codes", "json.word"), ("order", "id.kinds"), ("exit", "id.zero"), ("death", "id.zero"),
        ("deafness", "json.word"), ("muttering", "id.zero"), ("echo", "json.secret-not-repeated"),
        ("namelessness", "request.params-type"), ("twice", "flow.cancel-running"), ("pipes", "input.file"),
        ("pipes", "input.socket"), ("pipes", "input.terminal"), ("fragility", "flow.reader-leaves"),
    ])
    func `the runner finds what is wrong with a server`(fault: String, vector: String) throws {
        let script = """
            exec python3 "$1/Protocol/conformance/run.py" --with-parent --framing lines --patience 5 --only "$3" \
                python3 "$1/Tests/ConformanceTests/broken_server.py" "$2" "$JWTLS"
            """
        let spoiled = try BuiltProgram.shell(script, arguments: [BuiltProgram.repository, fault, vector])
        #expect(spoiled.status == 1, "\(spoiled.output)\(spoiled.errors)")
        let sound = try BuiltProgram.shell(script, arguments: [BuiltProgram.repository, "none", vector])
        #expect(sound.status == 0, "\(sound.output)\(sound.errors)")
    }

    // A server that answers nothing and never ends, and says into a pipe of its own who it is.
    private static let beginning = """
        folder=$(mktemp -d); trap 'rm -r "$folder"' EXIT
        mkfifo "$folder/server"
        run() { exec python3 "$1/Protocol/conformance/run.py" --patience 30 --only json.word --framing lines "$2" \
            sh -c 'echo $$ > "$0"; exec sleep 600' "$folder/server"; }
        is_there() { [ -n "$(tr -d '\\0' < "/proc/$1/cmdline" 2> /dev/null)" ]; }

        """

    @Test(arguments: ["TERM", "HUP"])
    func `a server ends with the runner when that is told to end`(signal: String) throws {
        let outcome = try BuiltProgram.shell(
            Self.beginning + """
                run "$1" --quiet & runner=$!
                read -r server < "$folder/server"
                kill -s "$2" "$runner"; wait "$runner"; echo "$?"
                is_there "$server" && echo "the server runs" || true
                """, arguments: [BuiltProgram.repository, signal])
        #expect(outcome.output == "130\n", "\(outcome.errors)")
    }

    @Test func `the runner and its server end with their parent where that is asked for`() throws {
        let outcome = try BuiltProgram.shell(
            Self.beginning + """
                server=$( (run "$1" --with-parent & read -r server < "$folder/server"; echo "$server") )
                is_there "$server" && echo "the server runs" || echo "$server" | tr -d '0-9'
                """, arguments: [BuiltProgram.repository])
        #expect(outcome.output == "\n", "\(outcome.errors)")
    }

    @Test func `a server that is spoilt ends with whoever spoils it`() throws {
        let outcome = try BuiltProgram.shell(
            """
            folder=$(mktemp -d); trap 'rm -r "$folder"' EXIT
            mkfifo "$folder/out"
            yes '{"jsonrpc":"2.0","id":1,"method":"server/info"}' \
                | python3 "$1/Tests/ConformanceTests/broken_server.py" none "$JWTLS" > "$folder/out" & spoiler=$!
            exec 3< "$folder/out"
            head -c 65536 <&3 > "$folder/read"
            kill -s KILL "$spoiler"
            # Whoever else holds the output open is left behind.
            timeout 30 cat <&3 > "$folder/read" || echo "something is left"
            """, arguments: [BuiltProgram.repository])
        #expect(outcome.output.isEmpty, "\(outcome.output)\(outcome.errors)")
    }
}
