/// A row of a registry, found by its name.
package protocol RegisteredName: Sendable {
    /// The name as registered; case matters.
    var name: String { get }
}

/// Rows found by the UTF-8 bytes of their names: no locale, no case folding, no canonical equivalence.
package struct NameTable<Row: RegisteredName>: Sendable {
    /// The rows in the order of the registry.
    package let rows: [Row]
    // The names in byte order, and which row each belongs to.
    private let keys: [String]
    private let indices: [Int]

    /// Keeps `rows` and sorts a copy of them by name for the search.
    package init(_ rows: [Row]) {
        self.rows = rows
        indices = rows.indices.sorted { rows[$0].name.utf8.lexicographicallyPrecedes(rows[$1].name.utf8) }
        keys = indices.map { rows[$0].name }
    }

    /// Answers the row whose name is exactly these bytes.
    package func row(named name: Span<UInt8>) -> Row? {
        var lower = 0
        var upper = keys.count
        while lower < upper {
            let middle = lower + (upper - lower) / 2
            switch order(of: keys[middle], against: name) {
            case 0: return rows[indices[middle]]
            case ..<0: lower = middle + 1
            default: upper = middle
            }
        }
        return nil
    }

    /// Answers the row whose name has exactly the UTF-8 bytes of `name`.
    package func row(named name: String) -> Row? {
        let bytes = Array(name.utf8)
        return row(named: bytes.span)
    }

    /// Negative, zero or positive as `key` stands before, at or after `name` in byte order.
    private func order(of key: String, against name: Span<UInt8>) -> Int {
        let utf8 = key.utf8
        let key = utf8.span
        for index in 0..<min(key.count, name.count) where key[index] != name[index] {
            return key[index] < name[index] ? -1 : 1
        }
        return key.count - name.count
    }
}
