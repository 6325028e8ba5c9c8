import JOSE
import JSON

/// What a proof of possession says of the request that it came with (RFC 9449 §4.3).
extension ClaimChecks {
    /// The method, byte for byte: methods differ by case (RFC 9110 §9.1).
    mutating func checkMethod(_ method: [UInt8]?) {
        if let method { checkString("htm", is: method, .proofMethodMismatch) }
    }

    /// The address, both sides spelled the same way.
    mutating func checkAddress(_ address: RequestURI?) {
        guard let address, let claim = claims["htu"] else { return }
        let expected = Detail.bytes(address.text)
        guard let given = claim.utf8.flatMap({ RequestURI($0) }) else {
            return fail("htu", .wrongType, claim.place, pointer: "/htu", expected: expected)
        }
        guard given == address else {
            return fail("htu", .proofAddressMismatch, claim.place, pointer: "/htu", expected: expected)
        }
        pass("htu", .proofAddressMismatch, claim.place)
    }

    /// The access token that the proof came with.
    mutating func checkAccessTokenDigest(_ token: [UInt8]?) {
        guard let token else { return }
        guard let expected = TokenDigest.whole(of: token) else {
            return fail(
                "ath", .proofTokenMismatch, claims["ath"]?.place, message: "No digest could be made.", pointer: "/ath")
        }
        checkString("ath", is: expected, .proofTokenMismatch)
    }

    /// The nonce that the server gave. That there is none, and that it is an old one, is one answer: take this one.
    mutating func checkProofNonce(_ nonce: [UInt8]?) {
        guard let nonce else { return }
        guard let claim = claims["nonce"], claim.isString(nonce.span) else {
            return fail("nonce", .proofNonceMismatch, claims["nonce"]?.place, pointer: "/nonce")
        }
        pass("nonce", .proofNonceMismatch, claim.place)
    }
}
