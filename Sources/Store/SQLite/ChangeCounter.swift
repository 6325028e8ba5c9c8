import CSQLite
import Glibc
import Synchronization

/// A number that grows whenever a process has changed what several share: to look whether anything is new takes a read of
/// memory, and no question to the database.
final class ChangeCounter: Sendable {
    private let own = Atomic<UInt64>(0)
    private let mapped: Mapped?

    // The mapping stays where it is until the counter goes, and is read and written by atomic operations alone.
    @safe private final class Mapped: @unchecked Sendable {
        let counter: OpaquePointer

        init(_ counter: OpaquePointer) { unsafe self.counter = counter }

        deinit { unsafe csqlite_counter_unmap(counter) }
    }

    /// A counter of this process alone.
    init() { mapped = nil }

    /// The counter that all processes share that name this file.
    init(path: String) throws(StoreFault) {
        guard let counter = unsafe csqlite_counter_map(path) else {
            throw StoreFault(
                errno == ENOSPC ? .full : errno == EROFS || errno == EACCES ? .readOnly : .unavailable,
                "The file \(path) cannot be used: \(unsafe String(cString: strerror(errno))).")
        }
        mapped = unsafe Mapped(counter)
    }

    /// How much has happened.
    var value: UInt64 {
        guard let mapped else { return own.load(ordering: .acquiring) }
        return unsafe csqlite_counter_value(mapped.counter)
    }

    /// Tells that something has happened.
    func add() {
        guard let mapped else {
            own.wrappingAdd(1, ordering: .acquiringAndReleasing)
            return
        }
        unsafe csqlite_counter_add(mapped.counter)
    }
}
