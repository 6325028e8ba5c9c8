/// Finds the name that somebody may have meant.
package enum Spelling {
    /// The name nearest to this one, if it is near enough to be a slip: a third of its letters at most.
    package static func nearest(to text: String?, among names: [String]) -> String? {
        guard let text, text.utf8.count <= 64 else { return nil }
        let scored = names.map { name in (name: name, distance: distance(folded(text), folded(name))) }
        guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, best.name.utf8.count / 3) ? best.name : nil
    }

    // Case, dashes and underscores are what people slip on; letters count.
    private static func folded(_ text: String) -> [UInt8] {
        text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
            .map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    }

    // Levenshtein's distance, one row at a time.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let change = left == right ? diagonal : diagonal + 1
                diagonal = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
