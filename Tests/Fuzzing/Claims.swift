import JOSE
import JSON
import ReferenceJSON

/// Headers, contents and policies of tokens whose signature holds: three lines, of which the first two are signed as they
/// are, and the third is what else `verify` is told.
final class Claims: FuzzTarget {
    private let client = Client()
    private let key: [UInt8]
    private let signer: Key
    private let algorithm: SigningAlgorithm

    init(_ seeds: Seeds) {
        key = json(#"{"jwk":{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr8"}}"#)
        let secret = json("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr8")
        signer = need { try Key(secret: secret.span, encoding: .base64url) }
        guard let algorithm = SigningAlgorithm.all.first(where: { $0.description == "HS256" }) else {
            finding("There is no HS256.")
        }
        self.algorithm = algorithm
    }

    func run(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false).map { Array($0) }
        guard lines.count >= 2 else { return }
        let token = signed(lines[0], lines[1])
        let policy = lines.count > 2 ? lines[2] : json("{}")
        checkVerdict(token, header: lines[0], payload: lines[1], policy: policy)
        checkDecoding(token, header: lines[0], payload: lines[1])
        checkSigning(header: lines[0], claims: lines[1])
    }

    private func signed(_ header: [UInt8], _ payload: [UInt8]) -> [UInt8] {
        let input = Base64URL.encode(header.span) + [0x2E] + Base64URL.encode(payload.span)
        let signature = need { try signer.sign(input.span, with: algorithm) }
        return input + [0x2E] + Base64URL.encode(signature.span)
    }

    private func checkVerdict(_ token: [UInt8], header: [UInt8], payload: [UInt8], policy: [UInt8]) {
        guard policy.first == 0x7B else { return }
        let parameters = parameters(token, policy)
        // What is learnt from a token that passes must not matter for another one with its header.
        _ = client.call("verify", self.parameters(signed(header, Self.goodClaims), policy))
        guard let answer = client.call("verify", parameters) else { return }
        // A client that remembers nothing says the same (statement V16 of the protocol).
        let again = Client().call("verify", parameters)
        require(answer.bytes == again?.bytes, "First \(shown(answer.bytes)), then \(shown(again?.bytes ?? []))")
        guard let result = answer.result else { return }
        guard result["valid"]?.boolean == true else {
            require(
                (result["failures"]?.count ?? 0) > 0 && result["claims"] == nil && result["payload"] == nil,
                "A refusal without reasons, or with claims: \(shown(answer.bytes))")
            return
        }
        let head = ReferenceReader.read(header)
        require(
            head?.string("alg") == json("HS256") && head?.hasDuplicates == false, "\(shown(header)) is accepted.")
        guard let claims = result["claims"] else { return }
        let tree = ReferenceReader.read(payload)
        require(
            tree == Tree(claims) && tree?.hasDuplicates == false && tree?["exp"]?.isBefore(Client.now - 600) != true,
            "\(shown(payload)) is accepted: \(shown(answer.bytes))")
    }

    private static let goodClaims = json(
        #"{"iss":"https://example.com","sub":"alice","aud":["a","b"],"iat":1799999000,"nbf":1799999000,"exp":1800000600}"#
    )

    private func parameters(_ token: [UInt8], _ policy: [UInt8]) -> [UInt8] {
        let isEmpty = policy.dropFirst().first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == 0x7D
        let start = json(#"{"token":""#) + token + json(#"","key":"#) + key
        return start + json(isEmpty ? "" : ",") + Array(policy.dropFirst())
    }

    private func checkDecoding(_ token: [UInt8], header: [UInt8], payload: [UInt8]) {
        guard let answer = client.call("decode", Parameters(["token": quoted(token)]).bytes) else {
            finding("decode was not asked.")
        }
        guard let result = answer.result, result["verified"]?.boolean == false else {
            finding("decode answers \(shown(answer.bytes))")
        }
        // Private members of a key are not repeated (statement D2 of the protocol).
        let isRedacted = shown(answer.bytes).contains("[redacted]")
        if let tree = ReferenceReader.read(header), case .object = tree, !tree.hasDuplicates, !isRedacted {
            require(result["header"].map { Tree($0) } == tree, "\(shown(header)) is decoded as \(shown(answer.bytes))")
        }
    }

    // What is signed here holds here, and says what it was told to say (statements S1 and S5 of the protocol).
    private func checkSigning(header: [UInt8], claims: [UInt8]) {
        guard ReferenceReader.read(claims) != nil else { return }
        for more in [json("{}"), header] where ReferenceReader.read(more) != nil {
            let parameters = Parameters(["claims": claims, "header": more, "key": key]).bytes
            guard let token = client.call("sign", parameters)?.result?["token"]?.lexeme else { continue }
            guard
                let answer = client.call(
                    "verify", Parameters(["token": json(token), "key": key, "crit": critical(more)]).bytes)
            else { finding("verify was not asked.") }
            require(
                answer.result?["valid"]?.boolean == true,
                "\(token) was signed and does not hold: \(shown(answer.bytes))")
            guard case .object(let given) = ReferenceReader.read(claims),
                case .object(let found) = answer.result?["claims"].map({ Tree($0) })
            else { finding("\(token) was signed, which is no object: \(shown(claims))") }
            require(Array(found.prefix(given.count)) == given, "\(shown(claims)) was signed as \(shown(answer.bytes))")
        }
    }

    private func critical(_ header: [UInt8]) -> [UInt8] {
        guard case .array(let names) = ReferenceReader.read(header)?["crit"] else { return json("{}") }
        var writer = JSONWriter()
        Tree.object(
            names.compactMap {
                guard case .string(let name) = $0 else { return nil }
                return Tree.Member(name: name, value: .boolean(true))
            }
        ).write(to: &writer)
        return writer.bytes
    }
}

extension Tree {
    /// Whether an object, here or deeper, has two members of one name.
    fileprivate var hasDuplicates: Bool {
        switch self {
        case .array(let elements): elements.contains(where: \.hasDuplicates)
        case .object(let members):
            Set(members.map(\.name)).count < members.count || members.contains { $0.value.hasDuplicates }
        case .null, .boolean, .number, .string: false
        }
    }

    /// Whether a number is certainly smaller.
    fileprivate func isBefore(_ instant: Int64) -> Bool {
        guard case .number(let text) = self, let value = Double(text) else { return false }
        return value < Double(instant) - 1
    }
}
