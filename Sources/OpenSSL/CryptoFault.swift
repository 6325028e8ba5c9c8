import COpenSSL

/// Why a cryptographic operation could not be done; a signature that is wrong is an answer and never one of these.
package enum CryptoFault: Error, Equatable, Sendable {
    /// libcrypto refused or failed; everything that stood in its error queue, oldest first. For a log, not for a client.
    case failed([LibraryReason])
    /// What was asked for does not exist in the libcrypto that is running.
    case unavailable
    /// A secret of no octets, with which anybody can make a tag.
    case emptySecret
    /// The scheme belongs to another type of key, or to another curve.
    case schemeDoesNotFitKey
    /// Signing was asked of a key that has no private part.
    case privateKeyMissing
    /// The signature just made does not verify with the public part: a fault in the key or the machine. It was withheld.
    case signatureWithheld
    /// A length that no caller has a use for.
    case lengthOutOfRange
}

/// One entry of libcrypto's error queue as numbers, since its texts differ between versions and may quote input.
package struct LibraryReason: Equatable, Sendable {
    /// The part of libcrypto that complained (`ERR_LIB_…`).
    package let library: Int32
    /// What it complained about, in that part's own numbering.
    package let reason: Int32
}

extension CryptoFault {
    /// A fault that carries the whole error queue of this thread, which is empty afterwards.
    static func drained() -> CryptoFault {
        .failed(drainedReasons())
    }

    private static func drainedReasons() -> [LibraryReason] {
        var reasons: [LibraryReason] = []
        while case let code = ERR_get_error(), code != 0 {
            reasons.append(LibraryReason(library: ERR_GET_LIB(code), reason: ERR_GET_REASON(code)))
        }
        return reasons
    }

    /// Whether libcrypto ran out of memory, which says nothing about what it was working on.
    var isAllocationFailure: Bool {
        guard case .failed(let reasons) = self else { return false }
        return reasons.contains { $0.reason == Int32(COPENSSL_ALLOCATION_FAILED) }
    }
}

/// Holds a call to its only success value, 1, and drains the error queue into the fault otherwise.
func check(_ result: Int32) throws(CryptoFault) {
    guard result == 1 else { throw .drained() }
}

/// Holds a call that makes something to having made it, and drains the error queue into the fault otherwise.
func made(_ pointer: OpaquePointer?) throws(CryptoFault) -> OpaquePointer {
    guard let pointer = unsafe pointer else { throw .drained() }
    return unsafe pointer
}
