import JOSE
import JWT
import RPC

/// Judges the certificates of keys, at an instant and under the roots that a caller trusts.
struct CertificateJudge {
    private let now: NumericDate
    private let trust: CertificateTrust?

    /// The parameters of a method that judges certificates.
    static let parameters = [
        Parameter(
            "trustedRoots", .schema(.key), "Certificates that those of x5c must lead to; nobody is trusted otherwise."),
        Parameter(
            "systemRoots", .boolean, "Whether the certificates that the system trusts are such roots (false)."),
    ]

    init(_ call: Call, now: NumericDate, _ surroundings: Surroundings) throws(RPCError) {
        self.now = now
        trust = try Self.trust(call, surroundings)
    }

    private static func trust(_ call: Call, _ surroundings: Surroundings) throws(RPCError) -> CertificateTrust? {
        let isSystem = call.arguments.boolean("systemRoots") ?? false
        let hasRoots = call.arguments["trustedRoots"] != nil
        guard isSystem || hasRoots else { return nil }
        guard !(isSystem && hasRoots) else {
            throw RPCError(
                .invalidParameters, "trustedRoots and systemRoots exclude each other.", parameter: "/systemRoots")
        }
        do throws(KeyFault) {
            guard hasRoots else { return try CertificateTrust() }
        } catch {
            throw RPCError(writing: error)
        }
        let keys = try KeyInput.some("trustedRoots", for: call, surroundings).keys
        do throws(KeyFault) {
            if let trust = try CertificateTrust(keys) { return trust }
        } catch {
            throw RPCError(error, at: "/trustedRoots")
        }
        throw RPCError(.invalidParameters, "trustedRoots are certificates.", parameter: "/trustedRoots")
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
