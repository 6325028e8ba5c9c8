import JOSE
import JSON

/// How an SD-JWT is verified: the issuer's token as any other, its claims as they are disclosed, then the holder (RFC 9901 §7).
extension Verifier {
    /// Looks at all of an SD-JWT; false where it could not be taken apart.
    func checkSelective(
        _ input: Input, detached: [UInt8]?, _ binding: KeyBindingPolicy, at now: NumericDate,
        _ verdict: inout Verdict, _ desk: inout VerifierDesk
    ) throws(TokenFault) -> Bool {
        let token: SelectiveToken
        do throws(DisclosureFault) {
            token = try SelectiveToken(input, limits: limits)
        } catch {
            verdict.add(error.check("format"))
            return false
        }
        let signed = try desk.read(token.issued, detached: detached)
        verdict.token = signed
        check(signed, at: now, &verdict, &desk)
        try process(token, signed, binding, at: now, &verdict, &desk)
        return true
    }

    private func process(
        _ token: SelectiveToken, _ signed: SignedToken, _ binding: KeyBindingPolicy, at now: NumericDate,
        _ verdict: inout Verdict, _ desk: inout VerifierDesk
    ) throws(TokenFault) {
        guard let payload = try payload(of: signed, &verdict, &desk) else { return }
        let place = PayloadPlace(start: signed.payload.range?.lowerBound, isEncoded: signed.payload.isEncoded)
        let hash: NamedHash
        let disclosures: [Disclosure]
        do throws(DisclosureFault) {
            hash = try DisclosedClaims.hash(of: payload)
            disclosures = try token.disclosures(by: hash)
        } catch {
            return verdict.add(error.check("disclosures"))
        }
        let claims = DisclosedClaims(payload, place, disclosures)
        checkKind(signed, payload, claims, &verdict)
        for fault in claims.faults { verdict.add(fault.check("disclosures")) }
        if claims.faults.isEmpty {
            verdict.add(
                Check(
                    name: "disclosures", status: .pass, code: .disclosureUnreferenced,
                    actual: .integer(Int64(disclosures.count))))
        }
        let places = PayloadPlace(start: nil, isEncoded: false, disclosed: claims.places)
        try checkContent(
            claims.json, of: signed.signatures.first?.header, places, signed.payload.range, at: now, &verdict, &desk)
        let holder = HolderKey(payload, claims, place)
        let check = KeyBindingCheck(
            verifier: self, binding: binding, token: token, signed: signed, hash: hash, holder: holder)
        let bound = check.run(at: now, &verdict, &desk)
        verdict.disclosure = DisclosureReport(claims, disclosures, hash, bound)
    }

    private func payload(
        of signed: SignedToken, _ verdict: inout Verdict, _ desk: inout VerifierDesk
    ) throws(TokenFault) -> JSONValue? {
        var octets = desk.takePayload()
        try signed.payload.decode(into: &octets)
        let payload: JSONValue
        do throws(JSONFault) {
            payload = try desk.readPayload(octets)
        } catch {
            throw TokenFault(.json(error), .payload, at: signed.payload.range)
        }
        guard payload.kind == .object else {
            verdict.add(Check(name: "claims", status: .fail, code: .notClaims, range: signed.payload.range))
            return nil
        }
        // The digests are left out of the claims, and with them the second of two would be.
        if let duplicate = payload.firstDuplicate {
            throw TokenFault(.duplicate(duplicate.excerpt()), .payload, at: signed.payload.range)
        }
        return payload
    }

    // A JWT of another kind does not become an SD-JWT by a tilde behind it (RFC 8725 §2.8, §3.12).
    private func checkKind(
        _ signed: SignedToken, _ payload: JSONValue, _ claims: DisclosedClaims, _ verdict: inout Verdict
    ) {
        let isTyped = signed.signatures.contains { SelectiveType.isOne($0.header.type) }
        guard !claims.hasDigests, payload["_sd_alg"] == nil, !isTyped else { return }
        let fault = DisclosureFault(
            .kindNotAllowed, "The issuer's token has no digests, and its typ names no SD-JWT: it is a plain JWT.")
        verdict.add(fault.check("format"))
    }
}

/// The types that say that a token is an SD-JWT: `sd-jwt`, `sd-jwt+json`, and what ends in `+sd-jwt` (RFC 9901 §9.11, §12.2).
enum SelectiveType {
    /// Whether a `typ` or `cty` is one of them; `application/` and case do not count (RFC 7515 §4.1.9).
    static func isOne(_ type: JSONValue?) -> Bool {
        guard let name = type?.utf8.map(MediaType.folded) else { return false }
        return whole.contains(name) || name.suffix(suffix.count).elementsEqual(suffix)
    }

    private static let whole = [Array("sd-jwt".utf8), Array("sd-jwt+json".utf8)]
    private static let suffix = Array("+sd-jwt".utf8)
}
