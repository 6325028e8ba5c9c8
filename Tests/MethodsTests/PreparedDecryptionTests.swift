import JSON
import JWT
import Methods
import RPC
import Testing

/// What was prepared for one call of `decrypt` is used for others that are like it, and each is answered as if it were alone.
struct PreparedDecryptionTests {
    private static let key = EncryptionSample.secret(32)
    private static let signing = jwk(SampleKey.secret)

    private static let orders: [Parameters] = [
        [:], ["checks": #""failed""#], ["checks": #""none""#], ["now": "1700000000"], ["now": #""+1h""#],
        ["now": #""soon""#], ["audience": #""api""#], ["issuer": #"["a","i"]"#, "requireExpiry": "true"],
        ["expect": #""bytes""#], ["typ": #""JWT""#], ["contentEncryptionAlgorithms": #""A256GCM""#],
        ["keyManagementAlgorithms": #"["A256KW","A256GCMKW"]"#], ["maxDecompressedLength": "10"],
        ["aad": #""AAECAw""#], ["serializations": #""compact""#], ["strength": #""strict""#],
        ["verify": #"{"key":\#(signing)}"#], ["verify": #"{"key":\#(signing),"issuer":"i"}"#],
        ["verify": #"{"key":\#(signing)}"#, "issuer": #""i""#], ["verify": "{}"], ["unknown": "1"],
        ["policy": #"{"issuer":"i"}"#], ["policy": #"{"unknown":"i"}"#], ["crit": #"{"x":true}"#],
        ["key": EncryptionSample.secret(32, isOther: true)], ["key": EncryptionSample.secret(16)], ["key": "7"],
        ["key": #"[\#(EncryptionSample.secret(16)),\#(key)]"#], ["key": jwk(SampleKey.p256)],
        ["key": #"{"password":"tree of the 7 winds"}"#],
    ]

    @Test(arguments: orders)
    func `a token is opened alike whether others like it were opened before or not`(order: Parameters) throws {
        let warm = Conversation()
        let tokens = try Self.tokens.get()
        for token in tokens + tokens.reversed() {
            let parameters = (["token": token, "key": Self.key] as Parameters).with(order)
            let message = Service.message("decrypt", parameters.json, id: 1)
            #expect(try warm.answer(to: message) == Conversation().answer(to: message), "\(token)")
        }
    }

    @Test(arguments: [(key, true), (jwk(SampleKey.rsa), false), (#"{"password":"tree of the 7 winds"}"#, false)])
    func `a call is recognised again unless a private key or a password stands in it`(key: String, isKept: Bool) throws
    {
        let conversation = Conversation()
        let message = Service.message("decrypt", #"{"token":"a.b.c.d.e","key":\#(key)}"#, id: 1)
        for _ in 1...3 { _ = try conversation.answer(to: message) }
        #expect(conversation.recognised == (isKept ? 2 : 0))
    }

    private static let tokens = Result { try makeTokens() }

    private static func makeTokens() throws -> [String] {
        let service = Service()
        let order: Parameters = ["key": key, "claims": #"{"iss":"i","sub":"a","exp":1800000100}"#]
        let others: [Parameters] = [
            [:], ["claims": #"{"aud":"api","exp":1700000100}"#, "now": "1700000000"],
            ["enc": #""A128CBC-HS256""#, "alg": #""dir""#],
            ["alg": #""A256KW""#], ["alg": #""A256GCMKW""#, "kid": #""k""#], ["zip": #""DEF""#], ["typ": "false"],
            ["serialization": #""flattened""#, "aad": #""AAECAw""#], ["serialization": #""general""#],
            ["header": #"{"iss":"y"}"#],
        ]
        var tokens: [String] = []
        for other in others {
            let made = try service.call("encrypt", order.with(other))
            tokens.append(try #require(made.result?["token"]?.lexeme, "\(made.text)"))
        }
        let signed: Parameters = ["key": signing, "claims": #"{"iss":"i"}"#, "encrypt": #"{"key":\#(key)}"#]
        let nested = try service.call("sign", signed)
        tokens.append(try #require(nested.result?["token"]?.lexeme, "\(nested.text)"))
        let good = tokens[0].dropFirst().dropLast()
        let parts = good.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        // A tag, a ciphertext, a vector and a header that are another's.
        for index in [4, 3, 2, 0] {
            var parts = parts
            parts[index] = parts[index].first == "A" ? "B" + parts[index].dropFirst() : "A" + parts[index].dropFirst()
            tokens.append(quoted(parts.joined(separator: ".")))
        }
        return tokens + [quoted(try forged()), quoted("a.b.c.d.e"), quoted(""), "7", "{}", #""\u0061""#]
    }
}

/// One client of one service, which is asked one thing after another.
private final class Conversation {
    private let responder = MethodResponder(Surroundings(clock: { NumericDate(seconds: Service.now) }))
    private let session = Session(methods: Methods.descriptions, framing: .lines)
    private var bytes: [UInt8] = []
    /// How many calls were recognised as ones that came before.
    private(set) var recognised = 0

    /// What a message is answered.
    func answer(to message: String) throws -> String {
        bytes += Array((message + "\n").utf8)
        guard case .jobs(let jobs) = session.next(in: bytes, isEnd: false) else { throw Service.Trouble.noAnswer }
        var buffer = AnswerBuffer(framing: .lines, limits: RPCLimits())
        for job in jobs {
            if case .repetition = job { recognised += 1 }
            if buffer.answer(job, by: responder, lane: .slow) != nil { throw Service.Trouble.noAnswer }
        }
        session.release()
        let done = session.position
        bytes.removeFirst(done)
        session.rebase(by: done)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}
