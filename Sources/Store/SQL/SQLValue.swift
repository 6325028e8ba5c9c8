/// What stands in a column. Text is its UTF-8: nothing here is compared in any language's order.
package enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case bytes([UInt8])

    /// A number, or nothing.
    package init(_ integer: Int64?) { self = integer.map(SQLValue.integer) ?? .null }

    /// Octets, or nothing.
    package init(_ bytes: [UInt8]?) { self = bytes.map(SQLValue.bytes) ?? .null }
}

/// One row of an answer.
package struct SQLRow: Sendable {
    private let values: [SQLValue]

    /// A row of these columns.
    package init(_ values: [SQLValue]) { self.values = values }

    /// The number in a column; nil for anything else.
    package func integer(_ column: Int) -> Int64? {
        if values.indices.contains(column), case .integer(let integer) = values[column] { integer } else { nil }
    }

    /// The octets in a column; nil for anything else.
    package func bytes(_ column: Int) -> [UInt8]? {
        if values.indices.contains(column), case .bytes(let bytes) = values[column] { bytes } else { nil }
    }
}
