import JOSE
import JSON
import JWT
import RPC

/// A token that a call asks for, checked and ready to be signed, here or elsewhere.
struct SigningOrder: Sendable {
    let draft: TokenDraft
    let now: NumericDate
    private let keys: [Key]
    private let policy: Policy
    private let content: SigningContent
    private let serialization: SignedToken.Serialization
    private let isDetached: Bool

    /// Reads what is asked for. `isElsewhere` says that the keys are only there to check what a signer elsewhere made.
    init(
        _ call: Call, keys: [Key], _ surroundings: Surroundings, isElsewhere: Bool = false
    ) throws(RPCError) {
        let arguments = call.arguments
        let clock = surroundings.clock()
        let given = try arguments["now"].map { (value) throws(RPCError) in
            try NumericDate(value, for: "now", now: clock)
        }
        // Whole seconds are what nearly every reader expects in a token.
        now = NumericDate(seconds: (given ?? clock).seconds)
        serialization =
            arguments.string("serialization").flatMap(SignedToken.Serialization.init(rawValue:))
            ?? (keys.count > 1 ? .general : .compact)
        isDetached = arguments.boolean("detached") ?? false
        let isEncoded = arguments.boolean("b64") ?? true
        content = try SigningContent(arguments, at: now, surroundings)
        if !isEncoded, content.isClaims {
            throw RPCError(.invalidParameters, "A JWT's claims are always signed as base64url.", parameter: "/b64")
        }
        self.keys = keys
        policy = try Self.policy(arguments["policy"], isClaims: content.isClaims)
        var signers: [TokenDraft.Signer] = []
        for key in keys {
            let header = SigningHeader(arguments, isClaims: content.isClaims, isEncoded: isEncoded)
            signers.append(try header.signer(for: key, to: isElsewhere ? .verify : .sign))
        }
        let payload = TokenDraft.Payload(content: content.bytes, isEncoded: isEncoded, isDetached: isDetached)
        do throws(TokenDraft.Fault) {
            draft = try TokenDraft(signers: signers, payload: payload, serialization: serialization)
        } catch {
            throw RPCError(.invalidParameters, error.explanation)
        }
    }

    /// The signatures of every key.
    func sign() throws(RPCError) -> [[UInt8]] {
        var signatures: [[UInt8]] = []
        for (key, signer) in zip(keys, draft.signers) {
            let input = draft.signingInput(signer)
            do throws(KeyFault) {
                signatures.append(try key.sign(input.span, with: signer.algorithm))
            } catch {
                throw RPCError(.keyUnusable, "The key made no signature: \(error.explanation).", parameter: "/key")
            }
        }
        return signatures
    }

    /// Whether a signature that was made elsewhere is the key's for this token.
    func isSigned(by signature: [UInt8]) -> Bool {
        guard let key = keys.first, let signer = draft.signers.first else { return false }
        let input = draft.signingInput(signer)
        return key.verifies(signature.span, of: input.span, with: signer.algorithm)
    }

    /// Writes the answer; refuses to give out a token that the order's own policy would not accept.
    func answer(_ signatures: [[UInt8]], _ bench: Bench, to writer: inout JSONWriter) throws(RPCError) {
        let text = draft.text(signatures)
        let verifier = Verifier(policy: policy, keySets: [], limits: bench.surroundings.tokenLimits)
        let objections = verifier.objections(
            to: text, detached: isDetached ? content.bytes : nil, at: now, using: &bench.desk)
        if let failure = objections.failures.first {
            let codes = objections.failures.map(\.code.word).joined(separator: ", ")
            throw RPCError(
                .signingRefused, "The token would be refused: \(failure.message)", parameter: failure.pointer,
                hint: "Checks that fail: \(codes).")
        }
        writer.object { writer in
            writer.name("token")
            draft.write(signatures, to: &writer)
            writer.member("serialization", serialization.rawValue)
            if let signer = draft.signers.first { writer.member("alg", signer.algorithm.name) }
            write(to: &writer, expires: objections.expires)
            writer.member("bytes", text.count)
            writer.findings("findings", objections.findings + keyFindings)
        }
    }

    private func write(to writer: inout JSONWriter, expires: NumericDate?) {
        if keys.count == 1, let keyID = SigningHeader.keyID(in: draft.signers.first) {
            writer.name("kid")
            writer.string(keyID.span)
        }
        if let tokenID = content.tokenID {
            writer.name("jti")
            writer.string(tokenID.span)
        }
        writer.member("issuedAt", content.issuedAt.map { Int($0.seconds) })
        guard let expires else { return }
        writer.member("expires", Int(expires.seconds))
        writer.name("expiresInSeconds")
        writer.integer(expires.seconds(since: now))
    }

    private var keyFindings: [Finding] {
        zip(keys, draft.signers).flatMap { key, signer in
            (key.findings + key.findings(for: signer.algorithm)).map { finding in
                Finding(finding.code, "About the key: \(finding.explanation).")
            }
        }
    }

    private static func policy(_ object: JSONValue?, isClaims: Bool) throws(RPCError) -> Policy {
        var policy = Policy()
        if let object {
            do throws(PolicyFault) {
                policy = try Policy(object)
            } catch {
                throw RPCError(
                    .invalidParameters, "policy\(error.pointer) must be \(error.expected).",
                    parameter: "/policy" + error.pointer, hint: error.hint)
            }
        }
        if !isClaims { policy.content = .bytes }
        return policy
    }
}

extension TokenDraft.Fault {
    fileprivate var explanation: String {
        switch self {
        case .tooManySigners: "Several keys need the general serialization."
        case .unprotectedHeader: "A compact token has no unprotected header."
        case .dotInPayload:
            "Content that is not encoded must be printable ASCII without a dot in a compact token; detach it."
        case .payloadNotText: "Content that is not encoded must be UTF-8 in a JSON serialization; detach it."
        }
    }
}
