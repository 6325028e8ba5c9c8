/// One key of a set, as it is kept: its names, its parts as somebody else wrote them, and its instants.
package struct StoredKey: Sendable, Equatable {
    /// What a key of a set does, in the order in which each goes through it.
    package enum State: Int64, Sendable, CaseIterable, Comparable {
        /// It is published, and signs later.
        case next = 1
        /// It signs.
        case current
        /// It signs no more; what it signed is accepted for a while.
        case previous
        /// It does nothing any more.
        case retired

        /// The word for it.
        package var word: StaticString {
            switch self {
            case .next: "next"
            case .current: "current"
            case .previous: "previous"
            case .retired: "retired"
            }
        }

        package static func < (a: State, b: State) -> Bool { a.rawValue < b.rawValue }
    }

    /// The set's name.
    package let set: [UInt8]
    /// Its name in the set.
    package let keyID: [UInt8]
    /// Its place among the keys of the set: those with a higher one come after it.
    package var place: Int64
    /// What it is for, if it says so.
    package let algorithm: [UInt8]?
    /// What tells its material from any other: its thumbprint, or octets by chance where that would be a digest of a secret.
    package let mark: [UInt8]
    /// Its public part, where it has one.
    package let publicPart: [UInt8]?
    /// Its secret part, encrypted, where it is kept.
    package var secretPart: [UInt8]?
    /// When it was put here.
    package let created: Int64
    /// When it begins to sign; nil where nobody said yet.
    package var activates: Int64?
    /// Until when what it signed is accepted, once it is no longer current; nil is for ever.
    package var verifyUntil: Int64?
    /// The longest life of a token that it signed; nil where it signed none here.
    package var longestLife: Int64?
    /// The state that it had when its set was last written: no clock leads behind it.
    package var reached: State
    /// The seal with which it was read.
    var seal: [UInt8]?

    /// A key that is to be kept.
    package init(
        set: [UInt8], keyID: [UInt8], place: Int64, algorithm: [UInt8]?, mark: [UInt8], publicPart: [UInt8]?,
        secretPart: [UInt8]?, created: Int64, activates: Int64?, reached: State
    ) {
        self.set = set
        self.keyID = keyID
        self.place = place
        self.algorithm = algorithm
        self.mark = mark
        self.publicPart = publicPart
        self.secretPart = secretPart
        self.created = created
        self.activates = activates
        self.reached = reached
    }
}

/// A set of keys that somebody fetched and gave whole: it is good up to an age.
package struct FetchedKeys: Sendable, Equatable {
    /// The set's name.
    package let set: [UInt8]
    /// What it is, as it was given.
    package let content: [UInt8]
    /// How many keys are in it.
    package let count: Int64
    /// When it was put here.
    package let fetched: Int64
    /// The last instant at which it is good; nil is for ever.
    package let until: Int64?

    /// A set that is to be kept.
    package init(set: [UInt8], content: [UInt8], count: Int64, fetched: Int64, until: Int64?) {
        self.set = set
        self.content = content
        self.count = count
        self.fetched = fetched
        self.until = until
    }
}
