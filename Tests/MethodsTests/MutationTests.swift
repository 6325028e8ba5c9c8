import JOSE
import JSON
import Testing

/// Tokens that hold, changed at random: none of them holds afterwards, and nothing ends the process.
struct MutationTests {
    @Test(arguments: ["HS256", "RS256", "PS256", "ES256", "ES512", "ES256K", "Ed25519", "Ed448"])
    func `no token that was changed anywhere is accepted`(name: String) throws {
        let octets = Array(name.utf8)
        let found = SigningAlgorithm.named(octets.span)
        let algorithm = try #require(found)
        let key = try #require(SampleKey.fitting(algorithm).first)
        let token = try forged(#"{"alg":"\#(name)"}"#, by: name, with: key)
        let service = Service()
        let parameters: Parameters = ["key": jwk(key), "checks": #""none""#]
        Expectation.valid.check(try service.call("verify", parameters.with(["token": quoted(token)])), name)
        var random = SeededNumbers(seed: 20_270_115)
        for round in 0..<400 {
            let changed = Mutation.apply(to: Array(token.utf8), &random)
            guard changed != Array(token.utf8) else { continue }
            let text = String(decoding: changed, as: UTF8.self)
            let answer = try service.call("verify", parameters.with(["token": quoted(text)]))
            #expect(answer.result?["valid"]?.boolean == false, "\(name) round \(round): \(text) \(answer.text)")
            _ = try service.call("decode", ["token": quoted(text)])
        }
    }

    @Test(arguments: ["flattened", "general"])
    func `no token in JSON that was changed is accepted for more than what was signed`(serialization: String) throws {
        let service = Service()
        let made = try service.call(
            "sign",
            ["key": jwk(SampleKey.secret), "claims": #"{"sub":"alice"}"#, "serialization": quoted(serialization)])
        let token = try #require(made.result?["token"]?.lexeme)
        var random = SeededNumbers(seed: 20_270_116)
        for round in 0..<1500 {
            let text = String(decoding: Mutation.apply(to: Array(token.utf8), &random), as: UTF8.self)
            let answer = try service.call("verify", ["token": quoted(text), "key": jwk(SampleKey.secret)])
            // Members that nobody signed may change; the claims may not.
            guard answer.isValid else { continue }
            let claims = answer.result?["claims"]?.lexeme
            #expect(claims == #"{"sub":"alice","iat":1800000000}"#, "round \(round): \(text)")
            #expect(answer.result?["header"]?.lexeme == #"{"alg":"HS256","typ":"JWT"}"#, "round \(round): \(text)")
        }
    }

    // The parameters themselves, changed anywhere: an answer or an error, and the next good call is answered.
    @Test func `calls that were changed anywhere are answered`() throws {
        let service = Service()
        let good: Parameters = [
            "token": quoted(try forged()), "key": jwks(SampleKey.secret, SampleKey.p256), "issuer": #"["a","b"]"#,
            "claims": #"{"/a":{"pattern":"^(a|b)+$","minimum":1}}"#, "clockTolerance": #""1m""#, "now": #""-1h""#,
        ]
        var random = SeededNumbers(seed: 20_270_117)
        for round in 0..<1500 {
            let text = String(decoding: Mutation.apply(to: Array(good.json.utf8), &random), as: UTF8.self)
            let answer: Answer
            do {
                answer = try service.call("verify", text: text)
            } catch is Service.Trouble {
                continue
            }
            #expect(answer.result != nil || answer.error != nil, "round \(round): \(text)")
        }
        Expectation.valid.check(
            try service.call("verify", ["token": quoted(try forged()), "key": jwk(SampleKey.secret)]), "afterwards")
    }
}

/// One random change, or a few, of a text.
enum Mutation {
    // Bytes that mean something to somebody who reads tokens.
    private static let telling = Array(".=-_+/{}[]\",:\\ \n\0eyJ09aAzZ\u{FF}".utf8)

    static func apply(to text: [UInt8], _ random: inout SeededNumbers) -> [UInt8] {
        var text = text
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0..<max(1, text.count), using: &random)
            guard text.indices.contains(place) else { return text }
            let byte = telling.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<7, using: &random) {
            case 0: text[place] ^= 1 << UInt8.random(in: 0..<7, using: &random)
            case 1: text[place] = byte
            case 2: text.insert(byte, at: place)
            case 3: text.remove(at: place)
            case 4: text.removeLast(min(text.count, Int.random(in: 1...20, using: &random)))
            case 5: text.swapAt(place, Int.random(in: 0..<text.count, using: &random))
            default:
                let end = min(text.count, place + Int.random(in: 1...16, using: &random))
                text.insert(contentsOf: text[place..<end], at: place)
            }
        }
        return text
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
