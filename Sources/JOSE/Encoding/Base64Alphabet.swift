/// Sixty-four characters and the octets that they carry six bits of: what base64url and base64 share (RFC 4648 §4, §5).
final class Base64Alphabet: Sendable {
    static let url = Base64Alphabet(last: UInt8(ascii: "-"), UInt8(ascii: "_"))
    static let standard = Base64Alphabet(last: UInt8(ascii: "+"), UInt8(ascii: "/"))

    /// The characters for 62 and 63.
    let last: (UInt8, UInt8)
    // Four tables of 256: what a byte is worth as the first, second, third and fourth character of a group.
    private let worths: [UInt32]
    private let characters: [UInt8]

    // Above every worth: what a byte outside the alphabet is worth.
    private static let invalid: UInt32 = 1 << 24

    private init(last: UInt8, _ veryLast: UInt8) {
        self.last = (last, veryLast)
        characters =
            Array(UInt8(ascii: "A")...UInt8(ascii: "Z")) + Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
            + Array(UInt8(ascii: "0")...UInt8(ascii: "9")) + [last, veryLast]
        var worths = [UInt32](repeating: Self.invalid, count: 4 * 256)
        for (value, character) in characters.enumerated() {
            for place in 0..<4 {
                worths[place * 256 + Int(character)] = UInt32(value) << UInt32(18 - 6 * place)
            }
        }
        self.worths = worths
    }

    /// How many characters, without padding, carry this many octets.
    static func characters(forOctets count: Int) -> Int {
        count / 3 * 4 + (count % 3 == 0 ? 0 : count % 3 + 1)
    }

    /// How many octets this many characters carry, leftover bits aside.
    static func octets(forCharacters count: Int) -> Int {
        count / 4 * 3 + max(0, count % 4 - 1)
    }

    /// Appends the octets of a text without padding; after a fault the buffer is as it was.
    func decode(_ text: Span<UInt8>, appendingTo octets: inout [UInt8]) throws(Base64URL.Fault) {
        guard text.count % 4 != 1 else { throw fault(in: text) }
        let start = octets.count
        var isValid = false
        // A group is stored as a word, of which one byte too many is overwritten by the next group or not counted.
        octets.append(addingCapacity: Self.octets(forCharacters: text.count) + 1) { output in
            isValid = decodeGroups(text, to: &output)
        }
        guard isValid else {
            octets.removeLast(octets.count - start)
            throw fault(in: text)
        }
    }

    // Four characters a step; false where something is wrong, and then what was written counts for nothing.
    private func decodeGroups(_ text: Span<UInt8>, to output: inout OutputSpan<UInt8>) -> Bool {
        let worths = worths
        let table = worths.span
        precondition(table.count == 4 * 256)
        var seen: UInt32 = 0
        let position = text.count & ~3
        precondition(output.freeCapacity > position / 4 * 3)
        unsafe output.withUnsafeMutableBufferPointer { buffer, count in
            let target = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
            var written = 0
            for start in stride(from: 0, to: position, by: 4) {
                // Each index is a byte and its table's start; the bounds hold the offsets within the text and the room.
                let group =
                    unsafe table[unchecked: Int(text[unchecked: start])]
                    | table[unchecked: 256 &+ Int(text[unchecked: start &+ 1])]
                    | table[unchecked: 512 &+ Int(text[unchecked: start &+ 2])]
                    | table[unchecked: 768 &+ Int(text[unchecked: start &+ 3])]
                seen |= group
                unsafe target.baseAddress?.storeBytes(
                    of: (group << 8).bigEndian, toByteOffset: written, as: UInt32.self)
                written &+= 3
            }
            count &+= written
        }
        guard position < text.count else { return seen < Self.invalid }
        var group = table[Int(text[position])] | table[256 + Int(text[position + 1])]
        if position + 2 < text.count { group |= table[512 + Int(text[position + 2])] }
        output.append(UInt8(truncatingIfNeeded: group >> 16))
        guard position + 2 < text.count else { return (seen | group) < Self.invalid && group & 0xFFFF == 0 }
        output.append(UInt8(truncatingIfNeeded: group >> 8))
        return (seen | group) < Self.invalid && group & 0xFF == 0
    }

    /// What is wrong with a text that does not decode: its first foreign byte, else its length, else its last character.
    func fault(in text: Span<UInt8>) -> Base64URL.Fault {
        for offset in text.indices where worths[768 + Int(text[offset])] >= Self.invalid {
            return .character(at: offset)
        }
        guard text.count % 4 != 1 else { return .length(text.count) }
        return .trailingBits(at: max(0, text.count - 1))
    }

    /// Appends the characters of octets, without padding.
    func append(_ octets: Span<UInt8>, to text: inout [UInt8]) {
        // Appending nothing would write the count of the one empty array that all threads share.
        guard !octets.isEmpty else { return }
        let characters = characters
        let table = characters.span
        precondition(table.count == 64)
        text.append(addingCapacity: Self.characters(forOctets: octets.count)) { output in
            let position = octets.count / 3 * 3
            precondition(output.freeCapacity >= position / 3 * 4)
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                let target = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                var written = 0
                for start in stride(from: 0, to: position, by: 3) {
                    // Six bits index sixty-four characters; the bounds hold the offsets within the octets and the room.
                    let group =
                        unsafe UInt32(octets[unchecked: start]) << 16
                        | UInt32(octets[unchecked: start &+ 1]) << 8 | UInt32(octets[unchecked: start &+ 2])
                    let characters =
                        unsafe UInt32(table[unchecked: Int(group >> 18)])
                        | UInt32(table[unchecked: Int(group >> 12 & 63)]) << 8
                        | UInt32(table[unchecked: Int(group >> 6 & 63)]) << 16
                        | UInt32(table[unchecked: Int(group & 63)]) << 24
                    unsafe target.baseAddress?.storeBytes(
                        of: characters.littleEndian, toByteOffset: written, as: UInt32.self)
                    written &+= 4
                }
                count &+= written
            }
            guard position < octets.count else { return }
            var group = UInt32(octets[position]) << 16
            if position + 1 < octets.count { group |= UInt32(octets[position + 1]) << 8 }
            output.append(table[Int(group >> 18)])
            output.append(table[Int(group >> 12 & 63)])
            if position + 1 < octets.count { output.append(table[Int(group >> 6 & 63)]) }
        }
    }
}
