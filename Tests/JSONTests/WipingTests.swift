import JSON
import Testing

struct WipingTests {
    @Test(arguments: [0, 1, 3, 4, 5])
    func `what is taken away leaves the rest, and zeros where anything stood`(dropped: Int) {
        var bytes: [UInt8] = [1, 2, 3, 4]
        bytes.wipeFirst(dropped)
        #expect(bytes == Array([1, 2, 3, 4].dropFirst(dropped)))
        let behind = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe Array(UnsafeBufferPointer(start: buffer.baseAddress, count: 4)).dropFirst(buffer.count)
        }
        #expect(behind.allSatisfy { $0 == 0 })
    }

    @Test func `room is made without a change`() {
        var bytes: [UInt8] = [1, 2, 3]
        for more in [0, 1, 1000, 100_000] {
            bytes.makeRoom(for: more)
            #expect(bytes == [1, 2, 3])
            #expect(bytes.capacity >= 3 + more)
        }
        var empty: [UInt8] = []
        empty.makeRoom(for: 10)
        #expect(empty.isEmpty && empty.capacity >= 10)
    }

    @Test func `a wiped array has its length and zeros`() {
        var bytes: [UInt8] = [1, 2, 3]
        bytes.wipe()
        #expect(bytes == [0, 0, 0])
    }
}
