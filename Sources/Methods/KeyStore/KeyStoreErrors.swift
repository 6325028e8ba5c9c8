package import RPC

/// What can be wrong about keys of the store.
extension ErrorCode {
    package static let keysUnknown = ErrorCode(
        150, "keys.unknown", .caller, "The store has no set of this name, or the set no key of this kid.")
    package static let keysConflict = ErrorCode(
        151, "keys.conflict", .caller,
        "There is another key of this kid, or the set is no longer as the request takes it to be.")
    package static let keysState = ErrorCode(
        152, "keys.state", .caller, "The key's state, or that of its set, does not allow what was asked.")
    package static let keysSealed = ErrorCode(
        153, "keys.sealed", .environment, "The process was started without what protects secret keys in the store.")
    package static let keysExpired = ErrorCode(
        154, "keys.expired", .caller, "The set was fetched longer ago than it may be used.")
    package static let keysLimit = ErrorCode(
        155, "limit.keys", .caller, "The store would hold more keys, or more sets, than the limit.")

    /// The rows of this room.
    static let keyStoreFaults = [keysUnknown, keysConflict, keysState, keysSealed, keysExpired, keysLimit]
}
