package import JOSE
import JSON

/// Which key that a token brings in its own protected header is believed. Without one of these, none is (RFC 8725 §3.10).
package enum EmbeddedKey: Sendable {
    /// A public key in `jwk` with one of these thumbprints (RFC 7638, SHA-256); nil is any key, for a proof that somebody
    /// has that key and that says nothing else.
    case jwk(thumbprints: [[UInt8]]?)
    /// The key of the first certificate of `x5c`, where the chain leads to a trusted one and the certificate is for one of
    /// these names; nil is any name.
    case certificate(under: CertificateTrust, names: [CertificateName]?)

    /// Why the key that a token brings is not used.
    struct Refusal: Error {
        let code: FindingCode
        let message: String
    }

    /// The key in a header; whether its certificate is trusted depends on the time, and is asked by `refusal(of:at:)`.
    func key(in header: JOSEHeader) throws(Refusal) -> Key {
        switch self {
        case .jwk(let thumbprints): try Self.publicKey(in: header, thumbprints)
        case .certificate: try Self.certifiedKey(in: header)
        }
    }

    private static func publicKey(in header: JOSEHeader, _ thumbprints: [[UInt8]]?) throws(Refusal) -> Key {
        guard let jwk = header.protected?["jwk"] else {
            throw Refusal(code: .keyNotFound, message: "The token brings no jwk in its protected header.")
        }
        let key: Key
        do throws(KeyFault) {
            key = try Key(jwk: jwk)
        } catch {
            throw Refusal(
                code: .headerKeyUnusable, message: "The token's own jwk cannot be used: \(error.explanation).")
        }
        guard !key.isSecret, let thumbprint = key.publicThumbprint else {
            throw Refusal(code: .headerKeyUnusable, message: "The token's own jwk is secret; it must be a public key.")
        }
        guard thumbprints?.contains(thumbprint) != false else {
            throw Refusal(
                code: .headerKeyUntrusted, message: "The thumbprint of the token's own jwk is not one that is believed."
            )
        }
        return key
    }

    private static func certifiedKey(in header: JOSEHeader) throws(Refusal) -> Key {
        do throws(KeyFault) {
            if let key = try header.certifiedKey() { return key }
        } catch {
            throw Refusal(
                code: .headerKeyUnusable, message: "The token's own certificate cannot be used: \(error.explanation).")
        }
        throw Refusal(code: .keyNotFound, message: "The token brings no x5c in its protected header.")
    }

    /// Why the certificate of the key that a token brings is not trusted at an instant; nil where it is, or where trust
    /// does not rest on certificates.
    func refusal(of keys: [Key], at now: NumericDate) -> Refusal? {
        guard case .certificate(let trust, let names) = self else { return nil }
        guard let key = keys.first, let certificate = key.attributes.certificates.first else {
            return Refusal(code: .headerKeyUntrusted, message: "The token brings no certificate.")
        }
        do throws(KeyFault) {
            if let refusal = try trust.refusal(of: key, at: now.seconds) {
                return Refusal(
                    code: .headerKeyUntrusted,
                    message: "The token's own certificate is not trusted: \(refusal.explanation).")
            }
        } catch {
            return Refusal(code: .headerKeyUntrusted, message: "The token's own certificate could not be judged.")
        }
        guard let names, !names.contains(where: certificate.isFor) else { return nil }
        return Refusal(
            code: .headerKeyUntrusted,
            message: "The token's own certificate is for none of the names that are believed.")
    }
}
