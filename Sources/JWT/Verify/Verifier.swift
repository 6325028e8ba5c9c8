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
            let token = try desk.read(input, detached: detached)
            verdict.token = token
            check(token, at: now, &verdict, &desk)
            try checkContent(of: token, at: now, &verdict, &desk)
        } catch {
            verdict.fault = error
            verdict.checks.append(Check(error))
        }
        if verdict.signatures.contains(where: { $0.failure == .keyNotFound }) {
            for (index, fault) in skipped {
                let message = "Key \(index) of the set was passed over: \(fault.explanation)."
                verdict.findings.append(Finding(.keySkipped, message))
            }
        }
        return verdict
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

    private func check(
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
        try checkContent(payload, place, token.payload.range, at: now, &verdict, &desk)
    }

    /// Looks at a content, which stands at this place in its token.
    func checkContent(
        _ payload: consuming [UInt8], _ place: PayloadPlace, _ range: Range<Int>?, at now: NumericDate,
        _ verdict: inout Verdict, _ desk: inout VerifierDesk
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
        var checks = ClaimChecks(claims, verifier: self, now: now, place: place)
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

/// What a verifier writes on: the memory of earlier tokens, used again.
package struct VerifierDesk {
    private var reader: TokenReader
    private var objectPage = JSONPage()
    private var payloadPage = JSONPage()
    private var lastJudgement: HeaderJudgement?
    private var spare = Verdict(reserving: 12)
    /// What the last quick look that said yes found.
    package var quick = QuickNotes()
    var verified: VerifiedTokens

    /// How many tokens a desk can be asked to remember.
    package static let rememberedTokensLimit = VerifiedTokens.capacityLimit

    /// An empty desk, which remembers as many tokens whose signature held.
    package init(limits: TokenLimits = TokenLimits(), rememberedTokens: Int = 0) {
        reader = TokenReader(limits: limits)
        verified = VerifiedTokens(capacity: rememberedTokens)
    }

    /// How often a token was recognised whose signature had held before.
    package var recognisedTokens: Int { verified.recognised }

    mutating func read(_ input: Verifier.Input, detached: [UInt8]?) throws(TokenFault) -> SignedToken {
        switch input {
        case .object(let object): return try reader.json(object, detached: detached)
        case .text(let text):
            guard text.bytes[text.range].first == UInt8(ascii: "{") else {
                return try reader.compact(text, detached: detached)
            }
            return try reader.json(try object(text), detached: detached)
        }
    }

    mutating func readEncrypted(_ input: Verifier.Input) throws(TokenFault) -> EncryptedToken {
        switch input {
        case .object(let object): return try reader.encryptedJSON(object)
        case .text(let text):
            guard text.bytes[text.range].first == UInt8(ascii: "{") else { return try reader.encryptedCompact(text) }
            return try reader.encryptedJSON(try object(text))
        }
    }

    /// What the verifier makes of the header of one signature; made anew unless the last one was the same.
    mutating func judgement(of entry: SignatureEntry, by verifier: Verifier) -> HeaderJudgement {
        if let lastJudgement, lastJudgement.fits(entry, by: verifier) { return lastJudgement }
        let judgement = HeaderJudgement(entry, by: verifier)
        // An unprotected header stands in the request, of which nothing is kept.
        lastJudgement = verifier.isLasting && entry.header.unprotected == nil ? judgement : nil
        return judgement
    }

    /// Takes back a verdict that was read, so that the next one is written in its memory.
    package mutating func reuse(_ verdict: inout Verdict) {
        verdict.clear()
        swap(&spare, &verdict)
    }

    mutating func takeVerdict() -> Verdict {
        var verdict = Verdict(reserving: 0)
        swap(&spare, &verdict)
        return verdict
    }

    mutating func takePayload() -> [UInt8] { payloadPage.takeBytes() }

    /// The claims in a base64url text, if it holds an object without duplicate members.
    mutating func readClaims(_ text: Span<UInt8>) -> JSONValue? {
        quick.clear()
        var payload = takePayload()
        do throws(Base64URL.Fault) {
            try Base64URL.decode(text, appendingTo: &payload)
        } catch {
            return nil
        }
        do throws(JSONFault) {
            let claims = try readPayload(payload)
            return claims.kind == .object && claims.firstDuplicate == nil ? claims : nil
        } catch {
            return nil
        }
    }

    mutating func readPayload(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        try payloadPage.read(bytes, 0..<bytes.count)
    }

    private mutating func object(_ text: TokenText) throws(TokenFault) -> JSONValue {
        do throws(JSONFault) {
            return try objectPage.read(text.bytes, text.range)
        } catch {
            throw TokenFault(.json(error), .serialization)
        }
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
