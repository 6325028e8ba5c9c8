import JSON
package import OpenSSL

extension KeySet {
    /// The keys of a PEM text, in the order of its blocks; what stands between blocks is skipped, and so are blocks of
    /// curve parameters, which repeat what the key behind them says. Anything wrong with one block refuses the text.
    package init(
        pem text: Span<UInt8>, password: SecretBytes? = nil, limits: KeyLimits = KeyLimits()
    ) throws(KeyFault) {
        guard text.count <= limits.octets else { throw KeyFault(.tooLong(limit: limits.octets)) }
        var reader = PEMReader()
        var keys: [Key] = []
        var index = 0
        while let block = try reader.next(text) {
            guard index < limits.blocks else { throw KeyFault(.tooManyBlocks(limit: limits.blocks)) }
            do throws(KeyFault) {
                if let key = try Key(block, password, limits) { keys.append(key) }
            } catch {
                throw KeyFault(error.kind, index: index, offset: block.range.lowerBound)
            }
            index += 1
        }
        guard !keys.isEmpty else { throw KeyFault(.pem(.blockMissing)) }
        self.init(keys: keys)
    }

    /// The key of DER, whose structure is recognised; PKCS #12 may hold several.
    package init(
        der: Span<UInt8>, password: SecretBytes? = nil, limits: KeyLimits = KeyLimits()
    ) throws(KeyFault) {
        guard der.count <= limits.octets else { throw KeyFault(.tooLong(limit: limits.octets)) }
        switch try DERStructure(of: der) {
        case .key(.pkcs12): try self.init(pkcs12: der, password, limits)
        case .key(let container): self.init(keys: [try Key(container, .der, der, password, limits)])
        case .foreign(let name): throw KeyFault(.unsupported(name))
        case nil: throw KeyFault(.structureUnknown)
        }
    }
}

extension Key {
    /// The key of a PEM block, or nil for a block of curve parameters.
    fileprivate convenience init?(_ block: PEMBlock, _ password: SecretBytes?, _ limits: KeyLimits) throws(KeyFault) {
        guard block.label != "EC PARAMETERS" else { return nil }
        guard block.label != KeyOrigin.Container.opensshPrivate.label else {
            let read = try block.der.withBytes { (file) throws(KeyFault) in
                try Key(openSSHFile: file, password, limits)
            }
            self.init(read.material, attributes: read.attributes, origin: read.origin)
            return
        }
        let labelled = KeyOrigin.Container.allCases.first { $0.label == block.label }
        guard let labelled else { throw KeyFault(.unsupported(Self.name(ofLabel: block.label))) }
        let made = try block.der.withBytes { (der) throws(KeyFault) in
            switch try DERStructure(of: der) {
            case .key(labelled): try Made(labelled, der, password, limits)
            case .key(let actual): throw KeyFault(.labelDiffers(label: block.label, content: actual))
            case .foreign(let name): throw KeyFault(.unsupported(name))
            case nil: throw KeyFault(.structureUnknown)
            }
        }
        self.init(made, KeyOrigin(labelled, .pem))
    }

    fileprivate convenience init(
        _ container: KeyOrigin.Container, _ encoding: KeyOrigin.Encoding, _ der: Span<UInt8>,
        _ password: SecretBytes?, _ limits: KeyLimits
    ) throws(KeyFault) {
        self.init(try Made(container, der, password, limits), KeyOrigin(container, encoding))
    }

    private convenience init(_ made: Made, _ origin: KeyOrigin) {
        self.init(
            made.material, attributes: made.key.attributes, origin: origin, pssRestriction: made.key.pssRestriction)
    }

    // A key that was read, and what its numbers became.
    private struct Made {
        let key: DERKey
        let material: Material

        init(
            _ container: KeyOrigin.Container, _ der: Span<UInt8>, _ password: SecretBytes?, _ limits: KeyLimits
        ) throws(KeyFault) {
            if container == .encryptedPKCS8 {
                guard let password else { throw KeyFault(.passwordNeeded) }
                let plain = try Self.decrypted(der, password)
                key = try plain.withBytes { (plain) throws(KeyFault) in
                    guard case .key(.pkcs8) = try DERStructure(of: plain) else { throw KeyFault(.structureUnknown) }
                    return try DERKey(.pkcs8, plain)
                }
            } else {
                key = try DERKey(container, der)
            }
            material = try key.numbers.material(limits)
        }

        private static func decrypted(_ der: Span<UInt8>, _ password: SecretBytes) throws(KeyFault) -> SecretBytes {
            do throws(PKCS8Fault) {
                return try decryptPKCS8(der, password: password)
            } catch {
                throw KeyFault(error)
            }
        }
    }

    // What stands in PEM and is not read here.
    private static func name(ofLabel label: String) -> String {
        switch label {
        case "DSA PRIVATE KEY", "DSA PARAMETERS": "DSA"
        case "DH PARAMETERS", "X9.42 DH PARAMETERS": "Diffie-Hellman"
        case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST": "a certificate request"
        case "PKCS7", "CMS": "PKCS #7"
        default: "a PEM block labelled \"\(label)\""
        }
    }
}

extension KeyFault {
    /// What a fault of an encrypted private key is to somebody who gave a key.
    init(_ fault: PKCS8Fault) {
        switch fault {
        case .malformed: self.init(.structureUnknown)
        case .unsupportedEncryption: self.init(.unsupported("the encryption of the private key"))
        case .tooManyIterations, .scryptTooCostly: self.init(.derivationTooCostly)
        case .passwordLengthOutOfRange, .wrongPasswordOrDamaged: self.init(.passwordWrong)
        case .operationFailed(let fault): self.init(.failed(fault))
        }
    }
}
