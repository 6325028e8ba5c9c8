import JSON
import OpenSSL
import Testing

@testable import JOSE

struct ThumbprintTests {
    @Test(arguments: [
        (SampleKey.rsaPublic, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"),
        (SampleKey.rsaPrivate, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"),
        (SampleKey.ed25519Private, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"),
    ])
    func `is the one of RFC 7638 and RFC 8037`(jwk: String, expected: String) throws {
        let key = try Key(jwk: jwk)
        let thumbprint = try key.thumbprint()
        #expect(Base64URL.encode(thumbprint.span) == Array(expected.utf8))
        #expect(
            Thumbprint.uri(thumbprint.span, .sha256) == "urn:ietf:params:oauth:jwk-thumbprint:sha-256:\(expected)")
    }

    @Test func `hashes the required members in the order of their names`() throws {
        let canonical = try #require(Thumbprint.canonical(try Key(jwk: SampleKey.ecPrivate)))
        let expected = """
            {"crv":"P-256","kty":"EC","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",\
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}
            """
        #expect(canonical == Array(expected.utf8))
        #expect(Thumbprint.canonical(try Key(jwk: SampleKey.secret)) == nil)
    }

    @Test func `of a secret is the digest of its JSON`() throws {
        let key = try Key(jwk: SampleKey.wrappingSecret)
        let json = Array(#"{"k":"GawgguFyGrWKav7AX4VKUg","kty":"oct"}"#.utf8)
        #expect(try key.thumbprint() == digest(json.span, using: .sha256))
        #expect(try key.thumbprint(.sha512) == digest(json.span, using: .sha512))
    }

    @Test func `SHA-1 names no key`() throws {
        let thumbprint = try Key(jwk: SampleKey.ecPublic).thumbprint(.sha1)
        #expect(Thumbprint.uri(thumbprint.span, .sha1) == nil)
    }
}
