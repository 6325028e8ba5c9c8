import COpenSSL
import Synchronization

/// Idle contexts of one purpose, so that a hot call neither allocates nor fetches: take one, use it, give it back.
///
/// A context belongs to one thread from `take` to `giveBack`. One that failed is not given back, since what state it is
/// in differs between versions of libcrypto.
final class ContextPool<Context: Sendable>: Sendable {
    private let idle = Mutex<[Context]>([])
    private let make: @Sendable () throws(CryptoFault) -> Context

    /// More than this many threads at once is rare; the surplus is freed instead of kept.
    private static var kept: Int { 16 }

    init(_ make: @escaping @Sendable () throws(CryptoFault) -> Context) {
        self.make = make
    }

    /// An idle context, or a new one when all are in use.
    func take() throws(CryptoFault) -> Context {
        if let context = idle.withLock({ $0.popLast() }) { return context }
        return try make()
    }

    /// Returns a context that may be used again.
    func giveBack(_ context: Context) {
        idle.withLock { contexts in
            guard contexts.count < Self.kept else { return }
            contexts.append(context)
        }
    }
}

/// Owner of one `EVP_MD_CTX`.
@safe
final class DigestContext: @unchecked Sendable {
    // Sendable because it is used by one thread at a time: the pool hands it to one caller.
    let pointer: OpaquePointer

    init() throws(CryptoFault) {
        unsafe pointer = try made(EVP_MD_CTX_new())
    }

    deinit { unsafe EVP_MD_CTX_free(pointer) }
}

/// Owner of one `EVP_MAC_CTX`.
@safe
final class MACContext: @unchecked Sendable {
    // Sendable because it is used by one thread at a time: the pool hands it to one caller.
    let pointer: OpaquePointer

    init(taking pointer: OpaquePointer?) throws(CryptoFault) {
        unsafe self.pointer = try made(pointer)
    }

    deinit { unsafe EVP_MAC_CTX_free(pointer) }
}

/// Owner of one `EVP_PKEY_CTX`, which keeps its own share of the key.
@safe
final class KeyContext: @unchecked Sendable {
    // Sendable because it is used by one thread at a time: the pool hands it to one caller.
    let pointer: OpaquePointer

    init(taking pointer: OpaquePointer?) throws(CryptoFault) {
        unsafe self.pointer = try made(pointer)
    }

    deinit { unsafe EVP_PKEY_CTX_free(pointer) }
}
