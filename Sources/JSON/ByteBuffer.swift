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
        let length = text.utf8CodeUnitCount
        if capacity &- count < length { grow(by: length) }
        unsafe copy(text.utf8Start, length, to: start + count)
        count &+= length
    }

    /// Appends a text as UTF-8.
    package mutating func append(_ text: String) {
        let utf8 = text.utf8
        append(utf8.span)
    }

    // Most pieces of an answer are so short that a call would cost more than the copy. Nothing is read beyond the source.
    @inline(__always)
    private func copy(_ source: UnsafePointer<UInt8>, _ length: Int, to target: UnsafeMutablePointer<UInt8>) {
        guard length >= 8, length <= 64 else {
            if length > 64 { return unsafe target.initialize(from: source, count: length) }
            for index in 0..<length { unsafe target[index] = source[index] }
            return
        }
        let (from, to) = unsafe (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
        var offset = 0
        while offset < length &- 8 {
            unsafe to.storeBytes(
                of: from.loadUnaligned(fromByteOffset: offset, as: UInt64.self), toByteOffset: offset, as: UInt64.self)
            offset &+= 8
        }
        offset = length &- 8
        unsafe to.storeBytes(
            of: from.loadUnaligned(fromByteOffset: offset, as: UInt64.self), toByteOffset: offset, as: UInt64.self)
    }

    /// Appends the decimal digits of an integer.
    package mutating func append(decimal value: UInt64) {
        if capacity &- count < 20 { grow(by: 20) }
        if value < 1000 { return append(small: UInt32(truncatingIfNeeded: value)) }
        var length = 1
        var bound: UInt64 = 10
        while length < 20, value >= bound {
            length &+= 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            bound = overflow ? .max : next
        }
        var place = count &+ length
        var rest = value
        repeat {
            place &-= 1
            let quotient = rest / 10
            unsafe start[place] = UInt8(truncatingIfNeeded: rest &- quotient &* 10) &+ UInt8(ascii: "0")
            rest = quotient
        } while place > count
        count &+= length
    }

    // Most numbers in an answer are places in a token. There is room for what is under 1000.
    @inline(__always)
    private mutating func append(small value: UInt32) {
        var place = count
        let zero = UInt32(UInt8(ascii: "0"))
        if value >= 100 {
            unsafe start[place] = UInt8(truncatingIfNeeded: value / 100 &+ zero)
            place &+= 1
        }
        if value >= 10 {
            unsafe start[place] = UInt8(truncatingIfNeeded: value / 10 % 10 &+ zero)
            place &+= 1
        }
        unsafe start[place] = UInt8(truncatingIfNeeded: value % 10 &+ zero)
        count = place &+ 1
    }

    /// Appends text of our own with this byte before and behind it.
    @inline(__always)
    package mutating func append(_ text: StaticString, between mark: UInt8) {
        let length = text.utf8CodeUnitCount
        if capacity &- count < length &+ 2 { grow(by: length &+ 2) }
        unsafe start[count] = mark
        unsafe copy(text.utf8Start, length, to: start + count + 1)
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
