import JOSE
import JWT
import RPC

/// Judges the certificates of keys, at an instant and under the roots that a caller trusts.
struct CertificateJudge {
    private let now: NumericDate
    private let trust: CertificateTrust?

    init(_ call: Call, now: NumericDate, _ surroundings: Surroundings) throws(RPCError) {
        self.now = now
        trust = try TrustedRoots(call, surroundings)?.trust
    }

    /// What is to be said about the certificates of a key, or nil where it has none.
    func description(of key: Key) throws(RPCError) -> CertificateDescription? {
        guard !key.attributes.certificates.isEmpty else { return nil }
        do throws(KeyFault) {
            let verdict = try trust.map { (trust) throws(KeyFault) in
                CertificateDescription.Trust(refusal: try trust.refusal(of: key, at: now.seconds))
            }
            return CertificateDescription(key: key, now: now, trust: verdict)
        } catch {
            throw RPCError(writing: error)
        }
    }
}
