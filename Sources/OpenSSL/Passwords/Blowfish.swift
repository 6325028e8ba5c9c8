import COpenSSL

/// Blowfish as bcrypt uses it: a cipher whose tables are made from a password, slowly on purpose (Provos and Mazières,
/// "A Future-Adaptable Password Scheme", §4). Never a cipher for data here.
@safe
final class Blowfish {
    // 18 subkeys, then four tables of 256 words: what is wiped at the end.
    private let words: UnsafeMutableBufferPointer<UInt32>

    private static let subkeys = 18

    /// The tables of a cipher without a key: the fraction of pi, in words of 32 bits.
    private static let initial = PiFraction.words(count: subkeys + 4 * 256)

    /// Tables that no key has been mixed into.
    init() {
        unsafe words = UnsafeMutableBufferPointer.allocate(capacity: Self.initial.count)
        _ = unsafe words.initialize(from: Self.initial)
    }

    deinit {
        unsafe OPENSSL_cleanse(words.baseAddress, words.count * MemoryLayout<UInt32>.stride)
        unsafe words.deallocate()
    }

    /// Mixes a key and a salt into all tables; both have at least one octet.
    func expand(key: Span<UInt8>, salt: Span<UInt8>) {
        mix(key)
        var position = 0
        var block = (left: UInt32(0), right: UInt32(0))
        for index in stride(from: 0, to: Self.initial.count, by: 2) {
            block.left ^= Self.word(of: salt, at: &position)
            block.right ^= Self.word(of: salt, at: &position)
            encrypt(&block)
            unsafe words[index] = block.left
            unsafe words[index + 1] = block.right
        }
    }

    /// Mixes a key into all tables.
    func expand(key: Span<UInt8>) {
        mix(key)
        var block = (left: UInt32(0), right: UInt32(0))
        for index in stride(from: 0, to: Self.initial.count, by: 2) {
            encrypt(&block)
            unsafe words[index] = block.left
            unsafe words[index + 1] = block.right
        }
    }

    private func mix(_ key: Span<UInt8>) {
        var position = 0
        for index in 0..<Self.subkeys { unsafe words[index] ^= Self.word(of: key, at: &position) }
    }

    // The next four octets, beginning again at the end.
    private static func word(of octets: Span<UInt8>, at position: inout Int) -> UInt32 {
        var word: UInt32 = 0
        for _ in 0..<4 {
            word = word << 8 | UInt32(octets[position])
            position += 1
            if position == octets.count { position = 0 }
        }
        return word
    }

    /// Encrypts one block of 64 bits.
    func encrypt(_ block: inout (left: UInt32, right: UInt32)) {
        var (left, right) = block
        var round = 0
        while round < 16 {
            unsafe left ^= words[round]
            unsafe right ^= mixed(left)
            unsafe right ^= words[round + 1]
            unsafe left ^= mixed(right)
            round += 2
        }
        unsafe block = (right ^ words[17], left ^ words[16])
    }

    // An index is a subkey's or an octet in one of four tables: within the words whatever the input.
    @unsafe
    private func mixed(_ word: UInt32) -> UInt32 {
        let first = unsafe words[Self.subkeys + Int(word >> 24)]
        let second = unsafe words[Self.subkeys + 256 + Int(word >> 16 & 0xFF)]
        let third = unsafe words[Self.subkeys + 512 + Int(word >> 8 & 0xFF)]
        let fourth = unsafe words[Self.subkeys + 768 + Int(word & 0xFF)]
        return ((first &+ second) ^ third) &+ fourth
    }
}
