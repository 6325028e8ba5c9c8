import JSON
import OpenSSL

/// The numbers of a JWK: which members each key type has, and how they are written (RFC 7518 §6, RFC 8037 §2,
/// RFC 9964 §3).
extension JWKReader {
    /// The numbers of the JWK as its `kty` says, with findings about what does not belong to it.
    mutating func numbers() throws(KeyFault) -> KeyNumbers {
        let type = try type()
        reportMembers(type)
        switch type {
        case .rsa: return try rsa()
        case .ec: return try ec()
        case .okp: return try okp()
        case .oct:
            guard let secret = try secret("k") else { throw missing("k") }
            return .secret(secret)
        case .akp: return try akp()
        }
    }

    // Members of other types, and members that mean nothing here.
    private mutating func reportMembers(_ type: KeyType) {
        for member in jwk.members {
            guard let row = JWKMember.named(member.name) else {
                otherMembers.append(member.name)
                continue
            }
            guard !row.types.isEmpty, !row.types.contains(type) else { continue }
            findings.append(.foreignMember(row.name.description))
        }
    }

    private mutating func rsa() throws(KeyFault) -> KeyNumbers {
        guard let n = try integer("n") else { throw missing("n") }
        guard let e = try integer("e") else { throw missing("e") }
        let factors = try factors()
        guard let d = try secretInteger("d") else {
            guard factors == nil, jwk["oth"] == nil else { throw missing("d") }
            return .rsaPublic(RSAPublicNumbers(n: n, e: e))
        }
        return .rsaPrivate(
            RSAPrivateNumbers(n: n, e: e, d: d, factors: factors, hasOtherPrimes: jwk["oth"] != nil))
    }

    // All or none (RFC 7518 §6.3.2).
    private mutating func factors() throws(KeyFault) -> RSAFactors? {
        let names: [StaticString] = ["p", "q", "dp", "dq", "qi"]
        guard names.contains(where: { jwk[$0] != nil }) else { return nil }
        if let absent = names.first(where: { jwk[$0] == nil }) {
            throw fault(.factorsIncomplete(missing: absent.description))
        }
        guard let p = try secretInteger("p"), let q = try secretInteger("q"), let dp = try secretInteger("dp"),
            let dq = try secretInteger("dq"), let qi = try secretInteger("qi")
        else { return nil }
        return RSAFactors(p: p, q: q, dp: dp, dq: dq, qi: qi)
    }

    private func ec() throws(KeyFault) -> KeyNumbers {
        guard case .ec(let curve) = try curve(of: .ec) else { throw fault(.curveUnknown(suggestion: nil), at: "crv") }
        guard let x = try octets("x") else { throw missing("x") }
        guard let y = try octets("y") else { throw missing("y") }
        let point = KeyNumbers.ECPoint.coordinates(x: x, y: y)
        guard let d = try secret("d") else { return .ecPublic(curve, point) }
        return .ecPrivate(curve, d: d, point)
    }

    private func okp() throws(KeyFault) -> KeyNumbers {
        guard case .okp(let curve) = try curve(of: .okp) else { throw fault(.curveUnknown(suggestion: nil), at: "crv") }
        guard let x = try octets("x") else { throw missing("x") }
        guard let d = try secret("d") else { return .okpPublic(curve, x: x) }
        return .okpPrivate(curve, d: d, x: x)
    }

    // The algorithm belongs to the key, and not to what its owner says about it.
    private func akp() throws(KeyFault) -> KeyNumbers {
        guard let name = try text("alg") else { throw missing("alg") }
        guard case .akp(let parameters) = SigningAlgorithm.named(name.span)?.requirement else {
            throw fault(.unsupported("an AKP key for another algorithm than ML-DSA"), at: "alg")
        }
        guard let publicKey = try octets("pub") else { throw missing("pub") }
        guard let seed = try secret("priv") else { return .mlDSAPublic(parameters, publicKey) }
        return .mlDSAPrivate(parameters, seed: seed, publicKey)
    }

    private func curve(of type: KeyType) throws(KeyFault) -> NamedCurve.Curve {
        guard let name = try text("crv") else { throw missing("crv") }
        guard let row = NamedCurve.named(name.span), row.keyType == type else {
            let resembling = NamedCurve.resembling(name)
            let suggestion = resembling?.keyType == type ? resembling?.name.description : nil
            throw fault(.curveUnknown(suggestion: suggestion), at: "crv")
        }
        return row.curve
    }

    // Base64urlUInt (RFC 7518 §2): zero is one octet, everything else begins with a bit.
    private mutating func integer(_ name: StaticString) throws(KeyFault) -> [UInt8]? {
        guard let octets = try octets(name) else { return nil }
        if octets.count > 1, octets.first == 0 { findings.append(.integerNotMinimal(name.description)) }
        return octets
    }

    private mutating func secretInteger(_ name: StaticString) throws(KeyFault) -> SecretBytes? {
        guard let octets = try secret(name) else { return nil }
        if octets.withBytes({ $0.count > 1 && $0[0] == 0 }) { findings.append(.integerNotMinimal(name.description)) }
        return octets
    }
}

/// A member of a JWK that has a meaning here, and the types of key that carry their numbers in it.
private struct JWKMember {
    let name: StaticString
    let shortName: ShortName?
    // None for a member that any key may have.
    let types: [KeyType]

    static let all: [JWKMember] = {
        let forAll: [StaticString] = [
            "kty", "kid", "use", "key_ops", "alg", "nbf", "exp", "revoked", "x5u", "x5c", "x5t", "x5t#S256",
        ]
        var rows = forAll.map { JWKMember(name: $0, shortName: ShortName($0), types: []) }
        for name in KeyType.allCases.flatMap({ $0.publicMembers + $0.privateMembers }) {
            let shortName = ShortName(name)
            guard !rows.contains(where: { $0.shortName == shortName }) else { continue }
            let types = KeyType.allCases.filter { type in
                (type.publicMembers + type.privateMembers).contains { ShortName($0) == shortName }
            }
            rows.append(JWKMember(name: name, shortName: shortName, types: types))
        }
        return rows
    }()

    private static let shortNames = all.map(\.shortName)

    static func named(_ name: JSONValue) -> JWKMember? {
        guard let short = ShortName(name), let index = shortNames.firstIndex(of: short) else { return nil }
        return all[index]
    }
}
