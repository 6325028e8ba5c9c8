#if PostgreSQL
    import CPostgreSQL
    import Glibc

    /// The way to a server: what is sent and received, each within a time. No call waits for a server that is silent.
    @safe final class PostgreSQLLink {
        private let connection: OpaquePointer

        /// Connects; the time is for all of it but the look-up of a name, which the system's own settings bound.
        init(_ settings: PostgreSQLSettings) throws(StoreFault) {
            guard let connection = unsafe PQconnectStart(settings.text) else {
                throw StoreFault(.unavailable, "There is no memory for a connection.")
            }
            unsafe self.connection = connection
            unsafe cpostgresql_silence(connection)
            try connect()
            guard unsafe PQsetnonblocking(connection, 1) == 0 else { throw lost }
        }

        deinit { unsafe PQfinish(connection) }

        /// How long a server is waited for, in milliseconds: longer than it takes itself before it gives up.
        private static let patience: Int64 = 2000

        private func connect() throws(StoreFault) {
            let end = Self.milliseconds + Self.patience
            var state = PGRES_POLLING_WRITING
            while unsafe PQstatus(connection) != CONNECTION_BAD, state != PGRES_POLLING_OK {
                guard state != PGRES_POLLING_FAILED else { break }
                try wait(state == PGRES_POLLING_WRITING ? POLLOUT : POLLIN, until: end)
                state = unsafe PQconnectPoll(connection)
            }
            guard unsafe PQstatus(connection) == CONNECTION_OK else { throw unreachable }
        }

        private var unreachable: StoreFault {
            let text = unsafe String(cString: PQerrorMessage(connection)).prefix { !$0.isNewline }
            return StoreFault(
                .unavailable, "The store's server cannot be reached: \(text)",
                hint: "It is tried again at the next call that needs it.")
        }

        private var lost: StoreFault {
            StoreFault(
                .unavailable, "The connection to the store's server was lost.",
                hint: "It is tried again at the next call that needs it.")
        }

        /// Runs statements that have no parameters, one behind the other; the answer is the last one's.
        @discardableResult
        func run(_ statements: StaticString) throws(StoreFault) -> PostgreSQLAnswer {
            guard unsafe PQsendQuery(connection, Self.text(statements)) == 1 else { throw lost }
            return try receive()
        }

        /// Has the server read a statement, so that it need not be read again.
        func prepare(_ name: String, _ sql: StaticString, _ types: [Oid]) throws(StoreFault) {
            guard unsafe PQsendPrepare(connection, name, Self.text(sql), Int32(clamping: types.count), types) == 1
            else {
                throw lost
            }
            _ = try receive()
        }

        /// Runs a statement that was prepared; parameters and answer are in their binary form.
        func run(prepared name: String, _ values: [SQLValue]) throws(StoreFault) -> PostgreSQLAnswer {
            // One octet stands in front, so that an empty value has a place, too: without one it would be NULL.
            var octets: [UInt8] = [0]
            var places: [Int?] = []
            var lengths: [Int32] = []
            for value in values {
                let start = octets.count
                switch value {
                case .null: places.append(nil)
                case .integer(let integer):
                    octets += (0..<8).map { UInt8(truncatingIfNeeded: integer >> (56 - 8 * $0)) }
                    places.append(start)
                case .bytes(let bytes):
                    octets += bytes
                    places.append(start)
                }
                lengths.append(Int32(clamping: octets.count - start))
            }
            let formats = [Int32](repeating: 1, count: values.count)
            let sent = unsafe octets.withUnsafeBytes { octets in
                let pointers = unsafe places.map { place in
                    unsafe place.flatMap {
                        unsafe octets.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self)
                    }
                }
                return unsafe PQsendQueryPrepared(
                    connection, name, Int32(clamping: values.count), pointers, lengths, formats, 1)
            }
            guard sent == 1 else { throw lost }
            return try receive()
        }

        // The last answer, or the first that says no.
        private func receive() throws(StoreFault) -> PostgreSQLAnswer {
            let end = Self.milliseconds + Self.patience
            while true {
                let left = unsafe PQflush(connection)
                guard left >= 0 else { throw lost }
                guard left > 0 else { break }
                try wait(POLLIN | POLLOUT, until: end)
                guard unsafe PQconsumeInput(connection) == 1 else { throw lost }
            }
            var last: PostgreSQLAnswer?
            while true {
                while unsafe PQisBusy(connection) != 0 {
                    try wait(POLLIN, until: end)
                    guard unsafe PQconsumeInput(connection) == 1 else { throw lost }
                }
                guard let result = unsafe PQgetResult(connection) else { break }
                let answer = unsafe PostgreSQLAnswer(taking: result)
                if last?.isGood != false { last = answer }
            }
            guard isAlive, let last else { throw lost }
            guard last.isGood else { throw last.fault }
            return last
        }

        /// Whether the connection holds, as far as is known here.
        var isAlive: Bool { unsafe PQstatus(connection) == CONNECTION_OK }

        /// Whether a transaction has begun, or nobody knows.
        var isInTransaction: Bool { unsafe PQtransactionStatus(connection) != PQTRANS_IDLE }

        /// Reads what has come without a question, and answers whether another connection told of a change. It never waits.
        func hear() -> Bool {
            // What a server says before it closes is read first, and only then that it has closed.
            var isDone = false
            while !isDone {
                var descriptor = pollfd(fd: unsafe PQsocket(connection), events: Int16(POLLIN), revents: 0)
                isDone = unsafe poll(&descriptor, 1, 0) <= 0 || PQconsumeInput(connection) != 1
            }
            let own = unsafe PQbackendPID(connection)
            var isTold = false
            while let notice = unsafe PQnotifies(connection) {
                if unsafe notice.pointee.be_pid != own { isTold = true }
                unsafe PQfreemem(notice)
            }
            return isTold
        }

        private func wait(_ events: Int32, until end: Int64) throws(StoreFault) {
            while true {
                var descriptor = pollfd(fd: unsafe PQsocket(connection), events: Int16(events), revents: 0)
                let left = end - Self.milliseconds
                guard left > 0, descriptor.fd >= 0 else { throw lost }
                let count = unsafe poll(&descriptor, 1, Int32(clamping: left))
                if count > 0 { return }
                guard count == 0 || errno == EINTR else { throw lost }
            }
        }

        private static var milliseconds: Int64 {
            var time = timespec()
            unsafe clock_gettime(CLOCK_MONOTONIC, &time)
            return Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000
        }

        // It ends in NUL.
        private static func text(_ sql: StaticString) -> UnsafePointer<CChar> {
            unsafe UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self)
        }
    }
#endif
