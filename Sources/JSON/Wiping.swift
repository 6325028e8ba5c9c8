import Glibc

extension [UInt8] {
    /// Overwrites every byte, which the compiler may not leave out: for text that holds a secret, once it was read.
    package mutating func wipe() {
        unsafe withUnsafeMutableBytes { buffer in
            if let start = buffer.baseAddress { unsafe explicit_bzero(start, buffer.count) }
        }
    }

    /// Makes room for as many bytes more, and leaves nothing in the memory that is given back.
    package mutating func makeRoom(for more: Int) {
        guard capacity - count < more else { return }
        var larger: [UInt8] = []
        larger.reserveCapacity(Swift.max(2 * capacity, count + more))
        larger.append(contentsOf: self)
        wipe()
        self = larger
    }

    /// Takes away the first bytes, and leaves nothing of them, nor of the others where they stood before.
    package mutating func wipeFirst(_ dropped: Int) {
        let (dropped, length) = (Swift.min(dropped, count), count)
        unsafe withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe memmove(start, start + dropped, length - dropped)
            unsafe explicit_bzero(start + (length - dropped), dropped)
        }
        removeLast(dropped)
    }
}
