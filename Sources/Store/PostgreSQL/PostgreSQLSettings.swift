#if PostgreSQL
    import CPostgreSQL

    /// What a connection is opened with: what the text of the caller says, and for all else what is safe.
    struct PostgreSQLSettings {
        private var values: [(name: String, value: String)] = []

        /// Reads `postgresql://…`.
        init(_ text: String) throws(StoreFault) {
            var message: UnsafeMutablePointer<CChar>?
            guard let options = unsafe PQconninfoParse(text, &message) else {
                // What is wrong is not said: the message may hold a password.
                unsafe PQfreemem(message)
                throw StoreFault(
                    .unavailable, "The text that names the store in PostgreSQL cannot be read.",
                    hint: "Write --store 'postgresql://USER@HOST/DATABASE?sslrootcert=FILE'.")
            }
            defer { unsafe PQconninfoFree(options) }
            var option = unsafe options
            while let keyword = unsafe option.pointee.keyword {
                if let value = unsafe option.pointee.val {
                    unsafe values.append((String(cString: keyword), String(cString: value)))
                }
                unsafe option += 1
            }
            guard value("service") == nil else {
                throw StoreFault(.unavailable, "The store in PostgreSQL is named whole, and not by a service.")
            }
            fill()
        }

        /// What one of libpq's parameters is.
        func value(_ name: String) -> String? { values.last { $0.name == name }?.value }

        // Where it is not said, a server on another machine is the one that its certificate names, or none.
        private mutating func fill() {
            let hosts = value("host") ?? ""
            let isLocal =
                value("hostaddr") == nil
                && hosts.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
                    $0.isEmpty || $0.utf8.first == UInt8(ascii: "/")
                }
            // Nothing can lie below a device, so there is no such file; of the device itself libpq complains on standard error.
            let nothing = "/dev/null/none"
            let safe: [(String, String)] = [
                ("sslmode", isLocal ? "prefer" : "verify-full"), ("gssencmode", "disable"), ("passfile", nothing),
                ("sslrootcert", nothing), ("sslcert", nothing), ("sslkey", nothing), ("sslcrl", nothing),
                ("target_session_attrs", "read-write"), ("application_name", "jwtls"), ("client_encoding", "UTF8"),
                ("connect_timeout", "2"), ("keepalives", "1"), ("keepalives_idle", "5"), ("keepalives_interval", "1"),
                ("keepalives_count", "3"), ("tcp_user_timeout", "3000"),
            ]
            for (name, value) in safe where self.value(name) == nil { values.append((name, value)) }
        }

        /// All of it, as libpq reads it.
        var text: String {
            values.map { entry in
                var quoted = ""
                for character in entry.value.unicodeScalars {
                    if character == "'" || character == "\\" { quoted.unicodeScalars.append("\\") }
                    quoted.unicodeScalars.append(character)
                }
                return "\(entry.name)='\(quoted)'"
            }.joined(separator: " ")
        }
    }
#endif
