import JOSE
import JSON

/// Keys that decrypt, one that fits each algorithm and one that fits and is never right.
enum EncryptionSample {
    /// X25519.
    static let x25519 = #"""
        {"kty":"OKP","crv":"X25519","x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08","d":"XasIfmJKikt54X-Lg4AO5m87s\#
        SkmGLb9HC-LJ_-I4Os"}
        """#

    /// A shared secret of this many octets: those of the sample secret, or, for another one, those in front of its last.
    static func secret(_ octets: Int, isOther: Bool = false) -> String {
        let digits = (0..<octets).map { ($0 &* 37 &+ (isOther ? 11 : 5)) % 251 }
        let k = encode(digits.map { UInt8($0) })
        return #"{"jwk":{"kty":"oct","k":"\#(k)"}}"#
    }

    /// The keys that an algorithm takes with a content encryption, as the parameter `key`: one that is right and one that
    /// is not.
    static func keys(
        for algorithm: KeyManagementAlgorithm, _ encryption: ContentEncryption
    ) throws -> [(right: String, wrong: String)] {
        switch algorithm.scheme {
        case .rsaOAEP, .rsaPKCS1: return [(jwk(SampleKey.rsa), jwk(OtherKey.rsa))]
        case .keyWrap(let octets), .gcmWrap(let octets): return [(secret(octets), secret(octets, isOther: true))]
        case .direct:
            let octets = keyOctets(of: encryption)
            return [(secret(octets), secret(octets, isOther: true))]
        case .password: return [(#"{"password":"tree of the 7 winds"}"#, #"{"password":"tree of the 8 winds"}"#)]
        case .agreement:
            return [
                (jwk(SampleKey.p256), jwk(OtherKey.p256)), (jwk(SampleKey.p384), jwk(OtherKey.p384)),
                (jwk(SampleKey.p521), jwk(OtherKey.p521)), (jwk(x25519), try made("X25519")),
                (try made("X448"), try made("X448")),
            ]
        }
    }

    /// Octets of the content key.
    static func keyOctets(of encryption: ContentEncryption) -> Int {
        ["A128GCM": 16, "A192GCM": 24, "A256GCM": 32, "A128CBC-HS256": 32, "A192CBC-HS384": 48, "A256CBC-HS512": 64][
            encryption.description] ?? 0
    }

    private static func made(_ curve: String) throws -> String {
        let answer = try Service().call("keygen", ["kty": #""OKP""#, "crv": quoted(curve)])
        let key = answer.result?["keys"]?.elements.first { _ in true }
        return key?["private"]?.lexeme ?? ""
    }
}
