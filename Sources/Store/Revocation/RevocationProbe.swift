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

    /// Looks for entries about what has this name, whoever issued it, and about what this issuer gave that name.
    package mutating func look(for kind: Revocation.Kind, _ value: Span<UInt8>, of issuer: Span<UInt8>?) {
        guard kinds.contains(kind) else { return }
        var fingerprint = NameFingerprint(kind)
        fingerprint.add(value)
        var ofAnyone = fingerprint
        ofAnyone.addNothing()
        if mayHold(ofAnyone) { keep(Revocation.Name(kind, nil, Self.copy(value))) }
        guard let issuer else { return }
        fingerprint.add(issuer)
        if mayHold(fingerprint) { keep(Revocation.Name(kind, Self.copy(issuer), Self.copy(value))) }
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
