import JSON
import ReferenceJSON

/// Tokens → verdicts, with the keys of the seeds: nothing is valid but what was signed, and `decode` answers everything.
final class Tokens: FuzzTarget {
    private let client = Client()
    /// One that has always seen another token before.
    private let other = Client()
    private let keys: [UInt8]
    private let made: [[UInt8]]
    /// What was signed: the payload, the protected header and the signature as they are written.
    private let signed: Set<[[UInt8]]>

    init(_ seeds: Seeds) {
        keys = json(#"{"jwks":"#) + seeds.keys + json("}")
        made = seeds.tokens
        signed = Set(made.flatMap(Self.parts))
        for token in made {
            let answer = verify(token, by: client)
            require(answer.result?["valid"]?.boolean == true, "\(shown(token)) does not hold: \(shown(answer.bytes))")
        }
    }

    func run(_ bytes: [UInt8]) {
        let answer = verify(bytes, by: client)
        _ = verify(made[bytes.count % made.count], by: other)
        let again = verify(bytes, by: other)
        require(answer.bytes == again.bytes, "First \(shown(answer.bytes)), then \(shown(again.bytes))")
        check(answer, sent(bytes))
        if bytes.first == 0x7B, let answer = client.call("verify", parameters(bytes)) { check(answer, bytes) }

        let redaction = ["none", "signature", "claims", "all"][bytes.count % 4]
        let parameters = Parameters(["token": quoted(bytes), "redact": json("\"\(redaction)\"")])
        guard let decoded = client.call("decode", parameters.bytes) else { finding("decode was not asked.") }
        require(
            decoded.result?["verified"]?.boolean == false && decoded.result?["findings"]?.kind == .array,
            "decode answers \(shown(decoded.bytes))")
    }

    private func check(_ answer: Answer, _ token: [UInt8]) {
        // An object of JSON that is not one serialization's is refused as a parameter, not as a token.
        guard let result = answer.result else { return }
        guard result["valid"]?.boolean == true else {
            require(
                result["valid"]?.boolean == false && (result["failures"]?.count ?? 0) > 0 && result["claims"] == nil
                    && result["payload"] == nil, "A refusal without reasons, or with claims: \(shown(answer.bytes))")
            return
        }
        let parts = Self.parts(of: token)
        require(
            parts.contains { signed.contains($0) } && (token.first == 0x7B || made.contains(token)),
            "\(shown(token)) is accepted: \(shown(answer.bytes))")
    }

    private func verify(_ token: [UInt8], by client: Client) -> Answer {
        guard let answer = client.call("verify", parameters(quoted(token))) else { finding("verify was not asked.") }
        require(answer.result != nil, "A token is answered with \(shown(answer.bytes))")
        return answer
    }

    private func parameters(_ token: [UInt8]) -> [UInt8] { Parameters(["token": token, "key": keys]).bytes }

    // The signatures of a token, each with what it covers, by the reference's reader.
    private static func parts(of token: [UInt8]) -> [[[UInt8]]] {
        guard token.first == 0x7B else {
            let parts = token.split(separator: 0x2E, omittingEmptySubsequences: false).map { Array($0) }
            return parts.count == 3 ? [[parts[1], parts[0], parts[2]]] : []
        }
        guard let object = ReferenceReader.read(token), let payload = object.string("payload") else { return [] }
        var entries = [object]
        if case .array(let more) = object["signatures"] { entries += more }
        return entries.compactMap { entry in
            guard let header = entry.string("protected"), let signature = entry.string("signature") else { return nil }
            return [payload, header, signature]
        }
    }
}

extension Tree {
    /// The value of an object's first member of this name.
    subscript(_ name: String) -> Tree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == json(name) }?.value
    }

    /// The content of an object's member that is a string.
    func string(_ name: String) -> [UInt8]? {
        guard case .string(let content) = self[name] else { return nil }
        return content
    }
}
