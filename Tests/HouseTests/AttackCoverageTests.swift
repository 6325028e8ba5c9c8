import Foundation
import Testing

/// Every row of the table of attacks is held by a test, or stands in the list of those that mean nothing yet.
struct AttackCoverageTests {
    @Test func `no row of the table of attacks is missing`() throws {
        let named = try Self.named()
        let elsewhere = Set(
            AttackCoverage.elsewhere.flatMap { entry in entry.rows.map { Self.name(entry.family, $0) } })
        let later = Set(AttackCoverage.later.flatMap { entry in entry.rows.map { Self.name(entry.family, $0) } })
        for (family, count) in AttackCoverage.families {
            let rows = Set((1...count).map { Self.name(family, $0) })
            let missing = rows.subtracting(named).subtracting(elsewhere).subtracting(later)
            #expect(missing.isEmpty, "nothing holds \(missing.sorted())")
            let unknown = named.union(elsewhere).union(later).filter { $0.hasPrefix("\(family)-") }.subtracting(rows)
            #expect(unknown.isEmpty, "\(unknown.sorted()) are no rows")
        }
        let early = later.intersection(named.union(elsewhere))
        #expect(early.isEmpty, "\(early.sorted()) mean something now")
        print(
            "Attacks: \(named.count) rows named by tests and vectors, \(elsewhere.count) held by other tests, \(later.count) later"
        )
    }

    @Test func `every test that is said to hold a row is there`() throws {
        for entry in AttackCoverage.elsewhere {
            let text = try String(contentsOf: Self.tests.appendingPathComponent(entry.file), encoding: .utf8)
            #expect(text.contains("func `\(entry.test)"), "\(entry.file): \(entry.test)")
        }
    }

    private static func name(_ family: String, _ number: Int) -> String {
        "\(family)-\(number < 10 ? "0" : "")\(number)"
    }

    /// The rows that stand by their names in the rows of attacks, in the names of tests, and in the conformance vectors.
    private static func named() throws -> Set<String> {
        let methods = tests.appendingPathComponent("MethodsTests")
        var files = try FileManager.default.contentsOfDirectory(at: methods, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }
        files.append(repository.appendingPathComponent("Protocol/conformance/vectors.json"))
        var found: Set<String> = []
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /(?:"|`)([A-Z]{3}-[0-9]{2})(?: |"|,)/) { found.insert(String(match.1)) }
        }
        // UTF-16 is no row.
        return found.filter { row in AttackCoverage.families.contains { row.hasPrefix("\($0.name)-") } }
    }

    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../..").standardizedFileURL
    private static let tests = repository.appendingPathComponent("Tests")
}
