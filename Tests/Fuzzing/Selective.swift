import JOSE
import JSON
import ReferenceJSON

/// SD-JWTs → claims. A text without a line end is a token, held against those that were made; else the lines are a payload and
/// what is disclosed, which are signed as they are, and `#1` in a string stands for the digest of line 1.
final class Selective: FuzzTarget {
    private let client = Client()
    private let other = Client()
    private let keys: [UInt8]
    private let made: [[UInt8]]
    private let pieces: Set<[UInt8]>
    private let secret = json(#"{"jwk":{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr8"}}"#)
    private let signer: Key
    private let algorithm: SigningAlgorithm

    private static let bound = json(#"{"audience":"a","nonce":"n"}"#)

    init(_ seeds: Seeds) {
        keys = json(#"{"jwks":"#) + seeds.keys + json("}")
        made = seeds.selectiveTokens
        pieces = Set(made.flatMap { $0.split(separator: 0x7E).map { Array($0) } })
        let text = json("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr8")
        signer = need { try Key(secret: text.span, encoding: .base64url) }
        guard let algorithm = SigningAlgorithm.all.first(where: { $0.description == "HS256" }) else {
            finding("There is no HS256.")
        }
        self.algorithm = algorithm
        for token in made {
            let answer = verify(quoted(token), "sd-jwt+kb", keys, by: client)
            require(
                answer?.result?["valid"]?.boolean == true,
                "\(shown(token)) does not hold: \(answer.map { shown($0.bytes) } ?? "")")
        }
    }

    func run(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
        if lines.count > 1 { return checkContent(lines) }
        checkToken(bytes)
    }

    private func checkToken(_ bytes: [UInt8]) {
        let token = sent(bytes)
        for profile in ["sd-jwt+kb", "sd-jwt"] {
            guard let answer = verify(quoted(bytes), profile, keys, by: client) else {
                finding("verify was not asked.")
            }
            _ = verify(quoted(made[bytes.count % made.count]), profile, keys, by: other)
            let again = verify(quoted(bytes), profile, keys, by: other)
            require(answer.bytes == again?.bytes, "First \(shown(answer.bytes)), then \(shown(again?.bytes ?? []))")
            guard isValid(answer) else { continue }
            let isKnown = token.first == 0x7B || made.contains(token) || profile == "sd-jwt" && isSelection(token)
            require(isKnown, "\(shown(token)) is accepted: \(shown(answer.bytes))")
        }
        guard let plain = client.call("verify", Parameters(["token": quoted(bytes), "key": keys]).bytes) else { return }
        require(plain.result?["valid"]?.boolean != true, "\(shown(token)) is accepted as a JWT.")
        let redaction = ["none", "signature", "claims", "all"][bytes.count % 4]
        let parameters = Parameters(["token": quoted(bytes), "redact": json("\"\(redaction)\"")])
        require(
            client.call("decode", parameters.bytes)?.result?["verified"]?.boolean == false,
            "decode does not answer \(shown(token))")
        _ = client.call("present", Parameters(["token": quoted(bytes), "disclose": json(#""""#)]).bytes)
    }

    // Without its key binding, a presentation is another one, of what it has.
    private func isSelection(_ token: [UInt8]) -> Bool {
        token.last == 0x7E && token.split(separator: 0x7E).allSatisfy { pieces.contains(Array($0)) }
    }

    private func isValid(_ answer: Answer) -> Bool {
        guard let result = answer.result else { return false }
        if result["valid"]?.boolean == true { return true }
        require(
            result["valid"]?.boolean == false && (result["failures"]?.count ?? 0) > 0 && result["claims"] == nil
                && result["sdJwt"] == nil, "A refusal without reasons, or with claims: \(shown(answer.bytes))")
        return false
    }

    private func verify(_ token: [UInt8], _ profile: String, _ key: [UInt8], by client: Client) -> Answer? {
        let parameters = Parameters([
            "token": token, "key": key, "profile": json("\"\(profile)\""), "keyBinding": Self.bound,
        ])
        return client.call("verify", parameters.bytes)
    }

    private func checkContent(_ lines: [[UInt8]]) {
        let (payload, disclosures) = ReferenceDisclosures.filled(lines)
        let input =
            Base64URL.encode(json(#"{"alg":"HS256","typ":"sd-jwt"}"#).span) + [0x2E] + Base64URL.encode(payload.span)
        let signature = need { try signer.sign(input.span, with: algorithm) }
        var token = input + [0x2E] + Base64URL.encode(signature.span) + [0x7E]
        for disclosure in disclosures { token += disclosure + [0x7E] }
        guard let answer = verify(quoted(token), "sd-jwt", secret, by: client) else { finding("verify was not asked.") }
        let expected = ReferenceDisclosures(payload, disclosures).claims
        if isValid(answer) {
            require(
                expected != nil && answer.result?["claims"].map { Tree($0) } == expected,
                "\(shown(payload)) with \(disclosures.map(shown)) is \(shown(answer.bytes))")
            checkPresentation(token, claims: answer.result?["claims"])
        } else if let failures = answer.result?["failures"] {
            let words = failures.elements.compactMap { $0["code"]?.string }
            require(
                expected == nil || !words.allSatisfy { $0.hasPrefix("disclosure.") },
                "\(shown(payload)) with \(disclosures.map(shown)) is refused: \(words)")
        }
    }

    // What holds can be shown in part; what is shown holds, and with all of it the token is what it was.
    private func checkPresentation(_ token: [UInt8], claims: JSONValue?) {
        let whole = client.call("present", Parameters(["token": quoted(token), "disclose": json(#""""#)]).bytes)
        require(
            whole?.result?["token"]?.utf8 == token,
            "\(shown(token)) is presented as \(whole.map { shown($0.bytes) } ?? "")")
        let decoded = client.call("decode", Parameters(["token": quoted(token)]).bytes)
        let seen = decoded?.result?["sdJwt"]?["claims"]
        require(
            seen.map { Tree($0) } == claims.map { Tree($0) } || seen?.lexeme.contains("[redacted]") == true,
            "decode shows other claims than verify: \(decoded.map { shown($0.bytes) } ?? "")")
        for pointer in whole?.result?["disclosed"]?.elements.compactMap(\.utf8) ?? [] {
            let part = client.call("present", Parameters(["token": quoted(token), "disclose": quoted(pointer)]).bytes)
            guard let text = part?.result?["token"]?.utf8,
                let answer = verify(quoted(text), "sd-jwt", secret, by: client)
            else { finding("\(shown(pointer)) is not presented of \(shown(token))") }
            require(
                answer.result?["sdJwt"]?["disclosed"]?.elements.contains { $0["pointer"] != nil } == true
                    || answer.result?["valid"]?.boolean == false,
                "\(shown(pointer)): \(shown(answer.bytes))")
        }
    }
}

/// The claims of an SD-JWT by the steps of RFC 9901 §7.1 as they are written there, with a tree and recursion.
struct ReferenceDisclosures {
    /// The claims; nil where the token must be rejected.
    private(set) var claims: Tree?
    private var disclosures: [[UInt8]: Tree] = [:]
    private var digests: Set<[UInt8]> = []
    private var isRejected = false

    init(_ payload: [UInt8], _ texts: [[UInt8]]) {
        for text in texts {
            let octets = need { try Base64URL.decode(text.span) }
            guard let tree = ReferenceReader.read(octets), !tree.hasRepeatedNames else { return }
            guard disclosures.updateValue(tree, forKey: Self.digest(text)) == nil else { return }
        }
        guard case .object(let members) = ReferenceReader.read(payload), !Tree.object(members).hasRepeatedNames else {
            return
        }
        let algorithm = members.first { $0.name == json("_sd_alg") }
        guard algorithm == nil || algorithm?.value == .string(json("sha-256")) else { return }
        let processed = process(.object(members.filter { $0.name != json("_sd_alg") }))
        guard !isRejected, disclosures.keys.allSatisfy(digests.contains) else { return }
        claims = processed
    }

    private mutating func process(_ tree: Tree) -> Tree {
        switch tree {
        case .array(let elements):
            var kept: [Tree] = []
            for element in elements {
                guard case .object(let members) = element, let digest = element["..."] else {
                    kept.append(process(element))
                    continue
                }
                guard members.count == 1, let disclosed = find(digest) else { continue }
                guard case .array(let parts) = disclosed, parts.count == 2, case .string = parts[0] else {
                    isRejected = true
                    continue
                }
                kept.append(process(parts[1]))
            }
            return .array(kept)
        case .object(let members): return object(members)
        default: return tree
        }
    }

    private mutating func object(_ members: [Tree.Member]) -> Tree {
        var kept: [Tree.Member] = []
        for member in members where member.name != json("_sd") {
            if ["...", "_sd_alg"].map(json).contains(member.name) { isRejected = true }
            kept.append(Tree.Member(name: member.name, value: process(member.value)))
        }
        guard let list = members.first(where: { $0.name == json("_sd") }) else { return .object(kept) }
        guard case .array(let digests) = list.value else {
            isRejected = true
            return .object(kept)
        }
        for digest in digests {
            guard let disclosed = find(digest) else { continue }
            guard case .array(let parts) = disclosed, parts.count == 3, case .string = parts[0],
                case .string(let name) = parts[1], !["_sd", "...", "_sd_alg"].map(json).contains(name),
                !kept.contains(where: { $0.name == name })
            else {
                isRejected = true
                continue
            }
            kept.append(Tree.Member(name: name, value: process(parts[2])))
        }
        return .object(kept)
    }

    private mutating func find(_ digest: Tree) -> Tree? {
        guard case .string(let text) = digest, digests.insert(text).inserted else {
            isRejected = true
            return nil
        }
        return disclosures[text]
    }

    private static func digest(_ text: [UInt8]) -> [UInt8] { need { try NamedHash.sha256.digestText(of: text.span) } }

    /// The payload and the disclosures in lines, where `#` and a digit stand for the digest of a later line.
    static func filled(_ lines: [[UInt8]]) -> (payload: [UInt8], disclosures: [[UInt8]]) {
        var digests: [Int: [UInt8]] = [:]
        var texts: [[UInt8]] = []
        for index in lines.indices.reversed() {
            var line: [UInt8] = []
            var isMark = false
            for byte in lines[index] {
                if isMark, byte.isDigit, let digest = digests[Int(byte - 0x30)] {
                    line.removeLast()
                    line += digest
                } else {
                    line.append(byte)
                }
                isMark = byte == 0x23
            }
            guard index > 0 else { return (line, texts) }
            let text = Base64URL.encode(line.span)
            texts.insert(text, at: 0)
            digests[index] = digest(text)
        }
        return ([], texts)
    }
}

extension Tree {
    /// Whether an object, here or deeper, has two members of one name.
    fileprivate var hasRepeatedNames: Bool {
        switch self {
        case .array(let elements): elements.contains(where: \.hasRepeatedNames)
        case .object(let members):
            Set(members.map(\.name)).count < members.count || members.contains { $0.value.hasRepeatedNames }
        case .null, .boolean, .number, .string: false
        }
    }
}
