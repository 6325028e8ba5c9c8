import Launching
import Testing

/// Every client of `Clients/` that has tests of its own: they run, with the program that was built.
struct ClientTests {
    /// A folder of `Clients/`, and what its tests run with.
    struct Client: Sendable, CustomTestStringConvertible {
        let folder: String
        let programs: [String]

        var testDescription: String { folder }

        /// Whether all that it needs is here.
        var isHere: Bool { programs.allSatisfy(BuiltProgram.has) }
    }

    static let clients = [
        Client(folder: "gateway", programs: ["python3"]),
        Client(folder: "helix", programs: ["python3"]),
        Client(folder: "jetbrains", programs: ["python3"]),
        Client(folder: "kakoune", programs: ["python3"]),
        Client(folder: "kate", programs: ["python3"]),
        Client(folder: "node", programs: ["node"]),
        Client(folder: "python", programs: ["python3"]),
        Client(folder: "shell", programs: ["bash", "jq", "git"]),
        Client(folder: "sublime", programs: ["python3"]),
        Client(folder: "vscode", programs: ["node"]),
        Client(folder: "zed", programs: ["python3"]),
    ]

    @Test(
        .enabled(if: clients.contains(where: \.isHere), "no client can run here"), arguments: clients.filter(\.isHere))
    func `a client passes its own tests`(client: Client) throws {
        let outcome = try BuiltProgram.shell(
            #"exec "$1/Clients/test" "$2""#, arguments: [BuiltProgram.repository, client.folder])
        let counts = outcome.lines.last ?? ""
        #expect(outcome.status == 0, "\(outcome.output.suffix(5000))\(outcome.errors.suffix(2000))")
        #expect(counts.contains(" passed, 0 failed, ") && !counts.hasPrefix("0 "), "\(counts)")
    }

    @Test(arguments: clients.filter { !$0.isHere })
    func `a client that cannot run here is said to be missing`(client: Client) throws {
        try Test.cancel("\(client.folder) needs \(client.programs.joined(separator: ", "))")
    }
}
