import JWT

/// A token in a few words that stay true: `exp 14:05Z · ES256 · verified`.
struct TokenLabel {
    let text: String

    /// The words for a token, of which the keys said this.
    init(_ note: TokenNote, _ judgement: Judgement, at now: NumericDate) {
        let time: String? =
            switch note.state(at: now) {
            case .active: note.expires.map { "exp \(Self.brief($0, now))" }
            case .expired: note.expires.map { "expired \(Self.brief($0, now))" }
            case .notYetValid: note.notBefore.map { "from \(Self.brief($0, now))" }
            case .noExpiry: "no exp"
            case .invalid: "wrong times"
            case .unknown: nil
            }
        let verdict: String? =
            switch judgement {
            case .none, .conforming: nil
            case .valid: "verified"
            case .invalid: "signature invalid"
            case .keyUnknown: "key unknown"
            case .refused: "refused"
            }
        let kind: String? =
            switch note.kind {
            case .jwe: "encrypted"
            case .unsecured: "not signed"
            default: AlgorithmWord.isKnown(note.algorithm) ? note.algorithm : nil
            }
        text = [time, kind, verdict].compactMap { $0 }.joined(separator: " · ")
    }

    // The time of day where it is today, else the date.
    private static func brief(_ date: NumericDate, _ now: NumericDate) -> String {
        guard let text = Calendar.text(date), let today = Calendar.text(now) else { return "beyond all time" }
        guard text.prefix(10) == today.prefix(10) else { return String(text.prefix(10)) }
        return "\(text.dropFirst(11).prefix(5))Z"
    }
}
