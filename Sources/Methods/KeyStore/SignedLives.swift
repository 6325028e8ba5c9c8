import JWT
import RPC
import Store

extension Surroundings {
    /// Remembers how long a token lives that keys of the store signed, where none lived longer: a key that goes is needed until
    /// the last of its tokens has expired. Nothing is given out before it is remembered.
    func remember(
        life expires: NumericDate?, of keys: [StoredKey], at now: NumericDate, for call: Call?
    ) throws(RPCError) {
        guard !keys.isEmpty else { return }
        // Counted from when the token is made, whatever instant it says that it is.
        let since = min(now.seconds, clock().seconds)
        let life = expires.map { $0.seconds.subtractingReportingOverflow(since) }
        let seconds = life.map { $0.overflow ? Int64.max : max(0, $0.partialValue) } ?? Int64.max
        let growing = keys.filter { ($0.longestLife ?? -1) < seconds }
        guard !growing.isEmpty else { return }
        try call?.takesLong()
        do throws(StoreFault) {
            try store.write { (connection) throws(StoreFault) in
                for key in growing { try KeyTable(connection).raiseLife(of: key, to: seconds) }
            }
        } catch {
            throw RPCError(error)
        }
    }
}
