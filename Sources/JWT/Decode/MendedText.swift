import JOSE
import JSON

/// The token that stands in a text, taken out of what surrounds it and spelled without what wrapped it.
///
/// Every change is a finding with its place in the text as it was given, and `places` leads back there from each byte.
/// `verify` takes none of this: there a token has one spelling.
struct MendedText {
    /// In which notation the token is written.
    enum Form {
        /// Parts with dots between them.
        case compact
        /// A JSON object.
        case json
    }

    /// The text as it was given, up to the limit.
    let given: [UInt8]
    /// The token alone.
    private(set) var bytes: [UInt8]
    /// Where each of `bytes` stands in `given`.
    private(set) var places = PlaceMap()
    /// The notation.
    private(set) var form = Form.compact
    /// What was taken off or mended.
    private(set) var findings: [Finding] = []

    /// The longest text that is looked at, in bytes; what is behind it is left out.
    static let limit = TokenLimits().tokenBytes

    /// Finds the token in a text.
    init(_ text: [UInt8]) {
        if text.count > Self.limit {
            given = Array(text[..<Self.limit])
            findings.append(
                Finding(
                    .tooLarge, "The text has \(text.count) bytes, and only the first \(Self.limit) are looked at.",
                    range: Self.limit..<text.count, expected: .integer(Int64(Self.limit)),
                    actual: .integer(Int64(text.count))))
        } else {
            given = text
        }
        bytes = given
        guard !Self.isBare(given.span) else { return }
        let wrapping = TokenWrapping(given.span)
        findings += wrapping.findings
        take(wrapping)
    }

    // Whether there is nothing but the bytes of a compact token.
    private static func isBare(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where !text[index].isTokenCharacter {
            return false
        }
        return true
    }

    private mutating func take(_ wrapping: TokenWrapping) {
        let content = wrapping.content
        if wrapping.opensObject {
            form = .json
            guard wrapping.escape != .none else {
                bytes = Array(given[content])
                places = PlaceMap(origin: content.lowerBound)
                return
            }
        }
        var spelling = TokenSpelling(given.span, content, form, wrapping.escape)
        bytes = spelling.takeBytes()
        places = spelling.places
        findings += spelling.findings
    }

    /// A compact token that stands at this range of the same text.
    private init(_ text: MendedText, at content: Range<Int>) {
        given = text.given
        var spelling = TokenSpelling(text.given.span, content, .compact, .none)
        bytes = spelling.takeBytes()
        places = spelling.places
        findings = text.findings + spelling.findings
    }

    /// The same text taken as a compact token.
    var asCompact: MendedText { MendedText(self, at: 0..<given.count) }

    /// The names under which answers of servers carry tokens, the likeliest first (RFC 6749 §5.1, RFC 8693 §2.2.1).
    private static let members: [StaticString] = [
        "access_token", "id_token", "token", "jwt", "logout_token", "refresh_token",
    ]

    /// The token in an object that is none itself but an answer that carries one.
    var memberWithToken: MendedText? {
        var object = TokenPart(.excess, verbatim: bytes, range: 0..<bytes.count)
        object.readJSON(insists: true)
        guard let root = object.object else { return nil }
        for name in Self.members {
            guard let range = root[name]?.plainRange, !range.isEmpty else { continue }
            var text = MendedText(self, at: place(object.place(range)))
            text.findings.append(Finding(.textSurrounded, "The token is the member \(name) of an object."))
            return text
        }
        return nil
    }

    /// What is said of a text without a token.
    var noToken: Finding {
        var object = TokenPart(.excess, verbatim: given, range: 0..<given.count)
        object.readJSON(insists: false)
        let isKey = object.object.map { $0["kty"] != nil || $0["keys"] != nil } ?? false
        return Finding(
            .malformed, isKey ? "This is a key, and no token." : "There is no token in the text.",
            range: 0..<given.count)
    }

    /// Where a range of the token stands in the text as it was given.
    func place(_ range: Range<Int>) -> Range<Int> {
        let range = places.range(range)
        return min(range.lowerBound, given.count)..<min(range.upperBound, given.count)
    }
}

extension UInt8 {
    /// Whether this is a letter or digit of ASCII, `-` or `_`: a character of base64url (RFC 4648 §5).
    package var isBase64URL: Bool {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Whether this can stand in a compact token: base64url, a dot, or the tilde in front of disclosures (RFC 9901 §4).
    var isTokenCharacter: Bool { isBase64URL || self == UInt8(ascii: ".") || self == UInt8(ascii: "~") }

    /// Whether this is a space, a tab, a line break, another control for layout, or NUL.
    var isBlank: Bool { self == 0x20 || 0x09...0x0D ~= self || self == 0 }
}
