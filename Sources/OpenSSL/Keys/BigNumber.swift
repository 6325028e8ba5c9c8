import COpenSSL

/// Owner of one `BIGNUM`, in secure memory where there is any, and wiped when it goes.
@safe
struct BigNumber: ~Copyable {
    let pointer: OpaquePointer

    /// Takes over a number that libcrypto made.
    init(taking pointer: OpaquePointer?) throws(KeyDefect) {
        guard let pointer = unsafe pointer else { throw .operationFailed(.drained()) }
        unsafe self.pointer = pointer
    }

    /// Zero.
    init() throws(KeyDefect) {
        try unsafe self.init(taking: BN_secure_new())
    }

    /// A small number.
    init(_ word: UInt) throws(KeyDefect) {
        let number = try BigNumber()
        try require(unsafe BN_set_word(number.pointer, word))
        self = number
    }

    /// The number whose big-endian octets these are; no octets are zero.
    init(octets: Span<UInt8>) throws(KeyDefect) {
        let number = try BigNumber()
        guard let count = Int32(exactly: octets.count) else { throw .operationFailed(.lengthOutOfRange) }
        let filled = unsafe octets.withUnsafeBufferPointer { buffer in
            unsafe BN_bin2bn(buffer.baseAddress, count, number.pointer) != nil
        }
        guard filled else { throw .operationFailed(.drained()) }
        self = number
    }

    /// The secret number whose big-endian octets these are; exponentiation with it does not depend on its bits.
    init(secret: SecretBytes) throws(KeyDefect) {
        self = try secret.withBytes { (octets) throws(KeyDefect) in try BigNumber(octets: octets) }
        unsafe BN_set_flags(pointer, BN_FLG_CONSTTIME)
    }

    deinit { unsafe BN_clear_free(pointer) }

    var bitCount: Int { Int(unsafe BN_num_bits(pointer)) }
    var octetCount: Int { (bitCount + 7) / 8 }
    var isOdd: Bool { unsafe BN_is_odd(pointer) == 1 }
    var isZero: Bool { unsafe BN_is_zero(pointer) == 1 }
    var isOne: Bool { unsafe BN_is_one(pointer) == 1 }

    static func == (left: borrowing BigNumber, right: borrowing BigNumber) -> Bool {
        unsafe BN_cmp(left.pointer, right.pointer) == 0
    }

    static func < (left: borrowing BigNumber, right: borrowing BigNumber) -> Bool {
        unsafe BN_cmp(left.pointer, right.pointer) < 0
    }

    /// Big-endian octets without leading zeros; zero has none.
    func octets() throws(KeyDefect) -> [UInt8] {
        try octets(count: octetCount)
    }

    /// Big-endian octets, exactly so many.
    func octets(count: Int) throws(KeyDefect) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let written = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe BN_bn2binpad(pointer, buffer.baseAddress, Int32(truncatingIfNeeded: count))
        }
        guard Int(written) == count else { throw .operationFailed(.drained()) }
        return bytes
    }

    /// Big-endian octets of a secret, exactly so many, or as few as the number needs.
    func secretOctets(count: Int? = nil) throws(KeyDefect) -> SecretBytes {
        let count = count ?? octetCount
        return try unsafe SecretBytes(
            count: count,
            writtenBy: { (buffer) throws(KeyDefect) in
                let written = unsafe BN_bn2binpad(pointer, buffer.baseAddress, Int32(truncatingIfNeeded: count))
                guard Int(written) == count else { throw .operationFailed(.drained()) }
                return count
            })
    }
}

/// Holds a call on numbers to its only success value, 1.
func require(_ result: Int32) throws(KeyDefect) {
    guard result == 1 else { throw .operationFailed(.drained()) }
}
