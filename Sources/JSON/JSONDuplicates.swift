/// The search for members that an object has twice.
extension JSONReader {
    /// Objects up to this size are compared pair by pair; larger ones go through a set, which stays linear.
    private static let pairwiseMembers = 24

    /// Adds the names that an object, whose members have all been read, has more than once.
    mutating func findDuplicates(in object: Int, _ text: Span<UInt8>) {
        if entries[object].hasEscapes || entries[object].count > Self.pairwiseMembers {
            return findDuplicatesInSet(object, text)
        }
        // Only a name that looks like an earlier one, in its length and the bytes at its ends, has to be compared.
        var looks: UInt64 = 0
        var name = object + 1
        while name < entries.count {
            let look = look(of: entries[name], text)
            if looks & look != 0, isRepeated(name, in: object, text) { duplicateNames.append(name) }
            looks |= look
            name = next(name)
        }
    }

    // One bit of 64. An empty name looks like its quotes.
    private func look(of name: JSONDocument.Entry, _ text: Span<UInt8>) -> UInt64 {
        let first = UInt32(text[Int(name.start) + 1])
        let last = UInt32(text[Int(name.end) - 2])
        return 1 << UInt64((first &* 5 &+ last &* 3 &+ (name.end - name.start)) & 63)
    }

    private func isRepeated(_ name: Int, in object: Int, _ text: Span<UInt8>) -> Bool {
        let content = text.extracting(entries[name].range)
        var earlier = object + 1
        while earlier < name {
            if text.extracting(entries[earlier].range).isEqual(to: content) { return true }
            earlier = next(earlier)
        }
        return false
    }

    // The name behind this one's value.
    private func next(_ name: Int) -> Int { Int(entries[name + 1].next) }

    private mutating func findDuplicatesInSet(_ object: Int, _ text: Span<UInt8>) {
        var seen = Set<[UInt8]>(minimumCapacity: Int(entries[object].count))
        var name = object + 1
        while name < entries.count {
            let content = JSONString.decode(text, entries[name].range)
            if !seen.insert(content).inserted { duplicateNames.append(name) }
            name = next(name)
        }
    }
}
