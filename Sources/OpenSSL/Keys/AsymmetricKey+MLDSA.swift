import COpenSSL
import SwiftCrypto

extension AsymmetricKey {
    /// A public key of ML-DSA. Any octets of the right number are one (FIPS 204 algorithm 23). Where nobody does ML-DSA, it
    /// is kept as what it is, and used for nothing.
    package convenience init(_ parameters: MLDSAParameterSet, publicKey: [UInt8]) throws(KeyDefect) {
        try parameters.check(publicKey)
        let made: (pointer: OpaquePointer?, other: SwiftCryptoKey?)
        switch parameters.implementation {
        case .libcrypto: unsafe made = (try parameters.key(publicKey: publicKey).release(), nil)
        case .swiftCrypto: unsafe made = (nil, try parameters.foreignKey(publicKey: publicKey))
        case nil: unsafe made = (nil, nil)
        }
        try unsafe self.init(parameters, made.pointer, made.other, publicKey: publicKey, seed: nil)
    }

    /// A private key of ML-DSA from its seed. Its public part is computed, and one that is given must be the same; so must
    /// an expanded form, which libcrypto compares and nothing else reads. Where nobody does ML-DSA, the two are kept as
    /// they were given, and used for nothing; without a public part there is no key then.
    package convenience init(
        _ parameters: MLDSAParameterSet, seed: SecretBytes, publicKey: [UInt8]? = nil, expanded: SecretBytes? = nil
    ) throws(KeyDefect) {
        let length = MLDSAParameterSet.seedLength
        guard seed.count == length else { throw .wrongLength(.priv, expected: length, actual: seed.count) }
        if let publicKey { try parameters.check(publicKey) }
        switch parameters.implementation {
        case .libcrypto:
            let made = try parameters.key(seed: seed, expanded: expanded)
            let computed = try made.rawPublicKey(count: parameters.publicKeyLength)
            if let publicKey, publicKey != computed { throw .seedDoesNotMatchPublic }
            try unsafe self.init(parameters, made.release(), nil, publicKey: computed, seed: seed)
        case .swiftCrypto:
            let made = try parameters.foreignKey(seed: seed)
            if let publicKey, publicKey != made.publicKey { throw .seedDoesNotMatchPublic }
            try unsafe self.init(parameters, nil, made, publicKey: made.publicKey, seed: seed)
        case nil:
            guard let publicKey else { throw .unavailable }
            try unsafe self.init(parameters, nil, nil, publicKey: publicKey, seed: seed)
        }
    }

    /// A new key of ML-DSA: any octets are a seed (FIPS 204 algorithm 1).
    package static func generate(_ parameters: MLDSAParameterSet) throws(KeyDefect) -> AsymmetricKey {
        let seed = try operating { () throws(CryptoFault) in
            try SecretBytes.random(MLDSAParameterSet.seedLength)
        }
        return try AsymmetricKey(parameters, seed: seed)
    }

    // Where libcrypto does not hold the key, the pointer is to an EVP_PKEY without one, with which every call fails.
    private convenience init(
        _ parameters: MLDSAParameterSet, _ pointer: OpaquePointer?, _ other: SwiftCryptoKey?,
        publicKey: [UInt8], seed: SecretBytes?
    ) throws(KeyDefect) {
        let held = unsafe pointer ?? EVP_PKEY_new()
        unsafe self.init(
            taking: try madeKey(held), kind: .mlDSA(parameters), isPrivate: seed != nil,
            publicNumbers: .mlDSA(parameters, publicKey: publicKey), octetKeyPairSecret: seed, inSwiftCrypto: other)
    }
}

extension MLDSAParameterSet {
    fileprivate func check(_ publicKey: [UInt8]) throws(KeyDefect) {
        guard publicKey.count == publicKeyLength else {
            throw .wrongLength(.pub, expected: publicKeyLength, actual: publicKey.count)
        }
    }

    fileprivate func key(publicKey: [UInt8]) throws(KeyDefect) -> KeyOwner {
        let pointer = unsafe publicKey.withUnsafeBufferPointer { octets in
            unsafe copenssl_ml_dsa_key(typeName, octets.baseAddress, octets.count, nil, 0, nil, 0)
        }
        return try unsafe KeyOwner(taking: pointer)
    }

    // A seed that makes another key than the expanded form is what fails here: all else was checked.
    fileprivate func key(seed: SecretBytes, expanded: SecretBytes?) throws(KeyDefect) -> KeyOwner {
        let expanded = expanded ?? SecretBytes(count: 0) { _ in }
        let pointer = unsafe seed.withBytes { seed in
            unsafe expanded.withBytes { expanded in
                unsafe seed.withUnsafeBufferPointer { seed in
                    unsafe expanded.withUnsafeBufferPointer { expanded in
                        unsafe copenssl_ml_dsa_key(
                            typeName, nil, 0, seed.baseAddress, seed.count, expanded.baseAddress, expanded.count)
                    }
                }
            }
        }
        if unsafe pointer == nil, expanded.count > 0 {
            ERR_clear_error()
            throw .seedDoesNotMatchPublic
        }
        return try unsafe KeyOwner(taking: pointer)
    }

    fileprivate func foreignKey(publicKey: [UInt8]) throws(KeyDefect) -> SwiftCryptoKey {
        guard let name = inSwiftCrypto, let key = SwiftCryptoKey(name, publicKey: publicKey) else {
            throw .unavailable
        }
        return key
    }

    fileprivate func foreignKey(seed: SecretBytes) throws(KeyDefect) -> SwiftCryptoKey {
        // swift-crypto takes no memory that is not its own or an array's.
        var octets = seed.withBytes { [UInt8](copying: $0) }
        defer { _ = SecretBytes(wiping: &octets) }
        guard let name = inSwiftCrypto, let key = SwiftCryptoKey(name, seed: octets) else { throw .unavailable }
        return key
    }
}
