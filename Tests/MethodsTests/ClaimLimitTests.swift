import JSON
import Methods
import RPC
import Testing

/// What `server/info` says of claims is what `verify` does.
struct ClaimLimitTests {
    @Test(arguments: ["iss", "sub", "jti", "aud"])
    func `a name as long as the limit is accepted, and one byte more is not`(claim: String) throws {
        let limit = try #require(Self.limit("token.nameBytes"))
        // The quotes are written too.
        try check(#"{"\#(claim)":"\#(String(repeating: "n", count: limit - 2))"}"#, .valid)
        try check(#"{"\#(claim)":"\#(String(repeating: "n", count: limit - 1))"}"#, .refused("token.too_large"))
    }

    @Test(arguments: ["n", #"\u006e"#])
    func `a kid is as long as it is written`(letter: String) throws {
        let limit = try #require(Self.limit("token.keyIDBytes"))
        let name = { (length: Int) in
            let letters = String(repeating: letter, count: length / letter.utf8.count)
            return letters + String(repeating: "n", count: length - letters.utf8.count)
        }
        try check("{}", .valid, header: #"{"alg":"HS256","kid":"\#(name(limit - 2))"}"#)
        try check("{}", .refused("token.too_large"), header: #"{"alg":"HS256","kid":"\#(name(limit - 1))"}"#)
    }

    @Test func `as many audiences as the limit are accepted, and one more is not`() throws {
        let limit = try #require(Self.limit("token.audiences"))
        let names = { (count: Int) in Array(repeating: #""a""#, count: count).joined(separator: ",") }
        try check(#"{"aud":[\#(names(limit))]}"#, .valid)
        try check(#"{"aud":[\#(names(limit + 1))]}"#, .refused("token.too_large"))
    }

    private func check(_ claims: String, _ expected: Expectation, header: String = #"{"alg":"HS256"}"#) throws {
        let parameters: Parameters = ["token": quoted(try forged(header, claims)), "key": jwk(SampleKey.secret)]
        expected.check(try Service().call("verify", parameters), "\(claims.prefix(20)), \(claims.utf8.count) bytes")
    }

    private static func limit(_ name: String) -> Int? {
        Limits.rows(RPCLimits()).first { $0.name == name }?.value
    }
}
