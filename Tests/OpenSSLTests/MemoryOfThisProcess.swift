import Glibc

/// What stands in the writable memory of this process, as Linux shows it.
enum MemoryOfThisProcess {
    /// What each octet of a pattern is combined with, so that the pattern is not a copy itself.
    static let disguise: UInt8 = 0xa5

    enum Fault: Error { case unreadable }

    static var isReadable: Bool { unsafe access("/proc/self/mem", R_OK) == 0 }

    /// How often the octets of a pattern stand somewhere.
    static func copies(of pattern: [UInt8]) throws -> Int {
        let memory = unsafe open("/proc/self/mem", O_RDONLY)
        guard memory >= 0 else { throw Fault.unreadable }
        defer { close(memory) }
        let window = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { unsafe window.deallocate() }
        let ranges = try writableRanges()
        let found = ranges.reduce(0) { unsafe $0 + copies(of: pattern, in: $1, of: memory, through: window) }
        unsafe window.initializeMemory(as: UInt8.self, repeating: 0)
        return found
    }

    /// Windows overlap by all but one octet of the pattern; the window itself is memory that does not count.
    private static func copies(
        of pattern: [UInt8], in range: Range<Int>, of memory: Int32, through window: UnsafeMutableRawBufferPointer
    ) -> Int {
        let start = Int(bitPattern: window.baseAddress)
        let own = start..<start + window.count
        var found = 0
        for position in stride(from: range.lowerBound, to: range.upperBound, by: window.count - pattern.count + 1) {
            let wanted = min(window.count, range.upperBound - position)
            let count = unsafe pread(memory, window.baseAddress, wanted, off_t(position))
            guard count >= pattern.count else { continue }
            let hits = unsafe positions(of: pattern, in: UnsafeRawBufferPointer(rebasing: window[..<count]))
            found += hits.count { !own.contains(position + $0) }
        }
        return found
    }

    private static func positions(of pattern: [UInt8], in window: UnsafeRawBufferPointer) -> [Int] {
        guard let base = window.baseAddress, let first = pattern.first else { return [] }
        let last = window.count - pattern.count
        var hits: [Int] = []
        var position = 0
        while position <= last,
            let hit = unsafe memchr(base + position, Int32(first ^ disguise), last - position + 1)
        {
            position = unsafe UnsafeRawPointer(hit) - base
            let isWhole = pattern.indices.allSatisfy { unsafe window[position + $0] ^ disguise == pattern[$0] }
            if isWhole { hits.append(position) }
            position += 1
        }
        return hits
    }

    /// Mappings beyond a gibibyte are a sanitizer's bookkeeping.
    private static func writableRanges() throws -> [Range<Int>] {
        let maps = unsafe open("/proc/self/maps", O_RDONLY)
        guard maps >= 0 else { throw Fault.unreadable }
        defer { close(maps) }
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = unsafe read(maps, &chunk, chunk.count), count > 0 { text += chunk.prefix(count) }
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 1, fields[1].hasPrefix("rw") else { return nil }
            let ends = fields[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            guard ends.count == 2, ends[0] < ends[1], ends[1] - ends[0] <= 1 << 30 else { return nil }
            return ends[0]..<ends[1]
        }
    }
}
