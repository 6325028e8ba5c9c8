import Foundation
import JSON
import Launching

/// Other implementations, in a virtual environment of Python that is made once, under `.build`.
enum Peers {
    /// Which algorithms a library lacks; all others must work.
    static let lacking: [(library: String, algorithms: Set<String>)] = [
        ("PyJWT", lattices.union(["Ed25519"])), ("joserfc", lattices), ("jwcrypto", []), ("openssl", lattices),
        ("jose", lattices.union(["ES256K", "EdDSA", "Ed25519", "Ed448"])),
    ]
    private static let lattices: Set = ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"]

    /// What a skipped test says.
    static let absence = "python3 with venv, or the registry of its packages, is not here"

    /// Whether the environment is there, after making it where it is not.
    static let areHere: Bool = {
        do {
            return try BuiltProgram.shell(
                #"exec "$2/Tests/PeerTests/prepare" "$1""#, arguments: [folder, BuiltProgram.repository]
            ).status == 0
        } catch {
            return false
        }
    }()

    /// The libraries and programs that are here.
    static let libraries: Set<String> = {
        do {
            let answers = try ask(["{\"do\":\"libraries\"}"])
            return Set(
                answers.flatMap { $0["libraries"].map { Array($0.elements) } ?? [JSONValue]() }.compactMap(\.string))
        } catch {
            return []
        }
    }()

    /// What the differential fuzzer says of so many tokens from this seed, and its exit code.
    static func differences(seed: Int, tokens: Int) throws -> BuiltProgram.Outcome {
        try BuiltProgram.shell(
            #"exec "$1/bin/python" "$2/Tests/Fuzzing/differential/main.py" --seed "$3" --tokens "$4""#,
            arguments: [folder, BuiltProgram.repository, "\(seed)", "\(tokens)"])
    }

    /// What the libraries answer to these requests, in their order.
    static func ask(_ requests: [String]) throws -> [JSONValue] { try ask(requests, "peers.py") }

    /// What the libraries answer to these requests about encrypted tokens, in their order.
    static func askEncryption(_ requests: [String]) throws -> [JSONValue] { try ask(requests, "encryption.py") }

    /// What the reference implementation of SD-JWT answers to these requests, in their order.
    static func askSelective(_ requests: [String]) throws -> [JSONValue] { try ask(requests, "selective.py") }

    private static func ask(_ requests: [String], _ script: String) throws -> [JSONValue] {
        try answers(
            BuiltProgram.shell(
                #"exec "$1/bin/python" "$2/Tests/PeerTests/$3""#, arguments: [folder, BuiltProgram.repository, script],
                input: requests.joined(separator: "\n") + "\n"))
    }

    /// What jwtls answers to these calls, in their order: methods and parameters.
    static func jwtls(_ calls: [(method: String, parameters: String)]) throws -> [JSONValue] {
        let lines = calls.map { #"{"jsonrpc":"2.0","id":1,"method":"\#($0.method)","params":\#($0.parameters)}"# }
        return try answers(BuiltProgram.run(lines.joined(separator: "\n") + "\n"))
    }

    /// The same of processes that keep keys in one store, each asked once the one before has answered.
    static func jwtlsWithStore(_ calls: [(method: String, parameters: String)]) throws -> [JSONValue] {
        let lines = calls.map { #"{"jsonrpc":"2.0","id":1,"method":"\#($0.method)","params":\#($0.parameters)}"# }
        let script = #"""
            umask 077; folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
            head -c 32 /dev/urandom > "$folder/key"
            while read -r line; do
              printf '%s\n' "$line" | "$JWTLS" --store "$folder/store/keys.sqlite" --store-key "$folder/key" || exit
            done
            """#
        return try answers(BuiltProgram.shell(script, input: lines.joined(separator: "\n") + "\n"))
    }

    private static func answers(_ outcome: BuiltProgram.Outcome) throws -> [JSONValue] {
        guard outcome.status == 0, !outcome.isSignalled else { throw Failure(message: outcome.errors) }
        return try outcome.lines.map { try JSONDocument(Array($0.utf8)).root }
    }

    private static let folder = BuiltProgram.repository + "/.build/peers"

    /// A process that did not end well.
    struct Failure: Error {
        let message: String
    }
}
