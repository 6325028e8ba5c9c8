package import JOSE
package import JSON

/// A claim or header parameter with what is known of it.
package struct MemberDescription: Sendable {
    /// The member's name and value as they stand in the token.
    package let name: JSONValue
    package let value: JSONValue
    /// Where the member stands in the text as it was given, name and value.
    package let range: Range<Int>
    /// A few words for the name, if it is known.
    package let title: String?
    /// One sentence on what it says.
    package let summary: String?
    /// The section that defines it, and its address.
    package let specification: Specification?
    /// Whether IANA lists the name.
    package let isRegistered: Bool
    /// What the value says, where it is an algorithm or a type that is known.
    package let meaning: String?
    /// The time that the value says, where the claim says times.
    package let time: ClaimedTime?

    /// A member of a claims set.
    init(claim member: JSONValue.Member, of part: TokenPart) {
        let claim = member.name.withString { ClaimRegistry.claim(named: $0) } ?? nil
        name = member.name
        value = member.value
        range = part.place(member.name.range.lowerBound..<member.value.range.upperBound)
        title = claim?.title
        summary = claim?.summary
        specification = claim?.specification
        isRegistered = claim?.isRegistered ?? false
        meaning = nil
        time = claim?.type == .numericDate ? ClaimedTime(member.value) : nil
    }

    /// A parameter of a header.
    init(parameter member: JSONValue.Member, of part: TokenPart, _ envelope: RegisteredHeader.Envelope) {
        let header = member.name.withString { HeaderRegistry.header(named: $0) } ?? nil
        name = member.name
        value = member.value
        range = part.place(member.name.range.lowerBound..<member.value.range.upperBound)
        title = header?.title
        summary = header?.summary
        specification = header.flatMap { header in
            header.specification(in: envelope) ?? header.envelopes.first.flatMap { header.specification(in: $0) }
        }
        isRegistered = header?.isRegistered ?? false
        meaning = Self.meaning(of: member.value, named: header?.name)
        time = header?.type == .numericDate ? ClaimedTime(member.value) : nil
    }

    private static func meaning(of value: JSONValue, named name: String?) -> String? {
        switch name {
        case "alg", "enc": value.withString { AlgorithmRegistry.algorithm(named: $0)?.summary } ?? nil
        case "typ", "cty": value.withString { TokenTypes.type(named: $0)?.summary } ?? nil
        default: nil
        }
    }

    /// The JSON pointer to a member of the outermost object.
    package static func pointer(_ name: JSONValue) -> String { "/" + JSONPointer.escape(name.utf8 ?? []) }
}
