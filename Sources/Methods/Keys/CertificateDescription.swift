import JOSE
import JSON
import JWT
import RPC

/// What is said about the certificates of a key, which were judged.
struct CertificateDescription {
    let key: Key
    let now: NumericDate
    /// What came of it where the caller trusts somebody.
    let trust: Trust?

    /// Whether the certificates lead to a root that is trusted: why they do not.
    struct Trust {
        let refusal: TrustRefusal?
    }

    /// Writes the certificates, and whether they lead to a root.
    func write(to writer: inout JSONWriter) throws(RPCError) {
        try writer.array("certificates") { (writer) throws(RPCError) in
            for certificate in key.attributes.certificates { try write(certificate, to: &writer) }
        }
        guard let trust else { return }
        writer.object("trust") { writer in
            writer.member("trusted", trust.refusal == nil)
            writer.member("reason", trust.refusal?.rawValue)
        }
    }

    private func write(_ certificate: Certificate, to writer: inout JSONWriter) throws(RPCError) {
        let facts = certificate.facts
        let names: (sha1: [UInt8], sha256: [UInt8])
        let isSelfSigned: Bool
        do throws(KeyFault) {
            names = try certificate.names()
            isSelfSigned = try certificate.isSelfSigned()
        } catch {
            throw RPCError(writing: error)
        }
        writer.object { writer in
            writer.member("subject", facts.subject)
            writer.member("issuer", facts.issuer)
            writer.member("serialNumber", facts.serialNumber)
            writer.member("notBefore", Int(certificate.notBefore))
            writer.member("notAfter", Int(certificate.notAfter))
            writer.member("state", state(certificate))
            if !facts.alternativeNames.isEmpty { writer.member("alternativeNames", facts.alternativeNames) }
            if let usage = facts.keyUsage { writer.member("keyUsage", usage) }
            if let purposes = facts.extendedKeyUsage { writer.member("extendedKeyUsage", purposes) }
            writer.member("authority", facts.isAuthority)
            writer.member("pathLength", facts.pathLength)
            writer.member("signatureAlgorithm", facts.signatureAlgorithm)
            writer.member("selfSigned", isSelfSigned)
            writer.name("x5t")
            writer.plainString(names.sha1.span)
            writer.name("x5t#S256")
            writer.plainString(names.sha256.span)
        }
    }

    private func state(_ certificate: Certificate) -> StaticString {
        if now.seconds < certificate.notBefore { return "not_yet_valid" }
        return now.seconds > certificate.notAfter ? "expired" : "valid"
    }

    /// What is weak or odd about the certificates; `position` is the key's place among several. That the first is past its
    /// time is said with the key where the key's own time is the certificate's.
    func findings(_ position: Int?) -> [Finding] {
        var findings: [Finding] = []
        let pointer = position.map { "/keys/\($0)" }
        let subject = Finding.subject(position)
        for (index, certificate) in key.attributes.certificates.enumerated() {
            let name = "\(subject): certificate \(index)"
            let facts = certificate.facts
            let isKnown = index == 0 && key.attributes.notAfter == certificate.notAfter
            switch state(certificate).description {
            case "expired" where !isKnown:
                let date = Calendar.text(NumericDate(seconds: certificate.notAfter)) ?? "earlier"
                findings.append(Finding(.keyExpired, "\(name) was valid until \(date).", pointer: pointer))
            case "not_yet_valid" where !isKnown:
                let date = Calendar.text(NumericDate(seconds: certificate.notBefore)) ?? "later"
                findings.append(Finding(.keyNotYetValid, "\(name) is valid from \(date) on.", pointer: pointer))
            default: break
            }
            // What signs itself proves nothing by its signature.
            if facts.hasWeakSignature, !certificate.namesItsIssuer || index == 0 {
                let message = "\(name) is signed with \(facts.signatureAlgorithm), which can be forged."
                findings.append(Finding(.certificateWeak, message, pointer: pointer))
            }
            if facts.isDamaged {
                findings.append(Finding(.keyOdd, "\(name) has parts that cannot be read.", pointer: pointer))
            }
        }
        if let refusal = trust?.refusal {
            let message = "\(subject): its certificates do not lead to a trusted one: \(refusal.explanation)."
            findings.append(Finding(.certificateUntrusted, message, pointer: pointer))
        }
        return findings
    }
}
