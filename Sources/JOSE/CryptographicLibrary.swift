import OpenSSL

/// The library that does all cryptography, as it is running now.
package enum CryptographicLibrary {
    /// Its own name and date, for example `OpenSSL 3.0.19 27 Jan 2026`.
    package static var version: String { OpenSSLLibrary.version }

    /// Whether it is the system's shared library, which the system's updates reach.
    package static var isShared: Bool { OpenSSLLibrary.isShared }

    /// Starts it before anything else in the process can, which would read configuration files.
    package static func start() { OpenSSLLibrary.start() }
}

extension CryptographicLibrary {
    /// Octets that nobody can guess.
    package static func random(_ count: Int) throws(KeyFault) -> [UInt8] {
        do throws(CryptoFault) {
            return try randomBytes(count)
        } catch {
            throw KeyFault(.failed(error))
        }
    }
}

extension SigningAlgorithm {
    /// The algorithms that can be done here now: those that the library running has, and those that swift-crypto adds.
    package static var available: [SigningAlgorithm] {
        all.filter { OpenSSLLibrary.provides($0.scheme) }
    }

    /// Those of them that swift-crypto does, since the library running does not.
    package static var bySwiftCrypto: [SigningAlgorithm] {
        all.filter { algorithm in
            guard case .mlDSA(let parameters) = algorithm.scheme else { return false }
            return parameters.implementation == .swiftCrypto
        }
    }
}

extension KeyManagementAlgorithm {
    /// The algorithms that the library running now can do.
    package static var available: [KeyManagementAlgorithm] { all.filter(\.isAvailable) }

    private var isAvailable: Bool {
        switch scheme {
        case .rsaOAEP, .rsaPKCS1: OpenSSLLibrary.provides(.rsaPKCS1(.sha256))
        case .keyWrap(let octets), .password(_, let octets): KeyWrapping.isAvailable(keyLength: octets)
        case .gcmWrap(let octets): ContentCipher.gcm(keyLength: octets).isAvailable
        case .direct: true
        case .agreement(let wrapOctets):
            OpenSSLLibrary.provides(EllipticCurve.p256) && KeyDerivation.isAvailable
                && wrapOctets.map { KeyWrapping.isAvailable(keyLength: $0) } ?? true
        }
    }
}
