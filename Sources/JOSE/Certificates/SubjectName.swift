import JSON

/// The name that a new certificate is for, from text as `DistinguishedName` writes it (RFC 4514), or of a common name
/// alone: `CN=example.com,O=Example` or `example.com`.
package struct SubjectName: Sendable {
    // In the order of the certificate, which is the reverse of the text's.
    private var attributes: [(type: [UInt8], value: String)] = []

    /// Characters of one part of the name (RFC 5280 appendix A, the least of its upper bounds).
    package static let characters = 1...64
    /// Parts of the name.
    package static let parts = 1...16

    /// The name that a text says; nil where it says none, or a part of it is unknown, empty or too long.
    package init?(_ text: String) {
        guard let parts = Self.split(text), Self.parts.contains(parts.count) else { return nil }
        for part in parts.reversed() {
            guard let attribute = Self.attribute(part, isAlone: parts.count == 1) else { return nil }
            attributes.append(attribute)
        }
    }

    /// The name as it stands in a certificate (RFC 5280 §4.1.2.4).
    var node: DERNode {
        .sequence(
            attributes.map { attribute in
                let isCountry = attribute.type == [0x55, 0x04, 0x06]
                let value = DERNode.string(isCountry ? .printableString : .utf8String, attribute.value)
                return .set([.sequence([.objectIdentifier(attribute.type), value])])
            })
    }

    // A character, and whether a backslash stood before it.
    private typealias Mark = (scalar: Unicode.Scalar, isEscaped: Bool)

    // At commas that are not escaped.
    private static func split(_ text: String) -> [[Mark]]? {
        var parts: [[Mark]] = [[]]
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar.value >= 0x20, scalar.value != 0x7F else { return nil }
            if scalar == "\\" {
                guard let escaped = scalars.next(), escaped.value >= 0x20 else { return nil }
                parts[parts.count - 1].append((escaped, true))
            } else if scalar == "," {
                parts.append([])
            } else {
                parts[parts.count - 1].append((scalar, false))
            }
        }
        return parts
    }

    private static func attribute(_ part: [Mark], isAlone: Bool) -> (type: [UInt8], value: String)? {
        let equals = part.firstIndex { $0.scalar == "=" && !$0.isEscaped }
        guard let equals else { return isAlone ? attribute("CN", part[...]) : nil }
        let name = String(String.UnicodeScalarView(part[..<equals].map(\.scalar)))
        return attribute(name, part[(equals + 1)...])
    }

    private static func attribute(_ name: String, _ marks: ArraySlice<Mark>) -> (type: [UInt8], value: String)? {
        let isBlank = { (mark: Mark) in mark.scalar == " " && !mark.isEscaped }
        let trimmed = marks.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        let value = String(String.UnicodeScalarView(trimmed.map(\.scalar)))
        let plain = name.filter { $0 != " " }.lowercased()
        guard let row = NameAttribute.rows.first(where: { $0.name.lowercased() == plain }) else { return nil }
        guard characters.contains(value.unicodeScalars.count) else { return nil }
        guard row.name != "C" || (value.count == 2 && value.allSatisfy { $0.isASCII && $0.isLetter }) else {
            return nil
        }
        return (row.identifier, value)
    }
}
