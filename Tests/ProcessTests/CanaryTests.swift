import Launching
import Testing

/// Secrets that are recognisable, given in every way there is: nobody finds one in what the program says.
struct CanaryTests {
    @Test(.enabled(if: BuiltProgram.has("python3"), "python3 is not here"))
    func `no secret stands in an answer, an error or on standard error`() throws {
        let outcome = try BuiltProgram.shell(
            #"exec python3 "$1/Tests/ProcessTests/canaries.py" "$JWTLS""#, arguments: [BuiltProgram.repository])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
}
