package import JSON

/// How much of a token an answer may repeat. Private members of keys are left out of every answer.
package enum Redaction: Int, Sendable, CaseIterable, Comparable {
    /// All of it.
    case none
    /// All but signatures, of the tokens inside it too.
    case signature
    /// No signatures and no values of claims, in the header neither (RFC 7519 §5.3), but for times.
    case claims
    /// No values at all, but for times and for the algorithms and types in the header.
    case all

    package static func < (a: Redaction, b: Redaction) -> Bool { a.rawValue < b.rawValue }

    /// The name on the wire.
    package var name: StaticString {
        switch self {
        case .none: "none"
        case .signature: "signature"
        case .claims: "claims"
        case .all: "all"
        }
    }

    /// What stands in the place of what is left out.
    static let mark: StaticString = "[redacted]"

    /// The header parameters that even `all` shows.
    private static let shown: [StaticString] = ["alg", "enc", "typ", "cty", "zip", "crit", "b64"]

    /// The header parameters that `claims` hides: copies of claims.
    private static let replicated: [StaticString] = ["iss", "sub", "aud"]

    /// Whether the value of a header parameter is shown.
    func shows(parameter name: JSONValue) -> Bool {
        switch self {
        case .none, .signature: true
        case .claims: !Self.replicated.contains { name.isString($0) }
        case .all: Self.shown.contains { name.isString($0) }
        }
    }
}

/// What of a document is shown: not what is secret, and of members that stand twice the first. So what is copied is JSON
/// that every reader reads in the same way.
struct ShownMembers {
    private let hidden: Set<Int>
    private let duplicates: Set<Int>

    /// What is shown of a part's JSON, where these ranges of it are hidden.
    init(_ part: TokenPart, hiding ranges: [Range<Int>] = []) {
        hidden = Set((part.secrets + ranges).map(\.lowerBound))
        duplicates = Set(part.document?.duplicates.map(\.range.lowerBound) ?? [])
    }

    /// What is shown of a document without duplicates, where these ranges of it are hidden.
    init(hiding ranges: [Range<Int>]) {
        hidden = Set(ranges.map(\.lowerBound))
        duplicates = []
    }

    /// Copies a value of the part's JSON, with a mark in the place of what is hidden.
    func copy(_ value: JSONValue, to writer: inout JSONWriter) {
        if hidden.isEmpty, duplicates.isEmpty { return writer.copy(value) }
        if hidden.contains(value.range.lowerBound) { return writer.string(Redaction.mark) }
        // The depth of a document is limited, and with it that of this.
        switch value.kind {
        case .object:
            writer.object { writer in
                for member in value.members where !duplicates.contains(member.name.range.lowerBound) {
                    writer.name(member.name)
                    copy(member.value, to: &writer)
                }
            }
        case .array:
            writer.array { writer in
                for element in value.elements { copy(element, to: &writer) }
            }
        default: writer.copy(value)
        }
    }
}

extension JSONWriter {
    /// Writes a header as a member, with a mark in the place of what is secret of keys in it; nothing where there is none.
    package mutating func header(_ name: StaticString, _ header: JSONValue?) {
        guard let header else { return }
        self.name(name)
        ShownMembers(hiding: SecretMembers.ranges(in: header)).copy(header, to: &self)
    }

    /// Writes the octets of a part as a string, with a mark in the place of what is secret.
    mutating func text(of part: TokenPart) {
        let octets = part.octets
        guard !part.secrets.isEmpty else { return string(octets.span) }
        var text: [UInt8] = []
        var position = 0
        for secret in part.secrets {
            let hidden = part.octets(secret)
            guard hidden.lowerBound >= position else { continue }
            text += octets[position..<hidden.lowerBound]
            text += Array("\"\(Redaction.mark)\"".utf8)
            position = hidden.upperBound
        }
        text += octets[position...]
        string(text.span)
    }
}
