import Foundation

/// Test vectors that others published: read where they lie, never part of this repository. A test that wants them is
/// skipped where they are absent.
///
/// They lie in the folder that the environment variable `JWTLS_VECTORS` names, or else in a folder `vectors` of any
/// folder beside the repository.
package enum PublishedVectors {
    /// What a skipped test says.
    package static let absence = "the published vectors are not here (JWTLS_VECTORS would name their folder)"

    /// Whether this suite, a folder like `jsontestsuite` or `wycheproof`, is here.
    package static func has(_ suite: String) -> Bool { folder(of: suite) != nil }

    /// The files of a suite in the order of their names; none where the suite is absent.
    package static func files(of suite: String, suffix: String = ".json") -> [PublishedFile] {
        guard let folder = folder(of: suite) else { return [] }
        return names(in: folder).filter { $0.hasSuffix(suffix) }.map {
            PublishedFile(name: $0, path: "\(folder)/\($0)")
        }
    }

    private static func folder(of suite: String) -> String? {
        folders.map { "\($0)/\(suite)" }.first { FileManager.default.fileExists(atPath: $0) }
    }

    private static var folders: [String] {
        if let named = ProcessInfo.processInfo.environment["JWTLS_VECTORS"] { return [named] }
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let beside = package.standardizedFileURL.deletingLastPathComponent().path
        return names(in: beside).map { "\(beside)/\($0)/vectors" }
    }

    private static func names(in folder: String) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            return []
        }
    }
}

/// One file of published vectors.
package struct PublishedFile: Sendable {
    /// The name without its folder.
    package let name: String
    /// Where it lies.
    package let path: String

    /// What it holds.
    package func bytes() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
