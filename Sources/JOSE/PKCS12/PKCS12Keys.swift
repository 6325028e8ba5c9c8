import JSON
import OpenSSL

extension KeySet {
    /// The keys of a PKCS #12 file: the private ones, each with its certificate and those above it, then the certificates
    /// that belong to none of them.
    init(pkcs12 der: Span<UInt8>, _ password: SecretBytes?, _ limits: KeyLimits) throws(KeyFault) {
        guard let password else { throw KeyFault(.passwordNeeded) }
        let file = try PKCS12File(der, password, limits)
        let origin = KeyOrigin(.pkcs12, .der)
        var keys: [Key] = []
        var used: Set<Int> = []
        for (key, name) in file.keys {
            let material = try key.numbers.material(limits)
            let chain = try file.chain(of: material, limits)
            used.formUnion(chain)
            var attributes = key.attributes
            attributes.comment = name
            attributes.certificates = chain.map { file.certificates[$0].certificate }
            keys.append(
                Key(material, attributes: attributes, origin: origin, pssRestriction: key.pssRestriction))
        }
        for (index, (certificate, name)) in file.certificates.enumerated() where !used.contains(index) {
            var key = try certificate.key()
            key.attributes.comment = name
            keys.append(
                Key(
                    try key.numbers.material(limits), attributes: key.attributes, origin: origin,
                    pssRestriction: key.pssRestriction))
        }
        guard !keys.isEmpty else { throw KeyFault(.unsupported("a PKCS #12 file without keys")) }
        self.init(keys: keys)
    }
}

extension PKCS12File {
    /// The places of the certificate of a key and of those above it, by the names of their issuers; none where there is no
    /// certificate of the key.
    fileprivate func chain(of material: Key.Material, _ limits: KeyLimits) throws(KeyFault) -> [Int] {
        var chain: [Int] = []
        for (index, element) in certificates.enumerated() where chain.isEmpty {
            // A certificate for a key of a type that is not known is not this key's.
            guard let key = element.certificate.keyIfKnown else { continue }
            if try key.numbers.isPublicPart(of: material) { chain = [index] }
        }
        while let last = chain.last, !certificates[last].certificate.namesItsIssuer {
            let issuer = certificates.indices.first { index in
                !chain.contains(index)
                    && certificates[index].certificate.isIssuerByName(of: certificates[last].certificate)
            }
            guard let issuer else { break }
            guard chain.count < limits.certificates else {
                throw KeyFault(.tooManyCertificates(limit: limits.certificates))
            }
            chain.append(issuer)
        }
        return chain
    }
}

extension Certificate {
    /// Its key, or nil where that is of a type that is not known.
    fileprivate var keyIfKnown: DERKey? {
        do throws(KeyFault) {
            return try key()
        } catch {
            return nil
        }
    }
}

extension Key {
    /// The private key and its certificates in a PKCS #12 file: the key encrypted as in PKCS #8, the certificates plain, and
    /// all of it held to the password by a code.
    func pkcs12(_ password: SecretBytes) throws(KeyFault) -> SecretBytes {
        guard case .asymmetric(let own) = material, let numbers = try privateNumbers() else {
            throw KeyFault(.cannotCarry(.pkcs12))
        }
        let pkcs8 = try DERNode.pkcs8(numbers, pssRestriction).encoded
        let shrouded: [UInt8]
        do throws(PKCS8Fault) {
            shrouded = try encryptPKCS8(pkcs8, password: password)
        } catch {
            throw KeyFault(error)
        }
        let identifier = try Certificate.keyIdentifier(own)
        let key = DERNode.bag(
            PKCS12Identifier.shroudedKeyBag, .whole(shrouded), name: attributes.comment, localKeyID: identifier)
        var safes = [DERNode.contentInfo([.sequence([key])])]
        if !attributes.certificates.isEmpty {
            let bags = attributes.certificates.enumerated().map { index, certificate in
                DERNode.certificateBag(certificate, name: nil, localKeyID: index == 0 ? identifier : nil)
            }
            safes.append(.contentInfo([.sequence(bags)]))
        }
        let content = DERNode.sequence(safes).encoded
        return DERNode.sequence([
            .integer(3), .contentInfo(content), try Self.code(of: content, password),
        ]).encoded
    }

    // MacData with as many rounds as the encryption of the key has.
    private static func code(of content: SecretBytes, _ password: SecretBytes) throws(KeyFault) -> DERNode {
        let rounds = 600_000
        let salt = try CryptographicLibrary.random(16)
        do throws(PKCS8Fault) {
            let code = try content.withBytes { (content) throws(PKCS8Fault) in
                try pkcs12Code(of: content, password: password, hash: .sha256, salt: salt, iterations: rounds)
            }
            let hash = DERNode.sequence([.objectIdentifier(ObjectIdentifier.sha256), .null])
            let octets = [
                UInt8(truncatingIfNeeded: rounds >> 16), UInt8(truncatingIfNeeded: rounds >> 8),
                UInt8(truncatingIfNeeded: rounds),
            ]
            return .sequence([
                .sequence([hash, .octetString(octets: code)]), .octetString(octets: salt), .integer(octets),
            ])
        } catch {
            throw KeyFault(error)
        }
    }
}

extension DERNode {
    // A ContentInfo of plain data.
    fileprivate static func contentInfo(_ nodes: [DERNode]) -> DERNode {
        .sequence([.objectIdentifier(PKCS12Identifier.data), .tagged(.context0, [.octetString(nodes)])])
    }

    fileprivate static func contentInfo(_ content: SecretBytes) -> DERNode {
        .sequence([.objectIdentifier(PKCS12Identifier.data), .tagged(.context0, [.octetString(content)])])
    }

    fileprivate static func certificateBag(_ certificate: Certificate, name: [UInt8]?, localKeyID: [UInt8]?) -> DERNode
    {
        let value = DERNode.sequence([
            .objectIdentifier(PKCS12Identifier.x509Certificate),
            .tagged(.context0, [.octetString(octets: certificate.der)]),
        ])
        return bag(PKCS12Identifier.certificateBag, value, name: name, localKeyID: localKeyID)
    }

    // SafeBag
    fileprivate static func bag(_ type: [UInt8], _ value: DERNode, name: [UInt8]?, localKeyID: [UInt8]?) -> DERNode {
        var attributes: [DERNode] = []
        if let name, !name.isEmpty {
            let units = String(decoding: name, as: UTF8.self).utf16
            let text = units.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
            attributes.append(attribute(PKCS12Identifier.friendlyName, .encoded(.bmpString, content: text)))
        }
        if let localKeyID {
            attributes.append(attribute(PKCS12Identifier.localKeyID, .octetString(octets: localKeyID)))
        }
        let set = attributes.isEmpty ? [] : [DERNode.set(attributes)]
        return .sequence([.objectIdentifier(type), .tagged(.context0, [value])] + set)
    }

    private static func attribute(_ type: [UInt8], _ value: DERNode) -> DERNode {
        .sequence([.objectIdentifier(type), .set([value])])
    }
}
