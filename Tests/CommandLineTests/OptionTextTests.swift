import Launching
import Testing

/// What the text of an option is taken for.
struct OptionTextTests {
    @Test(arguments: [
        ("--jti 1", #"{"jti":"1"}"#), ("--jti 1.5e3", #"{"jti":"1.5e3"}"#), ("--jti null", #"{"jti":"null"}"#),
        ("--jti '\"true\"'", #"{"jti":"true"}"#), ("--jti '[1]'", #"{"jti":"[1]"}"#),
        ("--issuer 1 --subject 2 --audience 3", #"{"iss":"1","sub":"2","aud":"3"}"#),
    ])
    func `text is text where that is what is wanted, though it could be a number`(
        options: String, claims: String
    ) throws {
        try CommandLineRun.check(
            """
            jwtls decode "$(jwtls sign \(CommandLineRun.withSecret) --issued-at false \(options))" --json | jq -c .payload
            """, gives: 0, output: claims)
    }

    @Test func `names of headers are text too, and may be left out`() throws {
        let sign = "jwtls sign \(CommandLineRun.withSecret) --claims '{}' --json"
        try CommandLineRun.check(
            "\(sign) --kid 7 --typ 8 | jwtls decode \"$(jq -r .token)\" --json | jq -c .header", gives: 0,
            output: #"{"alg":"HS256","typ":"8","kid":"7"}"#)
        try CommandLineRun.check(
            "\(sign) --typ false | jq -r .token | cut -c1-20", gives: 0, output: "eyJhbGciOiJIUzI1NiJ9")
        try CommandLineRun.check("\(sign) --jti true | jq -r '.jti | length'", gives: 0, output: "22")
    }
}
