import Launching
import Testing

struct AllowedFileTests {
    private static let jwk = #"{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#
    private static let setting = """
        umask 077; mkdir -p keys/below other; printf %s '\(jwk)' > keys/a.jwk; cp keys/a.jwk keys/below/b.jwk
        cp keys/a.jwk other/c.jwk; cp keys/a.jwk keys/open.jwk; chmod 644 keys/open.jwk; mkfifo keys/pipe
        printf %s '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}' > keys/public.jwk
        chmod 644 keys/public.jwk; head -c 2000000 /dev/zero > keys/big; ln -s ../other keys/link; ln -s a.jwk keys/alias
        ln -s keys also
        ask() { printf '{"jsonrpc":"2.0","id":1,"method":"verify","params":{"token":"x","key":{"%s":"%s"}}}\\n' "$1" "$2"; }
        """

    @Test(arguments: [
        "keys/a.jwk", "./keys//a.jwk", "$PWD/keys/a.jwk", "keys/below/b.jwk", "$PWD/keys/./below/b.jwk",
        "keys/public.jwk",
    ])
    func `files below the directory are read`(path: String) throws {
        try check("--allow-file keys", "file", path, #""valid":false"#)
    }

    @Test func `the directory may be named by a link, and the file by either name`() throws {
        for path in ["also/a.jwk", "$PWD/also/a.jwk", "keys/a.jwk"] {
            try check("--allow-file also", "file", path, #""valid":false"#)
        }
    }

    @Test(arguments: [
        ("other/c.jwk", "file.refused"), ("keys/../other/c.jwk", "file.refused"), ("/etc/passwd", "file.refused"),
        ("keys", "file.refused"), ("keys/", "file.refused"), ("keysa.jwk", "file.refused"), ("", "file.refused"),
        ("file://$PWD/keys/a.jwk", "file.refused"), ("~/a.jwk", "file.refused"), ("/proc/self/environ", "file.refused"),
        ("keys/link/c.jwk", "file.unreadable"), ("keys/alias", "file.unreadable"), ("keys/pipe", "file.unreadable"),
        ("keys/below", "file.unreadable"), ("keys/none", "file.unreadable"), ("keys/a.jwk/x", "file.unreadable"),
        ("keys/big", "limit.key"), ("keys/open.jwk", "key.file_permissions"), ("keys/a\\u0000.jwk", "file.refused"),
    ])
    func `anything else is refused, and says why`(path: String, code: String) throws {
        try check("--allow-file keys", "file", path, #""code":"\#(code)""#)
    }

    @Test func `without the option no file and no variable is read`() throws {
        try check("", "file", "keys/a.jwk", "file.refused")
        try check("", "env", "K", "file.refused")
    }

    @Test(arguments: [
        ("K", #""valid":false"#), ("PATH", "file.refused"), ("N", "file.unreadable"), ("", "file.refused"),
        ("k", "file.refused"),
    ])
    func `only variables that were named are read`(name: String, answer: String) throws {
        try check("--allow-env K --allow-env=N", "env", name, answer)
    }

    private func check(
        _ options: String, _ form: String, _ name: String, _ answer: String,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let script = "\(Self.setting)\nexport K='\(Self.jwk)'; ask \(form) \"\(name)\" | jwtls serve \(options)"
        let outcome = try CommandLineRun.check(script, gives: 0, output: answer, location)
        #expect(!outcome.output.contains("AAAAAAAA"), sourceLocation: location)
    }
}
