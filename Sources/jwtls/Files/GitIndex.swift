import Glibc
import JSON

/// Whether Git keeps a file, told from the index of its repository, which lists every file that it does
/// (Git's Documentation/gitformat-index).
enum GitIndex {
    /// Whether the file at this path is in the index of the repository that it stands in.
    static func tracks(_ path: String) -> Bool {
        guard let (folder, rest) = repository(around: path), let index = contents(of: "\(folder)/.git/index") else {
            return false
        }
        return holds(index, Array(rest.utf8))
    }

    private static func repository(around path: String) -> (folder: String, rest: String)? {
        var names = path.split(separator: "/")
        guard path.hasPrefix("/"), names.count < 256 else { return nil }
        var rest: [Substring] = []
        while let last = names.popLast() {
            rest.insert(last, at: 0)
            let folder = names.isEmpty ? "" : "/" + names.joined(separator: "/")
            if unsafe access("\(folder)/.git/index", R_OK) == 0 { return (folder, rest.joined(separator: "/")) }
        }
        return nil
    }

    private static let limit = 256 << 20

    private static func contents(of path: String) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard case .success(let content) = BoundedFile.read(descriptor, accepts: .regularFile, limit: limit) else {
            return nil
        }
        return content.bytes
    }

    private static func holds(_ index: [UInt8], _ name: [UInt8]) -> Bool {
        guard index.count >= 12, index.starts(with: "DIRC".utf8) else { return false }
        let version = number(index, 4)
        guard (2...4).contains(version) else { return false }
        var place = 12
        var previous: [UInt8] = []
        for _ in 0..<number(index, 8) {
            // Times, numbers and the object's name; then the flags, which say the name's length up to 4095.
            guard place + 62 <= index.count else { return false }
            let flags = Int(index[place + 60]) << 8 | Int(index[place + 61])
            var start = place + 62
            if version >= 3, flags & 0x4000 != 0 { start += 2 }
            if version == 4 {
                guard let (kept, behind) = offset(index, start), kept <= previous.count else { return false }
                guard let end = index[min(behind, index.count)...].firstIndex(of: 0) else { return false }
                previous = Array(previous.prefix(previous.count - kept) + index[behind..<end])
                if previous == name { return true }
                place = end + 1
            } else {
                guard let end = index[min(start, index.count)...].firstIndex(of: 0) else { return false }
                if index[start..<end].elementsEqual(name) { return true }
                // Entries are padded to a multiple of eight bytes, with one byte of zero at least.
                place += (end - place + 8) / 8 * 8
            }
        }
        return false
    }

    private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
        bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
    }

    // The variable width that offsets in packs have, and the place behind it.
    private static func offset(_ bytes: [UInt8], _ place: Int) -> (value: Int, behind: Int)? {
        var (value, place) = (0, place)
        for _ in 0..<4 where place < bytes.count {
            let byte = bytes[place]
            value = value << 7 | Int(byte & 0x7F)
            place += 1
            if byte & 0x80 == 0 { return (value, place) }
            value += 1
        }
        return nil
    }
}
