/// RC2 (RFC 2268), with which programs encrypted the certificates of PKCS #12 files for thirty years: to read those, and
/// never to encrypt. libcrypto has it in a module of its own that is not always there, and that nothing here loads.
struct RC2 {
    /// The expanded key: 64 words of two octets, the low one first.
    private let words: SecretBytes

    static let blockLength = 8

    /// A key of 1 to 128 octets, all of whose bits count.
    init?(key: SecretBytes) {
        let length = key.count
        guard 1...128 ~= length else { return nil }
        var octets = key.withBytes { [UInt8](copying: $0) } + [UInt8](repeating: 0, count: 128 - length)
        for index in length..<128 { octets[index] = Self.substitute(octets[index - 1] &+ octets[index - length]) }
        // As many bits as the key has make the mask of RFC 2268 §2 all ones.
        octets[128 - length] = Self.substitute(octets[128 - length])
        for index in stride(from: 127 - length, through: 0, by: -1) {
            octets[index] = Self.substitute(octets[index + 1] ^ octets[index + length])
        }
        words = SecretBytes(wiping: &octets)
    }

    /// What a ciphertext of whole blocks says, chained (CBC) and padded (RFC 8018 §6.1.1); nil where the padding is wrong.
    func decrypted(_ ciphertext: Span<UInt8>, vector: [UInt8]) -> SecretBytes? {
        guard !ciphertext.isEmpty, ciphertext.count.isMultiple(of: Self.blockLength), vector.count == Self.blockLength
        else { return nil }
        var previous = vector
        var padding = 0
        let padded = SecretBytes(count: ciphertext.count) { output in
            for start in stride(from: 0, to: ciphertext.count, by: Self.blockLength) {
                let block = [UInt8](copying: ciphertext.extracting(start..<start + Self.blockLength))
                var plain = zip(self.block(block), previous).map { $0 ^ $1 }
                for octet in plain { output.append(octet) }
                let count = Int(plain[Self.blockLength - 1])
                let isPadding = 1...Self.blockLength ~= count && plain.suffix(count).allSatisfy { Int($0) == count }
                padding = isPadding ? count : 0
                _ = SecretBytes(wiping: &plain)
                previous = block
            }
        }
        guard padding > 0 else { return nil }
        return padded.withBytes { SecretBytes(copying: $0.extracting(droppingLast: padding)) }
    }

    /// What one block of eight octets says.
    func block(_ block: [UInt8]) -> [UInt8] {
        var registers = (0..<4).map { UInt16(block[2 * $0]) | UInt16(block[2 * $0 + 1]) << 8 }
        words.withBytes { words in
            var next = 63
            for round in stride(from: 15, through: 0, by: -1) {
                for index in stride(from: 3, through: 0, by: -1) {
                    let (one, two, three) = (
                        registers[(index + 3) & 3], registers[(index + 2) & 3], registers[(index + 1) & 3]
                    )
                    let rotation: UInt16 = [1, 2, 3, 5][index]
                    let turned = registers[index] >> rotation | registers[index] << (16 - rotation)
                    registers[index] = turned &- Self.word(words, next) &- (one & two) &- (~one & three)
                    next -= 1
                }
                // Between five, six and five rounds of mixing stands one of mashing.
                guard round == 11 || round == 5 else { continue }
                for index in stride(from: 3, through: 0, by: -1) {
                    registers[index] &-= Self.word(words, Int(registers[(index + 3) & 3] & 63))
                }
            }
        }
        return registers.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    private static func word(_ words: Span<UInt8>, _ index: Int) -> UInt16 {
        UInt16(words[2 * index]) | UInt16(words[2 * index + 1]) << 8
    }

    private static func substitute(_ octet: UInt8) -> UInt8 { substitutions[Int(octet)] }

    /// PITABLE (RFC 2268 §2), an order of all octets that comes from the digits of pi.
    private static let substitutions: [UInt8] = [
        0xD9, 0x78, 0xF9, 0xC4, 0x19, 0xDD, 0xB5, 0xED, 0x28, 0xE9, 0xFD, 0x79, 0x4A, 0xA0, 0xD8, 0x9D,  //
        0xC6, 0x7E, 0x37, 0x83, 0x2B, 0x76, 0x53, 0x8E, 0x62, 0x4C, 0x64, 0x88, 0x44, 0x8B, 0xFB, 0xA2,  //
        0x17, 0x9A, 0x59, 0xF5, 0x87, 0xB3, 0x4F, 0x13, 0x61, 0x45, 0x6D, 0x8D, 0x09, 0x81, 0x7D, 0x32,  //
        0xBD, 0x8F, 0x40, 0xEB, 0x86, 0xB7, 0x7B, 0x0B, 0xF0, 0x95, 0x21, 0x22, 0x5C, 0x6B, 0x4E, 0x82,  //
        0x54, 0xD6, 0x65, 0x93, 0xCE, 0x60, 0xB2, 0x1C, 0x73, 0x56, 0xC0, 0x14, 0xA7, 0x8C, 0xF1, 0xDC,  //
        0x12, 0x75, 0xCA, 0x1F, 0x3B, 0xBE, 0xE4, 0xD1, 0x42, 0x3D, 0xD4, 0x30, 0xA3, 0x3C, 0xB6, 0x26,  //
        0x6F, 0xBF, 0x0E, 0xDA, 0x46, 0x69, 0x07, 0x57, 0x27, 0xF2, 0x1D, 0x9B, 0xBC, 0x94, 0x43, 0x03,  //
        0xF8, 0x11, 0xC7, 0xF6, 0x90, 0xEF, 0x3E, 0xE7, 0x06, 0xC3, 0xD5, 0x2F, 0xC8, 0x66, 0x1E, 0xD7,  //
        0x08, 0xE8, 0xEA, 0xDE, 0x80, 0x52, 0xEE, 0xF7, 0x84, 0xAA, 0x72, 0xAC, 0x35, 0x4D, 0x6A, 0x2A,  //
        0x96, 0x1A, 0xD2, 0x71, 0x5A, 0x15, 0x49, 0x74, 0x4B, 0x9F, 0xD0, 0x5E, 0x04, 0x18, 0xA4, 0xEC,  //
        0xC2, 0xE0, 0x41, 0x6E, 0x0F, 0x51, 0xCB, 0xCC, 0x24, 0x91, 0xAF, 0x50, 0xA1, 0xF4, 0x70, 0x39,  //
        0x99, 0x7C, 0x3A, 0x85, 0x23, 0xB8, 0xB4, 0x7A, 0xFC, 0x02, 0x36, 0x5B, 0x25, 0x55, 0x97, 0x31,  //
        0x2D, 0x5D, 0xFA, 0x98, 0xE3, 0x8A, 0x92, 0xAE, 0x05, 0xDF, 0x29, 0x10, 0x67, 0x6C, 0xBA, 0xC9,  //
        0xD3, 0x00, 0xE6, 0xCF, 0xE1, 0x9E, 0xA8, 0x2C, 0x63, 0x16, 0x01, 0x3F, 0x58, 0xE2, 0x89, 0xA9,  //
        0x0D, 0x38, 0x34, 0x1B, 0xAB, 0x33, 0xFF, 0xB0, 0xBB, 0x48, 0x0C, 0x5F, 0xB9, 0xB1, 0xCD, 0x2E,  //
        0xC5, 0xF3, 0xDB, 0x47, 0xE5, 0xA5, 0x9C, 0x77, 0x0A, 0xA6, 0x20, 0x68, 0xFE, 0x7F, 0xC1, 0xAD,
    ]
}
