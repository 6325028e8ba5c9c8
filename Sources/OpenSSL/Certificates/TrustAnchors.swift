import COpenSSL

/// The certificates that chains must lead to: those that somebody gave, or the system's.
@safe
package final class TrustAnchors: @unchecked Sendable {
    // Sendable because an X509_STORE is locked inside, and nothing is added to it after it is made.
    let pointer: OpaquePointer

    /// The certificates of these octets, which are DER. Nil where one is none that libcrypto reads.
    package init?(_ certificates: [[UInt8]]) throws(CryptoFault) {
        try CertificateDigests.ensure()
        let store = try StoreOwner()
        for der in certificates {
            guard let certificate = CertificateOwner(der) else { return nil }
            // A second addition of one certificate is no failure.
            try check(unsafe X509_STORE_add_cert(store.pointer, certificate.pointer))
        }
        unsafe pointer = store.release()
    }

    /// The certificates that the system trusts, where libcrypto was told to find them when it was built.
    package static func system() throws(CryptoFault) -> TrustAnchors {
        try CertificateDigests.ensure()
        let store = try StoreOwner()
        // By paths of the build and not of the environment, which says SSL_CERT_FILE and SSL_CERT_DIR.
        if let file = unsafe X509_get_default_cert_file() {
            _ = unsafe X509_STORE_load_file(store.pointer, file)
        }
        if let directory = unsafe X509_get_default_cert_dir() {
            _ = unsafe X509_STORE_load_path(store.pointer, directory)
        }
        ERR_clear_error()
        return unsafe TrustAnchors(taking: store.release())
    }

    private init(taking pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    deinit { unsafe X509_STORE_free(pointer) }
}

/// Owner of an `X509_STORE` until it becomes `TrustAnchors`.
@safe
private struct StoreOwner: ~Copyable {
    let pointer: OpaquePointer

    init() throws(CryptoFault) {
        unsafe pointer = try made(X509_STORE_new())
    }

    deinit { unsafe X509_STORE_free(pointer) }

    consuming func release() -> OpaquePointer {
        let pointer = unsafe self.pointer
        discard self
        return unsafe pointer
    }
}

/// The hash functions of signatures on certificates, which libcrypto finds by number, and only those that were added: it is
/// started without its list of all.
enum CertificateDigests {
    private static let isAdded: Bool = {
        let digests = unsafe [EVP_sha1(), EVP_sha224(), EVP_sha256(), EVP_sha384(), EVP_sha512()]
        return unsafe digests.allSatisfy { unsafe EVP_add_digest($0) == 1 }
    }()

    /// Adds them unless they were added, and starts libcrypto unless it was started.
    static func ensure() throws(CryptoFault) {
        try LibraryStart.ensure()
        guard isAdded else { throw .drained() }
    }
}

/// Owner of one `X509`.
@safe
final class CertificateOwner {
    let pointer: OpaquePointer

    /// The certificate that these octets are, and nothing behind it; nil where they are none that libcrypto reads.
    init?(_ der: [UInt8]) {
        guard let length = Int(exactly: der.count) else { return nil }
        let made = unsafe der.withUnsafeBufferPointer { octets -> OpaquePointer? in
            var position = octets.baseAddress
            guard let start = unsafe position, let made = unsafe d2i_X509(nil, &position, length) else { return nil }
            guard let end = unsafe position, unsafe end == start + length else {
                unsafe X509_free(made)
                return nil
            }
            return unsafe made
        }
        guard let made = unsafe made else {
            ERR_clear_error()
            return nil
        }
        unsafe pointer = made
    }

    deinit { unsafe X509_free(pointer) }
}
