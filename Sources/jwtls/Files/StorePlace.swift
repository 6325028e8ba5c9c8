import Glibc
import Methods
import Store

/// Where the store is that the command line names, or the user's own.
enum StorePlace {
    /// What an option says; nil where it says nothing that could be one.
    static func location(_ text: String) -> StoreLocation? {
        switch text {
        case "": return nil
        case "none": return StoreLocation.none
        case "memory:": return .memory
        default:
            if StoreLocation.postgreSQLPrefixes.contains(where: text.hasPrefix) { return .postgreSQL(text) }
            if text.utf8.first == UInt8(ascii: "/") { return .file(path: text) }
            // A path from here: the store is named by its whole path, wherever the process goes.
            guard let folder = unsafe getcwd(nil, 0) else { return nil }
            defer { unsafe free(folder) }
            return .file(path: unsafe String(cString: folder) + "/" + text)
        }
    }

    /// The store that an option names; without one, the user's own. A kind of store that this program cannot have is refused
    /// here, and not when a client first asks for something that is kept.
    static func store(_ text: String?) throws(CommandFailure) -> Store {
        let standard = StoreLocation.standard(stateHome: variable("XDG_STATE_HOME"), home: variable("HOME"))
        let location = text.flatMap(location) ?? standard ?? .none
        if case .postgreSQL = location {
            if let fault = StoreLocation.postgreSQLRefusal { throw .usage(fault.message, hint: fault.hint) }
            forgetSettings()
            // libpq would start OpenSSL with the file that OPENSSL_CONF names.
            Surroundings.startCryptography()
        }
        return Store(location, ticks: milliseconds)
    }

    // libpq would take what the option does not say from variables: another host, no TLS, a file of passwords. It is asked
    // before there is a second thread.
    private static func forgetSettings() {
        var names: [String] = []
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let name = unsafe String(cString: text).prefix { $0 != "=" }
            if name.hasPrefix("PG") { names.append(String(name)) }
            unsafe entry += 1
        }
        for name in names { unsafe unsetenv(name) }
    }

    private static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    // Milliseconds that only grow, to the tick of the system's own clock.
    private static func milliseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000
    }
}
