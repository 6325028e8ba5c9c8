#if PostQuantum
    import Crypto
#endif

// The only room that may import Crypto, and it does so only where the package is built with the trait `PostQuantum`.
// Without it no key can be made here, and nothing is fetched, built or linked for one.

/// A key of ML-DSA (FIPS 204) that swift-crypto holds, public or private, for where libcrypto has none.
///
/// swift-crypto keeps a private key in memory of its own, which it does not wipe.
package struct SwiftCryptoKey: Sendable {
    /// The octets of the public key.
    package let publicKey: [UInt8]
    private let check: @Sendable (_ signature: [UInt8], _ message: [UInt8]) -> Bool
    private let make: (@Sendable (_ message: [UInt8]) throws -> [UInt8])?

    /// A parameter set that swift-crypto has; ML-DSA-44 is none of them.
    package enum ParameterSet: Sendable, CaseIterable {
        case mlDSA65
        case mlDSA87
    }

    /// Whether it signs.
    package var isPrivate: Bool { make != nil }

    /// Whether the signature is this key's for the message.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        check(signature, message)
    }

    /// A signature of the message; nil where the key is public, or swift-crypto failed.
    package func sign(_ message: [UInt8]) -> [UInt8]? {
        do {
            return try make?(message)
        } catch {
            return nil
        }
    }
}

#if PostQuantum
    extension SwiftCryptoKey {
        /// Whether keys can be made here.
        package static var isBuiltIn: Bool { true }

        /// A public key from its octets; nil where they are none.
        package init?(_ parameters: ParameterSet, publicKey: [UInt8]) {
            do {
                switch parameters {
                case .mlDSA65: self.init(try MLDSA65.PublicKey(rawRepresentation: publicKey))
                case .mlDSA87: self.init(try MLDSA87.PublicKey(rawRepresentation: publicKey))
                }
            } catch {
                return nil
            }
        }

        /// A private key from its seed, which is the caller's to wipe; nil where the octets are none.
        package init?(_ parameters: ParameterSet, seed: [UInt8]) {
            do {
                switch parameters {
                case .mlDSA65: self.init(try MLDSA65.PrivateKey(seedRepresentation: seed, publicKey: nil))
                case .mlDSA87: self.init(try MLDSA87.PrivateKey(seedRepresentation: seed, publicKey: nil))
                }
            } catch {
                return nil
            }
        }

        private init(_ key: MLDSA65.PublicKey) {
            publicKey = Array(key.rawRepresentation)
            check = { key.isValidSignature($0, for: $1) }
            make = nil
        }

        private init(_ key: MLDSA87.PublicKey) {
            publicKey = Array(key.rawRepresentation)
            check = { key.isValidSignature($0, for: $1) }
            make = nil
        }

        private init(_ key: MLDSA65.PrivateKey) {
            publicKey = Array(key.publicKey.rawRepresentation)
            check = { key.publicKey.isValidSignature($0, for: $1) }
            make = { Array(try key.signature(for: $0)) }
        }

        private init(_ key: MLDSA87.PrivateKey) {
            publicKey = Array(key.publicKey.rawRepresentation)
            check = { key.publicKey.isValidSignature($0, for: $1) }
            make = { Array(try key.signature(for: $0)) }
        }
    }
#else
    extension SwiftCryptoKey {
        /// Whether keys can be made here.
        package static var isBuiltIn: Bool { false }

        /// A public key from its octets; nil where they are none.
        package init?(_ parameters: ParameterSet, publicKey: [UInt8]) { return nil }

        /// A private key from its seed, which is the caller's to wipe; nil where the octets are none.
        package init?(_ parameters: ParameterSet, seed: [UInt8]) { return nil }
    }
#endif
