import JSON

/// Secrets that an attacker tries first (RFC 8725 §3.5).
enum GuessableSecret {
    /// Whether a secret stands in examples and defaults, or is made of few different octets.
    static func covers(_ secret: Span<UInt8>) -> Bool {
        isPublished(secret) || isMonotonous(secret)
    }

    /// Whether each octet is one above, or one below, the last one: 00 01 02 03 … and "abcdefgh…".
    static func isCount(_ secret: Span<UInt8>) -> Bool {
        guard secret.count >= 4 else { return false }
        let step = secret[1] &- secret[0]
        guard step == 1 || step == 255 else { return false }
        for index in 1..<secret.count where secret[index] &- secret[index - 1] != step {
            return false
        }
        return true
    }

    // What stands in tutorials, in default configurations and at the head of word lists, in lower case.
    static let published: [StaticString] = [
        "secret", "secretkey", "secret_key", "secret-key", "mysecret", "my-secret", "my_secret", "mysecretkey",
        "supersecret", "super-secret", "super_secret", "supersecretkey", "topsecret", "shhhhh", "shhhhhhared-secret",
        "your-256-bit-secret", "your-384-bit-secret", "your-512-bit-secret", "your_secret_key", "your-secret-key",
        "your-secret", "a-string-secret-at-least-256-bits-long", "password", "passw0rd", "password123", "admin",
        "changeme", "change-me", "change_me", "changeit", "default", "example", "test", "testing", "key", "mykey",
        "private", "privatekey", "jwt", "jwtsecret", "jwt_secret", "jwt-secret", "token", "hmackey",
        "gfg_jwt_secret_key",
        "123456", "12345678", "1234567890", "qwerty", "letmein", "00000000000000000000000000000000",
    ]

    private static func isPublished(_ secret: Span<UInt8>) -> Bool {
        published.contains { isEqual(secret, $0) }
    }

    private static func isEqual(_ secret: Span<UInt8>, _ lower: StaticString) -> Bool {
        guard secret.count == lower.utf8CodeUnitCount else { return false }
        return secret.indices.allSatisfy { index in
            let byte = secret[index]
            return ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) == lower.byte(index)
        }
    }

    // Random octets of this number repeat that much with a chance below one in a million.
    private static func isMonotonous(_ secret: Span<UInt8>) -> Bool {
        var seen = InlineArray<256, Bool>(repeating: false)
        var different = 0
        for index in secret.indices where !seen[Int(secret[index])] {
            seen[Int(secret[index])] = true
            different += 1
        }
        return different <= min(8, secret.count / 3)
    }
}
