import Launching
import Testing

struct ExitCodeTests {
    private static let secret = CommandLineRun.withSecret
    private static let good = "$(jwtls sign \(secret) --claims '{\"sub\":\"alice\"}' --expires-in 5m)"

    @Test func `a good token gives 0`() throws {
        try CommandLineRun.check("jwtls verify \(Self.secret) \(Self.good)", gives: 0, output: #""sub":"alice""#)
    }

    @Test(arguments: [
        ("jwtls verify \(secret) \(good)x", "signature.invalid"),
        ("jwtls verify \(secret) --audience api \(good)", "claim.missing"),
        ("jwtls verify \(secret) --now +1h \(good)", "claim.exp_expired"),
        ("jwtls verify \(secret) nonsense", "token."),
        ("jwtls verify \(secret) \(good) nonsense", #""valid":true"#),
        ("jwtls verify \(secret) nonsense \(good)", #""valid":true"#),
    ])
    func `a refused token gives 1, whatever the others are`(script: String, output: String) throws {
        try CommandLineRun.check(script, gives: 1, output: output)
    }

    @Test func `a token that its own policy would refuse is not made`() throws {
        let script = "jwtls sign \(Self.secret) --claims '{}' --policy '{\"requiredClaims\":\"exp\"}'"
        let outcome = try CommandLineRun.check(script, gives: 1, errors: "exp")
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [
        ("jwtls nonsense", "no command nonsense"),
        ("jwtls verfy", "Did you mean verify?"),
        ("jwtls server", "info, stats"),
        ("jwtls verify --isuer me x", "--issuer"),
        ("jwtls verify x", "--key"),
        ("jwtls verify \(secret) < /dev/null", "No token"),
        ("jwtls verify --secret-file secret x", "--secret-encoding"),
        ("jwtls verify --secret-file secret --secret-encoding guess x", "utf8, base64url"),
        ("jwtls verify \(secret) --algorithms none x", "algorithms"),
        ("jwtls verify \(secret) --clock-tolerance soon x", "--clock-tolerance"),
        ("jwtls verify \(secret) --claims '{' x", "--claims takes JSON"),
        ("jwtls verify \(secret) --claims 7 x", "--claims"),
        ("jwtls verify --secret-file - --secret-encoding utf8 -", "standard input"),
        ("jwtls sign \(secret) --claims '{}' --claims-more", "--claims"),
        ("jwtls decode --color sometimes x", "'always'"),
        ("jwtls completions tcsh", "bash, zsh and fish"),
        ("jwtls --stdio --nonsense", "no option --nonsense"),
        ("jwtls --framing both", "auto, lines, headers"),
        ("jwtls --stdio=yes", "takes no value"),
        ("jwtls --clientProcessId", "takes a number"),
        ("jwtls serve --alow-file /", "--allow-file"),
    ])
    func `a wrong command line gives 2 and says what is wrong`(script: String, errors: String) throws {
        let outcome = try CommandLineRun.check(script, gives: 2, errors: errors)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("jwtls: "))
    }

    @Test(arguments: [
        ("jwtls verify --key missing.pem x", "no file missing.pem"),
        ("jwtls verify --key . x", "neither a file nor a pipe"),
        ("jwtls verify --key secret x", "secret: The key cannot be used"),
        ("head -c 2000000 /dev/zero > big; jwtls verify --key big x", "longer than"),
        ("jwtls verify --key /dev/zero x", "longer than"),
        ("jwtls verify --key-env NOT_SET x", "NOT_SET is not set"),
        ("printf %s '{\"kty\":\"oct\",\"k\":\"!\"}' > bad; jwtls verify --key bad x", "bad: The key cannot be used"),
        ("jwtls decode @missing", "no file missing"),
        ("jwtls decode x > /dev/full", "cannot be written"),
        ("jwtls --allow-file missing", "no such directory"),
    ])
    func `a key or a file that fails gives 3 and is named`(script: String, errors: String) throws {
        let outcome = try CommandLineRun.check(script, gives: 3, errors: errors)
        #expect(outcome.output.isEmpty)
    }

    @Test func `with several keys the one that cannot be used is named`() throws {
        let script = """
            printf %s '{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}' > good.jwk; printf x > bad.jwk
            jwtls verify --key good.jwk --key bad.jwk x
            """
        try CommandLineRun.check(script, gives: 3, errors: "bad.jwk: ")
    }

    // Whoever started us may ignore SIGPIPE, and we with it.
    @Test(arguments: ["", "trap '' PIPE; "])
    func `a reader that has enough ends it quietly`(preparation: String) throws {
        let outcome = try CommandLineRun.check(
            "\(preparation)yes x 2>&- | head -n 20000 2>&- | jwtls decode | head -n 1 | wc -l", gives: 0)
        #expect(outcome.errors.isEmpty)
    }
}
