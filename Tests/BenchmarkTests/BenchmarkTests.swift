import Foundation
import Launching
import Testing

/// The instruments of `Tests/Benchmarks`: that they run and say something, never how fast anything was.
///
/// One after another, since they keep their keys and tokens in one place.
@Suite(
    .serialized,
    .enabled(if: BuiltProgram.has("python3") && BuiltProgram.has("cc"), "python3 or a C compiler is not here"))
struct BenchmarkTests {
    private static let folder = BuiltProgram.repository + "/Tests/Benchmarks"

    @Test(arguments: try rows())
    func `every row measures a few requests and prints its lines`(row: String) throws {
        let outcome = try BuiltProgram.shell(
            #"exec "$1/run" --only "$2" --rounds 1 --tokens 4 --seconds 0.01 --program "$JWTLS" --json /dev/stderr"#,
            arguments: [Self.folder, row])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.errors.utf8))
        #expect(!report.lines.isEmpty)
        for line in report.lines {
            #expect(line.row == row)
            #expect(line.jwtls != nil || line.word == "works" || line.note.hasPrefix("skipped"), "\(line)")
            #expect(outcome.output.contains(line.metric), "\(line)")
        }
    }

    @Test(arguments: ["run", "instructions", "failures"], ["--help", "--only nothing", "--program /dev/null"])
    func `the commands explain themselves, and refuse what they cannot do`(command: String, option: String) throws {
        let outcome = try BuiltProgram.shell(#"exec "$1/$2" $3"#, arguments: [Self.folder, command, option])
        #expect(!outcome.isSignalled)
        if option == "--help" {
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("--program"))
        } else {
            #expect(outcome.status != 0)
            #expect(!outcome.errors.isEmpty)
            #expect(!outcome.errors.contains("Traceback"), "\(outcome.errors)")
        }
    }

    @Test(.enabled(if: BuiltProgram.has("valgrind"), "valgrind is not here"))
    func `instructions are counted, and what grew is an error`() throws {
        let script = #"exec "$1/instructions" --only "verify HS256" --requests 2 --limit "$2" --program "$JWTLS""#
        let lenient = try BuiltProgram.shell(script, arguments: [Self.folder, "1000000"])
        #expect(lenient.status == 0, "\(lenient.output)\(lenient.errors)")
        // What was not optimised costs far more than what is kept.
        let strict = try BuiltProgram.shell(script, arguments: [Self.folder, "3"])
        #expect(strict.status == 1, "\(strict.output)\(strict.errors)")
        #expect(strict.output.contains("verify HS256"))
    }

    @Test(.enabled(if: BuiltProgram.has("valgrind"), "valgrind is not here"))
    func `a failed decryption takes as many instructions whatever was wrong`() throws {
        let script = #"exec "$1/failures" --only dir --requests 8 --limit "$2" --program "$JWTLS""#
        let outcome = try BuiltProgram.shell(script, arguments: [Self.folder, "0.2"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("wrong padding, right tag"))
        let strict = try BuiltProgram.shell(script, arguments: [Self.folder, "-1"])
        #expect(strict.status == 1, "\(strict.output)\(strict.errors)")
    }

    @Test func `the time of failed decryptions is compared`() throws {
        let outcome = try BuiltProgram.shell(
            #"exec "$1/failures" --clock 2 --only RSA1_5 --program "$JWTLS""#, arguments: [Self.folder])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("RSA1_5, no end of the padding"))
    }

    @Test func `the C programs are free of warnings`() throws {
        let outcome = try BuiltProgram.shell(
            #"cd "$1" && exec cc -O2 -Wall -Wextra -Werror -fsyntax-only Measure/*.c Limits/*.c"#,
            arguments: [Self.folder])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private struct Report: Decodable {
        let lines: [Line]
    }

    private struct Line: Decodable {
        let row: String
        let metric: String
        let jwtls: Double?
        let word: String
        let note: String
    }

    // A file in `Rows` is a row, unless it is the list of them.
    private static func rows() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder + "/Rows").sorted()
            .filter { $0.hasSuffix(".py") && !$0.hasPrefix("_") }.map { String($0.dropLast(3)) }
    }
}
