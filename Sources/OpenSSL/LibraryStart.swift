import COpenSSL

/// The one start of libcrypto in this process: explicit, once, before the first call that needs a provider.
///
/// No configuration file is read (`OPENSSL_CONF` could load code into the process), no error text is loaded, nothing is
/// freed at exit while other threads may still run, and nothing in libcrypto can ever ask a person for a passphrase on
/// the terminal or, worse, on standard input. Names of ciphers and digests are not added either, and not ruled out: TLS adds
/// them where it is used, and without them finds no certificate good enough.
enum LibraryStart {
    private static let failure: CryptoFault? = {
        let options =
            OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS | OPENSSL_INIT_NO_ATEXIT
        guard OPENSSL_init_crypto(UInt64(options), nil) == 1 else { return .drained() }
        unsafe UI_set_default_method(UI_null())
        return nil
    }()

    /// Starts libcrypto unless it was started, and answers whether it can be used.
    static var succeeded: Bool { failure == nil }

    /// Starts libcrypto unless it was started, and empties this thread's error queue.
    static func ensure() throws(CryptoFault) {
        if let failure { throw failure }
        ERR_clear_error()
    }
}
