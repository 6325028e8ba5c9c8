import Launching
import Testing

/// What the process gives up before it reads anything, in which order, and what it never does.
struct StartTests {
    private static let requests = [
        #"{"jsonrpc":"2.0","id":1,"method":"keygen","params":{"alg":"ES256"}}"#,
        #"{"jsonrpc":"2.0","id":2,"method":"keygen","params":{"alg":"RS256","size":2048}}"#,
        #"{"jsonrpc":"2.0","id":3,"method":"decode","params":{"token":"eyJhbGciOiJub25lIiwiamt1IjoiaHR0cDovL2EvIn0.e30."}}"#,
        #"{"jsonrpc":"2.0","id":4,"method":"sign","params":{"claims":{},"key":{"secret":"a secret of these tests alone, long","encoding":"utf8"}}}"#,
        #"{"jsonrpc":"2.0","id":5,"method":"key/inspect","params":{"key":{"file":"/etc/passwd"}}}"#,
    ]

    /// What stands in the trace of the system calls, in this order, before the first byte of input is asked for.
    private static let order = [
        "umask(077", "PR_SET_NO_NEW_PRIVS, 1", "RLIMIT_CORE, {rlim_cur=1", "PR_SET_DUMPABLE, SUID_DUMP_DISABLE",
        "rt_sigaction(SIGPIPE, {sa_handler=SIG_IGN", "fcntl(1, F_DUPFD_CLOEXEC, 3)", "dup2(2, 1)", "read(0, ",
    ]

    @Test(.enabled(if: BuiltProgram.has("strace"), "strace is not here"))
    func `the process is closed before it reads, starts no program and opens no connection`() throws {
        let trace = try trace(
            "umask,prctl,prlimit64,setrlimit,rt_sigaction,fcntl,dup2,read,execve,clone,fork,vfork,%network")
        var rest = trace[...]
        for call in Self.order {
            let place = rest.firstIndex { $0.contains(call) }
            #expect(place != nil, "\(call) is not there, or too late")
            if let place { rest = rest[place...].dropFirst() }
        }
        #expect(trace.count { $0.contains("execve(") } == 1)
        #expect(!trace.contains { $0.contains("fork(") || $0.contains("socket(") || $0.contains("connect(") })
    }

    @Test(.enabled(if: BuiltProgram.has("strace"), "strace is not here"))
    func `nothing that the environment names is opened`() throws {
        let environment = [
            "OPENSSL_CONF", "OPENSSL_MODULES", "OPENSSL_ENGINES", "SSL_CERT_FILE", "SSL_CERT_DIR", "RANDFILE",
        ]
        let opened = try trace(
            "open,openat", environment: environment.map { "\($0)=/hostile/\($0)" }.joined(separator: " "))
        #expect(!opened.contains { $0.contains("hostile") })
        #expect(!opened.contains { $0.contains("openssl.cnf") || $0.contains("/etc/passwd") })
    }

    @Test(arguments: [
        "LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8", "LC_ALL=de_DE.UTF-8", "TZ=../../x", "TZ=America/St_Johns",
        "SWIFT_DETERMINISTIC_HASHING=1", "HOME= XDG_STATE_HOME=relative TMPDIR=/nowhere", "MALLOC_PERTURB_=165",
    ])
    func `the environment changes no answer`(setting: String) throws {
        let request = #"""
            {"jsonrpc":"2.0","id":1,"method":"decode","params":{"token":"eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE4MDAwMDAwMDAuNSwiSSI6ImkiLCJpIjoiSSJ9.AAAA","now":0}}
            """#
        let plain = try BuiltProgram.shell("exec \"$JWTLS\"", input: request)
        let changed = try BuiltProgram.shell("exec env \(setting) \"$JWTLS\"", input: request)
        #expect(plain.status == 0 && plain.lines.count == 1)
        #expect(changed.status == 0 && changed.output == plain.output)
    }

    @Test(.enabled(if: BuiltProgram.has("setpriv") && BuiltProgram.isRoot, "only root can become somebody else"))
    func `nobody of the same user looks into the process`() throws {
        // The files of a process that may not be looked into belong to root (proc(5)).
        let script = """
            TMP=$(mktemp -d); chmod 755 "$TMP"; cp "$JWTLS" "$TMP/jwtls"; mkfifo "$TMP/in"; chmod 644 "$TMP/in"; : > "$TMP/out"
            setpriv --reuid 65533 --clear-groups "$TMP/jwtls" $2 < "$TMP/in" > "$TMP/out" & exec 3> "$TMP/in"
            printf '%s\\n' "$1" >&3; until [ -s "$TMP/out" ]; do :; done
            stat -c %u /proc/$!/mem /proc/$!/environ; grep '^Umask' /proc/$!/status
            exec 3>&-; wait $!; rm -r "$TMP"
            """
        let closed = try BuiltProgram.shell(script, arguments: [Self.requests[2], ""])
        #expect(closed.lines == ["0", "0", "Umask:\t0077"], "\(closed.output)\(closed.errors)")
        let open = try BuiltProgram.shell(script, arguments: [Self.requests[2], "--allow-debug"])
        #expect(open.lines == ["65533", "65533", "Umask:\t0077"], "\(open.output)\(open.errors)")
    }

    // Every system call of these kinds that a conversation makes.
    private func trace(_ kinds: String, environment: String = "") throws -> [String] {
        let script = """
            TMP=$(mktemp -d); env \(environment) strace -f -qq -e signal=none -e trace=\(kinds) -o "$TMP/log" "$JWTLS" > "$TMP/out"
            wc -l < "$TMP/out" >&2; cat "$TMP/log"; rm -r "$TMP"
            """
        let outcome = try BuiltProgram.shell(script, input: Self.requests.map { $0 + "\n" }.joined())
        #expect(outcome.errors == "\(Self.requests.count)\n", "\(outcome.errors)")
        return outcome.lines
    }
}
