import Launching
import Testing

/// Command lines that are spelled out are read without the parser; what comes of them must be what the parser makes of
/// them, which reads whatever has a `--` of its own at the end.
struct PlainCommandTests {
    @Test(arguments: [
        "sign --secret-file secret --secret-encoding utf8 --claims '{\"sub\":\"alice\"}' --now 1700000000",
        "sign --secret-file=secret --secret-encoding=utf8 --claims='{}' --expires-in=+1h --now=1700000000",
        "sign --claims '{}' --secret-file secret --secret-encoding utf8 --json --now 1 --issued-at -1h",
        "decode --no-describe --now 1 eyJhbGciOiJIUzI1NiJ9.e30. eyJhbGciOiJIUzI1NiJ9.e30.",
        "decode --describe --pretty --color never --now 1 eyJhbGciOiJIUzI1NiJ9.e30.",
        "decode --color=always --now=1 --pretty eyJhbGciOiJIUzI1NiJ9.e30.", "decode --json --now 1 -",
        "decode --describe --describe x", "decode --describe --no-describe x", "decode --describe=true x",
        "decode --now 1 --now 2 x", "decode --color blue x", "decode --colour never x", "decode -x",
        "decode --unknown x", "decode --redact all --now 1 eyJhbGciOiJIUzI1NiJ9.e30.AA", "decode --redact some x",
        "verify --secret-file secret --secret-encoding utf8 --audience a --audience b --now 1 x y",
        "verify --secret-file secret --secret-encoding utf8 --audience -a x", "verify x", "verify --key nowhere x",
        "verify --secret a x", "verify --secret-file secret --secret-encoding base64 x", "key", "key nothing",
        "key inspect --secret-file secret", "key thumbprint nowhere", "key match nowhere elsewhere further",
        "server info --pretty --color never nothing", "decoded x", "decode --json=yes x", "decode --pretty --json x",
        "decode ''", "decode --now '' x", "decode --now= x",
    ])
    func `a command line means the same to both of its readers`(line: String) throws {
        let input = "eyJhbGciOiJIUzI1NiJ9.e30.\n"
        let plain = try CommandLineRun.run("jwtls \(line)", input: input)
        let parsed = try CommandLineRun.run("jwtls \(line) --", input: input)
        #expect(plain.status == parsed.status, "\(line): \(plain.errors) \(parsed.errors)")
        #expect(plain.output == parsed.output, "\(line)")
        #expect(plain.errors == parsed.errors, "\(line)")
    }
}
