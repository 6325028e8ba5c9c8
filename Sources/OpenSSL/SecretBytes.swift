import COpenSSL

/// Octets that nobody may see: one allocation of exactly their length, wiped when the last owner lets go.
///
/// It prints only its length, shows nothing to a mirror, and gives its octets to a closure alone. A copy that a closure
/// makes is that closure's to wipe.
@safe
package final class SecretBytes: @unchecked Sendable {
    // Sendable because the octets are written only during initialization.
    private let octets: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    /// How many octets there are.
    package let count: Int

    /// Room for `count` octets, filled by a closure that may throw, in which case what it wrote is wiped. When it
    /// appends fewer, that is the count.
    package init<E: Error>(
        count capacity: Int, initializingWith fill: (inout OutputSpan<UInt8>) throws(E) -> Void
    ) throws(E) {
        let octets = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        unsafe octets.initialize(repeating: 0, count: capacity)
        var written = 0
        do throws(E) {
            var output = unsafe OutputSpan(
                buffer: UnsafeMutableBufferPointer(start: octets, count: capacity), initializedCount: 0)
            try fill(&output)
            written = unsafe output.finalize(for: UnsafeMutableBufferPointer(start: octets, count: capacity))
        } catch {
            unsafe OPENSSL_cleanse(octets, capacity)
            unsafe octets.deallocate()
            throw error
        }
        unsafe self.octets = octets
        self.capacity = capacity
        count = written
    }

    /// A copy of octets whose original is somebody else's to wipe.
    package convenience init(copying source: Span<UInt8>) {
        self.init(count: source.count) { output in
            for index in source.indices { output.append(source[index]) }
        }
    }

    /// Takes over an array's octets and leaves it empty. The array must have no other reference, or that one keeps them.
    package convenience init(wiping source: inout [UInt8]) {
        self.init(copying: source.span)
        unsafe source.withUnsafeMutableBufferPointer { old in
            unsafe OPENSSL_cleanse(old.baseAddress, old.count)
        }
        source = []
    }

    /// Room for `count` octets that a C function writes to; the closure answers how many it wrote.
    convenience init<E: Error>(
        count: Int, writtenBy write: (UnsafeMutableBufferPointer<UInt8>) throws(E) -> Int
    ) throws(E) {
        try self.init(count: count) { (output) throws(E) in
            try unsafe output.withUnsafeMutableBufferPointer { (buffer, initialized) throws(E) in
                initialized = try unsafe write(buffer)
            }
        }
    }

    deinit {
        unsafe OPENSSL_cleanse(octets, capacity)
        unsafe octets.deallocate()
    }

    /// New octets from libcrypto's generator for secrets.
    package static func random(_ count: Int) throws(CryptoFault) -> SecretBytes {
        guard let length = Int32(exactly: count), length >= 0 else { throw .lengthOutOfRange }
        try LibraryStart.ensure()
        return try unsafe SecretBytes(
            count: count,
            writtenBy: { (buffer) throws(CryptoFault) in
                try check(unsafe RAND_priv_bytes(buffer.baseAddress, length))
                return count
            })
    }

    /// Lends the octets to a closure, beyond which they must not be kept.
    package func withBytes<R: ~Copyable, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(unsafe Span(_unsafeStart: octets, count: count))
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The length alone.
    package var description: String { "SecretBytes(\(count) octets)" }
    /// The length alone.
    package var debugDescription: String { description }
    /// Nothing.
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .class) }
}
