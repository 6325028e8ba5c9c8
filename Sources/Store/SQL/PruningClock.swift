/// What a store remembers of the time: the clock of the machine may be wrong for a while, and nothing may be lost by it.
struct PruningClock {
    private let connection: any SQLConnection
    private let name: StaticString

    /// The clock of one kind of pruning, named by its counter.
    init(_ connection: any SQLConnection, _ name: StaticString) {
        self.connection = connection
        self.name = name
    }

    /// The instant up to which what has expired may go, or nil where it is too soon: what the clock said at the last pruning,
    /// if that is some seconds ago. The instant of this one is remembered for the next. Where the database has a clock, what it
    /// does not say either is not believed: machines that share it may have clocks that are far apart.
    func confirmed(at own: Int64, apart seconds: Int64) throws(StoreFault) -> Int64? {
        let now = min(own, try connection.time() ?? own)
        guard let last = try value(of: name) else {
            try set(name, to: now)
            return nil
        }
        let elapsed = now.subtractingReportingOverflow(last)
        // A clock that was set back begins again from there.
        guard !elapsed.overflow, elapsed.partialValue >= 0 else {
            try set(name, to: now)
            return nil
        }
        guard elapsed.partialValue >= seconds else { return nil }
        try set(name, to: now)
        return last
    }

    func value(of name: StaticString) throws(StoreFault) -> Int64? {
        try connection.row("SELECT value FROM counters WHERE name = $1", [Self.bytes(name)])?.integer(0)
    }

    func raise(_ name: StaticString, to value: Int64) throws(StoreFault) {
        if let held = try self.value(of: name), held >= value { return }
        try set(name, to: value)
    }

    private func set(_ name: StaticString, to value: Int64) throws(StoreFault) {
        try connection.run(
            "INSERT INTO counters (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [Self.bytes(name), .integer(value)])
    }

    private static func bytes(_ name: StaticString) -> SQLValue { .bytes(Array("\(name)".utf8)) }
}
