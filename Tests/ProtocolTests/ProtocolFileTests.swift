import Editor
import Foundation
import JSON
import JWT
import Methods
import RPC
import Store
import Testing

/// The contract's files are what the tables of the sources say. `JWTLS_WRITE_PROTOCOL=1` writes them anew.
struct ProtocolFileTests {
    // Before the first test looks at a file all are written, once: tests run beside each other.
    private static let written = Result {
        guard ProcessInfo.processInfo.environment["JWTLS_WRITE_PROTOCOL"] == "1" else { return }
        for file in try ProtocolFile.all() { try file.write() }
    }

    init() throws { try Self.written.get() }

    @Test(arguments: try ProtocolFile.all())
    func `a file of the contract is what the sources say`(file: ProtocolFile) throws {
        let found = try String(contentsOf: file.url, encoding: .utf8)
        #expect(
            found.utf8.elementsEqual(file.content.utf8),
            "\(file.path) is old: JWTLS_WRITE_PROTOCOL=1 swift test --filter ProtocolTests writes it")
    }

    @Test(arguments: try ProtocolFile.all())
    func `no member of a file stands twice`(file: ProtocolFile) throws {
        let document = try JSONDocument(Array(file.content.utf8))
        #expect(document.duplicates.compactMap(\.string) == [], "\(file.path)")
    }

    @Test func `no schema lies there that no method uses`() throws {
        let folder = ProtocolFile.folder.appendingPathComponent("schemas")
        let names = Set(try ProtocolFile.all().map(\.path))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            #expect(names.contains("schemas/\(name)"), "\(name)")
        }
    }

    @Test func `the OpenRPC file without its white space is what the server answers, byte for byte`() throws {
        let file = ProtocolFile.folder.appendingPathComponent("openrpc.json")
        var compact = JSONWriter()
        compact.copy(try JSONDocument(Array(try Data(contentsOf: file))).root)
        #expect(try Served.result(of: "rpc.discover", "{}") == compact.bytes)
    }

    @Test func `an error has one number and one word`() {
        #expect(Set(ErrorCode.all.map(\.number)).count == ErrorCode.all.count)
        #expect(Set(ErrorCode.all.map(\.word)).count == ErrorCode.all.count)
    }

    @Test(arguments: ErrorCode.all.map { ($0.number, $0.word, $0.summary) })
    func `a number of ours is positive, a word is dotted, a summary is a sentence`(
        number: Int, word: String, summary: String
    ) throws {
        #expect(number > 0 || (-32899 ... -32002).contains(number))
        #expect(try /[a-z]+\.[a-z_]+/.wholeMatch(in: word) != nil)
        #expect(summary.hasSuffix("."))
    }

    @Test(arguments: Methods.descriptions)
    func `what a method can fail with stands in the table`(method: MethodDescription) {
        for error in method.errors { #expect(ErrorCode.all.contains(error), "\(method.name): \(error.word)") }
        #expect(Set(method.errors.map(\.number)).count == method.errors.count, "\(method.name) names one twice")
    }

    @Test func `a domain error is one that some method can give`() {
        let given = Methods.descriptions.flatMap(\.errors)
        for row in ErrorCode.domain { #expect(given.contains(row), "\(row.word)") }
    }

    // What these examples name has to be made first: their transcripts show how.
    private static let following = [
        "sign/complete", "policies/get", "revocations/remove", "keys/get", "keys/remove", "keys/rotate", "keys/jwks",
    ]

    @Test(arguments: Methods.descriptions.filter { !following.contains($0.name.description) })
    func `a method's example works as it is written`(method: MethodDescription) throws {
        #expect(throws: Never.self) { try Served.result(of: "\(method.name)", method.example) }
    }

    @Test func `limits and findings have one name each`() {
        let limits = (Limits.rows(RPCLimits()) + Editor.limits).map(\.name)
        #expect(Set(limits).count == limits.count)
        let findings = FindingCode.all.map(\.word)
        #expect(Set(findings).count == findings.count)
    }
}

/// One call of a method, in this process.
enum Served {
    /// The result as it would be sent.
    static func result(of name: String, _ params: String) throws -> [UInt8] {
        let request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\(name)\",\"params\":\(params)}"
        let session = Session(methods: Methods.descriptions, framing: .lines)
        guard case .jobs(let jobs) = session.next(in: Array(request.utf8), isEnd: true), let job = jobs.first else {
            throw Failed(answer: "no answer")
        }
        let responder = MethodResponder(
            Surroundings(clock: { NumericDate(seconds: 1_767_225_600) }, store: Store(.memory) { 0 }))
        var buffer = AnswerBuffer(framing: .lines, limits: RPCLimits())
        _ = buffer.answer(job, by: responder, lane: .slow)
        let answer = try JSONDocument(buffer.bytes).root
        guard let result = answer["result"] else { throw Failed(answer: answer.lexeme) }
        return Array(result.text)
    }

    /// An answer that is no result.
    struct Failed: Error {
        let answer: String
    }
}
