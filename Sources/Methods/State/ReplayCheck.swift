import JOSE
import JSON
import JWT
import Store

/// Lets a token count once: the use of one that is otherwise good is noted, and that note decides.
struct ReplayCheck {
    private let store: Store
    private let use: ReplayUse
    private let policy: Policy
    private let now: NumericDate

    /// A check under a policy, at an instant; nil where tokens may be used again.
    init?(_ store: Store, _ policy: Policy, at now: NumericDate) {
        guard let use = policy.replay else { return nil }
        self.store = store
        self.use = use
        self.policy = policy
        self.now = now
    }

    /// Notes the use of a token that everything else speaks for. One that is refused anyway leaves no trace.
    func check(_ verdict: inout Verdict) {
        guard verdict.isValid else { return }
        guard let end = end(of: verdict) else { return verdict.add(.endless) }
        guard let name = name(of: verdict) else { return verdict.add(.unknown("no digest could be made.")) }
        do throws(StoreFault) {
            let outcome = try store.write { (connection) throws(StoreFault) in
                let table = ReplayTable(connection)
                _ = try table.prune(at: now.seconds)
                return try table.use(name, in: use.scope, at: now.seconds, until: end)
            }
            switch outcome {
            case .first: verdict.add(.first)
            case .again(let first): verdict.add(.again(since: first))
            case .full:
                verdict.add(
                    .unknown("\(ReplayTable.limit) uses are remembered in this scope, and none is forgotten early."))
            }
        } catch {
            verdict.add(.unknown(error.message))
        }
    }

    // The token is good no longer than this, or at least not for us.
    private func end(of verdict: Verdict) -> Int64? {
        let expiry = verdict.expires
        let age = policy.maximumAge.flatMap { age in verdict.issuedAt?.advanced(by: age) }
        guard let end = [expiry, age].compactMap({ $0 }).min() else { return nil }
        return max(end.advanced(by: policy.clockTolerance), now.advanced(by: use.window)).seconds
    }

    // The issuer's name for the token, else what was signed of it; each part with its length, so that no two are alike.
    private func name(of verdict: Verdict) -> [UInt8]? {
        var octets: [UInt8] = []
        func append(_ part: [UInt8]) {
            octets += Array("\(part.count):".utf8)
            octets += part
        }
        append(use.scope)
        if let tokenID = verdict.claims?["jti"]?.utf8 {
            append(verdict.claims?["iss"]?.utf8 ?? [UInt8]())
            append(tokenID)
        } else if let token = verdict.token, let entry = token.signatures.first {
            append(Array(entry.signingInput(token.payload)))
        } else {
            append(verdict.claims.map { Array($0.text) } ?? verdict.payload)
        }
        return TokenDigest.whole(of: octets)
    }
}
