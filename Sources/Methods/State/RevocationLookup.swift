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

    /// Whether there is anything to look up, or to tell of: most services have no store.
    var isNeeded: Bool {
        if case .on = use { return true }
        do throws(StoreFault) {
            return try store.changes() != nil
        } catch {
            return true
        }
    }

    /// Adds what the store says to a verdict whose token can be believed to be somebody's.
    func check(_ verdict: inout Verdict) {
        var hasLists = false
        do throws(StoreFault) {
            let known = try store.revocations { Self.names(of: verdict, $0) }
            hasLists = known?.hasLists == true
            guard let report = report(known, of: verdict.claims) else { return }
            verdict.add(report, isTolerated: isTolerant)
        } catch {
            verdict.add(Self.unknown(error), isTolerated: isTolerant)
        }
        if hasLists { checkStatus(&verdict) }
    }

    private var isTolerant: Bool { if case .prefer = use { true } else { false } }

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
    func quickly(_ text: TokenText, _ keys: [SigningKey], _ claims: JSONValue?) -> (passes: Bool, tells: Bool) {
        do throws(StoreFault) {
            let known = try store.revocations { (kinds: Set<Revocation.Kind>) in
                let names = Self.names(of: claims, keys, kinds)
                return kinds.contains(.token) ? names + Self.name(of: Self.signed(text)) : names
            }
            guard let report = report(known, of: claims) else { return (true, false) }
            let hasStatus = known?.hasLists == true && claims?["status"] != nil
            return (report.status == .good && !hasStatus, true)
        } catch {
            return (false, true)
        }
    }

    // Nil where there is no store, and nobody asked to hear of it.
    private func report(_ known: KnownRevocations?, of claims: JSONValue?) -> RevocationReport? {
        guard let known else {
            if case .on = use { return RevocationReport(.good) }
            return nil
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
    // Everything that the token of a verdict can be revoked by.
    static func names(of verdict: Verdict, _ kinds: Set<Revocation.Kind>) -> [Revocation.Name] {
        var names: [Revocation.Name] = []
        if kinds.contains(.token), let token = verdict.token {
            for entry in token.signatures { names += name(of: Array(entry.signingInput(token.payload))) }
        }
        return names + self.names(of: verdict.claims, verdict.signingKeys, kinds)
    }

    private static func names(
        of claims: JSONValue?, _ keys: [SigningKey], _ kinds: Set<Revocation.Kind>
    ) -> [Revocation.Name] {
        var names: [Revocation.Name?] = []
        let issuer = claims?["iss"]?.utf8
        func add(_ kind: Revocation.Kind, _ value: [UInt8]?) {
            guard kinds.contains(kind), let value else { return }
            names.append(Revocation.Name(kind, nil, value))
            if let issuer { names.append(Revocation.Name(kind, issuer, value)) }
        }
        add(.tokenID, claims?["jti"]?.utf8)
        add(.subject, claims?["sub"]?.utf8)
        for signing in keys {
            add(.keyID, signing.keyID)
            if let own = signing.key.keyID, own != signing.keyID { add(.keyID, own) }
            guard kinds.contains(.thumbprint), let thumbprint = signing.key.publicThumbprint else { continue }
            names.append(Revocation.Name(.thumbprint, thumbprint))
        }
        if kinds.contains(.issuer), let issuer { names.append(Revocation.Name(.issuer, issuer)) }
        return names.compactMap { $0 }
    }

    /// The name of a token by what was signed of it: writing it another way does not change that.
    static func name(of signed: [UInt8]) -> [Revocation.Name] {
        guard let digest = TokenDigest.whole(of: signed), let name = Revocation.Name(.token, digest) else { return [] }
        return [name]
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
