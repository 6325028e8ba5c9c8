import OpenSSL

/// What two keys are to each other.
package enum KeyRelation: String, Sendable {
    /// The same key, both public, both private, or the same secret.
    case identical
    /// A private key and its public part.
    case pair
    /// Nothing.
    case none

    /// Compares two keys by their numbers; what their owners say about them does not count.
    package init(of first: Key, to second: Key) {
        switch (first.material, second.material) {
        case (.secret(let first), .secret(let second)):
            let isSame = first.withBytes { first in
                second.withBytes { second in equalInConstantTime(first, second) }
            }
            self = isSame ? .identical : .none
        case (.asymmetric(let first), .asymmetric(let second)):
            // A private key is held to its public part when it is read, so that the public part says it all.
            guard first.publicNumbers == second.publicNumbers else {
                self = .none
                return
            }
            self = first.isPrivate == second.isPrivate ? .identical : .pair
        default: self = .none
        }
    }
}
