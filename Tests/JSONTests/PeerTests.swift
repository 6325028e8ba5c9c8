import Foundation
import JSON
import Testing

struct PeerTests {
    // Python takes half a surrogate pair, and any depth; both are refused here, and left out below.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "there is no python3"))
    func `Python's reader gives the same verdicts`() throws {
        var random = RandomJSON(seed: 5_000_000)
        var texts: [[UInt8]] = []
        while texts.count < 1_500 {
            let text = random.text(of: random.tree())
            texts += [text, random.damage(text), random.nonsense()].filter { kind(of: $0) != .loneSurrogate }
        }
        let program = """
            import json, sys
            def refuse(name): raise ValueError(name)
            for line in sys.stdin:
                try:
                    json.loads(bytes.fromhex(line).decode('utf-8'), parse_constant=refuse, parse_int=str, parse_float=str)
                    print('y')
                except ValueError:
                    print('n')
            """
        let input = texts.map { $0.map { hexadecimal($0) }.joined() + "\n" }.joined()
        let verdicts = try run(program, input).split(separator: "\n")
        #expect(verdicts.count == texts.count)
        for (text, verdict) in zip(texts, verdicts) {
            #expect((kind(of: text) == nil) == (verdict == "y"), "\(text)")
        }
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    private func run(_ program: String, _ input: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("jwtls-\(UUID().uuidString)")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", program]
        let output = Pipe()
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    private func kind(of bytes: [UInt8]) -> JSONFault.Kind? {
        do throws(JSONFault) {
            _ = try JSONDocument(bytes)
            return nil
        } catch {
            return error.kind
        }
    }
}
