import Editor
import Glibc
import JSON
import Methods
import RPC

/// Files and folders that are looked through, one behind the other.
struct FolderCheck {
    /// What was found so far.
    private(set) var report = CheckReport()
    private let world: EditorSurroundings
    private var files = CommandFiles()
    /// What looks, by the folder whose settings it has.
    private var checks: [String: FileCheck] = [:]

    /// Nothing looked at yet.
    init(_ surroundings: Surroundings) {
        world = EditorSurroundings(surroundings)
    }

    /// Looks at a file, at everything in a folder, or at standard input.
    mutating func look(at path: String) {
        var status = stat()
        if path != "-", unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            guard let root = Environment.realPath(of: path) else { return fail("\(path) cannot be read.") }
            return walk(path, root)
        }
        let folder = path == "-" ? Environment.workingDirectory : Self.folder(of: path)
        do throws(CommandFailure) {
            let content = try files.read(path, for: "check", limit: BoundedFile.textLimit)
            let whole = path == "-" ? "\(folder ?? "")/-" : Environment.realPath(of: path) ?? path
            look(through: content.bytes, whole, shown: path, settings: folder.map(Self.settingsFolder))
        } catch {
            fail(error.message)
        }
    }

    // Names in their order, so that two runs say the same; links are not followed, so that every file is looked at once.
    private mutating func walk(_ path: String, _ root: String) {
        var open = [(shown: path, whole: root)]
        let settings = Self.settingsFolder(root)
        while let (shown, whole) = open.popLast() {
            guard let entries = FolderEntries(whole) else {
                fail("The folder \(shown) cannot be read.")
                continue
            }
            for entry in entries.files {
                let name = Self.joined(shown, entry)
                switch Self.content("\(whole)/\(entry)") {
                case .success(let bytes?): look(through: bytes, "\(whole)/\(entry)", shown: name, settings: settings)
                case .success(nil): report.skipped += 1
                case .failure: fail("\(name) cannot be read.")
                }
            }
            open += entries.folders.reversed().map { (Self.joined(shown, $0), "\(whole)/\($0)") }
        }
    }

    private static func joined(_ folder: String, _ name: String) -> String {
        folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    // Nil for what nobody reads as text.
    private static func content(_ path: String) -> Result<[UInt8]?, BoundedFile.Fault> {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(.failed) }
        defer { close(descriptor) }
        switch BoundedFile.read(descriptor, accepts: .regularFile, limit: BoundedFile.textLimit) {
        case .success(let content): return .success(isBinary(content.bytes) ? nil : content.bytes)
        case .failure(.tooLong), .failure(.wrongKind): return .success(nil)
        case .failure(let fault): return .failure(fault)
        }
    }

    // As Git tells them.
    private static func isBinary(_ bytes: [UInt8]) -> Bool { bytes.prefix(8000).contains(0) }

    private mutating func look(through text: [UInt8], _ path: String, shown: String, settings folder: String?) {
        guard let check = check(with: folder) else { return }
        report.files += 1
        let remarks = check.remarks(on: text, at: path)
        report.remarks += remarks.map { CheckReport.Remark(path: shown, remark: $0) }
        for sentence in check.takeComplaints() {
            StandardStreams.complain("jwtls: warning: \(VisibleText.escape(sentence))\n")
        }
    }

    private mutating func check(with folder: String?) -> FileCheck? {
        if let known = checks[folder ?? ""] { return known }
        do throws(RPCError) {
            let check = try FileCheck(folder: folder, world)
            checks[folder ?? ""] = check
            return check
        } catch {
            fail("\(folder ?? "")/\(FileCheck.settingsFile): \(error.message)")
            return nil
        }
    }

    private mutating func fail(_ sentence: String) {
        if !report.failures.contains(sentence) { report.failures.append(sentence) }
    }

    private static func folder(of path: String) -> String? {
        guard let whole = Environment.realPath(of: path), let slash = whole.lastIndex(of: "/") else {
            return Environment.workingDirectory
        }
        return slash == whole.startIndex ? "/" : String(whole[..<slash])
    }

    // The nearest folder upwards that has settings, no further than where a repository ends; else the folder itself.
    private static func settingsFolder(_ folder: String) -> String {
        var names = folder.split(separator: "/")
        while !names.isEmpty {
            let path = "/" + names.joined(separator: "/")
            if unsafe access("\(path)/\(FileCheck.settingsFile)", F_OK) == 0 { return path }
            if unsafe access("\(path)/.git", F_OK) == 0 { break }
            names.removeLast()
        }
        return folder
    }
}

/// What stands in a folder: regular files and folders, by their names in order; nothing of Git's own.
struct FolderEntries {
    private(set) var files: [String] = []
    private(set) var folders: [String] = []

    /// Reads the folder at a path; nil where that fails.
    init?(_ path: String) {
        guard let directory = unsafe opendir(path) else { return nil }
        defer { unsafe closedir(directory) }
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard name != ".", name != "..", name != ".git" else { continue }
            switch Self.kind("\(path)/\(name)") {
            case S_IFREG: files.append(name)
            case S_IFDIR: folders.append(name)
            default: continue
            }
        }
        files.sort()
        folders.sort()
    }

    private static func kind(_ path: String) -> mode_t {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
    }
}
