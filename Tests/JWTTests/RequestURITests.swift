import JWT
import Testing

struct RequestURITests {
    @Test(arguments: [
        ("https://example.com", "https://example.com/"), ("https://example.com?a", "https://example.com/"),
        ("https://example.com#a/b", "https://example.com/"), ("HTTP://EXAMPLE.com:80/A", "http://example.com/A"),
        ("http://example.com:443/", "http://example.com:443/"), ("https://example.com:/", "https://example.com/"),
        ("https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a"),
        ("https://example.com/a/../../b/./c/..", "https://example.com/b/"),
        ("https://example.com/%7euser/%2f%c3%A9", "https://example.com/~user/%2F%C3%A9"),
        ("https://example.com//a//", "https://example.com//a//"), ("https://example.com/.", "https://example.com/"),
        ("https://example.com/%2e%2E/a", "https://example.com/a"),
    ])
    func `an address has one spelling`(given: String, expected: String) {
        let uri = RequestURI(Array(given.utf8))
        #expect(uri.map { String(decoding: $0.text, as: UTF8.self) } == expected)
        // The spelling is its own.
        #expect(uri.flatMap { RequestURI($0.text) } == uri)
    }

    @Test(arguments: [
        "", "https", "https:", "https:/", "https://", "https:///a", "example.com", "ftp://example.com/", "https://a b/",
        "https://a/\u{e9}", "https://u@a/", "https://a:b/", "https://a:1:2/", "https://[::1/", "https://a/%",
        "https://a/%4",
        "https://a/%4g", "https://%zz/", "https://[::1]x/",
    ])
    func `what is no address is none`(given: String) { #expect(RequestURI(Array(given.utf8)) == nil) }

    @Test func `an address has a limit`() {
        let long = "https://a/" + String(repeating: "/../%41", count: 2000)
        #expect(RequestURI(Array(long.utf8)) == nil)
        #expect(RequestURI(Array(long.utf8.prefix(8186))) != nil)
    }
}
