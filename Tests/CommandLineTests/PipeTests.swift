import Launching
import Testing

struct PipeTests {
    private static let secret = CommandLineRun.withSecret
    private static let make = """
        a=$(jwtls sign \(secret) --claims '{"sub":"a"}'); b=$(jwtls sign \(secret) --claims '{"sub":"b"}')
        """

    @Test(arguments: [
        ("printf '%s\\n%s\\n' $a $b", 2), ("printf '%s\\r\\n%s' $a $b", 2),
        ("printf '\\n\\n%s\\n \\n%s\\n\\n' $a $b", 2),
        ("echo $a; echo $b; echo $a", 3),
        // JSON over lines, as jq prints it.
        ("jwtls sign \(secret) --claims '{}' --serialization general | sed 's/,/,\\n  /g'; echo $a", 2),
        // What looks like JSON and never ends swallows nobody.
        ("printf '{\"payload\":\\n'; echo $a; printf '{\"x\": [\\n{\"y\": 1}\\n'; echo $b", 5),
    ])
    func `one token a line is one result a line`(tokens: String, count: Int) throws {
        let script = "\(Self.make); { \(tokens); } | jwtls decode | tee results | wc -l; cut -c1-18 results | sort -u"
        try CommandLineRun.check(script, gives: 0, output: "\(count)\n{\"verified\":false,\n")
    }

    @Test(arguments: ["< tokens", "- < tokens", "@tokens", "@- < tokens", "$a $b", "$a @other", "$a - < other"])
    func `tokens come from arguments, files and standard input`(source: String) throws {
        let script = """
            \(Self.make); printf '%s\\n' $a $b > tokens; echo $b > other
            jwtls verify \(Self.secret) \(source) | grep -o '"sub":"."' | tr '\\n' ' '
            """
        try CommandLineRun.check(script, gives: 0, output: #""sub":"a" "sub":"b" "#)
    }

    @Test func `a line that is too long is answered, and so are those behind it`() throws {
        let script =
            "\(Self.make); { head -c 3000000 /dev/zero | tr '\\0' x; echo; echo $a; } | jwtls verify \(Self.secret)"
        let outcome = try CommandLineRun.check(script, gives: 1)
        #expect(outcome.lines.count == 2)
        #expect(outcome.lines.last?.contains(#""valid":true"#) == true)
    }

    @Test func `each result is there as soon as its token is`() throws {
        let script = """
            \(Self.make); mkfifo in out; SECRET=$(cat secret) jwtls verify --secret-env SECRET --secret-encoding utf8 < in > out &
            exec 3> in 4< out; echo $a >&3; read -r first <&4
            grep -c thirty-two /proc/$!/environ /proc/$!/cmdline
            echo $b >&3; read -r second <&4; exec 3>&-; wait $!; echo "$first $second" | grep -o '"sub":"."'
            """
        let outcome = try CommandLineRun.check(script, gives: 0, output: "\"sub\":\"a\"\n\"sub\":\"b\"\n")
        #expect(outcome.output.contains("environ:0") && outcome.output.contains("cmdline:0"))
    }

    @Test(
        .enabled(if: BuiltProgram.has("jq")),
        arguments: [
            ("jwtls decode $a | jq -r .payload.sub", "a"), ("jwtls verify \(secret) $b | jq -r .claims.sub", "b"),
            ("printf '%s\\n' $a $b | jwtls decode | jq -rs 'map(.payload.sub) | add'", "ab"),
            ("jwtls sign \(secret) --claims '{}' --json | jq -r .alg", "HS256"),
            ("jwtls server info | jq -r .name", "jwtls"),
        ])
    func `jq reads what is no terminal`(script: String, output: String) throws {
        let outcome = try CommandLineRun.check("\(Self.make); \(script)", gives: 0)
        #expect(outcome.output == output + "\n")
    }

    @Test func `the result is the one that the service answers`() throws {
        let script = """
            \(Self.make); jwtls decode --now 0 $a > command
            printf '{"jsonrpc":"2.0","id":1,"method":"decode","params":{"token":"%s","now":0}}\\n' $a | jwtls > service
            printf '{"jsonrpc":"2.0","id":1,"result":%s}\\n' "$(cat command)" | cmp - service
            """
        try CommandLineRun.check(script, gives: 0)
    }

    @Test(arguments: [
        ("--claims '{\"n\":12345678901234567890}'", #""n":12345678901234567890"#),
        ("--claims @claims", #""from":"file""#),
        ("--claims @- < claims", #""from":"file""#), ("--claims '{}' --jti true", #""jti":""#),
        ("--claims '{}' --jti me", #""jti":"me""#), ("--claims '{}' --jti '\"12\"'", #""jti":"12""#),
        ("--claims '{}' --audience a --audience b", #""aud":["a","b"]"#),
        ("--claims '{}' --audience @x", #""aud":"@x""#),
        ("--claims '{}' --not-before -1h --now 7200", #""nbf":3600"#),
    ])
    func `options become parameters as they are meant`(options: String, claims: String) throws {
        let script = """
            printf '{"from":"file"}' > claims
            jwtls decode $(jwtls sign \(Self.secret) \(options))
            """
        try CommandLineRun.check(script, gives: 0, output: claims)
    }
}
