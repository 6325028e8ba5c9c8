import Foundation

/// A directory of its own for programs that read and write files, gone when the test is over.
final class ProgramDirectory {
    private let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("jwtls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { _ = Result { try FileManager.default.removeItem(at: url) } }

    /// The path of a file in it.
    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a file that nobody else reads, and answers its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(name))
        return path(name)
    }

    /// What a file holds.
    func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name)))) }
}

/// An authority of the `openssl` program, and what it certifies.
final class ProgramAuthority {
    private let directory: ProgramDirectory
    let certificate: [UInt8]

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]

    /// An authority that signs its own certificate.
    init(_ extensions: [String] = []) throws {
        directory = try ProgramDirectory()
        _ = try OpenSSLProgram.run(
            ["req", "-x509"] + Self.newKey + [
                "-keyout", directory.path("ca.key"), "-out", directory.path("ca.pem"), "-subj", "/O=Root", "-days",
                "3650", "-addext", "keyUsage=critical,keyCertSign",
            ] + extensions.flatMap { ["-addext", $0] })
        certificate = try directory.read("ca.pem")
    }

    /// An authority below another one.
    init(below authority: ProgramAuthority) throws {
        directory = try ProgramDirectory()
        let made = try authority.certify(
            "/O=Between", ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign"])
        certificate = made.certificate
        _ = try directory.write(made.certificate, to: "ca.pem")
        _ = try directory.write(made.key, to: "ca.key")
    }

    /// A new key and its certificate, in PEM.
    func certify(
        _ subject: String, _ extensions: [String] = [], key: [String] = newKey, _ options: [String] = []
    ) throws -> (key: [UInt8], certificate: [UInt8]) {
        _ = try OpenSSLProgram.run(
            ["req", "-x509"] + key + [
                "-CA", directory.path("ca.pem"), "-CAkey", directory.path("ca.key"), "-subj", subject, "-keyout",
                directory.path("leaf.key"), "-out", directory.path("leaf.pem"), "-days", "365",
            ] + options + extensions.flatMap { ["-addext", $0] })
        return (try directory.read("leaf.key"), try directory.read("leaf.pem"))
    }
}
