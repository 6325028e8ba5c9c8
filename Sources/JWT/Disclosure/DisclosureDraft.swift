package import JOSE
package import JSON

/// Claims on their way into an SD-JWT: which of them can be disclosed by themselves, and what becomes of them (RFC 9901 §4).
package final class DisclosureDraft: Sendable {
    /// The claims that can be disclosed, by where they stand.
    private let pointers: [JSONPointer]
    /// Digests of nothing in every place that has digests (RFC 9901 §4.2.5).
    private let decoys: Int
    private let hash: NamedHash

    /// Decoys in one place that can be asked for.
    package static let decoyLimit = 64

    /// A draft in which the values at these pointers can be disclosed.
    package init(_ pointers: [JSONPointer], decoys: Int = 0, hash: NamedHash = .sha256) {
        self.pointers = pointers
        self.decoys = decoys
        self.hash = hash
    }

    /// Why claims cannot be made into an SD-JWT.
    package enum Fault: Error {
        /// The pointer of this index leads to no claim.
        case noClaim(Int)
        /// The pointer of this index leads to what a token is judged by (RFC 9901 §9.7).
        case critical(Int)
        /// The claims have a name that is kept for digests.
        case reserved(String)
        /// The token would have more than it can have.
        case tooMany(limit: Int)
        /// More disclosures inside each other than there can be.
        case tooDeep(limit: Int)
        /// The library made no digest.
        case failed(KeyFault)
        /// Nothing that nobody can guess could be had.
        case noRandom
    }

    /// What became of the claims.
    package final class Result: Sendable {
        /// The claims that it was made of, as they are when all is disclosed.
        package let claims: [UInt8]
        /// The payload that is signed.
        package let payload: [UInt8]
        /// What stands behind the signature, in the order in which it was made: what is inside first.
        package let disclosures: [Made]

        init(claims: [UInt8], payload: [UInt8], disclosures: [Made]) {
            self.claims = claims
            self.payload = payload
            self.disclosures = disclosures
        }
    }

    /// One disclosure that was made.
    package struct Made: Sendable {
        /// Its text, base64url.
        package let text: [UInt8]
        /// The digest of that.
        package let digest: [UInt8]
        /// Where the value that it discloses stands in the claims.
        package let pointer: String
    }

    /// Makes the payload and the disclosures; `random` answers as many octets that nobody can guess.
    package func make(
        of claims: JSONValue, random: (Int) throws(Fault) -> [UInt8]
    ) throws(Fault) -> Result {
        let targets = try targets(in: claims)
        let salts = (targets.count + 1) * (decoys + 1)
        guard salts <= DisclosureLimits.digests + decoys else { throw .tooMany(limit: DisclosureLimits.digests) }
        var maker = DisclosureMaker(targets, decoys: decoys, hash: hash)
        return try maker.make(of: claims, random: random)
    }

    /// The text behind the issuer's token: each disclosure with a tilde before it, and a last one.
    package static func tail(_ disclosures: [Made]) -> [UInt8] {
        var tail = [UInt8(ascii: "~")]
        for disclosure in disclosures {
            tail += disclosure.text
            tail.append(UInt8(ascii: "~"))
        }
        return tail
    }

    // What can be disclosed, by the offset at which it stands.
    private func targets(in claims: JSONValue) throws(Fault) -> [Int: String] {
        guard pointers.count <= DisclosureLimits.disclosures else {
            throw .tooMany(limit: DisclosureLimits.disclosures)
        }
        var targets: [Int: String] = [:]
        for (index, pointer) in pointers.enumerated() {
            guard !pointer.steps.isEmpty, let value = pointer.value(in: claims) else { throw .noClaim(index) }
            if Self.isCritical(pointer) { throw .critical(index) }
            targets[value.range.lowerBound] = pointer.text
        }
        return targets
    }

    // Of an audience, single names may be disclosed.
    private static func isCritical(_ pointer: JSONPointer) -> Bool {
        guard let first = pointer.steps.first else { return false }
        let isNamed = { (name: StaticString) in first.elementsEqual(name.description.utf8) }
        if isNamed("cnf") { return true }
        return pointer.steps.count == 1 && (["iss", "aud", "exp", "nbf"] as [StaticString]).contains(where: isNamed)
    }
}
