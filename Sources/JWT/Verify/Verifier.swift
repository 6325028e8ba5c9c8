package import JOSE
package import JSON

/// A policy and the keys to hold a token against: what `verify` prepares once and asks for each token.
package final class Verifier: Sendable {
    /// What is accepted.
    package let policy: Policy
    /// The keys, in the caller's order.
    package let keys: [Key]
    /// What bounds a token.
    package let limits: TokenLimits
    /// Whether a token's `kid` says which of the keys is meant: not where one key was given by itself.
    let selectsByKeyID: Bool
    /// Whether a desk may remember it, and with it its keys, when a token was verified.
    let isLasting: Bool
    private let skipped: [(index: Int, fault: KeyFault)]

    /// A verifier with the keys of these sets. It is lasting where its keys may stay in memory behind the request that
    /// they came with.
    package init(policy: Policy, keySets: [KeySet], limits: TokenLimits = TokenLimits(), isLasting: Bool = false) {
        self.policy = policy
        self.limits = limits
        self.isLasting = isLasting
        keys = keySets.flatMap(\.keys)
        skipped = keySets.flatMap(\.skipped)
        let isOne = keys.count == 1 && !keySets.contains(where: \.isNamed)
        selectsByKeyID = policy.keySelection == .keyID && !isOne
    }

    /// A token as it is given: text, which is compact unless it begins with a brace, or the object of a JSON
    /// serialization.
    package enum Input: Sendable {
        case text(TokenText)
        case object(JSONValue)
    }

    /// Holds a token against the policy and the keys at one instant. The same bytes, policy, keys and instant give the
    /// same verdict.
    package func verify(
        _ input: Input, detached: [UInt8]? = nil, at now: NumericDate, using desk: inout VerifierDesk
    ) -> Verdict {
        var verdict = desk.takeVerdict()
        do throws(TokenFault) {
            if let binding = policy.keyBinding {
                let isRead = try checkSelective(input, detached: detached, binding, at: now, &verdict, &desk)
                guard isRead else { return verdict }
            } else {
                let token = try desk.read(input, detached: detached)
                verdict.token = token
                check(token, at: now, &verdict, &desk)
                try checkContent(of: token, at: now, &verdict, &desk)
            }
            if let status = policy.status { check(status, at: now, &verdict, &desk) }
            if let binding = policy.binding { check(binding, of: input, at: now, &verdict, &desk) }
        } catch {
            verdict.fault = error
            verdict.checks.append(Check(error))
        }
        tellSkippedKeys(&verdict)
        return verdict
    }

    /// Tells of keys that could not be used, where that may be why none was found.
    func tellSkippedKeys(_ verdict: inout Verdict) {
        guard verdict.signatures.contains(where: { $0.failure == .keyNotFound }) else { return }
        for (index, fault) in skipped {
            let message = "Key \(index) of the set was passed over: \(fault.explanation)."
            verdict.findings.append(Finding(.keySkipped, message))
        }
    }

    /// Looks at how a token is written and at its headers, and touches no key.
    func checkHeaders(of token: SignedToken, _ verdict: inout Verdict) {
        checkSerialization(of: token, &verdict)
        for entry in token.signatures {
            var header = HeaderChecks(entry, policy: policy, limits: limits)
            header.run()
            verdict.checks += header.checks
            verdict.findings += header.findings
        }
    }

    /// Looks at how a token is written, at its headers and its signatures.
    func check(
        _ token: SignedToken, at now: NumericDate, _ verdict: inout Verdict, _ desk: inout VerifierDesk
    ) {
        checkSerialization(of: token, &verdict)
        let before = verdict.checks.count
        var signatures = SignatureChecks(verifier: self, payload: token.payload, now: now)
        verdict.exchangeNotes(with: &signatures.checks, &signatures.findings)
        for (index, entry) in token.signatures.enumerated() {
            verdict.signatures.append(signatures.run(entry, index: index, desk.judgement(of: entry, by: self)))
        }
        verdict.exchangeNotes(with: &signatures.checks, &signatures.findings)
        // Of several signatures, each says by itself what came of it.
        if token.signatures.count > 1 { verdict.checks.removeSubrange(before...) }
        if token.signatures.count > 1 || policy.signatureCount != .any { count(&verdict) }
    }

    private func checkSerialization(of token: SignedToken, _ verdict: inout Verdict) {
        if !policy.serializations.contains(token.serialization) {
            verdict.checks.append(
                Check(
                    name: "serialization", status: .fail, code: .serializationNotAllowed,
                    expected: .texts(policy.serializations.map(\.rawValue)),
                    actual: .text(token.serialization.rawValue)))
        }
    }

    // Signatures by one key count once: two of them show no more than one.
    private func count(_ verdict: inout Verdict) {
        let holding = verdict.signatures.filter { $0.failure == nil && $0.key != nil }
        let distinct = Set(holding.compactMap { $0.key.map(ObjectIdentifier.init) }).count
        let needed =
            switch policy.signatureCount {
            case .any: 1
            case .all: verdict.signatures.count
            case .atLeast(let count): count
            }
        let holds = policy.signatureCount == .all ? holding.count == needed : distinct >= needed
        let message =
            "\(distinct) of \(verdict.signatures.count) signatures hold with different keys, \(needed) are needed."
        verdict.checks.append(
            Check(
                name: "signatures", status: holds ? .pass : .fail, code: .signaturesInsufficient, message: message,
                expected: .integer(Int64(needed)), actual: .integer(Int64(distinct))))
    }

    func checkContent(
        of token: SignedToken, at now: NumericDate, _ verdict: inout Verdict, _ desk: inout VerifierDesk
    ) throws(TokenFault) {
        var payload = desk.takePayload()
        try token.payload.decode(into: &payload)
        let place = PayloadPlace(start: token.payload.range?.lowerBound, isEncoded: token.payload.isEncoded)
        let header = token.signatures.first?.header
        try checkContent(payload, of: header, place, token.payload.range, at: now, &verdict, &desk)
    }

    /// Looks at a content, which stands at this place in its token, under the header of its first signature.
    func checkContent(
        _ payload: consuming [UInt8], of header: JOSEHeader?, _ place: PayloadPlace, _ range: Range<Int>?,
        at now: NumericDate, _ verdict: inout Verdict, _ desk: inout VerifierDesk
    ) throws(TokenFault) {
        guard policy.content == .claims else {
            verdict.payload = payload
            return
        }
        let claims: JSONValue
        do throws(JSONFault) {
            claims = try desk.readPayload(payload)
        } catch {
            throw TokenFault(.json(error), .payload, at: range)
        }
        guard claims.kind == .object else {
            verdict.checks.append(Check(name: "claims", status: .fail, code: .notClaims, range: range))
            return
        }
        if let duplicate = claims.firstDuplicate {
            verdict.checks.append(
                Check(
                    name: "claims", status: .fail, code: .duplicateMember,
                    message: "The claims have \(duplicate.lexeme.prefix(80)) twice.", range: place.range(of: duplicate))
            )
        }
        verdict.claims = claims
        var checks = ClaimChecks(claims, of: header, verifier: self, now: now, place: place)
        verdict.exchangeNotes(with: &checks.checks, &checks.findings)
        checks.run()
        verdict.exchangeNotes(with: &checks.checks, &checks.findings)
        verdict.expires = checks.expires
    }

    /// Why none of several keys may be used, under `strict`: which is meant must be clear, and a set must not mix secrets
    /// with public keys.
    func refusal(of choice: KeyChoice) -> (code: FindingCode, message: String)? {
        guard policy.strength == .strict else { return nil }
        if Set(keys.map { $0.type == .oct }).count > 1 {
            return (.keyAmbiguous, "Secrets and public keys stand together in one set.")
        }
        return choice.fitting > 1 ? (.keyAmbiguous, "\(choice.fitting) keys could be meant.") : nil
    }
}

extension Check {
    /// What a token that cannot be taken apart fails.
    init(_ fault: TokenFault) {
        let code: FindingCode =
            switch fault.kind {
            case .base64URL: .notCanonical
            case .duplicate: .duplicateMember
            case .tooLarge, .tooManySignatures, .tooManyRecipients: .tooLarge
            case .encrypted, .signed: .kindNotAllowed
            case .encryptedParts, .soleRecipient, .dotInPayload, .detachment, .misplaced, .conflict, .wrongType,
                .missing, .notAnObject, .json, .parts:
                .malformed
            }
        self.init(
            name: "format", status: .fail, code: code, message: "Refused as a token: \(fault.explanation).",
            range: fault.range)
    }
}
