import Launching
import Testing

/// The configuration file as the program finds it, reads it, and refuses it.
struct ConfigurationFileTests {
    private static let policies =
        #"{"policies": {"api": {"key": {"file": "keys/api.jwk"}, "issuer": "joe", "audience": "api", "maxLifetime": "5m"}}}"#
    private static let setting = """
        umask 077; export HOME="$PWD/home" XDG_CONFIG_HOME="$PWD/xdg"; mkdir -p home/.config/jwtls xdg/jwtls other
        jwtls keygen --alg ES256 > key.jwk
        for place in home/.config/jwtls xdg/jwtls other; do
          mkdir "$place/keys"; jwtls key convert --to jwk --public < key.jwk > "$place/keys/api.jwk"
        done
        sign() { jwtls sign --key key.jwk --claims '{"sub":"alice"}' "$@"; }
        printf %s '\(policies)' > policies.json
        """

    private func check(
        _ script: String, gives status: Int32, output: String? = nil, errors: String? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        try CommandLineRun.check("\(Self.setting)\n\(script)", gives: status, output: output, errors: errors, location)
    }

    @Test(arguments: [
        "cp policies.json xdg/jwtls/config.json",
        "unset XDG_CONFIG_HOME; cp policies.json home/.config/jwtls/config.json",
        // What is no whole path counts as nothing.
        "XDG_CONFIG_HOME=xdg; cp policies.json home/.config/jwtls/config.json",
        "XDG_CONFIG_HOME=; cp policies.json home/.config/jwtls/config.json",
    ])
    func `it stands in the user's folder of configurations`(preparation: String) throws {
        try check(
            "\(preparation); sign --policy api | jwtls verify --policy api | grep -o '\"iss\":\"joe\",\"aud\":\"api\"'",
            gives: 0,
            output: #""iss":"joe","aud":"api""#)
    }

    @Test func `or where the command line says`() throws {
        let script = """
            cp policies.json other/mine.json; echo '{"policies":{}}' > xdg/jwtls/config.json
            sign --now 1800000000 --policy api --config other/mine.json > token
            jwtls verify --now 1800000000 --config=other/mine.json --policy api < token > first && jwtls verify --now 1800000000 --policy api --config other/mine.json -- "$(cat token)" > second
            cmp first second && jwtls verify --policy api < token
            """
        try check(script, gives: 3, errors: "There is no policy api.")
    }

    @Test func `where there is none, only who names a policy notices`() throws {
        try check("sign | jwtls verify --key key.jwk", gives: 0, output: #""valid":true"#)
        try check("jwtls policies list", gives: 0, output: #"{"policies":[]}"#)
        try check("sign --policy api", gives: 3, errors: "There is no configuration file ")
        try check(
            "jwtls policies list --config nowhere.json", gives: 3,
            errors: "There is no configuration file nowhere.json.")
        try check("mkdir d; jwtls policies list --config d", gives: 3, errors: "The configuration file d is no file.")
        try check("mkfifo p; jwtls policies list --config p", gives: 3, errors: "The configuration file p is no file.")
        try check("jwtls policies list --config ''", gives: 3, errors: "There is no configuration file")
        try check(
            "{ printf '{\"a\":\"'; head -c 2000000 /dev/zero | tr '\\0' a; printf '\"}'; } > big; jwtls policies list --config big",
            gives: 3, errors: "The configuration file big is longer than 1048576 bytes.")
    }

    @Test(arguments: ["20", "02", "22", "66"])
    func `one that others can write is refused, with the command that mends it`(bits: String) throws {
        let script = "cp policies.json c; chmod 6\(bits) c; "
        try check(
            script + "jwtls policies list --config c", gives: 3,
            errors:
                "jwtls: Others can write the configuration file c, which decides what is accepted.\n       chmod go-w c\n"
        )
        try check(script + "chmod go-w c; jwtls policies list --config c", gives: 0)
    }

    @Test func `one with a secret that others can read is refused, with the command that mends it`() throws {
        let script = """
            printf %s '{"policies":{"a":{"key":{"secret":"\(CommandLineRun.secret)","encoding":"utf8"}}}}' > c; chmod 644 c
            """
        try check(script + "\njwtls policies list --config c", gives: 3, errors: "chmod 600 c")
        try check(script + "\nchmod 600 c; jwtls policies list --config c", gives: 0)
        try check("cp policies.json c; chmod 644 c; jwtls policies list --config c", gives: 0)
    }

    @Test func `a secret in a key file that others can read is refused`() throws {
        let script = """
            cp policies.json xdg/jwtls/config.json; cp key.jwk xdg/jwtls/keys/api.jwk; sign --policy api > token
            chmod 644 xdg/jwtls/keys/api.jwk; jwtls verify --policy api < token
            """
        try check(script, gives: 3, errors: "Others than its owner can read the file with the secret key.")
    }

    @Test func `a fault is told with its line and column`() throws {
        try check(
            "printf '{\"policies\": {\\n  \"api\": {\"isuer\": \"a\"}}}' > c; jwtls policies list --config c", gives: 3,
            errors: "jwtls: c:2:11: Policy api: A policy has no member \"isuer\".\n       Did you mean issuer?\n")
    }

    @Test func `a file in the same place with the same size and the same time is another one`() throws {
        let script = """
            cp policies.json other/c; sign --policy api --config other/c > token; mkfifo in out
            jwtls --config other/c < in > out & exec 3> in 4< out
            ask() {
              printf '{"jsonrpc":"2.0","id":%s,"method":"verify","params":{"token":"%s","policy":"api"}}\\n' "$1" "$(cat token)" >&3
              read -r answer <&4; printf '%s\\n' "$answer" | cut -c1-60
            }
            ask 1; sleep 2.5; ask 2; sed s/joe/jim/ other/c > changed; touch -r other/c time; cat changed > other/c; touch -r time other/c
            sleep 0.3; ask 3; exec 3>&-; wait
            """
        let outcome = try CommandLineRun.run("\(Self.setting)\n\(script)")
        let seen = outcome.lines.map { $0.contains(#""valid":true"#) }
        #expect(seen == [true, true, false], "\(outcome.output)\n\(outcome.errors)")
    }

    @Test func `the service sees that a key file changes which it names`() throws {
        let script = """
            cp policies.json other/c; sign --policy api --config other/c > token; mkfifo in out; jwtls keygen --alg ES256 > second.jwk
            jwtls --config other/c < in > out & exec 3> in 4< out
            ask() {
              printf '{"jsonrpc":"2.0","id":%s,"method":"verify","params":{"token":"%s","policy":"api"}}\\n' "$1" "$(cat token)" >&3
              read -r answer <&4; printf '%s\\n' "$answer" | cut -c1-60
            }
            ask 1; ask 2; cp other/keys/api.jwk kept; jwtls key convert --to jwk --public < second.jwk > other/keys/api.jwk; sleep 0.3; ask 3; ask 4
            rm other/keys/api.jwk; sleep 0.3; ask 5; mv kept other/keys/api.jwk; sleep 0.3; ask 6; ask 7; exec 3>&-; wait
            """
        let outcome = try CommandLineRun.run("\(Self.setting)\n\(script)")
        let seen = outcome.lines.map { line in
            line.contains(#""valid":true"#) ? "true" : line.contains(#""valid":false"#) ? "false" : "error"
        }
        #expect(
            seen == ["true", "true", "false", "false", "error", "true", "true"], "\(outcome.output)\n\(outcome.errors)")
    }

    @Test func `the service sees that it changes, and serves others while it is broken`() throws {
        let script = """
            cp policies.json other/c; sign --policy api --config other/c > token; mkfifo in out
            jwtls --config other/c < in > out & exec 3> in 4< out
            ask() {
              printf '{"jsonrpc":"2.0","id":%s,"method":"verify","params":{"token":"%s",%s,"checks":"none"}}\\n' "$1" "$(cat token)" "$2" >&3
              read -r answer <&4; printf '%s\\n' "$answer" | cut -c1-60
            }
            public="\\"key\\":{\\"jwk\\":$(cat other/keys/api.jwk)}"
            ask 1 '"policy":"api"'; ask 2 '"policy":"api"'
            sed s/joe/jim/ policies.json > other/d; mv other/d other/c; sleep 0.3; ask 3 '"policy":"api"'
            echo '{' > other/c; sleep 0.3; ask 4 '"policy":"api"'; ask 5 "$public"
            rm other/c; sleep 0.3; ask 6 '"policy":"api"'; ask 7 "$public"
            cp policies.json other/c; sleep 0.3; ask 8 '"policy":"api"'
            exec 3>&-; wait
            """
        let outcome = try CommandLineRun.run("\(Self.setting)\n\(script)")
        let seen = outcome.lines.map { line in
            line.contains(#""valid":true"#)
                ? "true" : line.contains(#""valid":false"#) ? "false" : String(line.dropFirst(24).prefix(20))
        }
        let expected = [
            "true", "true", "false", #""error":{"code":171,"#, "true", #""error":{"code":170,"#, "true", "true",
        ]
        #expect(seen == expected.map { String($0.prefix(20)) }, "\(outcome.output)\n\(outcome.errors)")
    }
}
