import Foundation
import Launching
import Testing

/// A shell script with the program in its search path, run in an empty folder of its own.
enum CommandLineRun {
    /// A secret that no output may ever show, and what signs with it.
    static let secret = "a secret of thirty-two bytes, at least"
    static let withSecret = "--secret-file secret --secret-encoding utf8"

    /// Runs the script; `secret` is a file with the secret, that nobody else can read.
    static func run(_ script: String, input: String = "") throws -> BuiltProgram.Outcome {
        let frame = """
            folder=$(mktemp -d) && cd "$folder" || exit 99
            trap 'rm -rf "$folder"' EXIT
            PATH="$(dirname "$JWTLS"):$PATH"; export PATH
            unset NO_COLOR
            (umask 077; printf %s '\(secret)' > secret)
            \(script)
            """
        return try BuiltProgram.shell(frame, input: input)
    }

    /// Runs it and holds what comes of it against what is expected.
    @discardableResult
    static func check(
        _ script: String, input: String = "", gives status: Int32, output: String? = nil, errors: String? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws -> BuiltProgram.Outcome {
        let outcome = try run(script, input: input)
        let seen = Comment(rawValue: "\(script)\n\(outcome.output)\n\(outcome.errors)")
        #expect(outcome.status == status, seen, sourceLocation: location)
        #expect(!outcome.isSignalled, seen, sourceLocation: location)
        if let output { #expect(outcome.output.contains(output), seen, sourceLocation: location) }
        if let errors { #expect(outcome.errors.contains(errors), seen, sourceLocation: location) }
        #expect(!(outcome.output + outcome.errors).contains(secret), seen, sourceLocation: location)
        return outcome
    }
}
