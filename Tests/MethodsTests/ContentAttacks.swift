/// JSON in headers and claims that is none, or says two things at once (RFC 8259, RFC 7515 §10.12, RFC 7519 §4).
extension Attack {
    private static let duplicate = Expectation.refused("token.duplicate_member")
    private static let malformed = Expectation.refused("token.malformed")
    private static let notClaims = Expectation.refused("token.not_claims")

    static let contents: [Attack] =
        headers + payloads + invalidText + invalidBytes + [
            Attack("JSN-16 written again by a proxy", .refused("signature.invalid")) {
                let parts = try forged(#"{"alg":"HS256"}"#, #"{"sub":"alice", "admin": false}"#).split(separator: ".")
                return "\(parts[0]).\(encode(Array(#"{"sub":"alice","admin":false}"#.utf8))).\(parts[2])"
            },
            Attack("JSN-05 any content, where bytes are expected", .valid, ["expect": #""bytes""#]) {
                try forged(Array(#"{"alg":"HS256"}"#.utf8), [0xFF, 0x00, 0xC0, 0x80])
            },
        ]

    private static let headers: [Attack] = [
        ("JSN-01 none, then HS256", #"{"alg":"none","alg":"HS256"}"#, duplicate),
        ("JSN-01 HS256, then none", #"{"alg":"HS256","alg":"none"}"#, duplicate),
        ("JSN-01 the second escaped", #"{"alg":"HS256","\u0061lg":"HS256"}"#, duplicate),
        ("JSN-01 deeper", #"{"alg":"HS256","jwk":{"kty":"oct","kty":"EC"}}"#, duplicate),
        ("JSN-03 two names of one look", #"{"alg":"HS256","é":1,"e\#u{301}":2}"#, .valid),
        ("JSN-04 65 deep", #"{"alg":"HS256","a":\#(nested(64))}"#, malformed),
        ("JSN-04 64 deep", #"{"alg":"HS256","a":\#(nested(63))}"#, .valid),
        ("JSN-04 10 000 deep", #"{"alg":"HS256","a":\#(nested(10_000))}"#, malformed),
        ("JSN-06 an array", "[]", malformed), ("JSN-06 a string", #""HS256""#, malformed),
        ("JSN-06 null", "null", malformed), ("JSN-06 nothing", "", malformed), ("JSN-06 white space", " ", malformed),
        ("JSN-11 white space", " {\t\"alg\" :\r\n \"HS256\" } ", .valid),
        ("JSN-14 names of prototypes", #"{"alg":"HS256","__proto__":{"alg":"none"},"constructor":1,"":2}"#, .valid),
    ].map { id, header, expected in Attack("\(id), header", expected) { try forged(header) } }

    private static let payloads: [Attack] = [
        ("JSN-02 sub twice", #"{"sub":"alice","sub":"admin"}"#, duplicate),
        ("JSN-02 sub twice, once escaped", #"{"\u0073ub":"alice","sub":"admin"}"#, duplicate),
        ("JSN-02 deeper", #"{"cnf":{"jkt":"a","jkt":"b"}}"#, duplicate),
        ("JSN-02 in an array", #"{"a":[{"b":1,"b":1}]}"#, duplicate),
        ("JSN-03 two names of one look", #"{"é":1,"e\#u{301}":2}"#, .valid),
        ("JSN-04 65 deep", #"{"a":\#(nested(64))}"#, malformed),
        ("JSN-04 64 deep", #"{"a":\#(nested(63))}"#, .valid),
        ("JSN-04 10 000 deep", #"{"a":\#(nested(10_000))}"#, malformed),
        ("JSN-04 objects 10 000 deep", String(repeating: #"{"a":"#, count: 10_000), malformed),
        ("JSN-05 an array", "[]", notClaims), ("JSN-05 a string", #""alice""#, notClaims),
        ("JSN-05 a number", "1", notClaims), ("JSN-05 null", "null", notClaims), ("JSN-05 nothing", "", malformed),
        ("JSN-05 white space", "  ", malformed),
        ("JSN-07 NUL", #"{"\u0000":"\u0000"}"#, .valid),
        ("JSN-07 half a pair", #"{"a":"\ud800"}"#, malformed),
        ("JSN-07 a pair reversed", #"{"a":"\udc00\ud800"}"#, malformed),
        ("JSN-07 half a pair in a name", #"{"\udfff":1}"#, malformed),
        ("JSN-12 10 001 members", "{" + (0...10_000).map { "\"m\($0)\":0" }.joined(separator: ",") + "}", malformed),
        ("JSN-13 numbers of any length", #"{"a":12345678901234567890,"b":1.0,"c":1e2,"d":-0,"e":0.1}"#, .valid),
        ("JSN-14 names of prototypes", #"{"__proto__":{"a":1},"constructor":1,"toString":2,"":3}"#, .valid),
        (
            "JSN-15 words of JOSE",
            #"{"payload":{"alg":"none"},"alg":"none","valid":true,"verified":true,"crit":["x"]}"#,
            .valid
        ),
    ].map { id, payload, expected in Attack("\(id), payload", expected) { try forged(#"{"alg":"HS256"}"#, payload) } }

    // What other readers of JSON let pass.
    private static let invalidText = [
        #"{"a":1,}"#, "{'a':1}", #"{"a":NaN}"#, #"{"a":Infinity}"#, #"{"a":+1}"#, #"{"a":01}"#, #"{"a":.5}"#,
        #"{"a":1.}"#, #"{"a":0x10}"#, "{\"a\":\"\u{1}\"}", "{\"a\":\"\t\"}", #"{"a":1}x"#, #"{"a":1}{}"#, "{} {}",
        #"{"a":1/*c*/}"#, "//c\n{}", "{a:1}", "{", #"{"a""#, "\u{FEFF}{}", #"{"a":tru}"#, #"{"a":"\x41"}"#,
        "{\"a\":\"\0\"}",
    ].enumerated().flatMap { index, text in
        [
            Attack("JSN-10 no JSON \(index), payload", malformed) { try forged(#"{"alg":"HS256"}"#, text) },
            Attack("JSN-10 no JSON \(index), header", malformed) { try forged(text) },
        ]
    }

    private static let invalidBytes: [Attack] =
        [
            ("JSN-08 ff", [0xFF]), ("JSN-08 overlong", [0xC0, 0x80]), ("JSN-08 a surrogate", [0xED, 0xA0, 0x80]),
            ("JSN-08 beyond Unicode", [0xF4, 0x90, 0x80, 0x80]), ("JSN-08 cut", [0xE2, 0x82]),
            ("JSN-08 a stray continuation", [0x80]),
        ].flatMap { (id: String, octets: [UInt8]) in
            [
                Attack("\(id), payload", malformed) {
                    try forged(Array(#"{"alg":"HS256"}"#.utf8), Array(#"{"a":""#.utf8) + octets + Array(#""}"#.utf8))
                },
                Attack("\(id), header", malformed) {
                    try forged(Array(#"{"alg":"HS256","a":""#.utf8) + octets + Array(#""}"#.utf8), Array("{}".utf8))
                },
            ]
        } + [
            Attack("JSN-09 UTF-16", malformed) {
                try forged(
                    Array(#"{"alg":"HS256"}"#.utf8), Array("{}".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
            },
            Attack("JSN-09 UTF-16, header", malformed) {
                try forged(
                    Array(#"{"alg":"HS256"}"#.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, Array("{}".utf8))
            },
        ]

    private static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
}
