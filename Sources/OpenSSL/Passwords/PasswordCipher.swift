extension PasswordEncryption {
    /// The plaintext; wrong padding is a wrong password.
    func decrypted(_ ciphertext: Span<UInt8>, key: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
        let plaintext: SecretBytes?
        switch cipher {
        case .rc2CBC40, .rc2CBC128: plaintext = RC2(key: key)?.decrypted(ciphertext, vector: initializationVector)
        case .aes128CBC, .aes192CBC, .aes256CBC, .tripleDESCBC, .doubleKeyDESCBC:
            plaintext = try translating { () throws(CryptoFault) in
                try context(key, encrypting: false).decrypted(ciphertext)
            }
        }
        guard let plaintext else { throw .wrongPasswordOrDamaged }
        return plaintext
    }

    func encrypted(_ plaintext: SecretBytes, key: SecretBytes) throws(PKCS8Fault) -> [UInt8] {
        try translating { () throws(CryptoFault) in
            let context = try context(key, encrypting: true)
            return try plaintext.withBytes { (octets) throws(CryptoFault) in try context.encrypted(octets) }
        }
    }

    private func context(_ key: SecretBytes, encrypting: Bool) throws(CryptoFault) -> CipherContext {
        let cipher = try FetchedCipher(cipher.name)
        return try key.withBytes { (key) throws(CryptoFault) in
            try cipher.context(key: key, vector: initializationVector.span, encrypting: encrypting)
        }
    }
}
