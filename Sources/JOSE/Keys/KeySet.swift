package import JSON

/// The keys that something held, in its order, and what in it could not be used.
package struct KeySet: Sendable {
    /// The keys.
    package let keys: [Key]
    /// The elements of a JWK Set that are no keys we know, by their index in it (RFC 7517 §5).
    package let skipped: [(index: Int, fault: KeyFault)]

    /// Whether the keys came as a JWK Set, where a token's `kid` says which is meant (RFC 7517 §4.5).
    package let isNamed: Bool

    /// Passwords, which are no keys and stand beside them (RFC 7518 §4.8).
    package let passwords: [Password]

    /// A set of keys, and of reasons why there are not more.
    package init(
        keys: [Key], skipped: [(index: Int, fault: KeyFault)] = [], isNamed: Bool = false, passwords: [Password] = []
    ) {
        self.passwords = passwords
        self.keys = keys
        self.skipped = skipped
        self.isNamed = isNamed
    }

    /// The keys of a JWK Set. An element that is not a usable key does not spoil the others.
    package init(jwks: JSONValue, limits: KeyLimits = KeyLimits()) throws(KeyFault) {
        let offset = jwks.offset
        guard jwks.kind == .object else { throw KeyFault(.notAnObject, offset: offset) }
        guard jwks.range.count <= limits.octets else { throw KeyFault(.tooLong(limit: limits.octets), offset: offset) }
        guard let elements = jwks["keys"] else { throw KeyFault(.keysMissing, offset: offset) }
        let way = Array("keys".utf8)
        guard elements.kind == .array else {
            throw KeyFault(.keysMissing, pointer: JSONPointer(steps: [way]), offset: elements.offset)
        }
        guard elements.count <= limits.keys else { throw KeyFault(.tooManyKeys(limit: limits.keys), offset: offset) }
        let duplicates = jwks.document.duplicates.map(\.range.lowerBound)
        try Self.refuseSecondKeys(jwks)
        var keys: [Key] = []
        var skipped: [(index: Int, fault: KeyFault)] = []
        for (index, element) in elements.elements.enumerated() {
            do throws(KeyFault) {
                let steps = [way, Array(String(index).utf8)]
                keys.append(
                    try Key(try JWKReader(element, way: steps, duplicates: duplicates, limits: limits)))
            } catch {
                skipped.append((index, error.at(index: index)))
            }
        }
        self.init(keys: keys, skipped: skipped, isNamed: true)
    }

    // Which of two `keys` counts must not depend on the reader.
    private static func refuseSecondKeys(_ jwks: JSONValue) throws(KeyFault) {
        var isSecond = false
        for member in jwks.members where member.name.isString("keys") {
            guard !isSecond else { throw KeyFault(.memberRepeated, offset: member.name.offset) }
            isSecond = true
        }
    }
}
