import JOSE

/// What the store holds of keys at most.
enum KeyStoreLimits {
    /// Sets.
    static let sets = 1000
    /// Keys in a set of its own, retired ones included.
    static let keys = 100
    /// Bytes in the name of a set.
    static let nameOctets = 1...64
    /// Bytes in the name of a key.
    static let keyIDOctets = 1...TokenLimits().keyIDBytes
    /// Bytes in a set that is given whole.
    static let fetchedOctets = KeyLimits().octets
    /// Keys in one page of a list.
    static let page = 1...1000
    /// Keys in a page, unless it is said.
    static let usualPage = 100
    /// Bytes in the reason of a rotation.
    static let reasonOctets = 500
    /// Seconds that what a key signed is accepted, where nothing is known of what it signed.
    static let usualGrace: Int64 = 86_400
}
