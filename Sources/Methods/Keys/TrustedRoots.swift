import JOSE
import JSON
import RPC

extension Parameter {
    /// What says whose certificates are trusted.
    static let roots = [
        Parameter(
            "trustedRoots", .schema(.key), "Certificates that those of x5c must lead to; nobody is trusted otherwise."),
        Parameter(
            "systemRoots", .boolean, "Whether the certificates that the system trusts are such roots (false)."),
    ]
}

/// Whose certificates a call trusts.
struct TrustedRoots {
    let trust: CertificateTrust
    /// Where the roots came from; nil where they are the system's.
    let keys: KeyInput?

    /// The roots that a call names; nil where it names none.
    init?(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        let isSystem = call.arguments.boolean("systemRoots") ?? false
        let hasRoots = call.arguments["trustedRoots"] != nil
        guard isSystem || hasRoots else { return nil }
        guard !(isSystem && hasRoots) else {
            throw RPCError(
                .invalidParameters, "trustedRoots and systemRoots exclude each other.", parameter: "/systemRoots")
        }
        guard hasRoots else {
            do throws(KeyFault) {
                trust = try CertificateTrust()
            } catch {
                throw RPCError(writing: error)
            }
            keys = nil
            return
        }
        let keys = try KeyInput.some("trustedRoots", for: call, surroundings)
        self.keys = keys
        let trust: CertificateTrust?
        do throws(KeyFault) {
            trust = try CertificateTrust(keys.keys)
        } catch {
            throw RPCError(error, at: "/trustedRoots")
        }
        guard let trust else {
            throw RPCError(.invalidParameters, "trustedRoots are certificates.", parameter: "/trustedRoots")
        }
        self.trust = trust
    }
}
