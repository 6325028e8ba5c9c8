import JOSE
import JSON

/// Tokens whose signature held: the same bytes again, under the same key, need not be computed again.
///
/// What is remembered is that one signature is one key's, and nothing else: the claims are read anew, and held against the
/// clock and the policy anew. Only whole tokens are recognised, byte for byte. A token that was refused is never here, so
/// that nobody fills the places with what is not theirs. What makes room is wiped.
struct VerifiedTokens {
    private struct Entry {
        let look: UInt64
        let token: RememberedBytes
    }

    private var entries: [Entry?]
    private let mask: Int
    /// How often a signature needed no computing.
    private(set) var recognised = 0

    /// Longer ones are computed each time.
    private static let longestToken = 4096

    /// Room for as many tokens, rounded up to a power of two; none for 0.
    init(capacity: Int) {
        var places = capacity > 0 ? 1 : 0
        while places < min(capacity, Self.capacityLimit) { places *= 2 }
        entries = Array(repeating: nil, count: places)
        mask = places - 1
    }

    /// Places that can be asked for.
    static let capacityLimit = 1 << 16

    /// Whether this token's signature held before, as this look saw it.
    mutating func contain(_ token: Span<UInt8>, seenBy look: UInt64) -> Bool {
        guard let place = place(of: token, look), let entry = entries[place], entry.look == look,
            entry.token.isSecretlyEqual(to: token)
        else { return false }
        recognised += 1
        return true
    }

    /// Remembers a token whose signature held.
    mutating func insert(_ token: Span<UInt8>, seenBy look: UInt64) {
        guard let place = place(of: token, look) else { return }
        entries[place] = Entry(look: look, token: RememberedBytes(token))
    }

    // A good signature's last characters are as good as random, but for the very last, which may carry no octet's bits.
    private func place(of token: Span<UInt8>, _ look: UInt64) -> Int? {
        guard mask >= 0, token.count > 9, token.count <= Self.longestToken else { return nil }
        var hash = look &* 0x9E37_79B9_7F4A_7C15
        for offset in (token.count - 9)..<(token.count - 1) {
            hash = (hash ^ UInt64(token[offset])) &* 0x0000_0100_0000_01B3
        }
        return Int(truncatingIfNeeded: hash >> 32) & mask
    }
}
