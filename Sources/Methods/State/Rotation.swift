import JOSE
import JSON
import JWT
import RPC
import Store

/// A token that is replaced by its successor: what the store decides about it.
///
/// A successor's `jti` is the name of its family and its generation, so that any token of the family is known by itself, and
/// the store keeps one row a family, however long it lives.
struct Rotation {
    let order: SuccessorOrder
    let verdict: Verdict
    let claims: JSONValue
    let random: [UInt8]

    /// What becomes of the token.
    enum Outcome {
        /// It has a successor with these claims.
        case successor(TokenFamily)
        /// It has none, for this reason, and since this instant.
        case refused(FindingCode, TokenFamily?)
        /// It was revoked by something else.
        case revoked(Revocation)
    }

    /// Decides, within a transaction that writes.
    func decide(_ connection: any SQLConnection, claims: (TokenFamily) throws(RPCError) -> [UInt8]) throws(RPCError)
        -> Outcome
    {
        let table = FamilyTable(connection)
        let revocations = RevocationTable(connection)
        do throws(StoreFault) {
            _ = try table.prune(at: order.now.seconds)
            _ = try revocations.prune(at: order.now.seconds)
        } catch {
            throw RPCError(error)
        }
        let place = place
        let found = try Self.stored { () throws(StoreFault) in
            if let place { try table.family(place.family) } else { try table.family(begunBy: root) }
        }
        let generation = place?.generation ?? 0
        guard var family = found else {
            // A family that was forgotten has ended, with all of its tokens.
            if place != nil { return .refused(.familyEnded, nil) }
            if let entry = try revoked(revocations) { return .revoked(entry) }
            var family = TokenFamily(
                id: random, root: root, generation: 1, rotated: order.now.seconds, claims: [], ends: order.end)
            family.claims = try claims(family)
            let kept = family
            try Self.stored { () throws(StoreFault) in
                try table.insert(kept)
                try spend(revocations, until: kept.ends)
            }
            return .successor(family)
        }
        if family.revoked != nil { return .refused(.familyRevoked, family) }
        if family.ends <= order.now.seconds { return .refused(.familyEnded, family) }
        if generation == family.generation {
            if let entry = try revoked(revocations) { return .revoked(entry) }
            family.generation += 1
            family.rotated = order.now.seconds
            family.claims = try claims(family)
        } else if generation + 1 == family.generation, order.now.seconds - family.rotated < order.grace {
            // The answer may have been lost: the same request again gets the same successor.
            return .successor(family)
        } else {
            family.revoked = order.now.seconds
        }
        let kept = family
        try Self.stored { () throws(StoreFault) in
            try table.update(kept)
            if kept.revoked == nil { try spend(revocations, until: kept.ends) } else { try revoke(kept, revocations) }
        }
        return family.revoked == nil ? .successor(family) : .refused(.spent, family)
    }

    /// The `jti` of a family's last token.
    static func tokenID(of family: TokenFamily) -> String {
        let name = String(decoding: Base64URL.encode(family.id.span), as: UTF8.self)
        return "\(name).\(family.generation)"
    }

    // Where the token's own jti says that it stands.
    private var place: (family: [UInt8], generation: Int64)? {
        guard let parts = claims["jti"]?.string?.split(separator: ".", omittingEmptySubsequences: false),
            parts.count == 2, parts[0].utf8.count == 22, let generation = Int64(parts[1]), generation > 0,
            "\(generation)" == parts[1]
        else { return nil }
        let text = Array(parts[0].utf8)
        do throws(Base64URL.Fault) {
            return (try Base64URL.decode(text.span), generation)
        } catch {
            return nil
        }
    }

    // The name of a token that begins a family: its issuer's for it, else what was signed of it.
    private var root: [UInt8] {
        if let tokenID = claims["jti"]?.utf8, let name = Revocation.Name(.tokenID, claims["iss"]?.utf8, tokenID) {
            return [1] + name.octets
        }
        return [0] + signed
    }

    private var signed: [UInt8] {
        guard let token = verdict.token, let entry = token.signatures.first else { return [] }
        return TokenDigest.whole(of: Array(entry.signingInput(token.payload))) ?? []
    }

    // Whether anything else than a rotation took the token out of use.
    private func revoked(_ table: RevocationTable) throws(RPCError) -> Revocation? {
        var probe = RevocationProbe()
        RevocationLookup.look(for: verdict, with: &probe)
        for name in probe.names {
            let entry = try Self.stored { () throws(StoreFault) in try table.entry(named: name) }
            if let entry, RevocationLookup.hits(entry, claims, at: order.now) { return entry }
        }
        return nil
    }

    // A token with a successor is good for nothing else any more.
    private func spend(_ table: RevocationTable, until: Int64) throws(StoreFault) {
        try put(claims["jti"]?.utf8, Self.reasonSpent, until: until, in: table)
    }

    // The last token of the family, which alone was good.
    private func revoke(_ family: TokenFamily, _ table: RevocationTable) throws(StoreFault) {
        var last = family
        last.revoked = nil
        try put(Array(Self.tokenID(of: last).utf8), Self.reasonReused, until: family.ends, in: table)
    }

    private func put(_ tokenID: [UInt8]?, _ reason: StaticString, until: Int64, in table: RevocationTable)
        throws(StoreFault)
    {
        let signed = verdict.token.flatMap { token in token.signatures.first?.signingInput(token.payload) } ?? []
        let entry = Revocation(
            tokenID: tokenID, issuer: claims["iss"]?.utf8, signed: signed, since: order.now,
            until: NumericDate(seconds: until))
        guard var entry else { throw StoreFault(.unavailable, "No digest could be made.") }
        entry.reason = Array("\(reason)".utf8)
        _ = try table.put(entry)
    }

    private static let reasonSpent: StaticString = "replaced by its successor"
    private static let reasonReused: StaticString = "a token that had been replaced was used again"

    private static func stored<Result>(_ body: () throws(StoreFault) -> Result) throws(RPCError) -> Result {
        do throws(StoreFault) {
            return try body()
        } catch {
            throw RPCError(error)
        }
    }
}
