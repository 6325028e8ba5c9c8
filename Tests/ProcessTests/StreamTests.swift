import Launching
import Testing

/// The standard streams as a process meets them: closed, empty, full, not to be read, and never shared with a print.
struct StreamTests {
    private static let request = #"{"jsonrpc":"2.0","id":1,"method":"server/stats"}"#

    @Test func `descriptor 1 is standard error, so that a stray print cannot stand between two messages`() throws {
        // The process waits for its input while its descriptors are looked at.
        let outcome = try BuiltProgram.shell(
            #"""
            mkfifo "$TMP/pipe"
            "$JWTLS" < "$TMP/pipe" > "$TMP/out" 2> "$TMP/err" &
            exec 3> "$TMP/pipe"
            printf '%s\n' "$1" >&3
            until [ -s "$TMP/out" ]; do :; done
            readlink "/proc/$!/fd/1" "/proc/$!/fd/2"
            grep -h '^Max core file size' "/proc/$!/limits"
            exec 3>&-
            wait $!
            rm -r "$TMP"
            """#.withTemporaryFolder, arguments: [Self.request])
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 3, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.lines.prefix(2).allSatisfy { $0.hasSuffix("/err") })
        #expect(outcome.lines.last?.split(separator: " ").dropFirst(4).first == "1")
    }

    @Test(arguments: [
        ("\"$JWTLS\" < /dev/null", 0, ""), ("\"$JWTLS\" <&-", 0, ""), ("\"$JWTLS\" <&- >&- 2>&-", 0, ""),
        ("\"$JWTLS\" 2>&- < \"$TMP/in\"", 0, "answer"), ("\"$JWTLS\" >&- < \"$TMP/in\"", 0, ""),
        ("\"$JWTLS\" < \"$TMP/in\" > \"$TMP/out\"; cat \"$TMP/out\"", 0, "answer"),
        ("\"$JWTLS\" < \"$TMP/in\" > /dev/full", 3, ""), ("\"$JWTLS\" < /", 3, ""),
        ("cat \"$TMP/in\" | \"$JWTLS\" | cat", 0, "answer"),
        ("{ cat \"$TMP/in\" \"$TMP/in\"; } | { \"$JWTLS\"; echo $? >&2; } | head -c 1 > /dev/null", 0, ""),
    ])
    func `the program ends by itself whatever its streams are`(command: String, code: Int32, output: String) throws {
        let script = "printf '%s\\n' \"$1\" > \"$TMP/in\"; \(command); code=$?; rm -r \"$TMP\"; exit $code"
        let outcome = try BuiltProgram.shell(script.withTemporaryFolder, arguments: [Self.request])
        #expect(!outcome.isSignalled)
        #expect(outcome.status == code, "\(outcome.errors)")
        #expect(outcome.lines.count == (output.isEmpty ? 0 : 1))
    }

    @Test func `a stream that cannot be used is complained of by its name`() throws {
        let full = try BuiltProgram.shell(#"echo "$1" | "$JWTLS" > /dev/full"#, arguments: [Self.request])
        #expect(full.errors.hasPrefix("jwtls: standard output: "))
        let directory = try BuiltProgram.shell(#""$JWTLS" < /"#)
        #expect(directory.errors.hasPrefix("jwtls: standard input: "))
    }

    @Test(.enabled(if: BuiltProgram.has("python3"), "python3 is not here"))
    func `streams that do not block are waited for`() throws {
        let outcome = try BuiltProgram.shell(
            #"exec python3 "$1/Tests/ProcessTests/nonblocking.py" "$JWTLS""#, arguments: [BuiltProgram.repository])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "500\n")
    }
}

extension String {
    /// The script with a folder of its own, `$TMP`.
    fileprivate var withTemporaryFolder: String { "TMP=$(mktemp -d); " + self }
}
