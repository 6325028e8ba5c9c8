/// Why the store could not do what was asked of it. What a client is told of it: whose fault, and what would mend it.
package struct StoreFault: Error, Sendable, Equatable {
    /// What is the matter.
    package enum Kind: Sendable, Equatable {
        /// The process was started without a store.
        case off
        /// A file or a folder is open to others, belongs to somebody else, or is no file of its own.
        case permissions
        /// Another process holds the store, for longer than can be waited for.
        case locked
        /// There is no room, on the disk or within the limit.
        case full
        /// The store can be read, and not written.
        case readOnly
        /// What is in the file is damaged, or is no store of this program.
        case corrupt
        /// A newer release of this program made the store.
        case newer
        /// It cannot be reached, or reading or writing it failed.
        case unavailable
    }

    /// What is the matter.
    package let kind: Kind
    /// A sentence for people, without anything that is stored.
    package let message: String
    /// What would mend it.
    package var hint: String?
    /// Whether the whole transaction may succeed if it is run again, with nothing done to the store meanwhile.
    var isPassing = false

    /// A fault with its sentence.
    package init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }
}
