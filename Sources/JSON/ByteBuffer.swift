import Glibc

/// Bytes written one behind another, in memory of their own that grows.
///
/// An array would ask at every piece whether somebody else holds it; here nobody can. Nothing of what was written is
/// left in memory that is given back.
@safe
package struct ByteBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// How many bytes were written.
    package private(set) var count = 0
    /// How many bytes there were before the last cut.
    private var used = 0

    /// An empty buffer, with room for as many bytes.
    package init(capacity: Int) {
        self.capacity = max(1, capacity)
        unsafe start = .allocate(capacity: self.capacity)
    }

    deinit {
        unsafe explicit_bzero(start, max(used, count))
        unsafe start.deallocate()
    }

    /// The byte written last.
    package var last: UInt8? { count > 0 ? unsafe start[count &- 1] : nil }

    /// Appends one byte.
    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        unsafe start[count] = byte
        count &+= 1
    }

    /// Appends a copy of these bytes.
    @inline(__always)
    package mutating func append(_ part: Span<UInt8>) {
        if capacity &- count < part.count { grow(by: part.count) }
        unsafe part.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            unsafe (start + count).initialize(from: first, count: source.count)
        }
        count &+= part.count
    }

    /// Appends text of our own.
    @inline(__always)
    package mutating func append(_ text: StaticString) {
        append(unsafe Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text of our own with this byte before and behind it.
    @inline(__always)
    package mutating func append(_ text: StaticString, between mark: UInt8) {
        let length = text.utf8CodeUnitCount
        if capacity &- count < length &+ 2 { grow(by: length &+ 2) }
        unsafe start[count] = mark
        unsafe (start + count + 1).initialize(from: text.utf8Start, count: length)
        unsafe start[count &+ length &+ 1] = mark
        count &+= length &+ 2
    }

    /// Puts bytes in front of what was written behind this place.
    package mutating func insert(_ part: Span<UInt8>, at place: Int) {
        precondition(place >= 0 && place <= count)
        var moved = withBytes { $0.extracting(place...).array }
        cut(to: place)
        append(part)
        append(moved.span)
        moved.wipe()
    }

    /// Forgets everything behind this length.
    package mutating func cut(to length: Int) {
        used = max(used, count)
        count = max(0, min(count, length))
    }

    /// Forgets everything, and leaves nothing of it in memory. Much memory is given back.
    package mutating func wipe() {
        unsafe explicit_bzero(start, max(used, count))
        (used, count) = (0, 0)
        if capacity > Self.kept { self = ByteBuffer(capacity: 256) }
    }

    private static let kept = 1 << 20

    /// Lends what was written to a closure.
    package func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe Span(_unsafeStart: start, count: count))
    }

    @inline(never)
    private mutating func grow(by more: Int) {
        let larger = max(2 * capacity, count + more)
        let next = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe next.initialize(from: start, count: count)
        unsafe explicit_bzero(start, max(used, count))
        unsafe start.deallocate()
        unsafe start = next
        used = 0
        capacity = larger
    }
}
