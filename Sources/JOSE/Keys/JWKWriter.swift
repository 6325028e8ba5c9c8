package import JSON
import OpenSSL

extension Key {
    /// Writes the key as a JWK: `kty` and `crv`, then what its owner says, then its numbers.
    ///
    /// A public JWK has the members that are public for its type and no others, chosen by their names and not by leaving
    /// out; a secret has none, and is refused.
    package func writeJWK(isPublic: Bool, to writer: inout JSONWriter) throws(KeyFault) {
        if isPublic {
            guard type != .oct else { throw KeyFault(.cannotCarry(.jwk)) }
            writer.object { writer in
                writeAttributes(isPublic: true, to: &writer)
                switch material {
                case .asymmetric(let key): writer.members(key.publicNumbers)
                case .secret: break
                }
            }
            return
        }
        let numbers = try privateNumbers()
        writer.object { writer in
            writeAttributes(isPublic: false, to: &writer)
            switch material {
            case .asymmetric(let key): writer.members(key.publicNumbers)
            case .secret(let secret): writer.member("k", base64URL: secret)
            }
            if let numbers { writer.members(numbers) }
        }
    }

    /// The private numbers of an asymmetric key, or nil where there are none.
    func privateNumbers() throws(KeyFault) -> PrivateNumbers? {
        guard case .asymmetric(let key) = material else { return nil }
        do throws(KeyDefect) {
            return try key.privateNumbers()
        } catch {
            throw KeyFault(error)
        }
    }

    private func writeAttributes(isPublic: Bool, to writer: inout JSONWriter) {
        writer.member("kty", type.name)
        if let curve { writer.member("crv", curve.name) }
        writer.member("kid", utf8: attributes.keyID)
        writer.member("use", utf8: attributes.use?.value)
        if let operations = attributes.operations {
            writer.name("key_ops")
            writer.array { writer in
                for operation in operations {
                    let value = (isPublic && isSecret ? operation.counterpart : operation).value
                    writer.string(value.span)
                }
            }
        }
        writer.member("alg", utf8: attributes.algorithm)
        if origin.container != .x509 {
            writer.member("nbf", attributes.notBefore.map { Int($0) })
            writer.member("exp", attributes.notAfter.map { Int($0) })
        }
        writeCertificates(to: &writer)
        if let revoked = attributes.revoked {
            writer.name("revoked")
            writer.verbatim(revoked.span)
        }
    }
}

extension Key {
    // RFC 7517 §4.6 to §4.9; `x5c` is base64 with padding.
    private func writeCertificates(to writer: inout JSONWriter) {
        writer.member("x5u", utf8: attributes.certificateNames.url)
        if !attributes.certificates.isEmpty {
            writer.name("x5c")
            writer.array { writer in
                for certificate in attributes.certificates {
                    let text = Base64.encode(certificate.der.span)
                    writer.plainString(text.span)
                }
            }
        }
        writer.member("x5t", utf8: attributes.certificateNames.sha1)
        writer.member("x5t#S256", utf8: attributes.certificateNames.sha256)
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: StaticString, utf8 value: [UInt8]?) {
        guard let value else { return }
        self.name(name)
        string(value.span)
    }

    fileprivate mutating func member(_ name: StaticString, base64URL secret: SecretBytes) {
        self.name(name)
        let text = secret.withBytes { Base64URL.encodeSecret($0) }
        text.withBytes { plainString($0) }
    }

    mutating func members(_ numbers: PublicNumbers) {
        switch numbers {
        case .rsa(let numbers):
            member("n", base64URL: numbers.n.span)
            member("e", base64URL: numbers.e.span)
        case .ec(let point):
            member("x", base64URL: point.x.span)
            member("y", base64URL: point.y.span)
        case .okp(_, let x): member("x", base64URL: x.span)
        case .mlDSA(_, let publicKey): member("pub", base64URL: publicKey.span)
        }
    }

    fileprivate mutating func members(_ numbers: PrivateNumbers) {
        switch numbers {
        case .rsa(let numbers):
            member("d", base64URL: numbers.d)
            guard let factors = numbers.factors else { return }
            member("p", base64URL: factors.p)
            member("q", base64URL: factors.q)
            member("dp", base64URL: factors.dp)
            member("dq", base64URL: factors.dq)
            member("qi", base64URL: factors.qi)
        case .ec(_, let d), .okp(_, _, let d): member("d", base64URL: d)
        case .mlDSA(_, _, let seed): member("priv", base64URL: seed)
        }
    }
}
