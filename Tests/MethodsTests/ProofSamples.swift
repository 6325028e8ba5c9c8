import Foundation
import JOSE
import JSON
import OpenSSL

/// The public part of a sample key, as a JWK.
func publicJWK(_ jwk: String) throws -> String {
    let key = try Key(jwk: try JSONDocument(Array(jwk.utf8)).root)
    return String(decoding: Thumbprint.canonical(key) ?? [], as: UTF8.self)
}

/// The SHA-256 of a text, base64url.
func digest(of text: String) throws -> String {
    let octets = Array(text.utf8)
    return encode(try OpenSSL.digest(octets.span, using: .sha256))
}

/// The thumbprint of the sample key on P-256.
let p256Thumbprint: String = (try? digest(of: publicJWK(SampleKey.p256))) ?? ""

/// The SHA-256 of the sample certificate, base64url.
let certificateDigest: String = {
    let der = Array(Data(base64Encoded: PublicText.certificateBody) ?? Data())
    return encode((try? OpenSSL.digest(der.span, using: .sha256)) ?? [])
}()
