import JOSE
import JWT
import Testing

@Suite struct TokenTypesTests {
    @Test func `names every type once`() {
        #expect(Set(TokenTypes.all.map { Array($0.mediaType.utf8) }).count == TokenTypes.all.count)
    }

    @Test(arguments: TokenTypes.all)
    func `describes every type and finds it by either spelling`(type: RegisteredTokenType) {
        #expect(TokenTypes.type(named: type.name) == type)
        #expect(TokenTypes.type(named: type.mediaType) == type)
        #expect(type.summary.hasSuffix("."))
        #expect(type.specification.url.hasPrefix("https://"))
    }

    @Test(arguments: [
        ("jwt", "JWT"), ("application/JWT", "JWT"), ("AT+JWT", "at+jwt"), ("Application/At+Jwt", "at+jwt"),
        ("jose+json", "JOSE+JSON"), ("dpop+jwt", "dpop+jwt"),
    ])
    func `reads a type as a media type, without case and with application left out`(written: String, name: String) {
        #expect(TokenTypes.type(named: written)?.name == name)
    }

    @Test(arguments: [
        "", "/", "application/", "text/jwt", "application/application/jwt", "jwt; charset=utf-8", " jwt", "at jwt",
        "at+\u{FF4A}wt", "\u{212A}b+jwt",
    ])
    func `does not know a type that only resembles one`(written: String) {
        #expect(TokenTypes.type(named: written) == nil)
    }
}
