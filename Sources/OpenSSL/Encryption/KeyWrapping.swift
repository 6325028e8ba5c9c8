/// The AES key wrap with its default vector (RFC 3394, RFC 7518 §4.4).
package enum KeyWrapping {
    /// A key of 16 octets or more, in steps of 8, wrapped by one of 16, 24 or 32 octets.
    package static func wrap(_ key: SecretBytes, with wrapper: SecretBytes) throws(CryptoFault) -> [UInt8] {
        guard key.count >= 16, key.count.isMultiple(of: 8) else { throw .lengthOutOfRange }
        let cipher = try cipher(wrapper)
        let context = try wrapper.withBytes { (wrapper) throws(CryptoFault) in
            try cipher.context(key: wrapper, vector: nil, encrypting: true)
        }
        let wrapped = try key.withBytes { (key) throws(CryptoFault) in try context.encrypted(key) }
        guard wrapped.count == key.count + step else { throw .lengthOutOfRange }
        cipher.giveBack(context)
        return wrapped
    }

    /// The key that was wrapped, or nil where this is no key wrapped by that one.
    package static func unwrap(_ wrapped: Span<UInt8>, with wrapper: SecretBytes) throws(CryptoFault) -> SecretBytes? {
        guard wrapped.count >= 24, wrapped.count.isMultiple(of: 8), wrapped.count <= 1024 else { return nil }
        let cipher = try cipher(wrapper)
        let context = try wrapper.withBytes { (wrapper) throws(CryptoFault) in
            try cipher.context(key: wrapper, vector: nil, encrypting: false)
        }
        do throws(CryptoFault) {
            guard let key = try context.decrypted(wrapped), key.count == wrapped.count - step else { return nil }
            cipher.giveBack(context)
            return key
        } catch {
            // An integrity check that fails is an answer; libcrypto has wiped what it wrote.
            if error.isAllocationFailure { throw error }
            return nil
        }
    }

    private static func cipher(_ wrapper: SecretBytes) throws(CryptoFault) -> FetchedCipher {
        guard let cipher = BlockCipher.wrap(keyLength: wrapper.count) else { throw .lengthOutOfRange }
        return try cipher.fetched()
    }

    /// Whether the library that is running can wrap with a key of this many octets.
    package static func isAvailable(keyLength: Int) -> Bool {
        BlockCipher.wrap(keyLength: keyLength)?.isAvailable ?? false
    }

    private static let step = 8
}
