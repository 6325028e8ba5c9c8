import JOSE
import JSON
import JWT
import Store

/// Asks the store whether a token was revoked.
struct RevocationLookup {
    private let store: Store
    private let lists: KeptStatusLists
    private let use: RevocationUse
    private let now: NumericDate

    /// A lookup for who wants it so, at an instant; nil for who wants none.
    init?(_ surroundings: Surroundings, _ use: RevocationUse, at now: NumericDate) {
        if case .off = use { return nil }
        if case .usual = use, surroundings.store.isOff { return nil }
        store = surroundings.store
        lists = surroundings.statusLists
        self.use = use
        self.now = now
    }

    /// Adds what the store says to a verdict whose token can be believed to be somebody's.
    func check(_ verdict: inout Verdict) {
        var hasLists = false
        do throws(StoreFault) {
            let known = try store.revocations { Self.look(for: verdict, with: &$0) }
            hasLists = known?.hasLists == true
            guard let report = report(known, of: verdict.claims) else { return }
            verdict.add(report, isTolerated: isTolerant)
        } catch {
            verdict.add(Self.unknown(error), isTolerated: isTolerant)
        }
        if hasLists { checkStatus(&verdict) }
    }

    private var isTolerant: Bool { if case .prefer = use { true } else { false } }

    private var tellsAnyway: Bool { if case .on = use { true } else { false } }

    /// Adds what the list says that the token names, where that is kept.
    func checkStatus(_ verdict: inout Verdict) {
        guard let claim = verdict.statusReference, let address = claim["uri"]?.utf8 else { return }
        let list: IssuedStatusList?
        do throws(StoreFault) {
            list = try lists.list(of: address)
        } catch {
            return verdict.add(Self.unknown(error), isTolerated: isTolerant)
        }
        guard let list else { return }
        guard let reference = StatusReference(claim) else { return verdict.addUnplaced(claim) }
        verdict.add(list.report(at: reference.index, now), about: reference, isTolerated: isTolerant)
    }

    /// Whether a token that passes a quick look passes here too, and whether there is a check to tell of.
    func quickly(
        _ text: TokenText, _ keys: [SigningKey], _ notes: borrowing QuickNotes
    ) -> (passes: Bool, tells: Bool) {
        do throws(StoreFault) {
            // Most services have no store: for them nothing else is done.
            guard let changes = try store.changes() else { return (true, tellsAnyway) }
            let (claims, values) = (notes.claims, notes.values)
            let known = try store.revocations(at: changes) { probe in
                if let claims, let values { Self.look(for: claims, values, keys, with: &probe) }
                if probe.kinds.contains(.token) { Self.look(forSigned: Self.signed(text), with: &probe) }
            }
            if known.hasLists, claims?["status"] != nil { return (false, true) }
            let isUnknown = known.entries.isEmpty && known.prunedUntil == nil
            return (isUnknown || report(known, of: claims)?.status == .good, true)
        } catch {
            return (false, true)
        }
    }

    // Nil where there is no store, and nobody asked to hear of it.
    private func report(_ known: KnownRevocations?, of claims: JSONValue?) -> RevocationReport? {
        guard let known else {
            return tellsAnyway ? RevocationReport(.good) : nil
        }
        if let entry = known.entries.first(where: { Self.hits($0, claims, at: now) }) {
            return RevocationReport(entry)
        }
        // Of a time of which entries were taken away, nobody knows any more what was revoked.
        if let pruned = known.prunedUntil, now.seconds - Policy.clockToleranceLimit.seconds < pruned {
            var report = RevocationReport(.unknown)
            report.trouble = "entries of that time were taken away."
            return report
        }
        return RevocationReport(.good)
    }

    // A token that does not say when it was issued, or says a time that has not come, was issued in time to be hit.
    static func hits(_ entry: Revocation, _ claims: JSONValue?, at now: NumericDate) -> Bool {
        guard let before = entry.before, let issuedAt = claims?["iat"].flatMap({ NumericDate($0) }), issuedAt <= now
        else { return true }
        return issuedAt.seconds <= before
    }

    private static func unknown(_ fault: StoreFault) -> RevocationReport {
        var report = RevocationReport(.unknown)
        report.trouble = fault.hint.map { "\(fault.message) \($0)" } ?? fault.message
        return report
    }
}

/// A key that a token's signature holds with, and what the token calls it.
struct SigningKey {
    let key: Key
    let keyID: [UInt8]?
}

extension RevocationLookup {
    /// Looks for everything that the token of a verdict can be revoked by.
    static func look(for verdict: Verdict, with probe: inout RevocationProbe) {
        if probe.kinds.contains(.token), let token = verdict.token {
            for entry in token.signatures { look(forSigned: Array(entry.signingInput(token.payload)), with: &probe) }
        }
        if let claims = verdict.claims {
            look(for: claims, ClaimValues(claims), verdict.signingKeys, with: &probe)
        } else {
            look(forKeys: verdict.signingKeys, of: nil, with: &probe)
        }
    }

    private static func look(
        for claims: JSONValue, _ values: ClaimValues, _ keys: [SigningKey], with probe: inout RevocationProbe
    ) {
        let issuer = values.issuer.map { claims.at($0) }
        if probe.kinds.contains(.tokenID), let place = values.tokenID {
            _ = claims.at(place).withString { look(for: .tokenID, $0, of: issuer, with: &probe) }
        }
        if probe.kinds.contains(.subject), let place = values.subject {
            _ = claims.at(place).withString { look(for: .subject, $0, of: issuer, with: &probe) }
        }
        if probe.kinds.contains(.issuer) { _ = issuer?.withString { probe.look(for: .issuer, $0) } }
        look(forKeys: keys, of: issuer, with: &probe)
    }

    private static func look(forKeys keys: [SigningKey], of issuer: JSONValue?, with probe: inout RevocationProbe) {
        guard probe.kinds.contains(.keyID) || probe.kinds.contains(.thumbprint) else { return }
        for signing in keys {
            let own = signing.key.keyID
            if let keyID = signing.keyID { look(for: .keyID, keyID.span, of: issuer, with: &probe) }
            if let own, own != signing.keyID { look(for: .keyID, own.span, of: issuer, with: &probe) }
            guard probe.kinds.contains(.thumbprint), let thumbprint = signing.key.publicThumbprint else { continue }
            probe.look(for: .thumbprint, thumbprint.span)
        }
    }

    private static func look(
        for kind: Revocation.Kind, _ value: Span<UInt8>, of issuer: JSONValue?, with probe: inout RevocationProbe
    ) {
        let isOf: Void? = issuer?.withString { probe.look(for: kind, value, of: $0) } ?? nil
        if isOf == nil { probe.look(for: kind, value, of: nil) }
    }

    /// Looks for a token by what was signed of it: writing it another way does not change that.
    private static func look(forSigned signed: [UInt8], with probe: inout RevocationProbe) {
        guard let digest = TokenDigest.whole(of: signed) else { return }
        probe.look(for: .token, digest.span)
    }

    // What was signed of a compact token.
    private static func signed(_ text: TokenText) -> [UInt8] {
        let token = text.bytes[text.range]
        guard let dot = token.lastIndex(of: UInt8(ascii: ".")) else { return Array(token) }
        return Array(token[..<dot])
    }
}

extension RevocationReport {
    /// What an entry says of a token that it hits.
    init(_ entry: Revocation) {
        self.init(.revoked)
        since = entry.since
        kind = entry.name.kind.word
        reason = entry.reason
    }
}

extension Verdict {
    /// When the token says that it was issued.
    var issuedAt: NumericDate? { claims?["iat"].flatMap { NumericDate($0) } }

    /// The keys that its signatures hold with.
    var signingKeys: [SigningKey] {
        signatures.compactMap { outcome in
            guard outcome.failure == nil, let key = outcome.key else { return nil }
            return SigningKey(key: key, keyID: outcome.header.keyID?.utf8)
        }
    }
}
