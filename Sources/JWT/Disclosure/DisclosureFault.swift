/// What is wrong with an SD-JWT beside its signature and its claims, and where that shows.
package struct DisclosureFault: Error, Sendable {
    /// The row of the vocabulary.
    package let code: FindingCode
    /// A sentence for people.
    package let message: String
    /// The bytes that show it, in the token as it was given.
    package let range: Range<Int>?

    init(_ code: FindingCode, _ message: String? = nil, at range: Range<Int>? = nil) {
        self.code = code
        self.message = message ?? code.summary
        self.range = range
    }

    /// As a check that failed.
    func check(_ name: StaticString) -> Check {
        Check(name: name, status: .fail, code: code, message: message, range: range)
    }

    /// As a finding.
    package var finding: Finding { Finding(code, message, range: range) }
}
