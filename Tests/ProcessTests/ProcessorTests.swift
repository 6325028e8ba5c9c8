import Launching
import Testing

struct ProcessorTests {
    @Test(.enabled(if: BuiltProgram.has("taskset"), "taskset is not here"))
    func `no more threads are started than processors may be used`() throws {
        // Requests that come together are shared by all threads; their answers show that those have started.
        let outcome = try BuiltProgram.shell(
            #"""
            TMP=$(mktemp -d)
            mkfifo "$TMP/pipe"
            first=$(sed -n 's/^Cpus_allowed_list:[^0-9]*\([0-9]*\).*/\1/p' /proc/self/status)
            for number in $(seq 64); do printf '%s\n' "$1"; done > "$TMP/in"
            taskset -c "$first" "$JWTLS" < "$TMP/pipe" > "$TMP/out" &
            exec 3> "$TMP/pipe"
            cat "$TMP/in" >&3
            until [ "$(wc -l < "$TMP/out")" -eq 64 ]; do :; done
            ls "/proc/$!/task" | wc -l
            exec 3>&-
            wait $!
            rm -r "$TMP"
            """#, arguments: [#"{"jsonrpc":"2.0","id":1,"method":"server/info"}"#])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines == ["1"])
    }
}
