import JSON

/// What a piece of DER is, told by its outermost elements alone.
enum DERStructure: Equatable {
    /// A structure that carries a key.
    case key(KeyOrigin.Container)
    /// A structure that people take for a key, by its name.
    case foreign(String)

    /// The structure of the one SEQUENCE that the bytes are, or nil where it is none that is known.
    init?(of der: Span<UInt8>) throws(KeyFault) {
        var outside = DERCursor(der.indices)
        var inside = try outside.enter(.sequence, der)
        try outside.finish()
        let version = inside.isAt(.integer, der) ? try Self.version(inside, der) : nil
        var tags: [UInt8] = []
        // The longest structure, an RSA private key of several primes, has ten elements.
        while !inside.isAtEnd, tags.count < 11 {
            tags.append(try inside.next(der).tag)
        }
        guard let structure = Self.structure(tags, version) else { return nil }
        self = structure
    }

    private static func version(_ cursor: DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> UInt8? {
        var cursor = cursor
        let content = try cursor.next(.integer, der)
        return content.count == 1 ? der[content.lowerBound] : nil
    }

    private static func structure(_ tags: [UInt8], _ version: UInt8?) -> DERStructure? {
        let (integer, bits, octets, sequence): (UInt8, UInt8, UInt8, UInt8) = (0x02, 0x03, 0x04, 0x30)
        let integers = tags.prefix { $0 == integer }.count
        if tags.starts(with: [sequence, bits]) { return .key(.spki) }
        if tags.starts(with: [sequence, octets]) { return .key(.encryptedPKCS8) }
        if tags.starts(with: [sequence, sequence, bits]) { return .key(.x509) }
        if tags.starts(with: [integer, sequence, octets]) { return .key(.pkcs8) }
        if version == 3, tags.starts(with: [integer, sequence]) { return .key(.pkcs12) }
        if version == 1, tags.starts(with: [integer, octets]) { return .key(.sec1) }
        switch (integers, tags.count) {
        case (2, 2): return .key(.pkcs1Public)
        case (3, 3): return .foreign("a set of DSA parameters")
        case (6, 6): return .foreign("DSA")
        case (9, 9), (9, 10): return .key(.pkcs1Private)
        default: return nil
        }
    }
}
