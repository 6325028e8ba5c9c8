import JOSE
import JSON
package import JWT

/// What is known of a key in a text: nothing that it keeps secret.
package struct KeyNote: Sendable {
    /// How it is written.
    package let form: Sighting.Form
    /// What it is, in a few words: `P-256 private key (PKCS #8)`; nil where it cannot be read.
    package let title: String?
    /// `kid`, if it has one.
    package let keyID: [UInt8]?
    /// `alg`, if it says one.
    package let algorithm: [UInt8]?
    /// The SHA-256 thumbprint of what is public of it, in base64url.
    package let thumbprint: [UInt8]?
    /// Whether whoever reads it has what should be secret.
    package let isSecret: Bool
    /// What it gives away.
    package let exposure: FindingCode?
    /// What is wrong with it.
    package let findings: [Finding]

    /// Reads a key.
    init(_ octets: [UInt8], _ form: Sighting.Form) {
        let scanned = ScannedKey(octets, form)
        self.form = form
        exposure = scanned.exposure
        let isMeant = form != .jwk || scanned.key != nil || Self.saysType(octets)
        findings = isMeant ? scanned.findings : []
        isSecret = scanned.key?.isSecret ?? form.isLabelledPrivate
        keyID = scanned.key?.keyID
        algorithm = scanned.key?.algorithm
        thumbprint = scanned.key?.publicThumbprint
        title = scanned.key.map { Self.title(of: $0) }
    }

    // A program about keys is full of braces with `kty` between them.
    private static func saysType(_ octets: [UInt8]) -> Bool {
        do throws(JSONFault) {
            return try JSONDocument(octets).root["kty"]?.kind == .string
        } catch {
            return false
        }
    }

    private static func title(of key: Key) -> String {
        let kind = key.curve.map { "\($0.name)" } ?? "\(key.type.name)"
        let half = key.type == .oct ? "secret" : key.isSecret ? "private key" : "public key"
        return key.type == .rsa ? "RSA \(half) of \(key.bits) bits" : "\(kind) \(half)"
    }
}
