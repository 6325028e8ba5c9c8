import JSON

/// The claims that a policy can ask about by name, found in one walk over the object.
struct ClaimValues {
    private(set) var issuer: JSONValue?
    private(set) var subject: JSONValue?
    private(set) var audience: JSONValue?
    private(set) var expires: JSONValue?
    private(set) var notBefore: JSONValue?
    private(set) var issuedAt: JSONValue?
    private(set) var tokenID: JSONValue?

    init(_ claims: JSONValue) {
        claims.forEachMember { name, value in
            // All seven names have three letters.
            guard name.count == 3 else { return }
            switch (name[0], name[1], name[2]) {
            case (0x65, 0x78, 0x70): expires = value
            case (0x6E, 0x62, 0x66): notBefore = value
            case (0x69, 0x61, 0x74): issuedAt = value
            case (0x69, 0x73, 0x73): issuer = value
            case (0x73, 0x75, 0x62): subject = value
            case (0x61, 0x75, 0x64): audience = value
            case (0x6A, 0x74, 0x69): tokenID = value
            default: return
            }
        }
    }
}
