import JSON
import OpenSSL

/// A certificate that a key is to sign for itself: who it is for, its number, and when it is valid.
package struct NewCertificate: Sendable {
    private let subject: SubjectName
    private let serialNumber: [UInt8]
    private let notBefore: Int64
    private let notAfter: Int64

    /// Octets of a serial number (RFC 5280 §4.1.2.2 allows 20).
    package static let serialOctets = 16
    /// Days that one may be valid for.
    package static let days = 1...36_500
    /// Days that it is valid for when nobody says otherwise.
    package static let usualDays = 365

    /// A certificate with random octets as its number, which is valid from an instant in seconds of NumericDate on.
    package init(for subject: SubjectName, serialNumber: [UInt8], from notBefore: Int64, days: Int) {
        self.subject = subject
        // Positive, and not zero.
        self.serialNumber = serialNumber.enumerated().map { $0 == 0 ? $1 & 0x7F | 0x40 : $1 }
        self.notBefore = notBefore
        let length = Int64(days).multipliedReportingOverflow(by: 86_400)
        let end = notBefore.addingReportingOverflow(length.partialValue)
        notAfter = length.overflow || end.overflow ? Int64.max : end.partialValue - 1
    }

    // TBSCertificate (RFC 5280 §4.1.2).
    fileprivate func toBeSigned(_ key: AsymmetricKey, _ restriction: PSSRestriction?, _ use: KeyUse?) throws(KeyFault)
        -> DERNode
    {
        guard let start = DERNode.time(notBefore), let end = DERNode.time(notAfter) else {
            throw KeyFault(.cannotCarry(.x509))
        }
        let version = DERNode.tagged(.context0, [.integer(2)])
        return .sequence([
            version, .integer(serialNumber), try Self.algorithm(of: key, restriction), subject.node,
            .sequence([start, end]), subject.node, .spki(key.publicNumbers, restriction),
            .tagged(.context3, [.sequence(try Self.extensions(key, use))]),
        ])
    }

    // A certificate for one key: not an authority, with the use that the key has (RFC 5280 §4.2.1.2, .3, .9).
    private static func extensions(_ key: AsymmetricKey, _ use: KeyUse?) throws(KeyFault) -> [DERNode] {
        let identifier = try Certificate.keyIdentifier(key)
        let usage: DERNode =
            switch (use, key.kind) {
            // keyEncipherment, keyAgreement, digitalSignature
            case (.encryption, .rsa): .bits(unused: 5, [0x20])
            case (.encryption, _): .bits(unused: 3, [0x08])
            default: .bits(unused: 7, [0x80])
            }
        return [
            added(0x13, isCritical: true, .sequence([])), added(0x0F, isCritical: true, usage),
            added(0x0E, isCritical: false, .octetString(octets: identifier)),
        ]
    }

    // id-ce, 2.5.29
    private static func added(_ number: UInt8, isCritical: Bool, _ value: DERNode) -> DERNode {
        .sequence([.objectIdentifier([0x55, 0x1D, number])] + (isCritical ? [.true] : []) + [.octetString([value])])
    }

    /// The AlgorithmIdentifier of signatures that a key makes for certificates.
    fileprivate static func algorithm(
        of key: AsymmetricKey, _ restriction: PSSRestriction?
    ) throws(KeyFault) -> DERNode {
        switch key.kind {
        case .rsa:
            guard let restriction else {
                return .sequence([.objectIdentifier(CertificateSignature.sha256WithRSA.identifier), .null])
            }
            let hash = restriction.hash ?? .sha256
            let parameters = PSSRestriction(hash: hash, minimumSaltOctets: hash.length)
            return .sequence(
                [.objectIdentifier(CertificateSignature.rsassaPSS.identifier)] + DERNode.parameters(parameters))
        case .ec(let curve):
            let row: CertificateSignature =
                switch curve.hash {
                case .sha384: .ecdsaWithSHA384
                case .sha512: .ecdsaWithSHA512
                case .sha1, .sha256: .ecdsaWithSHA256
                }
            return .sequence([.objectIdentifier(row.identifier)])
        case .okp(let curve):
            guard curve.isSignature else { throw KeyFault(.cannotCarry(.x509)) }
            return .sequence([.objectIdentifier(curve.named.identifier)])
        case .mlDSA(let parameters): return .sequence([.objectIdentifier(parameters.identifier)])
        }
    }
}

extension Certificate {
    /// What a key is known by among certificates: 160 bits of a digest (RFC 7093 §2).
    static func keyIdentifier(_ key: AsymmetricKey) throws(KeyFault) -> [UInt8] {
        let spki = DERNode.spki(key.publicNumbers, nil).encoded
        do throws(CryptoFault) {
            let octets = try spki.withBytes { (bytes) throws(CryptoFault) in try digest(bytes, using: .sha256) }
            return Array(octets.prefix(20))
        } catch {
            throw KeyFault(.failed(error))
        }
    }
}

extension Key {
    /// The same key with a new certificate that it signed itself. A public key cannot, nor one that only agrees on keys.
    package func certified(by certificate: NewCertificate) throws(KeyFault) -> Key {
        guard case .asymmetric(let key) = material, key.isPrivate else { throw KeyFault(.cannotCarry(.x509)) }
        let toBeSigned = try certificate.toBeSigned(key, pssRestriction, attributes.use)
        let algorithm = try NewCertificate.algorithm(of: key, pssRestriction)
        let signature = try signature(of: toBeSigned.encoded, key)
        let whole = DERNode.sequence([toBeSigned, algorithm, .bitString(signature)]).encoded
        var attributes = attributes
        attributes.certificates = [try whole.withBytes { (der) throws(KeyFault) in try Certificate(der) }]
        attributes.certificateNames = CertificateNames()
        return with(attributes)
    }

    private func signature(of content: SecretBytes, _ key: AsymmetricKey) throws(KeyFault) -> [UInt8] {
        let scheme: SignatureScheme =
            switch key.kind {
            case .rsa: pssRestriction.map { .rsaPSS($0.hash ?? .sha256) } ?? .rsaPKCS1(.sha256)
            case .ec(let curve): .ecdsa(curve.hash)
            case .okp: .eddsa
            case .mlDSA(let parameters): .mlDSA(parameters)
            }
        let octets: [UInt8]
        do throws(CryptoFault) {
            let prepared = try PreparedKey(key, scheme)
            octets = try content.withBytes { (bytes) throws(CryptoFault) in try prepared.sign(bytes) }
        } catch {
            throw KeyFault(.failed(error))
        }
        guard case .ec = key.kind else { return octets }
        // Ecdsa-Sig-Value (RFC 3279 §2.2.3) of what JOSE writes as two halves.
        let half = octets.count / 2
        let numbers = DERNode.sequence([.integer(Array(octets.prefix(half))), .integer(Array(octets.dropFirst(half)))])
        return numbers.encoded.withBytes { $0.array }
    }
}
