package import JSON

/// One thing that a verification looked at: what was expected, what was there, and what came of it.
package struct Check: Sendable {
    /// How a check came out.
    package enum Status: String, Sendable {
        /// As it must be.
        case pass
        /// Not as it must be: the token is refused.
        case fail
        /// Could not be looked at, since something before it failed: the token is refused for that.
        case skip
    }

    /// What was looked at: the name of a part, a claim or an option.
    package let name: StaticString
    /// How it came out.
    package let status: Status
    /// The row of the vocabulary that a failure is.
    package let code: FindingCode
    /// A sentence about a failure or a skip; the code's own where there is none.
    package var message: String?
    /// What was expected, and what was there.
    package var expected: Detail = .none
    package var actual: Detail = .none
    /// By how many seconds it holds, or fails where negative.
    package var deltaSeconds: Int64?
    /// The member, as a JSON pointer into the header or the claims.
    package var pointer: String?
    /// The bytes in the token as it was given.
    package var range: Range<Int>?

    /// What a failed check says in the one vocabulary of findings.
    package var finding: Finding {
        Finding(
            code, message, severity: .error, pointer: pointer, range: range, expected: expected, actual: actual)
    }

    /// Writes the check as an object.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("check", name)
        writer.member("status", status.word)
        if status != .pass {
            writer.member("code", code.word)
            writer.member("message", message ?? code.summary)
        }
        writer.member("expected", expected)
        writer.member("actual", actual)
        if let deltaSeconds { writer.member("deltaSeconds", deltaSeconds) }
        writer.member("pointer", pointer)
        writer.member("range", range)
        writer.member("spec", code.specification)
        writer.endObject()
    }
}

extension Check.Status {
    fileprivate var word: StaticString {
        switch self {
        case .pass: "pass"
        case .fail: "fail"
        case .skip: "skip"
        }
    }
}
