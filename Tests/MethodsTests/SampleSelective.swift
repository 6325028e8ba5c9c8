import JSON
import OpenSSL

/// SD-JWTs written by hand, also such as no issuer and no holder would write; their signatures hold.
enum SampleSelective {
    /// The issuer's token with any payload, and behind it any disclosures.
    static func token(_ payload: String, _ disclosures: [String]) throws -> String {
        let parts = [try forged(#"{"alg":"HS256"}"#, payload)] + disclosures.map { encode(Array($0.utf8)) }
        return parts.joined(separator: "~") + "~"
    }

    /// The same in JSON, with any unprotected header.
    static func flattened(_ payload: String, header: String) throws -> String {
        let parts = try forged(#"{"alg":"HS256"}"#, payload).split(separator: ".")
        return #"{"protected":"\#(parts[0])","payload":"\#(parts[1])","signature":"\#(parts[2])","header":\#(header)}"#
    }

    /// What the issuer of `presented` discloses.
    static let disclosures = [#"["salt 0","email","a@b"]"#, #"["salt 1","name","Zoë"]"#, #"["salt 2","DE"]"#]

    /// A presentation with a key binding.
    static func presented(
        disclosing indices: [Int] = [0, 1, 2], holder: String? = nil,
        binding: (String) throws -> String = { try SampleSelective.binding(of: $0) }
    ) throws -> String {
        let digests = try disclosures.map { try digest($0) }
        let key = try holder ?? publicPart(SampleKey.p256)
        let payload = #"""
            {"iss":"https://issuer","_sd":["\#(digests[0])","\#(digests[1])"],"a":[{"...":"\#(digests[2])"},"FR"],\#
            "cnf":{"jwk":\#(key)}}
            """#
        let text = try token(payload, indices.map { disclosures[$0] })
        return text + (try binding(text))
    }

    /// The claims of a key binding of this presentation, with one member changed or added. A member named x, y or z takes the
    /// place of the audience, the nonce or the time.
    static func bindingClaims(of text: String, changing member: String = "") throws -> String {
        let octets = Array(text.utf8)
        let hash = encode(try digest(octets.span, using: .sha256))
        let replaced = [#""x""#: #""aud""#, #""y""#: #""nonce""#, #""z""#: #""iat""#]
        let name = String(member.prefix { $0 != ":" })
        var members = [
            #""iat":1800000000"#, #""aud":"https://verifier""#, #""nonce":"n-0S6""#, #""sd_hash":"\#(hash)""#,
        ]
        members.removeAll { $0.hasPrefix("\(replaced[name] ?? name):") }
        if !member.isEmpty { members.append(member) }
        return "{\(members.joined(separator: ","))}"
    }

    /// A key binding of this presentation.
    static func binding(
        of text: String, changing member: String = "", header: String? = nil, by algorithm: String = "ES256",
        with key: String = SampleKey.p256
    ) throws -> String {
        try forged(
            header ?? #"{"alg":"\#(algorithm)","typ":"kb+jwt"}"#, try bindingClaims(of: text, changing: member),
            by: algorithm, with: key)
    }

    /// Disclosures inside each other.
    static func nested(_ depth: Int) throws -> String {
        var disclosures: [String] = []
        var inner = "1"
        for level in 0..<depth {
            let disclosure = #"["s\#(level)","a",\#(inner)]"#
            disclosures.append(disclosure)
            inner = #"{"_sd":["\#(try digest(disclosure))"]}"#
        }
        return try token(inner, disclosures)
    }

    /// Disclosures beside each other.
    static func wide(_ count: Int) throws -> String {
        let disclosures = (0..<count).map { #"["s","c\#($0)",\#($0)]"# }
        let digests = try disclosures.map { #""\#(try digest($0))""# }
        return try token(#"{"_sd":[\#(digests.joined(separator: ","))]}"#, disclosures)
    }

    /// A payload with digests of nothing.
    static func decoys(_ count: Int) -> String {
        #"{"_sd":[\#((0..<count).map { #""decoy\#($0)""# }.joined(separator: ","))]}"#
    }
}

/// The digest of a disclosure that is written as base64url of this JSON.
func digest(_ disclosure: String, using hash: HashFunction = .sha256) throws -> String {
    let text = Array(encode(Array(disclosure.utf8)).utf8)
    return encode(try digest(text.span, using: hash))
}

/// A JWK without its private members.
func publicPart(_ jwk: String) throws -> String {
    let root = try JSONDocument(Array(jwk.utf8)).root
    let hidden = privateMembers(of: root)
    var writer = JSONWriter()
    writer.object { writer in
        for member in root.members where !hidden.contains(member.name.string ?? "") {
            writer.name(member.name)
            writer.copy(member.value)
        }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
}
