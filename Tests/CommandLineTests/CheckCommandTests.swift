import JSON
import Launching
import Testing

struct CheckCommandTests {
    // A token of 2011, and what makes a private key.
    private static let token =
        "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.wFfZrUEAzfOTkCXXY7n5M_3zY3S0KNkQzQpFHOvTz5c"
    private static let found = "warning: The token expired"

    private static func files(_ script: String) -> String {
        """
        printf 'A=%s\\n' \(token) > a.env; mkdir sub sub/.git tests; printf 'é %s\\n' \(token) > 'sub/b c.txt'
        printf %s \(token) > sub/.git/c; printf '\\0%s' \(token) > binary; printf %s \(token) > tests/d; ln -s a.env link
        \(script)
        """
    }

    @Test func `a folder is looked through by name, without links, binary files and what is Git's`() throws {
        let outcome = try CommandLineRun.check(Self.files("jwtls check ."), gives: 1)
        let lines = outcome.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 3, "\(outcome.output)")
        #expect(lines[0].hasPrefix("a.env:1:3: \(Self.found)") && lines[0].hasSuffix(" [claim.exp_expired]"))
        #expect(lines[1].hasPrefix("sub/b c.txt:1:3: \(Self.found)"))
        // What stands among tests is a hint.
        #expect(lines[2].hasPrefix("tests/d:1:1: hint: "))
    }

    @Test(arguments: [
        ("jwtls check a.env", 1, found), ("jwtls check --severity error a.env", 0, found),
        ("jwtls check --severity hint tests", 1, "hint: "), ("jwtls check tests", 0, "hint: "),
        ("jwtls check - < a.env", 1, "-:1:3: \(found)"), ("jwtls check binary", 1, "binary:1:2: \(found)"),
        ("jwtls check link", 1, "link:1:3: \(found)"), ("echo nothing | jwtls check -", 0, ""),
        ("jwtls check sub/../a.env", 1, "sub/../a.env:1:3: \(found)"),
    ])
    func `the exit code says whether something so severe was found`(script: String, status: Int32, output: String)
        throws
    {
        try CommandLineRun.check(Self.files(script), gives: status, output: output.isEmpty ? nil : output)
    }

    @Test(arguments: [
        ("jwtls check", 2, "Missing expected argument"), ("jwtls check --format xml .", 2, "invalid for '--format"),
        ("jwtls check --severity none .", 2, "invalid for '--severity"),
        ("jwtls check a.env nothing", 3, "There is no file nothing."),
        ("echo '{' > .jwtls.json; jwtls check a.env", 3, ".jwtls.json: It is not JSON"),
    ])
    func `a wrong command line and a file that cannot be read are told apart`(
        script: String, status: Int32, errors: String
    ) throws {
        try CommandLineRun.check(Self.files(script), gives: status, errors: errors)
    }

    @Test func `what can be read is looked at although something else cannot`() throws {
        try CommandLineRun.check(Self.files("jwtls check nothing a.env"), gives: 3, output: "a.env:1:3: \(Self.found)")
    }

    @Test(arguments: [
        (#"{"severities":{"claim.exp_expired":"off"}}"#, 0, ""),
        (#"{"severities":{"claim.exp_expired":"error"}}"#, 1, "error: The token expired"),
        (#"{"exclude":["**/*.env"]}"#, 0, ""), (#"{"keys":["key.jwk"]}"#, 1, "[signature.invalid]"),
        (#"{"enabel":true}"#, 1, found),
    ])
    func `the settings of the folder count, and its keys`(settings: String, status: Int32, output: String) throws {
        let key =
            #"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#
        try CommandLineRun.check(
            Self.files(
                "(umask 077; printf %s '\(key)' > key.jwk); printf %s '\(settings)' > .jwtls.json; jwtls check a.env"),
            gives: status, output: output.isEmpty ? nil : output)
    }

    @Test func `a setting that is not known is told of`() throws {
        try CommandLineRun.check(
            Self.files("echo '{\"enabel\":true}' > .jwtls.json; jwtls check a.env"), gives: 1,
            errors: "jwtls: warning: There is no setting \"enabel\".")
    }

    @Test func `what has been allowed where it stands is not found`() throws {
        try CommandLineRun.check(
            "printf '%s # jwtls:ignore[claim.exp_expired]\\n' \(Self.token) > a.sh; jwtls check a.sh", gives: 0)
    }

    @Test func `a token that everybody can sign is found`() throws {
        let token =
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MTc2NzIyOTIwMH0.WudoWt-PmtDq8d3nY52NpGdp_1iBdU13iwFscFgUYQ8"
        try CommandLineRun.check(
            "echo \(token) > a.env; jwtls check --severity error a.env", gives: 1,
            output: "[signature.published_secret]")
    }

    @Test func `JSON says the same, with the bytes`() throws {
        let outcome = try CommandLineRun.check(Self.files("jwtls check --format json 'sub/b c.txt'"), gives: 1)
        let value = try JSONDocument(Array(outcome.output.utf8)).root
        let first = try #require(value["found"]?.elements.first { _ in true })
        #expect(first["file"]?.string == "sub/b c.txt")
        #expect(first["column"]?.integer == 3 && first["endColumn"]?.integer == 92)
        #expect(first["range"]?.lexeme == "[3,92]")
        #expect(first["code"]?.string == "claim.exp_expired" && first["severity"]?.string == "warning")
        #expect(value["files"]?.integer == 1)
    }

    @Test func `SARIF has a rule for each result, and places that count from 1`() throws {
        let outcome = try CommandLineRun.check(Self.files("jwtls check --format sarif . nothing"), gives: 3)
        let log = try JSONDocument(Array(outcome.output.utf8)).root
        #expect(log["version"]?.string == "2.1.0")
        let run = try #require(log["runs"]?.elements.first { _ in true })
        #expect(run["columnKind"]?.string == "unicodeCodePoints")
        let rules = run["tool"]?["driver"]?["rules"]?.elements.map { $0 } ?? []
        #expect(rules.map { $0["id"]?.string } == ["claim.exp_expired"])
        let results = run["results"]?.elements.map { $0 } ?? []
        #expect(results.count == 3)
        for result in results {
            let index = try #require(result["ruleIndex"]?.integer)
            #expect(rules[Int(index)]["id"]?.string == result["ruleId"]?.string)
            #expect(["warning", "note"].contains(result["level"]?.string))
            #expect(result["message"]?["text"]?.string?.isEmpty == false)
            let place = result["locations"]?.elements.first { _ in true }?["physicalLocation"]
            #expect(place?["region"]?["startLine"]?.integer == 1)
            #expect(place?["artifactLocation"]?["uriBaseId"]?.string == "%SRCROOT%")
        }
        let uris = results.compactMap { result in
            let place = result["locations"]?.elements.first { _ in true }?["physicalLocation"]
            return place?["artifactLocation"]?["uri"]?.string
        }
        #expect(uris == ["a.env", "sub/b%20c.txt", "tests/d"])
        let invocation = run["invocations"]?.elements.first { _ in true }
        #expect(invocation?["executionSuccessful"]?.boolean == false)
        #expect(invocation?["toolExecutionNotifications"]?.count == 1)
    }
}
