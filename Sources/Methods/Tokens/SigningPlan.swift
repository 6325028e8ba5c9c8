import JOSE
import JSON
import JWT
import RPC
import Store

/// Everything that a call of `sign` says beside its content, read and checked: what tokens that are made alike have in
/// common.
final class SigningPlan: Sendable {
    let keys: [Key]
    /// Those of the keys that the store keeps.
    let kept: [StoredKey]
    let serialization: SignedToken.Serialization
    /// Whether the content stays out of the token.
    let isDetached: Bool
    /// When the token is made, where the call says it.
    let instant: TimeInput?
    /// What is added to claims.
    let additions: ClaimAdditions
    /// What is to be said about the keys.
    let keyFindings: [Finding]
    /// The `kid` in the header of a token that has one signature.
    let keyID: [UInt8]?
    private let verifier: Verifier
    private let signers: [TokenDraft.Signer]
    private let isEncoded: Bool
    /// When the policies were as they are here; nil where none had a part in it.
    let epoch: PolicyEpoch?
    /// Whether the keys of the policy stay what they are.
    let hasLastingPolicy: Bool

    init(
        _ arguments: Arguments, keys: [Key], instant: TimeInput?, additions: ClaimAdditions,
        under policy: SigningPolicy,
        isClaims: Bool, operation: SignatureOperation, limits: TokenLimits, kept: [StoredKey]
    ) throws(RPCError) {
        self.keys = keys
        self.kept = kept
        self.instant = instant
        self.additions = additions
        serialization =
            arguments.serialization ?? (keys.count > 1 ? .general : .compact)
        isDetached = arguments.boolean("detached") ?? false
        isEncoded = arguments.boolean("b64") ?? true
        if !isEncoded, isClaims {
            throw RPCError(.invalidParameters, "A JWT's claims are always signed as base64url.", parameter: "/b64")
        }
        epoch = policy.epoch
        hasLastingPolicy = policy.isLasting
        verifier = Verifier(policy: policy.policy, keySets: policy.keySets, limits: limits)
        var signers: [TokenDraft.Signer] = []
        for key in keys {
            let header = SigningHeader(
                arguments, for: policy.policy.profile, isClaims: isClaims, isEncoded: isEncoded)
            signers.append(try header.signer(for: key, to: operation))
        }
        self.signers = signers
        keyID = keys.count == 1 ? SigningHeader.keyID(in: signers.first) : nil
        keyFindings = zip(keys, signers).flatMap { key, signer in
            (key.findings + key.findings(for: signer.algorithm)).map { Finding($0) }
        }
    }

    /// The instant of a token that is made now. Whole seconds are what nearly every reader expects in a token.
    static func now(_ instant: TimeInput?, _ surroundings: Surroundings) -> NumericDate {
        let clock = surroundings.clock()
        return NumericDate(seconds: (instant?.date(from: clock) ?? clock).seconds)
    }

    /// A token with this content, before it is signed.
    func draft(of content: SigningContent) throws(RPCError) -> TokenDraft {
        let payload = TokenDraft.Payload(content: content.bytes, isEncoded: isEncoded, isDetached: isDetached)
        do throws(TokenDraft.Fault) {
            return try TokenDraft(
                signers: signers(carrying: content), payload: payload, serialization: serialization)
        } catch {
            throw RPCError(.invalidParameters, error.explanation)
        }
    }

    // Disclosures stand behind a compact token, and in the first header of any other.
    private func signers(carrying content: SigningContent) -> [TokenDraft.Signer] {
        guard serialization != .compact, let made = content.disclosable?.disclosures, let first = signers.first else {
            return signers
        }
        return [first.carrying(made)] + signers.dropFirst()
    }

    /// What the call's own policy has against a token that was made. `notes` are those about an earlier one.
    func objections(
        to text: [UInt8], _ content: SigningContent, at now: NumericDate, knowing notes: inout HeaderNotes?,
        using desk: inout VerifierDesk
    ) -> Objections {
        verifier.objections(
            to: text, detached: isDetached ? content.bytes : nil, claims: content.disclosable?.claims, at: now,
            knowing: &notes, using: &desk)
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
