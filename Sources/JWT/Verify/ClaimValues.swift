package import JSON

/// Where the claims stand that a policy can ask about by name, found in one walk over the object.
package struct ClaimValues: Sendable {
    package private(set) var issuer: JSONPlace?
    package private(set) var subject: JSONPlace?
    private(set) var audience: JSONPlace?
    private(set) var expires: JSONPlace?
    private(set) var notBefore: JSONPlace?
    private(set) var issuedAt: JSONPlace?
    package private(set) var tokenID: JSONPlace?
    private(set) var confirmation: JSONPlace?
    /// `_sd` or `_sd_alg`, which no claims have but those of an SD-JWT before they are put together.
    private(set) var digests: JSONPlace?

    /// The places in these claims.
    package init(_ claims: JSONValue) {
        claims.forEachMember { name, place in
            // All of these names have three letters, but for one.
            guard name.count == 3 else {
                if name.count == 7, name[0] == 0x5F, name.isEqual(to: Self.algorithm.span) { digests = place }
                return
            }
            switch (name[0], name[1], name[2]) {
            case (0x65, 0x78, 0x70): expires = place
            case (0x6E, 0x62, 0x66): notBefore = place
            case (0x69, 0x61, 0x74): issuedAt = place
            case (0x69, 0x73, 0x73): issuer = place
            case (0x73, 0x75, 0x62): subject = place
            case (0x61, 0x75, 0x64): audience = place
            case (0x6A, 0x74, 0x69): tokenID = place
            case (0x63, 0x6E, 0x66): confirmation = place
            case (0x5F, 0x73, 0x64): digests = place
            default: return
            }
        }
    }

    private static let algorithm = Array("_sd_alg".utf8)
}
