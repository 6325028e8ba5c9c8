import COpenSSL

/// Whether two byte strings are the same, in a time that depends on their lengths alone.
package func equalInConstantTime(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
    guard first.count == second.count else { return false }
    return unsafe first.withUnsafeBufferPointer { left in
        unsafe second.withUnsafeBufferPointer { right in
            guard left.count > 0 else { return true }
            return unsafe CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
        }
    }
}
