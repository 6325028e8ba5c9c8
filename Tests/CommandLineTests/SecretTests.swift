import Launching
import Testing

struct SecretTests {
    @Test(arguments: ["--secret 'SECRET'", "--secret='SECRET'", "--password 'SECRET'", "--password='SECRET'"])
    func `a secret in the argument list is refused and not repeated`(option: String) throws {
        let option = option.replacing("SECRET", with: CommandLineRun.secret)
        try CommandLineRun.check("jwtls verify \(option) x", gives: 2, errors: "does not stand in the argument list")
    }

    @Test(arguments: [
        "--secret-file secret --secret-encoding utf8", "--secret-file secret --secret-encoding raw",
        "--secret-file - --secret-encoding utf8 < secret",
        "--secret-file line --secret-encoding utf8 --secret-trim-newline",
        "--secret-file base64 --secret-encoding base64", "--secret-file hex --secret-encoding hex",
        "--secret-env S --secret-encoding utf8", "--key jwk", "--key - < jwk", "--key-env K", "--key other --key jwk",
    ])
    func `a secret is the same wherever it comes from`(options: String) throws {
        let script = """
            umask 077; { cat secret; echo; } > line; base64 -w 0 < secret > base64; echo >> base64
            od -An -v -tx1 < secret | tr -d ' \\n' > hex
            printf '{"kty":"oct","k":"%s"}' "$(tr -d '\\n' < base64 | tr '+/' '-_' | tr -d =)" > jwk
            printf '{"kty":"oct","k":"%s"}' "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" > other
            export S="$(cat secret)" K="$(cat jwk)"
            token=$(jwtls sign --secret-file secret --secret-encoding utf8 --claims '{}')
            jwtls verify $token \(options)
            """
        let outcome = try CommandLineRun.check(script, gives: 0, output: #""valid":true"#)
        #expect(outcome.errors.isEmpty)
    }

    @Test func `a line end behind a secret is part of it, and is told of`() throws {
        let script = """
            (umask 077; { cat secret; echo; } > line)
            jwtls verify --secret-file line --secret-encoding utf8 $(jwtls sign \(CommandLineRun.withSecret) --claims '{}')
            """
        try CommandLineRun.check(script, gives: 1, errors: "line end behind the secret")
    }

    @Test(arguments: [
        ("644 secret", CommandLineRun.withSecret), ("640 jwk", "--key jwk"), ("604 set", "--key set"),
    ])
    func `a secret that others can read is told of and used`(mode: String, options: String) throws {
        let script = """
            jwk='{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}'
            printf %s "$jwk" > jwk; printf '{"keys":[%s]}' "$jwk" > set; chmod \(mode)
            jwtls verify \(options) x
            """
        let outcome = try CommandLineRun.check(script, gives: 1, errors: "others can read the secret in")
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test func `a public key is for everybody`() throws {
        let script = """
            printf %s '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}' > jwk; chmod 644 jwk
            jwtls verify --key jwk x
            """
        #expect(try CommandLineRun.check(script, gives: 1).errors.isEmpty)
    }

    @Test func `no core is dumped, and no neighbour looks into the process`() throws {
        let script = """
            mkfifo in; ulimit -c unlimited 2> /dev/null; jwtls serve < in > out &
            exec 3> in; echo '{"jsonrpc":"2.0","id":1,"method":"server/info"}' >&3
            while ! [ -s out ]; do :; done
            grep '^Max core' /proc/$!/limits | tr -s ' '; grep NoNewPrivs /proc/$!/status; exec 3>&-; wait $!
            """
        try CommandLineRun.check(script, gives: 0, output: "Max core file size 1 1 bytes \nNoNewPrivs:\t1")
    }
}
