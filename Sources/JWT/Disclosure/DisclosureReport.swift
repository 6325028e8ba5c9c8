package import JOSE
package import JSON

/// What a verifier found out about an SD-JWT beside what it finds out about any JWT.
package final class DisclosureReport: Sendable {
    /// The function that the digests are made by.
    package let hash: NamedHash
    /// What was disclosed, in the order of the disclosures.
    package let disclosed: [Disclosed]
    /// How many digests have no disclosure: what is withheld, and decoys.
    package let undisclosed: Int
    /// The binding to the holder's key, where there is one and it holds.
    package let keyBinding: KeyBinding?

    /// One disclosure that was found by its digest.
    package struct Disclosed: Sendable {
        /// The value that it discloses, from the claims; nil where pointers would be too long together.
        package let pointer: String?
        /// The digest that it was found by.
        package let digest: [UInt8]
        /// Where it stands in the token as it was given.
        package let range: Range<Int>
    }

    /// Who showed that the token is his, and for whom.
    package struct KeyBinding: Sendable {
        /// The holder's key.
        package let key: Key
        /// The algorithm that he signed with.
        package let algorithm: SigningAlgorithm
        /// What he signed: `aud`, `nonce`, `iat`, and what else stands there.
        package let claims: JSONValue
        /// Whether the audience and the nonce were compared with what the verifier expects.
        package let isExpected: Bool
    }

    init(_ claims: DisclosedClaims, _ disclosures: [Disclosure], _ hash: NamedHash, _ keyBinding: KeyBinding?) {
        self.keyBinding = keyBinding
        self.hash = hash
        disclosed = claims.found.map { found in
            let disclosure = disclosures[found.index]
            return Disclosed(pointer: found.pointer, digest: disclosure.digest, range: disclosure.range)
        }
        undisclosed = claims.undisclosed.count
    }
}
