import Launching
import Testing

/// What is kept, seen from outside: nothing that was answered is lost, whatever ends the process, and races have one winner.
@Suite(.enabled(if: BuiltProgram.has("python3"), "python3 is not here"))
struct StateTests {
    // 3: the machine does not allow it.
    private func run(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let outcome = try BuiltProgram.shell(
            #"set -- "$1" $2; exec python3 "$1/Tests/ProcessTests/state.py" "$2" "$JWTLS" $3 $4 $5"#,
            arguments: [BuiltProgram.repository, words])
        #expect(
            outcome.status == 0 || outcome.status == 3, "\(outcome.output)\(outcome.errors)",
            sourceLocation: sourceLocation)
    }

    @Test func `what was answered is kept by a process that is killed at any moment`() throws { try run("killed 60") }

    @Test func `what was kept stays whole, at whichever call the process is killed`() throws { try run("calls") }

    @Test func `what was answered is on the disk when the power goes out`() throws { try run("power") }

    @Test func `of eight processes that use one token, one may`() throws { try run("race 8 1000") }

    @Test func `of two uses in one batch, one counts`() throws { try run("batch") }

    #if PostgreSQL
        @Test func `of eight processes that use one token in PostgreSQL, one may`() throws {
            try run("race 8 200 postgresql")
        }

        @Test func `what was answered is in PostgreSQL when its server was killed and is back`() throws {
            try run("away")
        }
    #endif

    @Test func `a full disk is an error, and all else is served`() throws { try run("full") }

    @Test func `on a disk that cannot be written nothing is believed of the store, and all else is served`() throws {
        try run("read-only")
    }

    @Test func `whatever the clock says, nothing that was revoked is good again`() throws { try run("clock") }
}
