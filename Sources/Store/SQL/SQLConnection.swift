/// One connection to a database that speaks SQL: what a driver does. It is used by one thread at a time.
///
/// Statements are written once for every driver: parameters are `$1`, `$2`, …; the types of columns are `BIGINT` and `BYTEA`.
package protocol SQLConnection: AnyObject, Sendable {
    /// Runs one statement, gives each row to `row`, and answers how many rows were changed.
    @discardableResult
    func run(
        _ sql: StaticString, _ values: [SQLValue], _ row: (SQLRow) throws(StoreFault) -> Void
    ) throws(StoreFault) -> Int

    /// Begins a transaction. One that writes has the writing to itself from here on.
    func begin(writing: Bool) throws(StoreFault)

    /// Ends a transaction; what it wrote is safe when this returns.
    func commit() throws(StoreFault)

    /// Ends a transaction of which nothing is to stay.
    func rollBack()

    /// Whether others may have written since this was asked last. It looks at no table.
    func wasChangedByOthers() throws(StoreFault) -> Bool

    /// Whether it can be used again. Nobody is asked.
    var isAlive: Bool { get }

    /// Whether the database told of a change by itself since this was asked last. Nobody is asked, and nothing waited for.
    func wasToldOfChange() -> Bool

    /// What the database's own clock says, in seconds since 1970; nil where it has none but the machine's.
    func time() throws(StoreFault) -> Int64?
}

extension SQLConnection {
    /// Runs one statement that gives no rows, or whose rows nobody wants.
    @discardableResult
    package func run(_ sql: StaticString, _ values: [SQLValue] = []) throws(StoreFault) -> Int {
        try run(sql, values) { (_) throws(StoreFault) in }
    }

    /// The rows that a statement gives.
    package func rows(_ sql: StaticString, _ values: [SQLValue] = []) throws(StoreFault) -> [SQLRow] {
        var rows: [SQLRow] = []
        try run(sql, values) { (row) throws(StoreFault) in rows.append(row) }
        return rows
    }

    /// The first row that a statement gives.
    package func row(_ sql: StaticString, _ values: [SQLValue] = []) throws(StoreFault) -> SQLRow? {
        try rows(sql, values).first
    }

    /// Runs a body whose statements happen together or not at all.
    package func transaction<Result>(
        writing: Bool, _ body: () throws(StoreFault) -> Result
    ) throws(StoreFault) -> Result {
        try begin(writing: writing)
        do throws(StoreFault) {
            let result = try body()
            try commit()
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// The next number of a row of counters, within a transaction that writes. Numbers are in the order in which what they
    /// number becomes visible, since the row stays with one transaction until its end.
    package func next(_ counter: StaticString) throws(StoreFault) -> Int64 {
        let name = SQLValue.bytes(Array("\(counter)".utf8))
        let row = try row(
            """
            INSERT INTO counters (name, value) VALUES ($1, 1)
            ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value
            """, [name])
        guard let value = row?.integer(0) else { throw StoreFault(.corrupt, "A counter of the store has no value.") }
        return value
    }
}
