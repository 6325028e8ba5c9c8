import JOSE
import JSON
import JWT
import RPC
import Store

/// A token that a call asks for, checked and ready to be signed, here or elsewhere.
struct SigningOrder: Sendable {
    let plan: SigningPlan
    let draft: TokenDraft
    let now: NumericDate
    private let content: SigningContent

    /// Reads what is asked for. `isElsewhere` says that the keys are only there to check what a signer elsewhere made.
    init(
        _ call: Call, keys: [Key], kept: [StoredKey] = [], _ surroundings: Surroundings, isElsewhere: Bool = false
    ) throws(RPCError) {
        let instant = try call.arguments.instant()
        now = SigningPlan.now(instant, surroundings)
        let policy = try SigningPolicy(call, surroundings)
        let operation: SignatureOperation = isElsewhere ? .verify : .sign
        let arguments = try policy.completed(call.arguments, keys: keys, to: operation)
        let profile = try ProfileAdditions(arguments, keys: keys)
        let holder = try call.holderKey(surroundings)
        content = try SigningContent(
            arguments, at: now, for: profile, holder: holder, under: policy.policy, surroundings)
        plan = try SigningPlan(
            arguments, keys: keys, instant: instant, additions: content.additions, under: policy,
            isClaims: content.isClaims, operation: operation, limits: surroundings.tokenLimits, kept: kept)
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

    /// What the header of an encryption around the token says in `cty`.
    var type: [UInt8] { content.type(as: plan.serialization) }

    /// Whether a signature that was made elsewhere is the key's for this token.
    func isSigned(by signature: [UInt8]) -> Bool {
        guard let key = plan.keys.first, let signer = draft.signers.first else { return false }
        let input = draft.signingInput(signer)
        return key.verifies(signature.span, of: input.span, with: signer.algorithm)
    }

    /// Writes the answer; refuses to give out a token that the order's own policy would not accept. With an encryption,
    /// the token stands inside another. `notes` are what is known of an earlier token by the same plan. A `call` may be put off.
    func answer(
        _ signatures: [[UInt8]], encryption: EncryptionOrder? = nil, knowing notes: inout HeaderNotes?, _ bench: Bench,
        for call: Call? = nil, to writer: inout JSONWriter
    ) throws(RPCError) {
        let text = draft.text(signatures)
        let whole = plan.serialization == .compact ? text + content.tail : text
        let objections = plan.objections(to: text, content, at: now, knowing: &notes, using: &bench.desk)
        try content.refuse(objections.failures)
        try bench.surroundings.remember(life: objections.expires, of: plan.kept, at: now, for: call)
        try writer.object { (writer) throws(RPCError) in
            if let encryption {
                try encryption.answer(whole, to: &writer)
                writer.object("nested") { $0.member("alg", draft.signers.first?.algorithm.name) }
            } else {
                writer.name("token")
                draft.write(whole, to: &writer)
                writer.member("serialization", plan.serialization.rawValue)
                if let signer = draft.signers.first { writer.member("alg", signer.algorithm.name) }
            }
            write(to: &writer, expires: objections.expires)
            if encryption == nil { writer.member("bytes", whole.count) }
            content.writeDisclosures(to: &writer)
            writer.findings("findings", objections.findings + plan.keyFindings + (encryption?.findings ?? []))
        }
    }

    private func write(to writer: inout JSONWriter, expires: NumericDate?) {
        if let keyID = plan.keyID {
            writer.name("kid")
            writer.string(keyID.span)
        }
        content.writeTimes(expires, at: now, to: &writer)
    }
}
