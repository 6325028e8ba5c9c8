import OpenSSL

extension Key {
    /// Whether a signature is this key's for what was signed. What the library cannot decide is no signature of it.
    package func verifies(
        _ signature: Span<UInt8>, of input: Span<UInt8>, with algorithm: SigningAlgorithm
    ) -> Bool {
        do throws(CryptoFault) {
            return try prepared(for: algorithm).verify(signature, of: input)
        } catch {
            return false
        }
    }

    /// The signature of what is to be signed; an asymmetric one was verified before it is given out.
    package func sign(_ input: Span<UInt8>, with algorithm: SigningAlgorithm) throws(KeyFault) -> [UInt8] {
        do throws(CryptoFault) {
            return try prepared(for: algorithm).sign(input)
        } catch {
            throw KeyFault(.failed(error))
        }
    }

    /// What `weaknesses()` finds, or nil where the numbers could not be judged.
    package var weaknessesIfJudged: [KeyFinding]? {
        do throws(KeyDefect) {
            return try weaknesses()
        } catch {
            return nil
        }
    }
}

extension Key {
    /// The SHA-256 thumbprint in base64url, computed once; nil for a secret, whose thumbprint is a digest of it.
    package var publicThumbprint: [UInt8]? {
        guard type != .oct else { return nil }
        do throws(CryptoFault) {
            let thumbprint = try thumbprint(.sha256)
            return Base64URL.encode(thumbprint.span)
        } catch {
            return nil
        }
    }
}
