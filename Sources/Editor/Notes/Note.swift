package import JWT

/// What is known of something in a text: as little as says what to tell of it, since a text may hold thousands.
package enum Note: Sendable {
    case token(TokenNote)
    case key(KeyNote)

    /// What is known of what stands there.
    init(_ sighting: Sighting, in text: [UInt8], guesses: Bool) {
        let octets = Array(text[sighting.range])
        self =
            switch sighting.form {
            case .token, .jsonToken: .token(TokenNote(octets, guesses: guesses))
            case .pem, .jwk: .key(KeyNote(octets, sighting.form))
            }
    }

    /// What is known of a token.
    package var token: TokenNote? {
        if case .token(let note) = self { note } else { nil }
    }

    /// What is known of a key.
    package var key: KeyNote? {
        if case .key(let note) = self { note } else { nil }
    }
}

/// What came of a token under the keys and the policy of the settings.
package enum Judgement: Sendable, Equatable {
    /// There is nothing to judge by, or nobody has yet.
    case none
    /// The signature holds, and so does what the policy asks, time aside.
    case valid
    /// There is no key to verify with, and the policy has nothing against it, time aside.
    case conforming
    /// The signature does not hold.
    case invalid
    /// None of the keys is for it.
    case keyUnknown
    /// The signature holds, or was not looked at, and something else is wrong: the row of the finding and its sentence.
    case refused(FindingCode, String)
}
