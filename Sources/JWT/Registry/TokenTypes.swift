package import JOSE

/// A value of `typ` or `cty` that says what a token is, described for people.
package struct RegisteredTokenType: RegisteredName, Hashable {
    /// The value as it is usually written in `typ`, for example `at+jwt`.
    package let name: String
    /// The full media type in lower case, for example `application/at+jwt`.
    package let mediaType: String
    /// One sentence on what such a token is.
    package let summary: String
    /// The section that defines the type.
    package let specification: Specification

    init(_ name: String, _ specification: Specification, _ summary: String) {
        self.name = name
        mediaType = "application/\(name.lowercased())"
        self.specification = specification
        self.summary = summary
    }
}

/// The kinds of token that say in `typ` what they are.
package enum TokenTypes {
    /// Every known type, the general ones first.
    package static let all = RegisteredTokenType.rows

    /// Answers what kind of token a `typ` or `cty` value names.
    ///
    /// Media types have no case, and one without a slash stands for `application/` and itself (RFC 7515 §4.1.9).
    /// A value with parameters is not known.
    package static func type(named name: Span<UInt8>) -> RegisteredTokenType? {
        let written = name.indices.map { lowered(name[$0]) }
        let full = written.contains(UInt8(ascii: "/")) ? written : Array("application/".utf8) + written
        return table.row(named: full.span)?.type
    }

    /// Answers what kind of token the `typ` or `cty` value `name` names.
    package static func type(named name: String) -> RegisteredTokenType? {
        let bytes = Array(name.utf8)
        return type(named: bytes.span)
    }

    /// A type found by its full media type.
    private struct ByMediaType: RegisteredName {
        let type: RegisteredTokenType
        var name: String { type.mediaType }
    }

    private static let table = NameTable(all.map(ByMediaType.init))

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
