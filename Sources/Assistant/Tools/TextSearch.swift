/// Looks for many words in a text at once, in one walk over it however they are made (Aho and Corasick, 1975).
struct TextSearch: Sendable {
    /// What a word stands for.
    struct Found: OptionSet, Sendable {
        let rawValue: UInt8

        /// What is withheld.
        static let withheld = Found(rawValue: 1)
        /// The label of a private key in PEM.
        static let pem = Found(rawValue: 2)
        /// The member that every JWK has.
        static let keyType = Found(rawValue: 4)
        /// A member that only private keys have.
        static let keySecret = Found(rawValue: 8)
    }

    /// Of longer words, so many bytes are looked for.
    static let length = 64

    /// Where each byte leads from each state; 0 is the beginning.
    private var steps: [Int32] = Array(repeating: 0, count: 256)
    private var found: [Found] = [[]]

    /// A search for these words.
    init(_ words: [(text: [UInt8], found: Found)]) {
        for word in words { insert(word.text.prefix(Self.length), word.found) }
        link()
    }

    private mutating func insert(_ word: ArraySlice<UInt8>, _ meaning: Found) {
        var state = 0
        for byte in word {
            let step = state << 8 | Int(byte)
            if steps[step] == 0 {
                steps[step] = Int32(found.count)
                steps += repeatElement(0, count: 256)
                found.append([])
            }
            state = Int(steps[step])
        }
        found[state].formUnion(meaning)
    }

    // Where a word ends in the middle, the longest end of what was read goes on that another one begins with.
    private mutating func link() {
        var ends = Array(repeating: 0, count: found.count)
        var queue = (0..<256).map { Int(steps[$0]) }.filter { $0 != 0 }
        var first = 0
        while first < queue.count {
            let state = queue[first]
            first += 1
            for byte in 0..<256 {
                let step = state << 8 | byte
                let other = steps[ends[state] << 8 | byte]
                let next = Int(steps[step])
                if next == 0 {
                    steps[step] = other
                } else {
                    ends[next] = Int(other)
                    found[next].formUnion(found[Int(other)])
                    queue.append(next)
                }
            }
        }
    }

    /// Which of the words stand in a text.
    func words(in text: [UInt8]) -> Found {
        var (state, all) = (0, Found())
        for byte in text {
            state = Int(steps[state << 8 | Int(byte)])
            all.formUnion(found[state])
        }
        return all
    }
}
