import Foundation
import Launching
import Testing

/// What the documents show is what happens.
struct DocumentationTests {
    @Test(
        .enabled(if: BuiltProgram.has("jq") && BuiltProgram.has("bash"), "jq or bash is not here"),
        arguments: ConsoleBlock.documents)
    func `every example of a document runs as it is written`(document: String) throws {
        guard let block = try ConsoleBlock(document: document) else { return }
        let outcome = try BuiltProgram.shell("exec bash -s", input: block.script)
        let parts = outcome.output.components(separatedBy: "\n\(ConsoleBlock.mark) ")
        try #require(parts.count == block.steps.count + 1, "\(outcome.output)\n\(outcome.errors)")
        var output = parts[0]
        for (index, step) in block.steps.enumerated() {
            let end = parts[index + 1].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            #expect(end.first == "\(step.status)", "\(step.command)\n\(output)\n\(outcome.errors)")
            if !step.output.isEmpty {
                let lines = output.split(separator: "\n").map(String.init)
                #expect(lines == step.output.filter { !$0.isEmpty }, "\(step.command)")
            }
            output = end.count == 2 ? String(end[1]) : ""
        }
    }

    @Test
    func `the front page has examples`() throws {
        let block = try #require(try ConsoleBlock(document: "README.md"))
        #expect(block.steps.count >= 6)
    }
}
