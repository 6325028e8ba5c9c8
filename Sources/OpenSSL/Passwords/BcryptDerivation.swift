/// The key that a password gives in OpenSSH's way: bcrypt over SHA-512, its blocks added up over many rounds and dealt out
/// over the key (`bcrypt_pbkdf` of OpenBSD).
enum BcryptDerivation {
    private static let blockLength = 32
    /// What each block of bcrypt encrypts.
    private static let plaintext = Array("OxychromaticBlowfishSwatDynamite".utf8)

    /// So many octets, of a password and a salt that are not empty.
    static func key(
        _ password: SecretBytes, salt: [UInt8], rounds: Int, length: Int
    ) throws(PKCS8Fault) -> SecretBytes {
        guard password.count > 0, !salt.isEmpty, rounds > 0, (1...1024).contains(length) else { throw .malformed }
        let secret = try password.withBytes { (octets) throws(PKCS8Fault) in try secretDigest(octets) }
        let stride = (length + blockLength - 1) / blockLength
        var key = [UInt8](repeating: 0, count: length)
        for count in 0..<stride {
            let number = [0, 0, 0, UInt8(truncatingIfNeeded: count + 1)]
            let sums = try sums(secret, salt + number, rounds)
            sums.withBytes { sums in
                for index in 0..<blockLength where index * stride + count < length {
                    key[index * stride + count] = sums[index]
                }
            }
        }
        return SecretBytes(wiping: &key)
    }

    private static func sums(
        _ secret: SecretBytes, _ salt: [UInt8], _ rounds: Int
    ) throws(PKCS8Fault) -> SecretBytes {
        var block = try hash(secret, try secretDigest(salt.span))
        var sums = block.withBytes { [UInt8](copying: $0) }
        for _ in 1..<rounds {
            block = try hash(secret, try block.withBytes { (octets) throws(PKCS8Fault) in try secretDigest(octets) })
            block.withBytes { octets in
                for index in sums.indices { sums[index] ^= octets[index] }
            }
        }
        return SecretBytes(wiping: &sums)
    }

    // One block: bcrypt with 2⁶ rounds of key schedule and as many encryptions.
    private static func hash(_ secret: SecretBytes, _ salt: SecretBytes) throws(PKCS8Fault) -> SecretBytes {
        let cipher = Blowfish()
        secret.withBytes { secret in
            salt.withBytes { salt in
                cipher.expand(key: secret, salt: salt)
                for _ in 0..<64 {
                    cipher.expand(key: salt)
                    cipher.expand(key: secret)
                }
            }
        }
        return SecretBytes(count: blockLength) { output in
            for start in Swift.stride(from: 0, to: plaintext.count, by: 8) {
                var block = (left: word(at: start), right: word(at: start + 4))
                for _ in 0..<64 { cipher.encrypt(&block) }
                for half in [block.left, block.right] {
                    for shift in [0, 8, 16, 24] as [UInt32] { output.append(UInt8(truncatingIfNeeded: half >> shift)) }
                }
            }
        }
    }

    private static func word(at offset: Int) -> UInt32 {
        plaintext[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func secretDigest(_ octets: Span<UInt8>) throws(PKCS8Fault) -> SecretBytes {
        var digest = try translating { () throws(CryptoFault) in try OpenSSL.digest(octets, using: .sha512) }
        return SecretBytes(wiping: &digest)
    }
}
