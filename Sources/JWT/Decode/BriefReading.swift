package import JOSE
package import JSON

/// What one token after another says, and nothing about it: the header and the payload, as a pipeline wants them.
///
/// A compact signed token that is spelled as it must be is read strictly and in memory that is used again; of anything
/// else `DecodedToken` tells what can be told, in the same few members.
package struct BriefReading {
    private var headerPage = JSONPage()
    private var payloadPage = JSONPage()
    private var signature: [UInt8] = []

    /// Nothing is read yet.
    package init() {}

    /// Writes what a token says.
    package mutating func write(_ text: TokenText, now: NumericDate, to writer: inout JSONWriter) {
        if writeStrictly(text, to: &writer) { return }
        DecodedToken(Array(text.bytes[text.range]), now: now).writeBriefly(to: &writer)
    }

    // Answers false, with nothing written, where anything about the token is less simple than it is mostly.
    private mutating func writeStrictly(_ text: TokenText, to writer: inout JSONWriter) -> Bool {
        let bytes = text.bytes
        let token = bytes.span.extracting(text.range)
        guard token.count <= TokenLimits().tokenBytes, let first = token.firstOffset(of: UInt8(ascii: "."), from: 0),
            let second = token.firstOffset(of: UInt8(ascii: "."), from: first + 1),
            let header = Self.object(token.extracting(..<first), on: &headerPage), Self.isSigned(header),
            let payload = Self.object(token.extracting((first + 1)..<second), on: &payloadPage)
        else { return false }
        signature.removeAll(keepingCapacity: true)
        do throws(Base64URL.Fault) {
            try Base64URL.decode(token.extracting((second + 1)...), appendingTo: &signature)
        } catch {
            return false
        }
        guard Self.isLength(signature.count, of: header) else { return false }
        writer.append(
            "{\"verified\":false,\"kind\":\"jws\",\"serialization\":\"compact\",\"complete\":true,\"header\":")
        writer.copy(header)
        writer.append(",\"payloadType\":\"json\",\"payload\":")
        writer.copy(payload)
        writer.append(",\"findings\":[]}")
        return true
    }

    // A key's private members are never shown: where there may be some, they are looked for.
    private static func object(_ text: Span<UInt8>, on page: inout JSONPage) -> JSONValue? {
        var octets = page.takeBytes()
        do throws(Base64URL.Fault) {
            try Base64URL.decode(text, appendingTo: &octets)
        } catch {
            return nil
        }
        do throws(JSONFault) {
            let value = try page.read(octets, 0..<octets.count)
            guard value.kind == .object, value.firstDuplicate == nil, SecretMembers.ranges(in: value).isEmpty else {
                return nil
            }
            return value
        } catch {
            return nil
        }
    }

    // An RSA signature is as long as the modulus, and none in use is under 1024 bits.
    private static func isLength(_ length: Int, of header: JSONValue) -> Bool {
        header["alg"]?.withString { name in
            let lengths = SigningAlgorithm.signatureLengths(named: name)
            return lengths.isEmpty ? length >= 128 : lengths.contains(length)
        } == true
    }

    private static func isSigned(_ header: JSONValue) -> Bool {
        guard header["b64"] == nil, header["enc"] == nil, header["crit"] == nil else { return false }
        return header["alg"]?.withString { SigningAlgorithm.named($0) != nil } == true
    }
}

extension DecodedToken {
    /// Writes the few members that a brief answer has, and of the findings those about how the token is written.
    package func writeBriefly(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("verified", false)
            writer.member("kind", kind.rawValue)
            writer.member("serialization", serialization.rawValue)
            writer.member("complete", isComplete)
            writeContents(to: &writer)
            writer.array("findings") { writer in
                for finding in findings where Self.areBrief.contains(finding.code) { finding.write(to: &writer) }
            }
        }
    }

    private static let areBrief = Set(
        (FindingCode.textRows + FindingCode.tokenRows + FindingCode.decodeRows).filter { !$0.word.hasPrefix("claim.") })
}

extension DecodedToken {
    /// Writes what kind of token it is and how it stands in time, and nothing that its issuer chose but names of kinds.
    package func writeOutline(to writer: inout JSONWriter) {
        let header = header?.object
        for name in ["alg", "enc", "typ"] as [StaticString] {
            if let value = header?[name], value.kind == .string { writer.member(name, value) }
        }
        if let profile { writer.member("profile", profile.name) }
        if let times {
            writer.name("times")
            times.write(to: &writer)
        }
    }
}
