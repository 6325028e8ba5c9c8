/// Other spellings of a token that holds: exactly one is accepted (RFC 7515 §2, RFC 4648 §3.5).
extension Attack {
    private static let malformed = Expectation.refused("token.malformed")
    private static let respelled = Expectation.refused("token.not_canonical")

    static let encodings: [Attack] =
        [
            Attack("ENC-01 padding on the signature", respelled, diagnosis: "diagnosis.token_respelled") {
                try forged() + "="
            },
            Attack("ENC-01 padding on the header", respelled) { try replaced(0) { $0 + "==" } },
            Attack("ENC-01 padding on the payload", .refused(["signature.invalid", "token.not_canonical"])) {
                try replaced(1) { $0 + "=" }
            },
            Attack("ENC-01 padding on the payload, signed so", respelled) {
                try signed("\(encode(Array(#"{"alg":"HS256"}"#.utf8))).eyJzdWIiOiJhbCJ9fQ==")
            },
            Attack("ENC-03 the standard alphabet, +", respelled) { try replaced(2) { "+" + $0.dropFirst() } },
            Attack("ENC-03 the standard alphabet, /", respelled) { try replaced(2) { "/" + $0.dropFirst() } },
            Attack("ENC-04 unused bits of the signature", respelled) { try replaced(2) { $0.dropLast() + next($0) } },
            Attack("ENC-04 unused bits of the header", respelled) {
                try signed("eyJhbGciOiJIUzI1NiIsImEiOjF9Cp.e30")
            },
            Attack("ENC-04 unused bits of the payload, signed so", respelled) {
                try signed("\(encode(Array(#"{"alg":"HS256"}"#.utf8))).e31")
            },
            Attack("ENC-05 a character more", respelled) { try forged() + "AA" },
            Attack("ENC-06 percent-encoded dots", malformed) {
                try forged().split(separator: ".").joined(separator: "%2E")
            },
            Attack("ENC-06 percent-encoded padding", respelled) { try forged() + "%3D" },
            Attack("ENC-07 Bearer", respelled, diagnosis: "diagnosis.token_respelled") { "Bearer " + (try forged()) },
            Attack("ENC-07 quotes", respelled, diagnosis: "diagnosis.token_respelled") { "\"\(try forged())\"" },
            Attack("ENC-07 a line feed behind", respelled, diagnosis: "diagnosis.token_respelled") {
                try forged() + "\n"
            },
            Attack("ENC-07 a byte order mark", respelled) { "\u{FEFF}" + (try forged()) },
            Attack("ENC-08 a million dots", malformed) { String(repeating: ".", count: 1_000_000) },
            Attack("ENC-08 many parts", malformed) { String(repeating: "a.", count: 300_000) },
            Attack("ENC-09 four parts", malformed) { try forged() + ".AAAA" },
            Attack("ENC-09 five parts", .refused("token.kind_not_allowed")) { try forged() + ".AAAA.AAAA" },
            Attack("ENC-09 six parts", malformed) { try forged() + ".AAAA.AAAA.AAAA" },
            Attack("ENC-09 a dot behind", malformed) { try forged() + "." },
            Attack("ENC-09 a dot before", malformed) { "." + (try forged()) },
            Attack("ENC-10 a combining mark behind a dot", respelled) { try replaced(2) { "\u{301}" + $0 } },
            Attack("ENC-10 fullwidth dots", malformed) {
                try forged().split(separator: ".").joined(separator: "．")
            },
            Attack("ENC-10 one dot leader", malformed) {
                try forged().split(separator: ".").joined(separator: "\u{2024}")
            },
            Attack("ENC-11 more than a MiB", .refused("token.too_large")) {
                try forged(#"{"alg":"HS256"}"#, #"{"a":"\#(String(repeating: "x", count: 1 << 20))"}"#)
            },
            Attack("ENC-11 most of a MiB", .valid) {
                try forged(#"{"alg":"HS256"}"#, #"{"a":"\#(String(repeating: "x", count: 700_000))"}"#)
            },
            Attack("ENC-12 a tilde behind", respelled) { try forged() + "~" },
        ] + whiteSpace

    private static let whiteSpace: [Attack] = characters.flatMap { name, character in
        [
            Attack("ENC-02 \(name) before", respelled) { character + (try forged()) },
            Attack("ENC-02 \(name) behind", respelled) { try forged() + character },
            Attack("ENC-02 \(name) in the header", respelled) {
                try replaced(0) { $0.prefix(4) + character + $0.dropFirst(4) }
            },
            Attack("ENC-02 \(name) in the signature", respelled) {
                try replaced(2) { $0.prefix(4) + character + $0.dropFirst(4) }
            },
        ]
    }

    private static let characters: [(name: String, text: String)] = [
        ("space", " "), ("tab", "\t"), ("carriage return", "\r"), ("line feed", "\n"), ("NUL", "\0"),
        ("no-break space", "\u{A0}"), ("zero-width space", "\u{200B}"),
    ]

    private static func replaced(_ part: Int, _ change: (String) -> String) throws -> String {
        var parts = try forged().split(separator: ".").map(String.init)
        parts[part] = change(parts[part])
        return parts.joined(separator: ".")
    }

    private static func inserting(_ character: String, into text: String) -> String {
        "\(text.prefix(4))\(character)\(text.dropFirst(4))"
    }

    // The last character with its lowest bit set, which belongs to no octet.
    private static func next(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        guard let last = text.last, let value = alphabet.firstIndex(of: last) else { return text }
        return String(alphabet[value | 1])
    }
}
