import JOSE
import JSON

/// The claims of an SD-JWT with what is disclosed in its place, and without the digests of what is not (RFC 9901 §7.1).
package struct DisclosedClaims: Sendable {
    /// The claims as JSON on one line.
    package let json: [UInt8]
    /// Where its values stand in the token as it was given.
    let places: DisclosedPlaces
    /// What was disclosed, in the order of the disclosures.
    package let found: [Found]
    /// The digests without a disclosure: of what is withheld, or of nothing.
    package let undisclosed: [[UInt8]]
    /// Whether the payload, or a disclosure, has a place for a digest.
    let hasDigests: Bool
    /// Whether the holder's key, or a part of what says it, was disclosed and not always there.
    let disclosesConfirmation: Bool
    /// What is not as it must be; none where the claims may be believed if the payload may.
    package let faults: [DisclosureFault]

    /// A disclosure with the place that it has in the claims.
    package struct Found: Sendable {
        /// Its place among the disclosures.
        package let index: Int
        /// The value that it discloses, from the claims; nil where pointers would be too long together.
        package let pointer: String?
        /// The disclosure that it is inside of, if it is.
        package let parent: Int?
    }

    /// Puts the claims together. The payload is an object that stands at this place in the token.
    init(_ payload: JSONValue, _ place: PayloadPlace, _ disclosures: [Disclosure]) {
        var walk = DisclosureWalk(place, disclosures)
        walk.run(payload)
        self = walk.result()
    }

    /// The function that made the digests of a payload: SHA-256 unless it says another (RFC 9901 §4.1.1).
    static func hash(of payload: JSONValue) throws(DisclosureFault) -> NamedHash {
        guard let name = payload["_sd_alg"] else { return .sha256 }
        guard let hash = name.withString({ NamedHash.named($0) }) ?? nil else {
            throw DisclosureFault(
                .disclosureHash, "The digests are made by \(name.excerpt()), which is not done here.")
        }
        return hash
    }

    init(
        json: [UInt8], places: DisclosedPlaces, found: [Found], undisclosed: [[UInt8]], hasDigests: Bool,
        disclosesConfirmation: Bool, faults: [DisclosureFault]
    ) {
        self.json = json
        self.places = places
        self.found = found
        self.undisclosed = undisclosed
        self.hasDigests = hasDigests
        self.disclosesConfirmation = disclosesConfirmation
        self.faults = faults
    }
}
