package import JOSE
import JSON

/// A key of a set that does nothing any more, as far as it may explain a token that is refused.
package struct RetiredKey: Sendable {
    /// Its public part; nil where it is a shared secret, which nobody opens for that.
    private let key: Key?
    /// What the token would call it.
    private let keyID: [UInt8]
    /// Since when, in seconds since 1970; nil where nobody knows.
    private let since: Int64?

    /// A key that was retired.
    package init(_ key: Key?, named keyID: [UInt8], since: Int64?) {
        self.key = key
        self.keyID = keyID
        self.since = since
    }

    fileprivate func explanation(of entry: SignatureEntry, _ token: SignedToken) -> Finding? {
        let reason: String
        if let key {
            guard let algorithm = entry.header.algorithm, algorithm.fits(key) else { return nil }
            let input = entry.signingInput(token.payload)
            guard key.verifies(entry.signature.span, of: input.span, with: algorithm) else { return nil }
            reason = "The signature holds with"
        } else {
            guard entry.header.keyID?.isString(keyID.span) == true else { return nil }
            reason = "The token names"
        }
        let date = since.flatMap { Calendar.text(NumericDate(seconds: $0)) }
        return Finding(
            .keyIsRetired,
            "\(reason) the key \"\(String(decoding: keyID, as: UTF8.self))\", which was retired\(date.map { " at \($0)" } ?? "").",
            range: entry.headerRange)
    }
}

extension Verdict {
    /// Adds what retired keys may explain about a token for which there is no key any more.
    package mutating func explain(byRetired keys: [RetiredKey]) {
        guard !keys.isEmpty, let token else { return }
        for outcome in signatures where outcome.isUnexplained && token.signatures.indices.contains(outcome.index) {
            let entry = token.signatures[outcome.index]
            guard let finding = keys.lazy.compactMap({ $0.explanation(of: entry, token) }).first else { continue }
            diagnosis.append(finding)
        }
    }
}
