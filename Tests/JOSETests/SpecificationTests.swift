import JOSE
import Testing

@Suite struct SpecificationTests {
    @Test(arguments: [
        (Specification.rfc(7519, "4.1.4"), "RFC 7519 §4.1.4", "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4"),
        (.rfc(8485), "RFC 8485", "https://www.rfc-editor.org/rfc/rfc8485"),
        (
            .draft("draft-ietf-oauth-status-list", "6.1"), "draft-ietf-oauth-status-list §6.1",
            "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-6.1"
        ),
        (
            .openIDConnect("2", "IDToken"), "OpenID Connect Core 1.0 §2",
            "https://openid.net/specs/openid-connect-core-1_0.html#IDToken"
        ),
        (
            .openIDFederation("13.1"), "OpenID Federation 1.0 §13.1",
            "https://openid.net/specs/openid-federation-1_0.html#section-13.1"
        ),
    ])
    func `names a section and links to it`(specification: Specification, text: String, url: String) {
        #expect(specification.text == text)
        #expect(specification.url == url)
    }
}
