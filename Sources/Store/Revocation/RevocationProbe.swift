/// Looks for names among those that may have been revoked. What it looks for is not copied; what it finds is.
package struct RevocationProbe {
    /// The kinds of entries that there are: looking for others finds nothing.
    package let kinds: Revocation.Kinds
    /// What was found.
    package private(set) var names: [Revocation.Name] = []
    // Nil where every name may have been revoked.
    private let table: FingerprintTable?

    /// Finds everything, for who asks the store itself.
    package init() { self.init(nil, .all) }

    init(_ table: FingerprintTable?, _ kinds: Revocation.Kinds) {
        self.table = table
        self.kinds = kinds
    }

    /// Looks for an entry with one part.
    package mutating func look(for kind: Revocation.Kind, _ value: Span<UInt8>) {
        guard kinds.contains(kind) else { return }
        var fingerprint = NameFingerprint(kind)
        fingerprint.add(value)
        guard mayHold(fingerprint) else { return }
        keep(Revocation.Name(kind, Self.copy(value)))
    }

    /// Looks for an entry about what has this name, whoever issued it.
    package mutating func look(for kind: Revocation.Kind, ofAnyone value: Span<UInt8>) {
        guard kinds.contains(kind) else { return }
        var fingerprint = NameFingerprint(kind)
        fingerprint.addNothing()
        fingerprint.add(value)
        guard mayHold(fingerprint) else { return }
        keep(Revocation.Name(kind, nil, Self.copy(value)))
    }

    /// Looks for an entry about what one issuer gave this name.
    package mutating func look(for kind: Revocation.Kind, of issuer: Span<UInt8>, _ value: Span<UInt8>) {
        guard kinds.contains(kind) else { return }
        var fingerprint = NameFingerprint(kind)
        fingerprint.add(issuer)
        fingerprint.add(value)
        guard mayHold(fingerprint) else { return }
        keep(Revocation.Name(kind, Self.copy(issuer), Self.copy(value)))
    }

    private func mayHold(_ fingerprint: consuming NameFingerprint) -> Bool {
        guard let table else { return true }
        return table.contains(fingerprint.value())
    }

    private mutating func keep(_ name: Revocation.Name?) {
        if let name { names.append(name) }
    }

    private static func copy(_ part: Span<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(part.count)
        for index in part.indices { octets.append(part[index]) }
        return octets
    }
}
