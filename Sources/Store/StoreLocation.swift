/// Where a store is: what `--store` says, or the user's own place.
package enum StoreLocation: Sendable, Equatable {
    /// No store: what needs one is refused.
    case none
    /// The process's own memory: forgotten when it ends.
    case memory
    /// A file of SQLite, by its whole path.
    case file(path: String)
    /// A schema of a PostgreSQL server, by what names its database: `postgresql://…`. It may hold a password.
    case postgreSQL(String)

    /// What begins the text of one in PostgreSQL.
    package static let postgreSQLPrefixes = ["postgresql://", "postgres://"]

    /// Why no store in PostgreSQL can be had; nil where one can.
    package static var postgreSQLRefusal: StoreFault? {
        #if PostgreSQL
            nil
        #else
            withoutPostgreSQL
        #endif
    }

    static let withoutPostgreSQL = StoreFault(
        .unavailable, "This jwtls was built without PostgreSQL.",
        hint: "Build it with swift build --traits PostgreSQL, or name a file with --store.")

    /// The user's own place (XDG Base Directory Specification): `$XDG_STATE_HOME/jwtls/store.sqlite`, or the same below
    /// `~/.local/state`. The answer is nil where neither variable says a whole path.
    package static func standard(stateHome: String?, home: String?) -> StoreLocation? {
        if let stateHome, !stateHome.isEmpty {
            return stateHome.utf8.first == slash ? .file(path: stateHome + "/jwtls/store.sqlite") : nil
        }
        guard let home, home.utf8.first == slash else { return nil }
        return .file(path: home + "/.local/state/jwtls/store.sqlite")
    }

    private static let slash = UInt8(ascii: "/")
}
