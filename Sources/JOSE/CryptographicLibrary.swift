import OpenSSL

/// The library that does all cryptography, as it is running now.
package enum CryptographicLibrary {
    /// Its own name and date, for example `OpenSSL 3.0.19 27 Jan 2026`.
    package static var version: String { OpenSSLLibrary.version }

    /// Whether it is the system's shared library, which the system's updates reach.
    package static var isShared: Bool { OpenSSLLibrary.isShared }
}
