import JOSE
import Testing

@Suite struct HeaderRegistryTests {
    @Test func `names every header parameter once`() {
        #expect(Set(HeaderRegistry.all.map { Array($0.name.utf8) }).count == HeaderRegistry.all.count)
    }

    @Test(arguments: HeaderRegistry.all)
    func `describes every header parameter and says where it is defined`(header: RegisteredHeader) {
        #expect(HeaderRegistry.header(named: header.name) == header)
        #expect(!header.title.isEmpty)
        #expect(header.summary.hasSuffix("."))
        #expect(!header.envelopes.isEmpty)
        for envelope in header.envelopes {
            #expect(header.specification(in: envelope)?.url.hasPrefix("https://") == true)
        }
    }

    @Test(
        arguments: [
            ("alg", "RFC 7515 §4.1.1", "RFC 7516 §4.1.1"),
            ("enc", nil, "RFC 7516 §4.1.2"),
            ("zip", nil, "RFC 7516 §4.1.3"),
            ("kid", "RFC 7515 §4.1.4", "RFC 7516 §4.1.6"),
            ("x5t#S256", "RFC 7515 §4.1.8", "RFC 7516 §4.1.10"),
            ("crit", "RFC 7515 §4.1.11", "RFC 7516 §4.1.13"),
            ("p2c", nil, "RFC 7518 §4.8.1.2"),
            ("aud", nil, "RFC 7519 §5.3"),
            ("b64", "RFC 7797 §3", nil),
            ("nonce", "RFC 8555 §6.5.2", "RFC 8555 §6.5.2"),
            ("trust_chain", "OpenID Federation 1.0 §4.3", nil),
        ] as [(String, String?, String?)])
    func `knows in which envelope a header parameter has a meaning`(name: String, jws: String?, jwe: String?) throws {
        let header = try #require(HeaderRegistry.header(named: name))
        #expect(header.specification(in: .jws)?.text == jws)
        #expect(header.specification(in: .jwe)?.text == jwe)
        #expect(header.isRegistered)
    }

    @Test(arguments: [
        ("crit", ExpectedType.array), ("x5c", .array), ("jwk", .object), ("epk", .object), ("p2c", .integer),
        ("b64", .boolean), ("aud", .stringOrStringArray), ("iss", .stringOrURI), ("kid", .string),
        ("http://openbanking.org.uk/iat", .numericDate),
    ])
    func `knows the kind of value a header parameter has`(name: String, type: ExpectedType) {
        #expect(HeaderRegistry.header(named: name)?.type == type)
    }

    @Test(arguments: ["ALG", "alg ", "", "x5t#s256", "x5t\u{FF03}S256", "exp"])
    func `does not know a name that only resembles one`(name: String) {
        #expect(HeaderRegistry.header(named: name) == nil)
    }

    @Test func `lists all that IANA had registered`() {
        #expect(HeaderRegistry.all.filter(\.isRegistered).count == 33)
    }
}
