/// What is odd about keys that stand together, though each of them can be used.
package enum KeySetFinding: Sendable, Equatable {
    /// Two keys have the same `kid`, by their places in `keys` (RFC 7517 §4.5).
    case keyIDRepeated(first: Int, second: Int)
    /// Shared secrets stand beside asymmetric keys, so that one set is both to be kept and to be published.
    case secretsAmongKeys
    /// Private keys stand beside public ones.
    case privateAmongPublic

    /// A sentence for people.
    package var explanation: String {
        switch self {
        case .keyIDRepeated(let first, let second): "the keys \(first) and \(second) have the same \"kid\""
        case .secretsAmongKeys: "shared secrets and asymmetric keys stand in one set"
        case .privateAmongPublic: "private and public keys stand in one set"
        }
    }
}

extension KeySet {
    /// What is odd about the keys as a set.
    package var findings: [KeySetFinding] {
        var findings: [KeySetFinding] = []
        var places: [[UInt8]: Int] = [:]
        for (index, key) in keys.enumerated() {
            guard let keyID = key.keyID else { continue }
            if let first = places[keyID] {
                findings.append(.keyIDRepeated(first: first, second: index))
            } else {
                places[keyID] = index
            }
        }
        let asymmetric = keys.filter { $0.type != .oct }
        if !asymmetric.isEmpty, asymmetric.count < keys.count { findings.append(.secretsAmongKeys) }
        let secrets = asymmetric.filter(\.isSecret)
        if !secrets.isEmpty, secrets.count < asymmetric.count { findings.append(.privateAmongPublic) }
        return findings
    }
}
