import OpenSSL

/// The readers of keys for callers who may have a password.
extension KeySet {
    /// The keys of a plain text that is recognised, with a password for those that are encrypted.
    package init(text: Span<UInt8>, password: Password?, limits: KeyLimits) throws(KeyFault) {
        try self.init(text: text, password: password?.octets, limits: limits)
    }

    /// The key of DER, with a password for one that is encrypted.
    package init(der: Span<UInt8>, password: Password?, limits: KeyLimits) throws(KeyFault) {
        try self.init(der: der, password: password?.octets, limits: limits)
    }

    /// The key of DER that is written as base64.
    package init(derText: Span<UInt8>, password: Password?, limits: KeyLimits) throws(KeyFault) {
        let der: SecretBytes
        do throws(Base64.Fault) {
            der = try Base64.decodeSecret(derText, skipsWhiteSpace: true)
        } catch {
            throw KeyFault(.base64(error), offset: error.offset)
        }
        self = try der.withBytes { (der) throws(KeyFault) in
            try KeySet(der: der, password: password, limits: limits)
        }
    }
}
