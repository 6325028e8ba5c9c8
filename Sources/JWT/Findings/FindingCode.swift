/// One row of the vocabulary of findings; `Protocol/findings.json` lists every row.
///
/// A word never changes its meaning. The rows stand in `FindingCode+….swift`, a file a subject, and `all` lists them.
package final class FindingCode: Sendable {
    /// How much a finding matters.
    package enum Severity: String, Sendable, CaseIterable {
        /// The token or key is refused, or should be.
        case error
        /// It works, and somebody should look.
        case warning
        /// Worth knowing.
        case information
        /// A small thing that could be better.
        case hint
    }

    /// The stable word, for example `claim.exp_expired`.
    package let word: String
    /// How much it matters unless somebody says otherwise.
    package let severity: Severity
    /// What it says, in one sentence.
    package let summary: String
    /// The section that it rests on, for example `RFC 7519 §4.1.4`.
    package let specification: StaticString?

    /// A row.
    package init(_ word: String, _ severity: Severity, _ summary: String, _ specification: StaticString? = nil) {
        self.word = word
        self.severity = severity
        self.summary = summary
        self.specification = specification
    }

    /// Every row.
    package static let all: [FindingCode] =
        tokenRows + headerRows + keyRows + keyQualityRows + claimRows + diagnosisRows + textRows + decodeRows
}

extension FindingCode: Hashable {
    /// Whether both are the same row: a row is made once.
    package static func == (first: FindingCode, second: FindingCode) -> Bool { first === second }

    /// Hashes the row's identity.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
