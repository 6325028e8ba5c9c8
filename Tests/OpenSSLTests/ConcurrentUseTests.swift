import OpenSSL
import Testing

struct ConcurrentUseTests {
    @Test(arguments: SchemeRow.all)
    func `serves many callers with one key`(row: SchemeRow) async throws {
        let key = try row.key()
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in UInt8(0)..<8 {
                group.addTask { try Self.faults(of: key, caller) }
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    private static func faults(of key: PreparedKey, _ caller: UInt8) throws -> Int {
        let message = [UInt8](repeating: caller, count: 100)
        let other = [UInt8](repeating: caller, count: 99)
        var faults = 0
        for _ in 0..<20 {
            let signature = try key.sign(message.span)
            if try !key.verify(signature.span, of: message.span) { faults += 1 }
            if try key.verify(signature.span, of: other.span) { faults += 1 }
        }
        return faults
    }
}
