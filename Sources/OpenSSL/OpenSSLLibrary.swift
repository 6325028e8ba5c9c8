import COpenSSL

/// The OpenSSL that is running, which may be newer than the headers this was compiled with.
package enum OpenSSLLibrary {
    /// The library's own name and date, for example `OpenSSL 3.0.19 27 Jan 2026`.
    package static var version: String {
        guard let text = unsafe OpenSSL_version(OPENSSL_VERSION) else { return "unknown" }
        return unsafe String(cString: text)
    }
}
