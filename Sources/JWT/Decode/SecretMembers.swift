import JOSE
package import JSON

/// The members of a JWK that only its owner may see, wherever a JWK stands (RFC 7518 §6, RFC 9964 §3).
package enum SecretMembers {
    /// Their names.
    package static let names: [StaticString] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"]

    /// Where the values of such members stand in the document of a value, in order.
    package static func ranges(in value: JSONValue) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        collect(value, &ranges)
        return ranges
    }

    /// Whether an object that is written like a JWK has any, itself. Where it cannot be read, a name in quotes is enough.
    static func areNamed(in object: [UInt8]) -> Bool {
        do throws(JSONFault) {
            return try JSONDocument(object).root.members.contains { member in
                names.contains { member.name.isString($0) }
            }
        } catch {
            return names.contains { object.firstRange(of: Array("\"\($0)\"".utf8)) != nil }
        }
    }

    /// Whether a key with any stands in the JSON that this is the base64url of. What cannot be read might have one.
    static func stand(inEncoded text: ArraySlice<UInt8>) -> Bool {
        do {
            let octets = try Base64URL.decode(text.span)
            return try !ranges(in: JSONDocument(octets).root).isEmpty
        } catch {
            return true
        }
    }

    // The depth of a document is limited, and with it that of this.
    private static func collect(_ value: JSONValue, _ ranges: inout [Range<Int>]) {
        switch value.kind {
        case .array:
            for element in value.elements { collect(element, &ranges) }
        case .object:
            let isKey = value["kty"] != nil
            for member in value.members {
                if isKey, names.contains(where: { member.name.isString($0) }) {
                    ranges.append(member.value.range)
                } else {
                    collect(member.value, &ranges)
                }
            }
        default: return
        }
    }
}
