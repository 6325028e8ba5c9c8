import JSON

/// Where the claims stand that a policy can ask about by name, found in one walk over the object.
struct ClaimValues {
    private(set) var issuer: JSONPlace?
    private(set) var subject: JSONPlace?
    private(set) var audience: JSONPlace?
    private(set) var expires: JSONPlace?
    private(set) var notBefore: JSONPlace?
    private(set) var issuedAt: JSONPlace?
    private(set) var tokenID: JSONPlace?
    private(set) var confirmation: JSONPlace?

    init(_ claims: JSONValue) {
        claims.forEachMember { name, place in
            // All eight names have three letters.
            guard name.count == 3 else { return }
            switch (name[0], name[1], name[2]) {
            case (0x65, 0x78, 0x70): expires = place
            case (0x6E, 0x62, 0x66): notBefore = place
            case (0x69, 0x61, 0x74): issuedAt = place
            case (0x69, 0x73, 0x73): issuer = place
            case (0x73, 0x75, 0x62): subject = place
            case (0x61, 0x75, 0x64): audience = place
            case (0x6A, 0x74, 0x69): tokenID = place
            case (0x63, 0x6E, 0x66): confirmation = place
            default: return
            }
        }
    }
}
