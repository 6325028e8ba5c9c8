import COpenSSL

/// A secret prepared for HMAC with one hash function; all threads may use it at once.
///
/// libcrypto keeps the secret and wipes it with the last context.
final class HMACPreparation: Sendable {
    let length: Int
    private let contexts: ContextPool<MACContext>

    /// Refuses an empty secret, with which anybody could make a tag; other lengths are the caller's policy.
    init(secret: SecretBytes, hash: HashFunction) throws(CryptoFault) {
        guard secret.count > 0 else { throw .emptySecret }
        guard hash != .sha1 else { throw .unavailable }
        let mac = try FetchedMAC.hmac()
        let keyed = try unsafe MACContext(taking: EVP_MAC_CTX_new(mac.pointer))
        try secret.withBytes { (bytes) throws(CryptoFault) in
            try unsafe bytes.withUnsafeBufferPointer { (octets) throws(CryptoFault) in
                guard let key = octets.baseAddress else { throw .emptySecret }
                try check(unsafe copenssl_hmac_init(keyed.pointer, key, octets.count, hash.name))
            }
        }
        length = hash.length
        // The keyed context is only ever copied, so that a copy can be made while others are in use.
        contexts = ContextPool { () throws(CryptoFault) in
            try unsafe MACContext(taking: EVP_MAC_CTX_dup(keyed.pointer))
        }
    }

    func tag(of message: Span<UInt8>) throws(CryptoFault) -> [UInt8] {
        var buffer = DigestBuffer(repeating: 0)
        try writeTag(of: message, to: &buffer)
        return [UInt8](copying: buffer.span.extracting(first: length))
    }

    /// Whether this is the whole tag; compared in constant time, without allocating.
    func verify(_ tag: Span<UInt8>, of message: Span<UInt8>) throws(CryptoFault) -> Bool {
        guard tag.count == length else { return false }
        var buffer = DigestBuffer(repeating: 0)
        try writeTag(of: message, to: &buffer)
        return equalInConstantTime(buffer.span.extracting(first: length), tag)
    }

    private func writeTag(of message: Span<UInt8>, to buffer: inout DigestBuffer) throws(CryptoFault) {
        let context = try contexts.take()
        // No key and no parameters: start again with the same key.
        try check(unsafe EVP_MAC_init(context.pointer, nil, 0, nil))
        try unsafe message.withUnsafeBufferPointer { (octets) throws(CryptoFault) in
            try check(unsafe EVP_MAC_update(context.pointer, octets.baseAddress, octets.count))
        }
        var written = 0
        var output = buffer.mutableSpan
        try unsafe output.withUnsafeMutableBufferPointer { (octets) throws(CryptoFault) in
            try check(unsafe EVP_MAC_final(context.pointer, octets.baseAddress, &written, octets.count))
        }
        guard written == length else { throw .lengthOutOfRange }
        contexts.giveBack(context)
    }
}

/// The HMAC of the provider, looked up once for the life of the process.
@safe
final class FetchedMAC: @unchecked Sendable {
    // An EVP_MAC is immutable and may be used by all threads at once.
    let pointer: OpaquePointer

    private init() throws(CryptoFault) {
        try LibraryStart.ensure()
        unsafe pointer = try made(EVP_MAC_fetch(nil, "HMAC", nil))
    }

    deinit { unsafe EVP_MAC_free(pointer) }

    private static let lookup = Result(catching: { () throws(CryptoFault) in try FetchedMAC() })

    static func hmac() throws(CryptoFault) -> FetchedMAC {
        try lookup.get()
    }

    static var isAvailable: Bool {
        guard case .success = lookup else { return false }
        return true
    }
}
