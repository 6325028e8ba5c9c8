import JSON
import JWT
import Methods
import RPC
import Synchronization
import Testing

/// What was prepared for one call is used for others that are like it, and for no others.
struct PreparedCallTests {
    private static let secret: Parameters = ["key": jwk(SampleKey.secret)]
    private static let claims = #"{"iss":"i","sub":"alice","n":1.50}"#

    private static let orders: [Parameters] = [
        [:], ["expiresIn": #""15m""#], ["issuedAt": "false"], ["issuedAt": "true"], ["issuedAt": #""-1h""#],
        ["issuedAt": "1700000000"], ["notBefore": #""+1m""#], ["audience": #""a""#], ["audience": #"["a","b"]"#],
        ["subject": #""bob""#], ["issuer": #""b""#], ["jti": #""x""#], ["jti": "true"], ["jti": "7"], ["kid": #""k""#],
        ["typ": "false"], ["typ": #""at+jwt""#], ["header": #"{"x":1}"#], ["header": #"{"alg":"none"}"#],
        ["serialization": #""flattened""#], ["serialization": #""general""#, "unprotectedHeader": #"{"y":2}"#],
        ["detached": "true"], ["b64": "false"], ["alg": #""HS512""#], ["alg": #""RS256""#], ["now": "1700000000"],
        ["policy": #"{"audience":"a"}"#], ["policy": #"{"requiredClaims":["n"]}"#], ["policy": #"{"types":["x"]}"#],
        ["expiresIn": #""15m""#, "policy": #"{"maxLifetime":"1m"}"#], ["expiresIn": "0"], ["unknown": "1"],
        ["payload": #""AAAA""#],
    ]

    private static let contents = [
        claims, "{}", #"{"iat":1799999999}"#, #"{"exp":1}"#, #"{"exp":1800000100}"#, #"{"sub":"a","sub":"b"}"#,
        #"{ "spaced" : [ 1 , 2 ] }"#, #"{"é":"\u0061"}"#, #"{"aud":"a","n":1}"#, #"{"exp":"soon"}"#, "[]", "7",
        #""{}""#,
        #"{"jti":"mine","iss":"i"}"#,
    ]

    @Test(arguments: orders)
    func `a token is made alike whether others like it were made before or not`(order: Parameters) throws {
        let warm = Service(Self.surroundings())
        for content in Self.contents + Self.contents.reversed() {
            let parameters = Self.secret.with(["claims": content]).with(order)
            let (first, second) = (
                try warm.call("sign", parameters), try Service(Self.surroundings()).call("sign", parameters)
            )
            #expect(first.text == second.text, "\(content)")
        }
    }

    @Test(arguments: [("claims", #"{"a":1}"#), ("claims", "[]"), ("text", #""a""#)])
    func `what stands before or behind the claims tells one call from another`(name: String, value: String) throws {
        let warm = Service(Self.surroundings())
        let key = #""key":\#(jwk(SampleKey.secret))"#
        let texts = [
            #"{"\#(name)":\#(value),\#(key)}"#, #"{\#(key),"\#(name)":\#(value)}"#,
            #"{\#(key),"\#(name)":\#(value),"jti":"x"}"#, #"{\#(key),"\#(name)":\#(value),"\#(name)":\#(value)}"#,
            #"{"jti":"y",\#(key),"\#(name)":\#(value)}"#, #"{ \#(key), "\#(name)": \#(value) }"#,
        ]
        for text in texts + texts + texts.reversed() {
            #expect(
                try warm.call("sign", text: text).text == Service(Self.surroundings()).call("sign", text: text).text)
        }
    }

    @Test func `the time of a token is that of the clock, also when all else was prepared`() throws {
        let clock = Atomic(Service.now)
        let service = Service(Surroundings(clock: { NumericDate(seconds: clock.load(ordering: .relaxed)) }))
        for _ in 0..<5 {
            let answer = try service.call(
                "sign", Self.secret.with(["claims": Self.claims, "expiresIn": "60", "notBefore": #""-5s""#]))
            let now = clock.load(ordering: .relaxed)
            let token = try #require(answer["token"])
            let content = String(decoding: try decode(String(token.split(separator: ".")[1])), as: UTF8.self)
            #expect(content.hasSuffix(#""iat":\#(now),"nbf":\#(now - 5),"exp":\#(now + 60)}"#), "\(content)")
            clock.add(1000, ordering: .relaxed)
        }
    }

    @Test(arguments: [16, 600])
    func `hundreds of keys in turn are each their own`(count: Int) throws {
        let service = Service(Self.surroundings())
        let token = quoted(try forged())
        for _ in 0..<3 {
            for index in 0..<count {
                let isRight = index % 3 != 0
                let key = adding(#""kid":"k\#(index)""#, to: isRight ? SampleKey.secret : OtherKey.secret)
                let answer = try service.call("verify", ["token": token, "key": jwk(key)])
                #expect(answer.isValid == isRight, "\(index)")
                guard index % 50 == 0, isRight else { continue }
                let made = try service.call("sign", ["claims": Self.claims, "key": jwk(key)])
                #expect(made["kid"] == "k\(index)", "\(made.text)")
            }
        }
    }

    private static func surroundings() -> Surroundings {
        Surroundings(
            clock: { NumericDate(seconds: Service.now) }, random: { count in Array(repeating: 7, count: count) })
    }
}
