import Launching
import Testing

/// Signals that end a program: at any moment of a conversation it ends at once and by that signal, what it had written is
/// whole answers, and nothing is left behind. Nothing has to be finished, since nothing is kept.
struct SignalTests {
    @Test(.enabled(if: BuiltProgram.has("python3"), "python3 is not here"))
    func `signals end the program at once, wherever it is`() throws {
        let outcome = try BuiltProgram.shell(
            #"exec python3 "$1/Tests/ProcessTests/signals.py" "$JWTLS""#, arguments: [BuiltProgram.repository])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
}
