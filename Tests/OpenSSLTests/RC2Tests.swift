import Testing

@testable import OpenSSL

struct RC2Tests {
    private static func octets(_ hexadecimal: String) -> [UInt8] {
        stride(from: 0, to: hexadecimal.count, by: 2).compactMap {
            UInt8(hexadecimal.dropFirst($0).prefix(2), radix: 16)
        }
    }

    private static func cipher(_ key: String) -> RC2? {
        let octets = octets(key)
        return RC2(key: SecretBytes(copying: octets.span))
    }

    // RFC 2268 §5, those whose keys are as long as they count.
    @Test(arguments: [
        ("ffffffffffffffff", "ffffffffffffffff", "278b27e42e2f0d49"),
        ("3000000000000000", "1000000000000001", "30649edf9be7d2c2"),
        ("88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "2269552ab0f85ca6"),
    ])
    func `opens what the standard prints`(key: String, plaintext: String, ciphertext: String) throws {
        let cipher = try #require(Self.cipher(key))
        #expect(cipher.block(Self.octets(ciphertext)) == Self.octets(plaintext))
    }

    @Test func `takes keys of 1 to 128 octets`() {
        #expect(Self.cipher("") == nil && Self.cipher(String(repeating: "00", count: 129)) == nil)
        #expect(Self.cipher("00") != nil && Self.cipher(String(repeating: "00", count: 128)) != nil)
    }

    @Test func `refuses what is no chain of whole blocks`() throws {
        let cipher = try #require(Self.cipher("0102030405"))
        let vector = [UInt8](repeating: 0, count: 8)
        for count in [0, 1, 7, 9] {
            let ciphertext = [UInt8](repeating: 0, count: count)
            #expect(cipher.decrypted(ciphertext.span, vector: vector) == nil)
        }
        let block = vector
        #expect(cipher.decrypted(block.span, vector: []) == nil)
        // One vector that leads to each padding, and the content without it.
        let plain = cipher.block(block)
        for count in 0...9 {
            let padded = (0..<8).map { $0 >= 8 - count ? UInt8(count) : 0xAA }
            let content = cipher.decrypted(block.span, vector: zip(plain, padded).map { $0 ^ $1 })
            #expect(content?.count == (1...8 ~= count ? 8 - count : nil))
        }
    }
}
