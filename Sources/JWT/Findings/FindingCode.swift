import JSON

/// One row of the vocabulary of findings; `Protocol/findings.json` lists every row.
///
/// A word never changes its meaning. The rows stand in `FindingCode+….swift`, a file a subject, and `all` lists them.
///
/// It is made of text in the program alone, so that every token's checks can carry one for nothing.
package struct FindingCode: Sendable {
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
    package var word: String { name.description }
    /// The word, as it is written into answers.
    let name: StaticString
    /// How much it matters unless somebody says otherwise.
    package let severity: Severity
    /// What it says, in one sentence.
    package var summary: String { sentence.description }
    /// The sentence, as it is written into answers.
    let sentence: StaticString
    /// The section that it rests on, for example `RFC 7519 §4.1.4`.
    package let specification: StaticString?

    /// A row.
    package init(
        _ word: StaticString, _ severity: Severity, _ summary: StaticString, _ specification: StaticString? = nil
    ) {
        name = word
        self.severity = severity
        sentence = summary
        self.specification = specification
    }

    /// The row of this word, or nil.
    package static func named(_ word: String) -> FindingCode? { byWord[word] }

    private static let byWord = Dictionary(all.map { ($0.word, $0) }) { first, _ in first }

    /// Every row.
    package static let all: [FindingCode] =
        tokenRows + headerRows + encryptionRows + keyRows + keyQualityRows + claimRows + profileRows + diagnosisRows
        + textRows + decodeRows + disclosureRows + exposureRows + stateRows
}

extension FindingCode: Hashable {
    /// Whether both are the same row: a word has one.
    package static func == (first: FindingCode, second: FindingCode) -> Bool {
        first.name.withBytes { $0.equals(second.name) }
    }

    /// Hashes the row's word.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(word)
    }
}
