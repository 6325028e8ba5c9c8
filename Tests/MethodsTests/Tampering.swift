import JOSE
import JSON
import Testing

/// A token that holds, spoilt in each of the ways that must be noticed.
struct Tampering {
    /// The token as JSON: a string where it is compact, an object where it is not.
    let token: String
    /// The content, where it is not in the token.
    var detached: [UInt8]?

    /// One spoilt token, and the reasons for which it may be refused.
    struct Spoilt {
        let name: String
        let token: String
        var detached: [UInt8]?
        let reasons: Set<String>
    }

    /// Reasons that a bit in a header can have: any, since it may spoil the JSON, a name, or only the signature.
    private static let headerReasons: Set<String> = [
        "signature.invalid", "token.malformed", "token.not_canonical", "header.alg_not_allowed", "key.not_found",
        "header.alg_key_mismatch", "header.crit_unsupported", "header.crit_malformed", "token.duplicate_member",
        "header.b64_not_allowed",
    ]

    /// Every spoilt form.
    func forms() throws -> [Spoilt] {
        let root = try JSONDocument(Array(token.utf8)).root
        var forms: [Spoilt] = []
        if let text = root.string {
            forms = try compactForms(text)
        } else {
            forms = try objectForms(root)
        }
        guard let detached else { return forms }
        var changed = detached
        if changed.isEmpty { changed = [0] } else { changed[changed.count / 2] ^= 1 }
        forms.append(
            Spoilt(name: "detached content", token: token, detached: changed, reasons: ["signature.invalid"]))
        return forms
    }

    private func compactForms(_ text: String) throws -> [Spoilt] {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, let header = parts.first, let signature = parts.last else { return [] }
        // An unencoded payload has characters of its own, but no dot.
        let payload = parts[1]
        let put = { (header: String, payload: String, signature: String) in
            quoted("\(header).\(payload).\(signature)")
        }
        var forms: [Spoilt] = []
        for (name, spoilt) in try Self.flipped(header, at: [1, 3]) {
            forms.append(form("header \(name)", put(spoilt, payload, signature), Self.headerReasons))
        }
        if !payload.isEmpty {
            let spoilt = try Self.flippedPayload(payload)
            forms.append(form("payload", put(header, spoilt, signature), ["signature.invalid"]))
        }
        for (name, spoilt) in try Self.flipped(signature, at: [0, 2, 4]) {
            forms.append(form("signature \(name)", put(header, payload, spoilt), ["signature.invalid"]))
        }
        for (name, spoilt) in try Self.shortened(signature) {
            forms.append(form("signature \(name)", put(header, payload, spoilt), ["signature.invalid"]))
        }
        forms.append(
            form("cut", quoted(String(text.dropLast())), ["signature.invalid", "token.not_canonical"]))
        forms.append(form("no signature part", quoted("\(header).\(payload)"), ["token.malformed"]))
        return forms
    }

    private func objectForms(_ root: JSONValue) throws -> [Spoilt] {
        let entries = root["signatures"].map { Array($0.elements) } ?? [root]
        var forms: [Spoilt] = []
        if let payload = root["payload"], let text = payload.string, !text.isEmpty {
            let spoilt = try Self.flippedPayload(text)
            forms.append(form("payload", replacing(payload, by: spoilt, in: root), ["signature.invalid"]))
        }
        // One signature of several that is spoilt leaves the others: only a token with one can be refused for it.
        guard entries.count == 1, let entry = entries.first else { return forms }
        if let header = entry["protected"], let text = header.string {
            for (name, spoilt) in try Self.flipped(text, at: [1, 3]) {
                let changed = replacing(header, by: spoilt, in: root)
                forms.append(form("header \(name)", changed, Self.headerReasons))
            }
        }
        if let signature = entry["signature"], let text = signature.string {
            for (name, spoilt) in try Self.flipped(text, at: [0, 2, 4]) + Self.shortened(text) {
                let changed = replacing(signature, by: spoilt, in: root)
                forms.append(form("signature \(name)", changed, ["signature.invalid"]))
            }
        }
        return forms
    }

    private func form(_ name: String, _ token: String, _ reasons: Set<String>) -> Spoilt {
        Spoilt(name: name, token: token, detached: detached, reasons: reasons)
    }

    private func replacing(_ value: JSONValue, by text: String, in root: JSONValue) -> String {
        let bytes = root.document.bytes
        let new = bytes[..<value.range.lowerBound] + Array(quoted(text).utf8) + bytes[value.range.upperBound...]
        return String(decoding: new, as: UTF8.self)
    }

    // The text with one bit of one octet changed, at several quarters of its length.
    private static func flipped(_ text: String, at quarters: [Int]) throws -> [(name: String, text: String)] {
        let octets = try decode(text)
        return try quarters.map { quarter in
            try #require(!octets.isEmpty)
            let place = min(octets.count * quarter / 4, octets.count - 1)
            var changed = octets
            changed[place] ^= 1 << (place % 7)
            return (name: "bit of octet \(place)", text: encode(changed))
        }
    }

    private static func flippedPayload(_ text: String) throws -> String {
        do throws(Base64URL.Fault) {
            let bytes = Array(text.utf8)
            var octets = try Base64URL.decode(bytes.span)
            octets[octets.count / 2] ^= 1
            return encode(octets)
        } catch {
            // Not encoded: another letter in its place.
            return (text.first == "x" ? "y" : "x") + text.dropFirst()
        }
    }

    private static func shortened(_ text: String) throws -> [(name: String, text: String)] {
        let octets = try decode(text)
        return [
            (name: "without its last octet", text: encode(Array(octets.dropLast()))),
            (name: "with an octet more", text: encode(octets + [0])),
            (name: "with a zero before", text: encode([0] + octets)),
            (name: "empty", text: ""),
        ]
    }
}

/// The octets of base64url text.
func decode(_ text: String) throws -> [UInt8] {
    let bytes = Array(text.utf8)
    return try Base64URL.decode(bytes.span)
}

/// The base64url text of octets.
func encode(_ octets: [UInt8]) -> String {
    String(decoding: Base64URL.encode(octets.span), as: UTF8.self)
}
