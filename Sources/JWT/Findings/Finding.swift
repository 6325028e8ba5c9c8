package import JSON

/// One thing found about a token or a key: the same for a decode, a verdict and an editor.
package struct Finding: Sendable {
    /// The row of the vocabulary.
    package let code: FindingCode
    /// How much it matters here.
    package var severity: FindingCode.Severity
    /// A sentence for people; it may quote names and numbers of the token, never a secret.
    package var message: String
    /// The member it is about, as a JSON pointer into the header or the claims.
    package var pointer: String?
    /// The bytes it is about, in the token as it was given.
    package var range: Range<Int>?
    /// What would have been right, and what was there.
    package var expected: Detail
    package var actual: Detail
    /// What would mend it.
    package var hint: String?

    /// A finding of this row.
    package init(
        _ code: FindingCode, _ message: String? = nil, severity: FindingCode.Severity? = nil, pointer: String? = nil,
        range: Range<Int>? = nil, expected: Detail = .none, actual: Detail = .none, hint: String? = nil
    ) {
        self.code = code
        self.severity = severity ?? code.severity
        self.message = message ?? code.summary
        self.pointer = pointer
        self.range = range
        self.expected = expected
        self.actual = actual
        self.hint = hint
    }

    /// The same about bytes that stand further behind.
    package func moved(by offset: Int) -> Finding {
        var finding = self
        finding.range = range.map { ($0.lowerBound + offset)..<($0.upperBound + offset) }
        return finding
    }

    /// Writes the finding as an object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code.name)
            writer.member("severity", severity.rawValue)
            writer.member("message", message)
            writer.member("pointer", pointer)
            writer.member("range", range)
            writer.member("expected", expected)
            writer.member("actual", actual)
            writer.member("spec", code.specification)
            writer.member("hint", hint)
        }
    }
}

/// A value that a check or a finding tells of: written as JSON, and only when somebody reads it.
package enum Detail: Sendable {
    case none
    case text(String)
    case texts([String])
    case integer(Int64)
    case value(JSONValue)
    case bytes([UInt8])

    /// Whether there is nothing to tell.
    var isNone: Bool {
        if case .none = self { return true }
        return false
    }
}

extension JSONWriter {
    /// Writes a member for a detail, or nothing where there is none.
    package mutating func member(_ name: StaticString, _ detail: Detail) {
        switch detail {
        case .none: return
        case .text(let text): member(name, text)
        case .texts(let texts): member(name, texts)
        case .value(let value): member(name, value)
        case .integer(let integer): member(name, integer)
        case .bytes(let bytes):
            self.name(name)
            string(bytes.span)
        }
    }
}
