import Glibc
import Launching
import Store
import Testing

struct StoreFileTests {
    private func check(_ kind: StoreFault.Kind, _ store: Store, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(sourceLocation: sourceLocation) {
            _ = try store.isRevoked("a")
        } throws: {
            ($0 as? StoreFault)?.kind == kind
        }
    }

    private func fault(_ body: () throws -> Void) -> StoreFault? {
        do { try body() } catch { return error as? StoreFault }
        return nil
    }

    @Test func `no file is made before something is to be kept, and then nobody else can read it`() throws {
        let folder = try ScratchFolder()
        let store = Store(.file(path: folder.path + "/a/b/store.sqlite")) { 0 }
        #expect(try !store.isRevoked("a") && folder.mode(of: "a") == nil)
        try store.revoke("a")
        #expect(folder.mode(of: "a/b") == 0o700)
        for name in ["", "-wal", "-shm", "-changes"] { #expect(folder.mode(of: "a/b/store.sqlite\(name)") == 0o600) }
        #expect(try store.isRevoked("a"))
    }

    @Test(arguments: ["", "/store.sqlite", "/store.sqlite-wal", "/store.sqlite-changes"])
    func `what others can reach is refused, with the command that mends it`(name: String) throws {
        let folder = try ScratchFolder()
        // It stays open, so that the files beside it stay.
        let first = folder.store()
        try first.revoke("a")
        #expect(unsafe chmod(folder.path + name, 0o750) == 0)
        let fault = fault { _ = try folder.store().isRevoked("a") }
        #expect(fault?.kind == .permissions)
        let mode = name.isEmpty ? "700" : "600"
        #expect(fault?.hint == "chmod \(mode) '\(folder.path)\(name)'")
        #expect(unsafe chmod(folder.path + name, name.isEmpty ? 0o700 : 0o600) == 0)
        #expect(try folder.store().isRevoked("a"))
    }

    @Test func `a link is no store, in place of the file or beside it`() throws {
        let folder = try ScratchFolder()
        try folder.store().revoke("a")
        folder.run("ln", folder.file, folder.path + "/second")
        check(.permissions, folder.store())
        folder.run("rm", folder.path + "/second")
        folder.run("ln", "-s", folder.file, folder.path + "/third")
        check(.permissions, Store(.file(path: folder.path + "/third")) { 0 })
        // A folder may be reached through one.
        folder.run("ln", "-s", folder.path, folder.path + "/again")
        #expect(try Store(.file(path: folder.path + "/again/store.sqlite")) { 0 }.isRevoked("a"))
    }

    @Test func `what is no store of this release is refused and left as it is`() throws {
        let folder = try ScratchFolder()
        for (content, kind) in [
            ("not a database, but long enough to look at it as if it were one", StoreFault.Kind.corrupt)
        ] {
            folder.run("sh", "-c", "umask 077; printf '%s' '\(content)' > \(folder.file)")
            check(kind, folder.store())
            #expect(fault { try folder.store().revoke("b") }?.kind == kind)
            folder.run("rm", folder.file)
        }
        folder.run("sh", "-c", "umask 077; sqlite3 \(folder.file) 'CREATE TABLE other (a)'")
        check(.corrupt, folder.store())
    }

    @Test(
        arguments: [
            ("PRAGMA user_version = 99", .newer), ("PRAGMA application_id = 7", .corrupt),
            ("CREATE TRIGGER t AFTER INSERT ON revocations BEGIN DELETE FROM revocations; END", .corrupt),
            ("CREATE VIEW v AS SELECT 1", .corrupt), ("DROP INDEX revocations_until", .corrupt),
            ("ALTER TABLE revocations ADD COLUMN extra", .corrupt),
        ] as [(String, StoreFault.Kind)])
    func `tables that somebody changed are refused`(sql: String, kind: StoreFault.Kind) throws {
        let folder = try ScratchFolder()
        try folder.store().revoke("a")
        folder.sqlite(sql)
        check(kind, folder.store())
    }

    @Test func `no byte of the file can be changed so that something else is read`() throws {
        let folder = try ScratchFolder()
        try folder.store().revoke("a")
        let size = try #require(Self.size(of: folder.file))
        folder.run("cp", "-p", folder.file, folder.path + "/good")
        var refused = 0
        for place in stride(from: 0, to: size, by: 211) {
            folder.run("cp", "-p", folder.path + "/good", folder.file)
            Self.change(folder.file, at: place)
            do {
                let store = folder.store()
                let (known, other) = (try store.isRevoked("a"), try store.isRevoked("b"))
                #expect(known && !other || !known && !other)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 0)
    }

    @Test func `a file that was taken away while it was open is not written any more`() throws {
        let folder = try ScratchFolder()
        let store = folder.store()
        try store.revoke("a")
        folder.run("sh", "-c", "rm \(folder.file)*")
        try store.revoke("b")
        #expect(try folder.store().isRevoked("b"))
        #expect(try !folder.store().isRevoked("a"))
    }

    @Test func `without a store nothing is revoked, and nothing can be`() throws {
        let store = Store(.none) { 0 }
        #expect(try !store.isRevoked("a"))
        #expect(fault { try store.revoke("a") }?.kind == .off)
    }

    @Test func `a store that another process holds is waited for, and then locked`() throws {
        let folder = try ScratchFolder()
        let (one, two) = (folder.store(), folder.store())
        try one.revoke("a")
        try two.revoke("b")
        let fault = fault {
            _ = try one.write { (_) throws(StoreFault) in
                _ = try two.write { (connection) throws(StoreFault) in try RevocationTable(connection).remove(1) }
            }
        }
        #expect(fault?.kind == .locked)
        #expect(try one.isRevoked("a"))
    }

    @Test func `the user's own place is found by the environment`() {
        #expect(StoreLocation.standard(stateHome: "/s", home: "/h") == .file(path: "/s/jwtls/store.sqlite"))
        #expect(StoreLocation.standard(stateHome: "", home: "/h") == .file(path: "/h/.local/state/jwtls/store.sqlite"))
        #expect(StoreLocation.standard(stateHome: "s", home: "/h") == nil)
        #expect(StoreLocation.standard(stateHome: nil, home: "h") == nil)
        #expect(StoreLocation.standard(stateHome: nil, home: nil) == nil)
    }

    private static func size(of path: String) -> Int? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    private static func change(_ path: String, at place: Int) {
        let file = unsafe open(path, O_RDWR)
        defer { close(file) }
        var byte: UInt8 = 0
        guard unsafe pread(file, &byte, 1, place) == 1 else { return }
        byte ^= 0x55
        _ = unsafe pwrite(file, &byte, 1, place)
    }
}
