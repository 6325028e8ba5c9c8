import JOSE
import JSON

/// The key that an issuer's token says its holder has (RFC 9901 §4.1.2, RFC 7800 §3.2).
struct HolderKey {
    /// The key, public and for signatures.
    private(set) var key: Key?
    /// Why there is none.
    private(set) var fault: DisclosureFault?
    /// Whether the fault is one whoever asks: a key that must not stand there, or that not everybody sees.
    private(set) var isFlaw = false

    /// The key of the claims as the issuer signed them. One that was disclosed is one that can be withheld.
    init(_ claims: JSONValue, _ disclosed: DisclosedClaims, _ place: PayloadPlace) {
        if disclosed.disclosesConfirmation {
            refuse("The holder's key is disclosed where it must always be there.", nil, isFlaw: true)
        } else if let confirmation = claims["cnf"] {
            read(confirmation, place.range(of: confirmation))
        } else {
            refuse("The token has no cnf.", nil)
        }
    }

    private mutating func read(_ confirmation: JSONValue, _ range: Range<Int>) {
        guard let jwk = confirmation["jwk"], jwk.kind == .object else {
            return refuse("cnf has no jwk, which is the only form that is done here.", range)
        }
        do throws(KeyFault) {
            let key = try Key(jwk: jwk)
            guard !key.isSecret else {
                return refuse("cnf holds a private or secret key.", range, isFlaw: true)
            }
            self.key = key
        } catch {
            refuse("The key in cnf cannot be used: \(error.explanation).", range, isFlaw: Self.isPrivate(jwk))
        }
    }

    // A key that cannot be used may still be one that nobody should see.
    private static func isPrivate(_ jwk: JSONValue) -> Bool { jwk["d"] != nil || jwk["k"] != nil || jwk["priv"] != nil }

    private mutating func refuse(_ message: String, _ range: Range<Int>?, isFlaw: Bool = false) {
        fault = DisclosureFault(.holderKey, message, at: range)
        self.isFlaw = isFlaw
    }
}
