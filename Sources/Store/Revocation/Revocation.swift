/// What was revoked: which tokens an entry hits, since when, until when, and why.
package struct Revocation: Sendable, Equatable {
    /// What an entry names.
    package enum Kind: Int64, Sendable, CaseIterable {
        /// One token, by a digest of what was signed.
        case token = 1
        /// One token, by `jti`, of one issuer or of any.
        case tokenID
        /// All tokens of a subject, of one issuer or of any.
        case subject
        /// All tokens of an issuer.
        case issuer
        /// All tokens of a key, by `kid`.
        case keyID
        /// All tokens of a key, by its thumbprint.
        case thumbprint
        /// A list that says of tokens what became of them, by its address: somebody else's revocations.
        case list

        /// The word for it.
        package var word: String {
            switch self {
            case .token: "token"
            case .tokenID: "jti"
            case .subject: "subject"
            case .issuer: "issuer"
            case .keyID: "kid"
            case .thumbprint: "thumbprint"
            case .list: "list"
            }
        }
    }

    /// Some kinds of entries.
    package struct Kinds: OptionSet, Sendable {
        package let rawValue: Int64

        package init(rawValue: Int64) { self.rawValue = rawValue }

        /// One kind.
        init(_ kind: Kind) { rawValue = 1 << kind.rawValue }

        /// Every kind.
        static let all = Kinds(rawValue: Kind.allCases.reduce(0) { $0 | 1 << $1.rawValue })

        /// Whether a kind is among them.
        package func contains(_ kind: Kind) -> Bool { rawValue & 1 << kind.rawValue != 0 }
    }

    /// What an entry is found by: its kind and what it names, so that no two of different parts are alike.
    package struct Name: Sendable, Hashable {
        /// What kind of entry.
        package let kind: Kind
        /// The parts, each with its length in front.
        package let octets: [UInt8]

        /// Longer parts are not kept, and so never found.
        package static let partLimit = 1024

        /// The name of an entry about these parts; nil where one is longer than any that is kept.
        package init?(_ kind: Kind, _ parts: [UInt8]?...) {
            var octets: [UInt8] = []
            for part in parts {
                guard let part else {
                    octets.append(0)
                    continue
                }
                guard part.count <= Self.partLimit else { return nil }
                octets.append(1)
                octets.append(UInt8(truncatingIfNeeded: part.count >> 8))
                octets.append(UInt8(truncatingIfNeeded: part.count))
                octets += part
            }
            self.kind = kind
            self.octets = octets
        }

        init?(kind: Int64?, octets: [UInt8]?) {
            guard let kind = kind.flatMap(Kind.init(rawValue:)), let octets else { return nil }
            self.kind = kind
            self.octets = octets
        }
    }

    /// Where a token's status stands: the address of a list, and the token's place in it.
    package struct Place: Sendable, Equatable {
        package let list: [UInt8]
        package let index: Int64

        /// A place in a list.
        package init(list: [UInt8], index: Int64) {
            self.list = list
            self.index = index
        }
    }

    /// Its number, in the order in which entries were made; 0 before it is kept.
    package var id: Int64 = 0
    package let name: Name
    /// Only tokens issued up to this instant are hit; nil is all.
    package var before: Int64?
    /// When it was made.
    package var since: Int64
    /// When the last token that it can hit has expired; nil where nobody knows.
    package var until: Int64?
    /// What was revoked, as JSON, for people.
    package var about: [UInt8]
    package var reason: [UInt8]?
    package var note: [UInt8]?
    /// Where others are told of it; nil where the entry is not about one token, or nobody knows.
    package var place: Place?

    /// An entry that is to be kept.
    package init(_ name: Name, since: Int64, until: Int64?, about: [UInt8]) {
        self.name = name
        self.since = since
        self.until = until
        self.about = about
    }
}
