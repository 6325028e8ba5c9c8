package import JSON

/// What a token says of the key that would verify it: where to look, never what to trust.
package struct KeyHints: Sendable {
    /// `kid`, `jku`, `x5u` and `x5t#S256` of the header.
    package let keyID: JSONValue?
    package let keySetURL: JSONValue?
    package let certificateURL: JSONValue?
    package let certificateThumbprint: JSONValue?
    /// `iss`.
    package let issuer: JSONValue?
    /// Where an issuer like this one publishes its keys, or where they are (RFC 8414 §3, OpenID Connect Discovery §4).
    /// Nobody has fetched any of them.
    package let discovery: [String]

    init(header: JSONValue?, claims: JSONValue?) {
        keyID = header?["kid"]
        keySetURL = header?["jku"]
        certificateURL = header?["x5u"]
        certificateThumbprint = header?["x5t#S256"]
        issuer = claims?["iss"] ?? header?["iss"]
        discovery = issuer?.string.map { Self.discovery(of: Array($0.utf8)) } ?? []
    }

    // Only for an https address of a host, without user, query or fragment, and with nothing in it that an address
    // cannot have.
    private static func discovery(of issuer: [UInt8]) -> [String] {
        let scheme = Array("https://".utf8)
        guard issuer.starts(with: scheme), issuer.count <= 2048 else { return [] }
        let rest = issuer[scheme.count...]
        let host = rest.prefix { $0 != UInt8(ascii: "/") }
        guard !host.isEmpty, host.allSatisfy(isHostCharacter), rest.allSatisfy(isPathCharacter) else { return [] }
        var path = rest.dropFirst(host.count)
        if path.last == UInt8(ascii: "/") { path = path.dropLast() }
        let origin = "https://" + String(decoding: host, as: UTF8.self)
        let name = String(decoding: path, as: UTF8.self)
        return [
            "\(origin)\(name)/.well-known/openid-configuration",
            "\(origin)/.well-known/oauth-authorization-server\(name)",
        ]
    }

    private static func isHostCharacter(_ byte: UInt8) -> Bool {
        byte.isBase64URL || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    }

    // The characters of a path in RFC 3986 §3.3.
    private static func isPathCharacter(_ byte: UInt8) -> Bool {
        byte.isBase64URL || "!$&'()*+,;=:@%/.~".utf8.contains(byte)
    }

    func write(to writer: inout JSONWriter, showsIssuer: Bool) {
        writer.object { writer in
            writer.member("kid", keyID)
            writer.member("jku", keySetURL)
            writer.member("x5u", certificateURL)
            writer.member("x5t#S256", certificateThumbprint)
            guard showsIssuer else { return }
            writer.member("issuer", issuer)
            if !discovery.isEmpty { writer.member("discovery", discovery) }
        }
    }
}
