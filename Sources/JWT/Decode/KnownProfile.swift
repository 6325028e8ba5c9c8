import JOSE
package import JSON

/// What kind of token this seems to be, and by what it was told.
package struct RecognizedProfile: Sendable {
    /// The name of the profile: a media type where there is one, otherwise the name of whoever issues such tokens.
    package let name: String
    /// One sentence on the tell-tale.
    package let reason: String
    /// One sentence on what such a token is.
    package let summary: String

    /// Recognizes a token by its header and its claims; nil where nothing tells.
    package init?(header: JSONValue?, claims: JSONValue?) {
        if let typ = header?["typ"], let type = typ.withString({ TokenTypes.type(named: $0) }) ?? nil,
            !type.isGeneral
        {
            name = type.name
            reason = "The type in the header is \(type.name)."
            summary = type.summary
            return
        }
        guard let claims else { return nil }
        let issuer = claims["iss"]?.utf8 ?? []
        guard let row = KnownProfile.rows.first(where: { $0.matches(claims, issuer) }) else { return nil }
        name = row.name
        reason = row.reason
        summary = row.summary
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("reason", reason)
            writer.member("description", summary)
        }
    }
}

extension RegisteredTokenType {
    /// Whether the type says no more than that this is a token.
    fileprivate var isGeneral: Bool { ["JWT", "JOSE", "JOSE+JSON"].contains(name) }
}

/// A kind of token that is told by its issuer or by its claims: what it is called, by what it is told, what it is.
struct KnownProfile: Sendable {
    let name: String
    let reason: String
    let summary: String
    private let issuers: [Pattern]
    private let claims: [StaticString]
    private let isAlso: @Sendable (JSONValue) -> Bool

    /// What an issuer is compared with, byte for byte.
    struct Pattern: Sendable {
        private enum Place { case all, start, host, anywhere }
        private let place: Place
        private let bytes: [UInt8]

        /// The issuer is this.
        static func exactly(_ text: String) -> Pattern { Pattern(place: .all, bytes: Array(text.utf8)) }
        /// The issuer begins so.
        static func begins(_ text: String) -> Pattern { Pattern(place: .start, bytes: Array(text.utf8)) }
        /// The host of an https issuer ends so.
        static func host(_ text: String) -> Pattern { Pattern(place: .host, bytes: Array(text.utf8)) }
        /// The issuer holds this.
        static func holds(_ text: String) -> Pattern { Pattern(place: .anywhere, bytes: Array(text.utf8)) }

        func matches(_ issuer: [UInt8]) -> Bool {
            guard issuer.count >= bytes.count else { return false }
            switch place {
            case .all: return issuer == bytes
            case .start: return issuer.starts(with: bytes)
            case .host:
                guard issuer.starts(with: "https://".utf8) else { return false }
                let host = issuer.dropFirst(8).prefix { $0 != UInt8(ascii: "/") }
                return host.suffix(bytes.count).elementsEqual(bytes)
            case .anywhere:
                return issuer.indices.contains { issuer[$0] == bytes[0] && issuer[$0...].starts(with: bytes) }
            }
        }
    }

    /// A profile whose tokens have one of these issuers, if any is given, and all of these claims.
    init(
        _ name: String, issuers: [Pattern] = [], claims: [StaticString] = [], _ reason: String, _ summary: String,
        where isAlso: @escaping @Sendable (JSONValue) -> Bool = { _ in true }
    ) {
        self.name = name
        self.issuers = issuers
        self.claims = claims
        self.reason = reason
        self.summary = summary
        self.isAlso = isAlso
    }

    func matches(_ object: JSONValue, _ issuer: [UInt8]) -> Bool {
        guard issuers.isEmpty || issuers.contains(where: { $0.matches(issuer) }) else { return false }
        for claim in claims where object[claim] == nil {
            return false
        }
        return isAlso(object)
    }
}
