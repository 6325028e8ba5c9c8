import JOSE
import JSON
import JWT
import RPC

/// A token that a call asks for, checked and ready to be signed, here or elsewhere.
struct SigningOrder: Sendable {
    let plan: SigningPlan
    let draft: TokenDraft
    let now: NumericDate
    private let content: SigningContent

    /// Reads what is asked for. `isElsewhere` says that the keys are only there to check what a signer elsewhere made.
    init(
        _ call: Call, keys: [Key], _ surroundings: Surroundings, isElsewhere: Bool = false
    ) throws(RPCError) {
        let arguments = call.arguments
        let instant = try arguments["now"].map { (value) throws(RPCError) in try TimeInput(value, for: "now") }
        now = SigningPlan.now(instant, surroundings)
        content = try SigningContent(arguments, at: now, surroundings)
        plan = try SigningPlan(
            arguments, keys: keys, instant: instant, additions: content.additions, isClaims: content.isClaims,
            operation: isElsewhere ? .verify : .sign, limits: surroundings.tokenLimits)
        draft = try plan.draft(of: content)
    }

    /// Other claims, made into a token as the call was that the plan is of.
    init(_ claims: JSONValue, by plan: SigningPlan, _ surroundings: Surroundings) throws(RPCError) {
        self.plan = plan
        now = SigningPlan.now(plan.instant, surroundings)
        content = try SigningContent(claims, plan.additions, at: now, surroundings)
        draft = try plan.draft(of: content)
    }

    /// The signatures of every key.
    func sign() throws(RPCError) -> [[UInt8]] {
        var signatures: [[UInt8]] = []
        for (key, signer) in zip(plan.keys, draft.signers) {
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
        guard let key = plan.keys.first, let signer = draft.signers.first else { return false }
        let input = draft.signingInput(signer)
        return key.verifies(signature.span, of: input.span, with: signer.algorithm)
    }

    /// Writes the answer; refuses to give out a token that the order's own policy would not accept. `notes` are what is
    /// known of an earlier token by the same plan.
    func answer(
        _ signatures: [[UInt8]], knowing notes: inout HeaderNotes?, _ bench: Bench, to writer: inout JSONWriter
    ) throws(RPCError) {
        let text = draft.text(signatures)
        let objections = plan.objections(to: text, content, at: now, knowing: &notes, using: &bench.desk)
        if let failure = objections.failures.first {
            let codes = objections.failures.map(\.code.word).joined(separator: ", ")
            throw RPCError(
                .signingRefused, "The token would be refused: \(failure.message)", parameter: failure.pointer,
                hint: "Checks that fail: \(codes).")
        }
        writer.object { writer in
            writer.name("token")
            draft.write(text, to: &writer)
            writer.member("serialization", plan.serialization.rawValue)
            if let signer = draft.signers.first { writer.member("alg", signer.algorithm.name) }
            write(to: &writer, expires: objections.expires)
            writer.member("bytes", text.count)
            writer.findings("findings", objections.findings + plan.keyFindings)
        }
    }

    private func write(to writer: inout JSONWriter, expires: NumericDate?) {
        if let keyID = plan.keyID {
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
}
