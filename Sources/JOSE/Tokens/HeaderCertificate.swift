import JSON
import OpenSSL

/// The certificate that a header names as its key's: the first of `x5c`, and what `x5t` says of it (RFC 7515 §4.1.6–8).
///
/// It makes no key trusted. But a key that it is not for is not the one that the header means.
package struct HeaderCertificate {
    private let der: [UInt8]
    private let header: JOSEHeader

    /// The certificate of a header, or nil where it has none.
    package init?(_ header: JOSEHeader) {
        guard let text = header["x5c"]?.elements.first(where: { _ in true })?.utf8 else { return nil }
        self.header = header
        do throws(Base64.Fault) {
            der = try Base64.decode(text.span)
        } catch {
            // A header with other text was refused when it was read.
            return nil
        }
    }

    /// Whether it is for this key, and is the one whose thumbprints the header has.
    package func isFor(_ key: Key) -> Bool {
        do throws(KeyFault) {
            guard case .key(.x509) = try DERStructure(of: der.span) else { return false }
            guard try DERKey(.x509, der.span).numbers.isPublicPart(of: key.material) else { return false }
        } catch {
            return false
        }
        return has("x5t", .sha1) && has("x5t#S256", .sha256)
    }

    private func has(_ name: StaticString, _ hash: HashFunction) -> Bool {
        guard let thumbprint = header[name] else { return true }
        do throws(CryptoFault) {
            let octets = try digest(der.span, using: hash)
            return thumbprint.isString(Base64URL.encode(octets.span).span)
        } catch {
            return false
        }
    }
}
