import JSON
package import OpenSSL

/// A key in a form that others read.
package struct WrittenKey: Sendable {
    /// The DER or the PEM text; secret, unless the form is public.
    package let octets: SecretBytes
    /// What the key had and this form cannot carry, by the names of JWK members.
    package let dropped: [String]
}

extension Key {
    /// The key in a structure of DER, as such or as PEM. A public structure takes the public part of a private key. A
    /// password is for `encryptedPKCS8` and for nothing else.
    package func written(
        as container: KeyOrigin.Container, _ encoding: KeyOrigin.Encoding, password: SecretBytes? = nil
    ) throws(KeyFault) -> WrittenKey {
        let der = try der(container, password)
        switch encoding {
        case .text where container == .opensshPublic:
            return WrittenKey(octets: der, dropped: dropped(by: container))
        case .der: return WrittenKey(octets: der, dropped: dropped(by: container))
        case .pem:
            guard let label = container.label else { throw KeyFault(.cannotCarry(container)) }
            return WrittenKey(octets: PEM.text(label: label, of: der), dropped: dropped(by: container))
        case .json, .text: throw KeyFault(.cannotCarry(container))
        }
    }

    private func der(_ container: KeyOrigin.Container, _ password: SecretBytes?) throws(KeyFault) -> SecretBytes {
        guard case .asymmetric(let key) = material else { throw KeyFault(.cannotCarry(container)) }
        switch container {
        case .spki: return DERNode.spki(key.publicNumbers, pssRestriction).encoded
        case .pkcs1Public:
            guard case .rsa(let numbers) = key.publicNumbers else { throw KeyFault(.cannotCarry(container)) }
            return DERNode.pkcs1Public(numbers).encoded
        case .pkcs8: return try pkcs8(container)
        case .encryptedPKCS8:
            guard let password else { throw KeyFault(.passwordNeeded) }
            return try Self.encrypted(try pkcs8(container), password)
        case .pkcs1Private:
            guard case .rsa(let numbers) = try privateNumbers() else {
                throw KeyFault(.cannotCarry(container))
            }
            return try DERNode.pkcs1Private(numbers).encoded
        case .sec1:
            guard case .ec(let point, let d) = try privateNumbers() else {
                throw KeyFault(.cannotCarry(container))
            }
            return DERNode.sec1(point, d, namesCurve: true).encoded
        case .x509:
            guard let certificate = attributes.certificates.first else { throw KeyFault(.cannotCarry(container)) }
            return SecretBytes(copying: certificate.der.span)
        case .opensshPublic: return try openSSHLine()
        case .opensshPrivate: return try openSSHFile(nil)
        case .encryptedOpenSSH:
            guard let password else { throw KeyFault(.passwordNeeded) }
            return try openSSHFile(password)
        case .pkcs12:
            guard let password else { throw KeyFault(.passwordNeeded) }
            return try pkcs12(password)
        case .jwk, .encryptedJWK, .secret, .generated: throw KeyFault(.cannotCarry(container))
        }
    }

    private func pkcs8(_ container: KeyOrigin.Container) throws(KeyFault) -> SecretBytes {
        guard let numbers = try privateNumbers() else { throw KeyFault(.cannotCarry(container)) }
        return try DERNode.pkcs8(numbers, pssRestriction).encoded
    }

    private static func encrypted(_ der: SecretBytes, _ password: SecretBytes) throws(KeyFault) -> SecretBytes {
        do throws(PKCS8Fault) {
            let encrypted = try encryptPKCS8(der, password: password)
            return SecretBytes(copying: encrypted.span)
        } catch {
            throw KeyFault(error)
        }
    }

    /// What the key has and a structure cannot carry, by the names of JWK members.
    package func dropped(by container: KeyOrigin.Container) -> [String] {
        var dropped = attributes.otherMembers
        if container != .jwk {
            if attributes.keyID != nil { dropped.append("kid") }
            if attributes.use != nil { dropped.append("use") }
            if attributes.operations != nil { dropped.append("key_ops") }
            // Where the type says it, nothing is lost.
            if attributes.algorithm != nil, type != .akp { dropped.append("alg") }
            if attributes.revoked != nil { dropped.append("revoked") }
        }
        if container != .jwk {
            dropped += attributes.namesOfCertificates(container == .x509 ? 1 : container == .pkcs12 ? .max : 0)
        }
        // A certificate says itself when it is valid.
        let isDated = container == .jwk || (container == .x509 && origin.container == .x509)
        if !isDated {
            if attributes.notBefore != nil { dropped.append("nbf") }
            if attributes.notAfter != nil { dropped.append("exp") }
        }
        let carriesComment: [KeyOrigin.Container] = [.opensshPublic, .opensshPrivate, .encryptedOpenSSH, .pkcs12]
        if attributes.comment != nil, !carriesComment.contains(container) { dropped.append("comment") }
        let carriesPSS: [KeyOrigin.Container] = [.spki, .pkcs8, .encryptedPKCS8, .x509, .pkcs12]
        if pssRestriction != nil, !carriesPSS.contains(container) { dropped.append("RSASSA-PSS-params") }
        return dropped
    }
}

extension KeyAttributes {
    // The members about certificates that are lost where so many of these are carried.
    fileprivate func namesOfCertificates(_ carried: Int) -> [String] {
        var names: [String] = []
        if certificateNames.url != nil { names.append("x5u") }
        if certificates.count > carried { names.append("x5c") }
        guard carried == 0 || certificates.isEmpty else { return names }
        if certificateNames.sha1 != nil { names.append("x5t") }
        if certificateNames.sha256 != nil { names.append("x5t#S256") }
        return names
    }
}

/// The armour of PEM (RFC 7468 §2).
enum PEM {
    private static let lineLength = 64

    /// One block, in lines of 64 characters.
    static func text(label: String, of der: SecretBytes) -> SecretBytes {
        let head = "-----BEGIN \(label)-----\n"
        let tail = "-----END \(label)-----\n"
        let octetsInLine = lineLength / 4 * 3
        let lines = (der.count + octetsInLine - 1) / octetsInLine
        let characters = (der.count + 2) / 3 * 4
        return SecretBytes(count: head.utf8.count + characters + lines + tail.utf8.count) { text in
            for byte in head.utf8 { text.append(byte) }
            der.withBytes { octets in
                for start in stride(from: 0, to: octets.count, by: octetsInLine) {
                    let line = octets.extracting(start..<min(start + octetsInLine, octets.count))
                    Base64Alphabet.standard.encodeSecret(line, to: &text, padded: true)
                    text.append(UInt8(ascii: "\n"))
                }
            }
            for byte in tail.utf8 { text.append(byte) }
        }
    }
}
