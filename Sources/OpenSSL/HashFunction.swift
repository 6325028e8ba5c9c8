import COpenSSL

/// A hash function of FIPS 180-4. SHA-1 names certificates (`x5t`) and signs nothing.
package enum HashFunction: Sendable, Hashable, CaseIterable {
    /// 20 octets; only for certificate thumbprints (RFC 7515 §4.1.7).
    case sha1
    /// 32 octets.
    case sha256
    /// 48 octets.
    case sha384
    /// 64 octets.
    case sha512

    /// Octets in a digest.
    package var length: Int { row.length }

    /// The name that libcrypto knows it by.
    var name: String { row.name }

    private var row: (name: String, length: Int) {
        switch self {
        case .sha1: ("SHA1", 20)
        case .sha256: ("SHA256", 32)
        case .sha384: ("SHA384", 48)
        case .sha512: ("SHA512", 64)
        }
    }
}

/// Room for the longest digest and the longest MAC, on the stack.
typealias DigestBuffer = InlineArray<64, UInt8>

/// The digest of a message, `hash.length` octets.
package func digest(_ message: Span<UInt8>, using hash: HashFunction) throws(CryptoFault) -> [UInt8] {
    var buffer = DigestBuffer(repeating: 0)
    try digest(message, using: hash, into: &buffer)
    return [UInt8](capacity: hash.length) { output in
        for index in 0..<hash.length { output.append(buffer[index]) }
    }
}

/// Writes the digest of a message to the first `hash.length` octets of a buffer, without allocating.
func digest(
    _ message: Span<UInt8>, using hash: HashFunction, into buffer: inout DigestBuffer
) throws(CryptoFault) {
    let fetched = try hash.fetched()
    let context = try fetched.contexts.take()
    try check(unsafe EVP_DigestInit_ex2(context.pointer, fetched.pointer, nil))
    try unsafe message.withUnsafeBufferPointer { (octets) throws(CryptoFault) in
        try check(unsafe EVP_DigestUpdate(context.pointer, octets.baseAddress, octets.count))
    }
    var output = buffer.mutableSpan
    try unsafe output.withUnsafeMutableBufferPointer { (octets) throws(CryptoFault) in
        try check(unsafe EVP_DigestFinal_ex(context.pointer, octets.baseAddress, nil))
    }
    fetched.contexts.giveBack(context)
}

/// One hash function as the provider implements it, looked up once for the life of the process, with idle contexts.
@safe
final class FetchedDigest: @unchecked Sendable {
    // An EVP_MD is immutable and may be used by all threads at once.
    let pointer: OpaquePointer
    let contexts = ContextPool<DigestContext> { () throws(CryptoFault) in try DigestContext() }

    fileprivate init(_ hash: HashFunction) throws(CryptoFault) {
        try LibraryStart.ensure()
        unsafe pointer = try made(EVP_MD_fetch(nil, hash.name, nil))
    }

    deinit { unsafe EVP_MD_free(pointer) }
}

extension HashFunction {
    private static let sha1Fetched = Result(catching: { () throws(CryptoFault) in try FetchedDigest(.sha1) })
    private static let sha256Fetched = Result(catching: { () throws(CryptoFault) in try FetchedDigest(.sha256) })
    private static let sha384Fetched = Result(catching: { () throws(CryptoFault) in try FetchedDigest(.sha384) })
    private static let sha512Fetched = Result(catching: { () throws(CryptoFault) in try FetchedDigest(.sha512) })

    private var lookup: Result<FetchedDigest, CryptoFault> {
        switch self {
        case .sha1: Self.sha1Fetched
        case .sha256: Self.sha256Fetched
        case .sha384: Self.sha384Fetched
        case .sha512: Self.sha512Fetched
        }
    }

    func fetched() throws(CryptoFault) -> FetchedDigest {
        try lookup.get()
    }

    var isAvailable: Bool {
        guard case .success = lookup else { return false }
        return true
    }
}
