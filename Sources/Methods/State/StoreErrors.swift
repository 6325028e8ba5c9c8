package import RPC
import Store

/// The errors of the store.
extension ErrorCode {
    package static let storeOff = ErrorCode(
        140, "store.off", .environment, "The process was started without a store, or the store has no such thing.")
    package static let storePermissions = ErrorCode(
        141, "store.permissions", .environment, "Others can reach the store's files, or they are not of the user's own."
    )
    package static let storeLocked = ErrorCode(
        142, "store.locked", .environment, "Another process holds the store for longer than can be waited for.")
    package static let storeFull = ErrorCode(
        143, "store.full", .environment, "There is no room for what should be kept.")
    package static let storeReadOnly = ErrorCode(144, "store.read_only", .environment, "The store cannot be written.")
    package static let storeCorrupt = ErrorCode(
        145, "store.corrupt", .environment, "The store is damaged, or is something else; it is left as it is.")
    package static let storeNewer = ErrorCode(
        146, "store.newer", .environment, "A newer release made the store.")
    package static let storeUnavailable = ErrorCode(
        147, "store.unavailable", .environment, "The store cannot be reached, read or written.")
    package static let entryNotFound = ErrorCode(
        148, "store.not_found", .caller, "The store holds nothing of this name or number.")

    /// What any method can answer that keeps something or looks something up.
    package static let store = [
        storeOff, storePermissions, storeLocked, storeFull, storeReadOnly, storeCorrupt, storeNewer, storeUnavailable,
    ]
}

extension RPCError {
    /// Why the store could not do it.
    init(_ fault: StoreFault) {
        let code: ErrorCode =
            switch fault.kind {
            case .off: .storeOff
            case .permissions: .storePermissions
            case .locked: .storeLocked
            case .full: .storeFull
            case .readOnly: .storeReadOnly
            case .corrupt: .storeCorrupt
            case .newer: .storeNewer
            case .unavailable: .storeUnavailable
            }
        self.init(code, fault.message, hint: fault.hint)
    }
}

extension Surroundings {
    /// Reads from the store; nil where there is none yet.
    func readStore<Result>(
        _ body: (any SQLConnection) throws(StoreFault) -> Result
    ) throws(RPCError) -> Result? {
        do throws(StoreFault) {
            return try store.read(body)
        } catch {
            throw RPCError(error)
        }
    }

    /// Writes into the store, which is made where there is none; it is on the disk when this returns. That takes a millisecond:
    /// a call that writes stays where it is, and whoever sends many of them is pushed back rather than refused.
    func writeStore<Result>(
        _ body: (any SQLConnection) throws(StoreFault) -> Result
    ) throws(RPCError) -> Result {
        do throws(StoreFault) {
            return try store.write(body)
        } catch {
            throw RPCError(error)
        }
    }

    /// The same where there is a store already; none is made.
    func writeStoreIfThere<Result>(
        _ body: (any SQLConnection) throws(StoreFault) -> Result
    ) throws(RPCError) -> Result? {
        guard try readStore({ (_) throws(StoreFault) in true }) == true else { return nil }
        return try writeStore(body)
    }

    /// The same for what may fail by itself, and then writes nothing.
    func decideInStore<Result>(
        _ body: (any SQLConnection) throws(RPCError) -> Result
    ) throws(RPCError) -> Result {
        var failure: RPCError?
        do throws(StoreFault) {
            return try store.write { (connection) throws(StoreFault) in
                do throws(RPCError) {
                    return try body(connection)
                } catch {
                    failure = error
                    throw StoreFault(.off, "The call was given up.")
                }
            }
        } catch {
            throw failure ?? RPCError(error)
        }
    }
}
