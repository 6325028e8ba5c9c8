/// What shows that a row was written by who knows a secret, and is as it was written.
package struct RowSeal: Sendable {
    /// The seal of some octets.
    let make: @Sendable ([UInt8]) throws(StoreFault) -> [UInt8]
    /// Whether a seal is that of some octets.
    let holds: @Sendable (_ seal: [UInt8], _ octets: [UInt8]) -> Bool

    /// What makes seals, and what looks whether one holds.
    package init(
        make: @escaping @Sendable ([UInt8]) throws(StoreFault) -> [UInt8],
        holds: @escaping @Sendable (_ seal: [UInt8], _ octets: [UInt8]) -> Bool
    ) {
        self.make = make
        self.holds = holds
    }

    func check(_ seal: [UInt8]?, _ octets: [UInt8], _ name: [UInt8]) throws(StoreFault) {
        guard let seal, holds(seal, octets) else {
            throw StoreFault(
                .corrupt,
                "The keys \(String(decoding: name, as: UTF8.self)) of the store are not as they were put under this store's key or password.",
                hint: "Whoever put them without it, puts them again: keys/remove with all, then keys/put.")
        }
    }
}

extension StoredKey {
    /// What a seal is of: everything but how long its tokens live, which grows with each of them.
    var sealedOctets: [UInt8] {
        var octets = SealedOctets("key")
        octets.add(set)
        octets.add(keyID)
        octets.add(place)
        octets.add(algorithm)
        octets.add(mark)
        octets.add(publicPart)
        octets.add(secretPart)
        octets.add(created)
        octets.add(activates)
        octets.add(verifyUntil)
        octets.add(reached.rawValue)
        return octets.octets
    }
}

extension FetchedKeys {
    /// What a seal is of.
    var sealedOctets: [UInt8] {
        var octets = SealedOctets("fetched")
        octets.add(set)
        octets.add(content)
        octets.add(count)
        octets.add(fetched)
        octets.add(until)
        return octets.octets
    }
}

/// The fields of a row one behind the other, each with its length, so that no two rows are alike.
private struct SealedOctets {
    private(set) var octets: [UInt8] = []

    init(_ kind: StaticString) { add(Array("\(kind)".utf8)) }

    mutating func add(_ part: [UInt8]?) {
        guard let part else { return octets.append(0) }
        octets.append(1)
        append(Int64(part.count))
        octets += part
    }

    mutating func add(_ number: Int64?) {
        guard let number else { return octets.append(0) }
        octets.append(2)
        append(number)
    }

    private mutating func append(_ number: Int64) {
        for shift in stride(from: Int64(56), through: 0, by: -8) {
            octets.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
