/// What a header calls critical, and content that is not encoded (RFC 7515 §4.1.11, RFC 7797).
extension Attack {
    private static let unsupported = Expectation.refused("header.crit_unsupported")
    private static let malformed = Expectation.refused("header.crit_malformed")
    private static let bytes: Parameters = ["expect": #""bytes""#]

    static let critical: [Attack] =
        lists + unencoded + understood

    private static let understood: [Attack] = [
        Attack("CRT-07 in the unprotected header", .refused("token.malformed")) {
            let parts = try forged().split(separator: ".")
            return
                #"{"payload":"\#(parts[1])","protected":"\#(parts[0])","header":{"crit":["x"],"x":1},"signature":"\#(parts[2])"}"#
        },
        Attack("CRT-08 one of two understood", unsupported, ["crit": #"{"x":true}"#]) {
            try forged(#"{"alg":"HS256","crit":["x","y"],"x":1,"y":2}"#)
        },
        Attack("CRT-08 both understood", .valid, ["crit": #"{"x":true,"y":true}"#]) {
            try forged(#"{"alg":"HS256","crit":["x","y"],"x":1,"y":2}"#)
        },
        Attack("CRT-08 understood is false", unsupported, ["crit": #"{"x":false}"#]) {
            try forged(#"{"alg":"HS256","crit":["x"],"x":1}"#)
        },
        Attack("CRT-08 a base member, understood", unsupported, ["crit": #"{"alg":true}"#]) {
            try forged(#"{"alg":"HS256","crit":["alg"]}"#)
        },
        Attack("CRT-16 10 000 names", malformed) {
            let names = (0..<1000).map { "\"n\($0)\"" }
            return try forged(
                #"{"alg":"HS256","crit":[\#(names.joined(separator: ","))],"#
                    + names.map { "\($0):1" }.joined(separator: ",") + "}")
        },
    ]

    private static let lists: [Attack] = headers.map { id, members, expected in
        Attack(id, expected, bytes) { try forged(#"{"alg":"HS256",\#(members)}"#) }
    }

    private static let headers: [(id: String, members: String, expected: Expectation)] = [
        ("CRT-01 unknown", #""crit":["x"],"x":1"#, unsupported),
        ("CRT-01 unknown with a known one", #""crit":["b64","x"],"x":1,"b64":true"#, unsupported),
        ("CRT-02 empty", #""crit":[]"#, malformed),
        (
            "CRT-03 a string", #""crit":"b64","b64":true"#,
            .refused(["header.crit_malformed", "header.b64_not_allowed"])
        ),
        ("CRT-03 null", #""crit":null"#, malformed),
        ("CRT-03 an object", #""crit":{}"#, malformed),
        ("CRT-03 numbers", #""crit":[1]"#, malformed),
        ("CRT-03 nulls", #""crit":[null]"#, malformed),
        ("CRT-03 an empty name", #""crit":[""],"":1"#, malformed),
        ("CRT-04 a name twice", #""crit":["b64","b64"],"b64":true"#, malformed),
        ("CRT-04 a name twice, once escaped", #""crit":["b64","\u0062\u0036\u0034"],"b64":true"#, malformed),
        ("CRT-05 alg", #""crit":["alg"]"#, unsupported),
        ("CRT-05 exp", #""crit":["exp"],"exp":1"#, unsupported),
        ("CRT-05 kid", #""crit":["kid"],"kid":"a""#, unsupported),
        ("CRT-05 typ", #""crit":["typ"],"typ":"JWT""#, unsupported),
        ("CRT-05 crit", #""crit":["crit"]"#, unsupported),
        ("CRT-05 enc", #""crit":["enc"],"enc":"A128GCM""#, unsupported),
        ("CRT-06 no such member", #""crit":["x"]"#, malformed),
        ("CRT-10 b64 not critical", #""b64":false"#, .refused(["header.b64_not_allowed"])),
        ("CRT-10 b64 true, not critical", #""b64":true"#, .refused(["header.b64_not_allowed"])),
        ("CRT-11 b64 true", #""crit":["b64"],"b64":true"#, .valid),
        ("CRT-11 b64 a string", #""crit":["b64"],"b64":"false""#, .refused("token.malformed")),
        ("CRT-11 b64 a number", #""crit":["b64"],"b64":0"#, .refused("token.malformed")),
        ("CRT-11 b64 null", #""crit":["b64"],"b64":null"#, .refused("token.malformed")),
    ]

    private static let rawHeader = #"{"alg":"HS256","b64":false,"crit":["b64"]}"#
    private static let rawText = encode(Array(rawHeader.utf8))

    private static let unencoded: [Attack] = [
        Attack("CRT-11 b64 false", .valid, bytes) { try signed("\(rawText).some text") },
        Attack("CRT-12 a dot in the content", .refused("token.malformed"), bytes) {
            try signed("\(rawText).some.text")
        },
        Attack("CRT-13 a JWT", .refused("header.b64_not_allowed")) { try signed(#"\#(rawText).{"sub":"alice"}"#) },
        Attack("CRT-14 one of two unencoded", .refused("token.malformed"), bytes) {
            let plain = encode(Array(#"{"alg":"HS256"}"#.utf8))
            let (one, two) = (
                try signature(of: "\(plain).e30", by: "HS256"), try signature(of: "\(rawText).e30", by: "HS256")
            )
            return
                #"{"payload":"e30","signatures":[{"protected":"\#(plain)","signature":"\#(one)"},{"protected":"\#(rawText)","signature":"\#(two)"}]}"#
        },
        Attack("CRT-15 signed encoded, said raw", .refused("signature.invalid"), bytes) {
            let parts = try forged().split(separator: ".")
            return "\(rawText).\(parts[1]).\(parts[2])"
        },
        Attack("CRT-15 signed raw, said encoded", .refused("signature.invalid"), bytes) {
            let parts = try signed("\(rawText).e30").split(separator: ".")
            return "\(encode(Array(#"{"alg":"HS256"}"#.utf8))).\(parts[1]).\(parts[2])"
        },
        Attack("CRT-15 detached, given encoded", .refused("signature.invalid"), bytes.with(["detachedText": #""e30""#]))
        {
            "\(rawText)..\(try signature(of: "\(rawText).{}", by: "HS256"))"
        },
        Attack("CRT-15 detached, given raw", .valid, bytes.with(["detachedText": #""{}""#])) {
            "\(rawText)..\(try signature(of: "\(rawText).{}", by: "HS256"))"
        },
        Attack("CRT-15 detached, and the token has its own", .refused("token.malformed"), ["detachedText": #""{}""#]) {
            try forged()
        },
        Attack("CRT-15 detached, not given", .refused(["signature.invalid", "token.malformed"])) {
            let parts = try forged().split(separator: ".")
            return "\(parts[0])..\(parts[2])"
        },
    ]
}
