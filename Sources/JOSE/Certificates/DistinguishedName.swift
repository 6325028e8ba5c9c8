import JSON

/// The name of somebody in a certificate, as text (RFC 4514): its parts in reverse, what would mislead a reader escaped.
struct DistinguishedName {
    /// The text.
    let text: String

    /// The name in the content of a `Name` (RFC 5280 §4.1.2.4).
    init(_ content: Range<Int>, _ der: Span<UInt8>) throws(KeyFault) {
        var parts: [String] = []
        var sequence = DERCursor(content)
        while !sequence.isAtEnd {
            var set = try sequence.enter(.set, der)
            var attributes: [String] = []
            while !set.isAtEnd {
                var attribute = try set.enter(.sequence, der)
                let type = der.extracting(try attribute.next(.objectIdentifier, der))
                let value = try attribute.next(der)
                try attribute.finish()
                attributes.append("\(NameAttribute.name(of: type))=\(Self.text(value, der))")
            }
            parts.append(attributes.joined(separator: "+"))
        }
        text = parts.reversed().joined(separator: ",")
    }

    // A string of any kind; what is no string that is known shows its octets (RFC 4514 §2.4).
    private static func text(_ value: (tag: UInt8, content: Range<Int>), _ der: Span<UInt8>) -> String {
        guard let text = DERString.text(value.tag, der.extracting(value.content)) else {
            return "#" + Hexadecimal.text(of: der.extracting(value.content))
        }
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.map { escaped(scalars[$0], isFirst: $0 == 0, isLast: $0 == scalars.count - 1) }.joined()
    }

    private static func escaped(_ scalar: Unicode.Scalar, isFirst: Bool, isLast: Bool) -> String {
        if scalar.value < 0x20 || scalar.value == 0x7F {
            return "\\" + Hexadecimal.text(of: [UInt8(truncatingIfNeeded: scalar.value)].span)
        }
        let isSpecial = ",+\"\\<>;".unicodeScalars.contains(scalar)
        let isAtEdge = (scalar == " " && (isFirst || isLast)) || (scalar == "#" && isFirst)
        return (isSpecial || isAtEdge ? "\\" : "") + String(scalar)
    }
}

/// The strings of ASN.1 that names are written in.
enum DERString {
    /// The text of a string with this tag, or nil where it is none or is damaged.
    static func text(_ tag: UInt8, _ content: Span<UInt8>) -> String? {
        let octets = content.array
        switch tag {
        // UTF8String, PrintableString, IA5String, VisibleString, NumericString: all are ASCII or UTF-8.
        case 0x0C, 0x12, 0x13, 0x16, 0x1A: return String(validating: octets, as: UTF8.self)
        // TeletexString, in which everybody writes Latin-1.
        case 0x14: return String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
        // BMPString
        case 0x1E:
            guard octets.count.isMultiple(of: 2) else { return nil }
            let units = stride(from: 0, to: octets.count, by: 2).map {
                UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
            }
            return String(validating: units, as: UTF16.self)
        default: return nil
        }
    }
}

/// A part of a name by its object identifier (RFC 4514 §3, RFC 5280 appendix A).
enum NameAttribute {
    /// The names that `subject` of a new certificate may have, and all that are shown by name.
    static let rows: [(name: String, identifier: [UInt8])] = [
        ("CN", [0x55, 0x04, 0x03]), ("SN", [0x55, 0x04, 0x04]), ("serialNumber", [0x55, 0x04, 0x05]),
        ("C", [0x55, 0x04, 0x06]), ("L", [0x55, 0x04, 0x07]), ("ST", [0x55, 0x04, 0x08]),
        ("STREET", [0x55, 0x04, 0x09]), ("O", [0x55, 0x04, 0x0A]), ("OU", [0x55, 0x04, 0x0B]),
        ("title", [0x55, 0x04, 0x0C]), ("GN", [0x55, 0x04, 0x2A]), ("organizationIdentifier", [0x55, 0x04, 0x61]),
        ("DC", [0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x19]),
        ("UID", [0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x01]),
        ("emailAddress", [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01]),
    ]

    static func name(of identifier: Span<UInt8>) -> String {
        rows.first { identifier.equals($0.identifier) }?.name ?? ObjectIdentifier.dotted(identifier.array)
    }
}
