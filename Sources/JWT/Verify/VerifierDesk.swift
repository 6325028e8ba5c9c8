package import JOSE
import JSON

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
