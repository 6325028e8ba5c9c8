import Launching
import Testing

/// The vectors of `Protocol/conformance` against the program, and a check of the runner itself.
@Suite(.enabled(if: BuiltProgram.has("python3"), "python3 is not here"))
struct ConformanceTests {
    @Test(arguments: ["lines", "headers"])
    func `the program withstands every vector`(framing: String) throws {
        let outcome = try BuiltProgram.shell(
            #"exec python3 "$1/Protocol/conformance/run.py" --framing "$2" --patience 600 --quiet "$JWTLS""#,
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
            exec python3 "$1/Protocol/conformance/run.py" --framing lines --patience 5 --only "$3" \
                python3 "$1/Tests/ConformanceTests/broken_server.py" "$2" "$JWTLS"
            """
        let spoiled = try BuiltProgram.shell(script, arguments: [BuiltProgram.repository, fault, vector])
        #expect(spoiled.status == 1, "\(spoiled.output)\(spoiled.errors)")
        let sound = try BuiltProgram.shell(script, arguments: [BuiltProgram.repository, "none", vector])
        #expect(sound.status == 0, "\(sound.output)\(sound.errors)")
    }
}
