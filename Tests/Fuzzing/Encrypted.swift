import JSON
import ReferenceJSON

/// Encrypted tokens → what is inside, with the keys of the seeds: nothing opens but what was encrypted, and all that does not
/// open once a key was tried is one answer.
final class Encrypted: FuzzTarget {
    private let client = Client()
    private let keys: [UInt8]
    private let made: [[UInt8]]
    /// What was encrypted: the vector, the ciphertext and the tag as they are written.
    private let sealed: Set<[[UInt8]]>

    init(_ seeds: Seeds) {
        keys = json(#"{"jwks":"#) + seeds.encryptionKeys + json("}")
        made = seeds.encryptedTokens
        sealed = Set(made.compactMap(Self.parts))
        for token in made {
            let answer = decrypt(quoted(token))
            require(
                answer?.result?["valid"]?.boolean == true,
                "\(shown(token)) does not open: \(answer.map { shown($0.bytes) } ?? "")")
        }
    }

    func run(_ bytes: [UInt8]) {
        guard let answer = decrypt(quoted(bytes)) else { finding("decrypt was not asked.") }
        require(answer.result != nil, "A token is answered with \(shown(answer.bytes))")
        check(answer, sent(bytes))
        if bytes.first == 0x7B, let answer = decrypt(bytes) { check(answer, bytes) }
        guard let decoded = client.call("decode", Parameters(["token": quoted(bytes)]).bytes) else {
            finding("decode was not asked.")
        }
        require(decoded.result?["verified"]?.boolean == false, "decode answers \(shown(decoded.bytes))")
    }

    private func check(_ answer: Answer, _ token: [UInt8]) {
        guard let result = answer.result else { return }
        guard result["valid"]?.boolean == true else {
            require(
                result["valid"]?.boolean == false && (result["failures"]?.count ?? 0) > 0 && result["claims"] == nil
                    && result["payload"] == nil && result["text"] == nil,
                "A refusal without reasons, or with content: \(shown(answer.bytes))")
            return
        }
        let isMade = Self.parts(of: token).map(sealed.contains) ?? false
        require(
            isMade && (token.first == 0x7B || made.contains(token)), "\(shown(token)) opens: \(shown(answer.bytes))")
    }

    private func decrypt(_ token: [UInt8]) -> Answer? {
        client.call("decrypt", Parameters(["token": token, "key": keys]).bytes)
    }

    // By the reference's reader.
    private static func parts(of token: [UInt8]) -> [[UInt8]]? {
        guard token.first == 0x7B else {
            let parts = token.split(separator: 0x2E, omittingEmptySubsequences: false).map { Array($0) }
            return parts.count == 5 ? Array(parts[2...]) : nil
        }
        guard let object = ReferenceReader.read(token), let vector = object.string("iv"),
            let ciphertext = object.string("ciphertext"), let tag = object.string("tag")
        else { return nil }
        return [vector, ciphertext, tag]
    }
}
