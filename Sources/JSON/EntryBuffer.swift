/// The entries of one document, in memory of their own that grows and is used again.
///
/// An array would ask at every entry whether somebody else holds it, and be held and let go at every look; here nobody
/// else can.
@safe
struct EntryBuffer: ~Copyable {
    typealias Entry = JSONDocument.Entry

    private var start: UnsafeMutablePointer<Entry>
    private var capacity: Int
    private(set) var count = 0

    /// An empty buffer, with room for as many entries.
    init(capacity: Int) {
        self.capacity = max(1, capacity)
        unsafe start = .allocate(capacity: self.capacity)
    }

    deinit { unsafe start.deallocate() }

    /// Entries are numbers: there is nothing to destroy.
    subscript(_ index: Int) -> Entry {
        @inline(__always) get {
            precondition(index >= 0 && index < count)
            return unsafe start[index]
        }
        @inline(__always) set {
            precondition(index >= 0 && index < count)
            unsafe start[index] = newValue
        }
        @inline(__always) _modify {
            precondition(index >= 0 && index < count)
            yield &(unsafe start[index])
        }
    }

    /// Appends an entry.
    @inline(__always)
    mutating func append(_ entry: Entry) {
        if count == capacity { grow(to: 2 * capacity) }
        unsafe (start + count).initialize(to: entry)
        count &+= 1
    }

    /// Makes room for as many entries in all.
    mutating func reserve(_ room: Int) {
        if capacity < room { grow(to: room) }
    }

    /// Forgets everything; much memory is given back.
    mutating func removeAll(keeping kept: Int) {
        count = 0
        if capacity > kept { self = EntryBuffer(capacity: 1) }
    }

    @inline(never)
    private mutating func grow(to larger: Int) {
        let next = UnsafeMutablePointer<Entry>.allocate(capacity: larger)
        unsafe next.initialize(from: start, count: count)
        unsafe start.deallocate()
        unsafe start = next
        capacity = larger
    }
}
