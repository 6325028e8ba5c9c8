import COpenSSL

// This room is the only one with pointers into libcrypto. A verifier or signer makes an `AsymmetricKey` from numbers,
// which checks them, or takes a `SecretBytes`; makes a `PreparedKey` for one `SignatureScheme`; keeps it; and calls
// `verify` and `sign` from any thread. Which scheme a token may use is decided above this room, from the key and the
// caller's policy. Nothing here reads a token, a file, a clock or a configuration, or asks a person for a password.

/// The OpenSSL that is running, which may be newer than the headers this was compiled with.
package enum OpenSSLLibrary {
    /// The library's own name and date, for example `OpenSSL 3.0.19 27 Jan 2026`.
    package static var version: String {
        guard let text = unsafe OpenSSL_version(OPENSSL_VERSION) else { return "unknown" }
        return unsafe String(cString: text)
    }

    /// Starts it, unless it was started; what else in the process uses it then finds it without a configuration file. Where
    /// it cannot be started, the first call that needs it says so.
    package static func start() { _ = LibraryStart.succeeded }

    /// Whether libcrypto is a shared object, which a distribution's security updates reach; a static one is fixed at
    /// build time.
    package static var isShared: Bool {
        copenssl_is_shared() == 1
    }

    /// Whether signatures of this scheme can be made and checked here: asked of the library, not of its version. ML-DSA may
    /// be there without it.
    package static func provides(_ scheme: SignatureScheme) -> Bool {
        switch scheme {
        case .hmac(let hash): provides(hash) && FetchedMAC.isAvailable
        case .rsaPKCS1(let hash), .rsaPSS(let hash): provides(hash) && provides(keyType: "RSA")
        case .ecdsa(let hash): provides(hash) && EllipticCurve.allCases.contains { $0.hash == hash && provides($0) }
        case .eddsa: provides(EdwardsCurve.ed25519)
        case .mlDSA(let parameters): parameters.implementation != nil
        }
    }

    /// Whether keys on this curve can be used here.
    package static func provides(_ curve: EllipticCurve) -> Bool {
        provides(keyType: "EC") && curve.isAvailable
    }

    /// Whether keys on this curve can be used here.
    package static func provides(_ curve: EdwardsCurve) -> Bool {
        provides(keyType: curve.typeName)
    }

    private static func provides(_ hash: HashFunction) -> Bool {
        hash.isAvailable
    }

    static func provides(keyType: String) -> Bool {
        defer { ERR_clear_error() }
        guard LibraryStart.succeeded else { return false }
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, keyType, nil) else { return false }
        unsafe EVP_PKEY_CTX_free(context)
        return true
    }
}
