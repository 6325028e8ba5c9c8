import Launching
import Testing

/// Revocations that go from one store to another as a status list, on the command line.
struct StatusListCommandTests {
    @Test func `what is exported from one store is refused where it was imported`() throws {
        let secret = CommandLineRun.withSecret
        let script = """
            token=$(jwtls sign \(secret) --expires-in 1h --claims \
                '{"jti":"1","status":{"status_list":{"idx":5,"uri":"https://a.example/1"}}}')
            jwtls revoke "$token" \(secret) --store a.sqlite > revoked
            jwtls revocations export --uri https://a.example/1 \(secret) --store a.sqlite > list
            jwtls revocations import "$(cat list)" \(secret) --store b.sqlite | jq -r .about.size
            jwtls verify "$token" \(secret) --store b.sqlite --json | jq -r '.failures[0].code'
            jwtls revocations import "$token" \(secret) --store b.sqlite > refused
            """
        try CommandLineRun.check(script, gives: 1, output: "131072\nstatus.invalid\n")
    }
}
