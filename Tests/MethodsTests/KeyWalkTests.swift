import JSON
import Testing

/// A key that goes through one form after the other, in an order that nobody chose, is the same key at the end.
struct KeyWalkTests {
    private let client = KeyClient()

    private static func forms(_ kind: KeyKind) -> [String] {
        let openSSH =
            kind.type == "RSA" || ["P-256", "P-384", "P-521", "Ed25519"].contains { kind.params.contains($0) }
        let certificate = kind.type != "oct" && !kind.params.contains("\"X")
        let forms =
            switch kind.type {
            case "RSA": ["pkcs8", "pkcs8 der", "pkcs1", "pkcs1 der"]
            case "EC": ["pkcs8", "pkcs8 der", "sec1", "sec1 der"]
            case "OKP", "AKP": ["pkcs8", "pkcs8 der"]
            default: ["raw base64url", "raw base64", "raw hex"]
            }
        return ["jwk", "jwks"] + forms + (openSSH ? ["openssh"] : []) + (certificate ? ["jwk certified"] : [])
    }

    @Test(arguments: KeyKind.all)
    func `is the same key through any chain of forms`(kind: KeyKind) throws {
        var random = SystemRandomNumberGenerator()
        let original = try client.newKey(kind.params).private
        var key = original
        var way: [String] = []
        let forms = Self.forms(kind)
        for _ in 0..<12 {
            let form = forms[Int.random(in: forms.indices, using: &random)]
            way.append(form)
            let words = form.split(separator: " ")
            let more =
                words.count < 2 ? "" : words[1] == "certified" ? #","subject":"a""# : #","encoding":"\#(words[1])""#
            let written = try client.call("key/convert", #"{"key":\#(key),"to":"\#(words[0])"\#(more)}"#)
            key = try client.input(written)
        }
        let match = try client.call("key/match", #"{"a":\#(original),"b":\#(key)}"#)
        #expect(match["relation"]?.string == "identical", "\(way)")
        #expect(try numbers(key) == numbers(original), "\(way)")
    }

    // What takes hundreds of milliseconds for each password, once.
    @Test(arguments: [#"{"kty":"EC","crv":"P-256"}"#, #"{"kty":"OKP","crv":"Ed25519"}"#, #"{"kty":"RSA","size":2048}"#])
    func `is the same key through every form with a password`(params: String) throws {
        let original = try client.newKey(params).private
        var key = original
        for form in ["pkcs8", "pkcs12", "openssh", "pkcs12"] {
            let written = try client.call("key/convert", #"{"key":\#(key),"to":"\#(form)","newPassword":"hunter22"}"#)
            #expect(written["format"]?["encrypted"]?.boolean == true)
            key = String(try client.input(written).dropLast()) + #","password":"hunter22"}"#
        }
        let match = try client.call("key/match", #"{"a":\#(original),"b":\#(key)}"#)
        #expect(match["relation"]?.string == "identical")
        #expect(try numbers(key) == numbers(original))
    }

    // The numbers of a key: its JWK without what the owner says.
    private func numbers(_ key: String) throws -> [String: String] {
        let jwk = try #require(try client.call("key/convert", #"{"key":\#(key),"to":"jwk"}"#)["jwk"])
        let names = jwk.members.map { ($0.name.string ?? "", $0.value.string ?? "") }
        return Dictionary(names) { first, _ in first }.filter { !["kid", "use", "alg", "x5c"].contains($0.key) }
    }
}
