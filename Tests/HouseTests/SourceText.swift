import Foundation

/// One file of the repository as the house rules see it: its lines, with code and comments told apart.
struct SourceText: Sendable, CustomStringConvertible {
    /// The path below the root of the repository.
    let path: String
    let lines: [Line]

    /// One line: what the compiler reads of it, with string literals emptied, and what it does not.
    struct Line: Sendable {
        var number: Int
        var code: String
        var comment: String
    }

    var description: String { path }

    /// The folder below `Sources` that the file is in: a room, or the process.
    var room: String { String(path.split(separator: "/").dropFirst().first ?? "") }

    init(path: String, text: String) {
        self.path = path
        var scanner = Scanner()
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            scanner.read(line.utf8, number: index + 1)
        }
    }
}

extension SourceText {
    /// The Swift of every room and of the process.
    static let sources = Result { try all(in: "Sources", suffixes: [".swift"]) }

    /// Every file that people write code in.
    static func everything() throws -> [SourceText] {
        try all(in: "Sources", suffixes: [".c", ".h"]) + sources.get() + all(in: "Tests", suffixes: [".swift"])
    }

    /// What `Package.swift` says.
    static func packageDescription() throws -> String { try text(of: "Package.swift") }

    private static func all(in folder: String, suffixes: [String]) throws -> [SourceText] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path).sorted()
            .filter { path in suffixes.contains { path.hasSuffix($0) } }
            .map { SourceText(path: "\(folder)/\($0)", text: try text(of: "\(folder)/\($0)")) }
    }

    private static func text(of path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../..").standardizedFileURL
}

extension SourceText {
    /// Tells code from comments and literals. It knows as much Swift as the sources use: an interpolation counts as
    /// part of its literal, and holds no literal with a quote of its own.
    private struct Scanner {
        private enum Place { case code, blockComment, literal(end: String) }
        private var place = Place.code

        mutating func read(_ line: Substring.UTF8View, number: Int) -> Line {
            var code: [UInt8] = []
            var comment: [UInt8] = []
            var rest = line
            while let byte = rest.first {
                switch place {
                case .code:
                    if take("//", &rest) {
                        comment += rest
                        rest = rest.suffix(0)
                    } else if take("/*", &rest) {
                        place = .blockComment
                    } else if let end = takeQuotes(&rest) {
                        code.append(UInt8(ascii: "\""))
                        place = .literal(end: end)
                    } else {
                        code.append(byte)
                        rest.removeFirst()
                    }
                case .blockComment:
                    if take("*/", &rest) {
                        place = .code
                    } else {
                        comment.append(byte)
                        rest.removeFirst()
                    }
                case .literal(let end):
                    if take(end, &rest) {
                        code.append(UInt8(ascii: "\""))
                        place = .code
                    } else {
                        rest = rest.dropFirst(byte == UInt8(ascii: "\\") && !end.hasSuffix("#") ? 2 : 1)
                    }
                }
            }
            if case .literal(let end) = place, !end.hasPrefix("\"\"\"") { place = .code }
            return Line(
                number: number, code: String(decoding: code, as: UTF8.self),
                comment: String(decoding: comment, as: UTF8.self))
        }

        // The quotes that a literal starts with are taken; those that will end it are the answer.
        private func takeQuotes(_ rest: inout Substring.UTF8View) -> String? {
            for (start, end) in [("#\"\"\"", "\"\"\"#"), ("\"\"\"", "\"\"\""), ("#\"", "\"#"), ("\"", "\"")]
            where take(start, &rest) {
                return end
            }
            return nil
        }

        private func take(_ prefix: String, _ rest: inout Substring.UTF8View) -> Bool {
            guard rest.starts(with: prefix.utf8) else { return false }
            rest = rest.dropFirst(prefix.utf8.count)
            return true
        }
    }
}
