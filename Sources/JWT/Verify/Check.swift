package import JSON

/// One thing that a verification looked at: what was expected, what was there, and what came of it.
///
/// Most checks hold and need no words: what they say stands in the claims. So a check is a few numbers, and what else
/// there is to say about one is kept beside it.
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
    /// By how many seconds it holds, or fails where negative.
    package let deltaSeconds: Int64?
    /// The bytes in the token as it was given.
    package let range: Range<Int>?
    /// The claim that was there, where the claims are at hand.
    private let claim: JSONPlace?
    private let remark: Remark?

    /// What there is to say about one check.
    private final class Remark: Sendable {
        let message: String?
        let expected: Detail
        let actual: Detail
        let pointer: String?

        init(_ message: String?, expected: Detail, actual: Detail, pointer: String?) {
            self.message = message
            self.expected = expected
            self.actual = actual
            self.pointer = pointer
        }
    }

    /// A check with a sentence about a failure or a skip (the code's own where there is none), what was expected and
    /// what was there, and the member as a JSON pointer into the header or the claims.
    init(
        name: StaticString, status: Status, code: FindingCode, message: String? = nil, expected: Detail = .none,
        actual: Detail = .none, deltaSeconds: Int64? = nil, pointer: String? = nil, range: Range<Int>? = nil
    ) {
        self.name = name
        self.status = status
        self.code = code
        self.deltaSeconds = deltaSeconds
        self.range = range
        claim = nil
        if message == nil, pointer == nil, expected.isNone, actual.isNone {
            remark = nil
        } else {
            remark = Remark(message, expected: expected, actual: actual, pointer: pointer)
        }
    }

    /// A check of a claim that holds.
    init(
        name: StaticString, code: FindingCode, claim: JSONPlace, expected: Detail = .none, deltaSeconds: Int64? = nil,
        range: Range<Int>
    ) {
        self.name = name
        status = .pass
        self.code = code
        self.deltaSeconds = deltaSeconds
        self.range = range
        self.claim = claim
        remark = expected.isNone ? nil : Remark(nil, expected: expected, actual: .none, pointer: nil)
    }

    /// The same check of another claim.
    func about(_ claim: JSONPlace, _ range: Range<Int>) -> Check {
        Check(self, claim, range)
    }

    private init(_ other: Check, _ claim: JSONPlace, _ range: Range<Int>) {
        name = other.name
        status = other.status
        code = other.code
        deltaSeconds = other.deltaSeconds
        remark = other.remark
        self.claim = claim
        self.range = range
    }

    /// A sentence about a failure.
    var message: String? { remark?.message }

    /// What a failed check says in the one vocabulary of findings.
    package var finding: Finding {
        Finding(
            code, message, severity: .error, pointer: remark?.pointer, range: range,
            expected: remark?.expected ?? .none, actual: remark?.actual ?? .none)
    }

    /// Writes the check as an object; the claims are those that it looked at, if it did.
    package func write(to writer: inout JSONWriter, claims: JSONValue?) {
        guard status != .pass || remark != nil else { return writePass(to: &writer, claims: claims) }
        writer.beginObject()
        writer.member("check", name)
        writer.member("status", status.word)
        if status != .pass {
            writer.member("code", code.name)
            if let message { writer.member("message", message) } else { writer.member("message", code.sentence) }
        }
        if let remark { writer.member("expected", remark.expected) }
        if let claim, let claims {
            writer.member("actual", claims.at(claim))
        } else if let remark {
            writer.member("actual", remark.actual)
        }
        if let deltaSeconds { writer.member("deltaSeconds", deltaSeconds) }
        if let remark { writer.member("pointer", remark.pointer) }
        writer.member("range", range)
        writer.member("spec", code.specification)
        writer.endObject()
    }

    // What most checks are, in as few pieces as can be.
    private func writePass(to writer: inout JSONWriter, claims: JSONValue?) {
        writer.beginObject()
        writer.append("\"check\":\"")
        writer.append(name)
        writer.append("\",\"status\":\"pass\"")
        if let claim, let claims {
            writer.append(",\"actual\":")
            writer.copy(claim, of: claims)
        }
        if let deltaSeconds {
            writer.append(",\"deltaSeconds\":")
            writer.integer(deltaSeconds)
        }
        if let range {
            writer.append(",\"range\":[")
            writer.integer(range.lowerBound)
            writer.integer(range.upperBound)
            writer.append("]")
        }
        if let specification = code.specification {
            writer.append(",\"spec\":\"")
            writer.append(specification)
            writer.append("\"")
        }
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
