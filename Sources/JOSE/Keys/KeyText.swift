package import JSON
package import OpenSSL

/// What a plain text that stands for keys is. It is recognised or refused, and never taken for a secret.
package enum KeyText: Sendable, Equatable {
    case jwk, jwks, pem, openSSH, encryptedJWK
    /// Something that is known by name and not read.
    case foreign(String)

    /// What the text is, told from its beginning; nil where it is nothing that is known.
    package static func recognise(_ text: Span<UInt8>) -> KeyText? {
        let start = text.skipBlanks(from: 0)
        if EncryptedJWK.isOne(text) { return .encryptedJWK }
        if text.holds("{", at: start) {
            // Which of both is decided by the value once it is read; a JWK has no array of keys.
            return text.firstOffset(of: "\"keys\"", from: start) == nil ? .jwk : .jwks
        }
        if text.firstOffset(of: "-----BEGIN ", from: start) != nil { return .pem }
        if SecretShape.isOpenSSH(text) { return .openSSH }
        if text.firstOffset(of: "---- BEGIN SSH2", from: start) != nil { return .foreign("an SSH2 public key") }
        if text.holds("PuTTY-User-Key-File", at: start) { return .foreign("a PuTTY private key") }
        return nil
    }
}

extension KeySet {
    /// The keys of a plain text that is recognised: a JWK, a JWK Set, PEM, or lines of OpenSSH. White space around it does not count.
    package init(
        text: Span<UInt8>, password: SecretBytes? = nil, limits: KeyLimits = KeyLimits()
    ) throws(KeyFault) {
        guard text.count <= limits.octets else { throw KeyFault(.tooLong(limit: limits.octets)) }
        switch KeyText.recognise(text) {
        case .pem: try self.init(pem: text, password: password, limits: limits)
        case .openSSH: try self.init(openSSH: text, limits: limits)
        case .encryptedJWK:
            let content = try EncryptedJWK.open(text, password: password)
            let document = try Self.document(content)
            defer { document.wipe() }
            let set = try KeySet(json: document.root, limits: limits)
            self.init(
                keys: set.keys.map { $0.from(KeyOrigin(.encryptedJWK, .text)) }, skipped: set.skipped,
                isNamed: set.isNamed)
        case .jwk, .jwks:
            let document = try Self.document(text)
            defer { document.wipe() }
            try self.init(json: document.root, limits: limits)
        case .foreign(let name): throw KeyFault(.unsupported(name))
        case nil: throw KeyFault(.notRecognised)
        }
    }

    /// The keys of a JSON value: a JWK Set if it has `keys`, else the JWK that it is.
    package init(json value: JSONValue, limits: KeyLimits = KeyLimits()) throws(KeyFault) {
        guard value["keys"] == nil else {
            try self.init(jwks: value, limits: limits)
            return
        }
        self.init(keys: [try Key(jwk: value, limits: limits)])
    }

    // What is not JSON inside was not a key that somebody encrypted.
    private static func document(_ content: OpenedContent) throws(KeyFault) -> JSONDocument {
        do throws(JSONFault) {
            return try JSONDocument(content.bytes)
        } catch {
            throw KeyFault(.structureUnknown)
        }
    }

    private static func document(_ text: Span<UInt8>) throws(KeyFault) -> JSONDocument {
        do throws(JSONFault) {
            return try JSONDocument(text.array)
        } catch {
            throw KeyFault(.json(error), offset: error.offset)
        }
    }
}
