import JSON

extension DecodedToken {
    // The token that a payload is: where the header says so, or where it reads like one (RFC 7519 §5.2).
    static func nested(_ payload: TokenPart?, _ header: JSONValue?, now: NumericDate, depth: Int) -> [DecodedToken] {
        guard let payload, payload.document == nil || payload.value?.kind == .string else { return [] }
        let isSaid = header?["cty"]?.withString { TokenTypes.type(named: $0)?.name == "JWT" } ?? false
        guard isSaid || looksLikeToken(payload) else { return [] }
        let token = DecodedToken(MendedText(payload.octets), now: now, depth: depth + 1)
        return token.kind == .unknown ? [] : [token]
    }

    /// Whether a payload is spelled like a compact token.
    static func looksLikeToken(_ payload: TokenPart?) -> Bool {
        guard let payload, payload.octets.starts(with: "eyJ".utf8) else { return false }
        var dots = 0
        for byte in payload.octets {
            guard byte.isTokenCharacter else { return false }
            if byte == UInt8(ascii: ".") { dots += 1 }
        }
        return dots == 2 || dots == 4
    }
}

extension TokenPart {
    /// Whether the octets can be shown as text: UTF-8 without control characters other than line breaks and tabs.
    var isText: Bool {
        let octets = octets
        guard octets.span.firstInvalidUTF8 == nil else { return false }
        return octets.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }
}
