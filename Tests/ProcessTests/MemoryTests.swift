import Launching
import Testing

/// What the running program keeps of secrets, seen from outside: its memory is searched for their octets, their base64 and
/// hexadecimal texts and, in the order in which libcrypto keeps numbers, for what is turned around.
///
/// Keys that were given are kept to be used again, each as itself; the text of a shared secret is kept for `verify` to
/// recognise the next request by. Nothing else is there three requests later, and none of it once other keys took the
/// place: no text of a private key, no password, no key that was made here.
struct MemoryTests {
    @Test(.enabled(if: BuiltProgram.has("python3"), "python3 is not here"))
    func `no secret stays in memory that is not kept to be used`() throws {
        let outcome = try BuiltProgram.shell(
            #"exec python3 "$1/Tests/ProcessTests/memory.py" "$JWTLS""#, arguments: [BuiltProgram.repository])
        // 3: the machine lets nobody read another process's memory.
        #expect(outcome.status == 0 || outcome.status == 3, "\(outcome.output)\(outcome.errors)")
    }
}
