import JSON

/// Whether and how a memory of earlier calls is asked about revoked tokens.
package enum RevocationUse: Sendable {
    /// Where there is one.
    case usual
    /// In any case, and the answer says so.
    case on
    /// Where there is one; that it cannot answer is told, and no reason to refuse a token.
    case prefer
    /// Never.
    case off

    init?(_ value: JSONValue) {
        switch value.string {
        case "on": self = .on
        case "prefer": self = .prefer
        case "off": self = .off
        default: return nil
        }
    }
}

/// How a token is made to count once.
package struct ReplayUse: Sendable {
    /// What it counts once for: the same token may be used once in each scope.
    package let scope: [UInt8]
    /// How long at least a use is remembered.
    package let window: TimeSpan

    /// A scope is a word.
    package static let scopeLimit = 256

    init(_ value: JSONValue) throws(PolicyFault) {
        for member in value.members where !member.name.isString("scope") && !member.name.isString("window") {
            throw PolicyFault(pointer: "/replay", expected: "an object of scope and window")
        }
        guard let scope = value["scope"]?.utf8, !scope.isEmpty, scope.count <= Self.scopeLimit else {
            throw PolicyFault(pointer: "/replay/scope", expected: "a word of at most \(Self.scopeLimit) bytes")
        }
        self.scope = scope
        guard let window = value["window"] else {
            self.window = TimeSpan(seconds: 0)
            return
        }
        guard let span = TimeSpan(window), span.seconds >= 0 else {
            throw PolicyFault(pointer: "/replay/window", expected: #"seconds, or a length of time such as "5m""#)
        }
        self.window = span
    }
}
