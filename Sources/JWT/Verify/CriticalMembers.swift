import JOSE
import JSON

/// The list of members that a header calls critical (RFC 7515 §4.1.11, RFC 7516 §4.1.13).
struct CriticalMembers {
    private let critical: JSONValue
    private let protected: JSONValue?
    private let limits: TokenLimits

    init(_ critical: JSONValue, of protected: JSONValue?, _ limits: TokenLimits) {
        self.critical = critical
        self.protected = protected
        self.limits = limits
    }

    /// Why a token with this list is refused, or nil where everything in it is understood.
    func fault(understanding understood: [[UInt8]]) -> (code: FindingCode, message: String)? {
        guard let names else {
            let message =
                "crit is an array of 1 to \(limits.criticalNames) different names of members of the protected header."
            return (.criticalMalformed, message)
        }
        for name in names where !isUnderstood(name, understood) {
            let message = "The token calls \(String(name.lexeme.prefix(80))) critical, which is not understood."
            return (.criticalUnsupported, message)
        }
        return nil
    }

    // Nil where the list breaks a rule.
    private var names: [JSONValue]? {
        guard critical.kind == .array, (1...limits.criticalNames).contains(critical.count) else { return nil }
        var seen: Set<[UInt8]> = []
        var names: [JSONValue] = []
        for element in critical.elements {
            guard let name = element.utf8, !name.isEmpty, seen.insert(name).inserted else { return nil }
            guard protected?[name.span] != nil else { return nil }
            names.append(element)
        }
        return names
    }

    private func isUnderstood(_ name: JSONValue, _ understood: [[UInt8]]) -> Bool {
        // A member that the base specifications define is no extension, whoever claims to understand it.
        let isBase = Self.baseMembers.contains { name.isString($0) }
        return !isBase && understood.contains { name.isString($0.span) }
    }

    private static let baseMembers: [StaticString] = [
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc", "zip", "epk", "apu",
        "apv", "iv", "tag", "p2s", "p2c",
    ]
}

/// `typ` is a media type: case does not count, nor does a leading "application/" (RFC 7515 §4.1.9).
enum MediaType {
    /// Why the protected `typ` of a token is none of those expected, or nil where it is one.
    static func refusal(of type: JSONValue?, expecting expected: [[UInt8]]) -> String? {
        guard let type = type?.utf8 else { return "The token has no typ in its protected header." }
        let folded = folded(type)
        return expected.contains { Self.folded($0) == folded } ? nil : FindingCode.typeMismatch.summary
    }

    /// The media type in lower case, without a leading "application/".
    static func folded(_ name: [UInt8]) -> [UInt8] {
        let folded = name.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
        let prefix = Array("application/".utf8)
        let isPrefixed = folded.starts(with: prefix) && !folded.dropFirst(prefix.count).contains(UInt8(ascii: "/"))
        return isPrefixed ? Array(folded.dropFirst(prefix.count)) : folded
    }
}
