import Testing

struct PrintedTokenTests {
    @Test(arguments: PrintedToken.rfc7515 + PrintedToken.foreign)
    func `a printed token holds, and its content is what is printed`(token: PrintedToken) throws {
        let answer = try Service().call("verify", token.parameters)
        Expectation.valid.check(answer, token.name)
        #expect(answer["payload"] == token.payload)
    }

    @Test(arguments: PrintedToken.rfc7515 + PrintedToken.foreign)
    func `a printed token that was tampered with is refused for the reason`(token: PrintedToken) throws {
        try token.checkTampering()
    }

    @Test(arguments: PrintedToken.rfc7515 + PrintedToken.foreign)
    func `a printed token does not hold with another key of its kind`(token: PrintedToken) throws {
        try token.checkOtherKey()
    }

    // Only what is made with no random number can be made again; and only with the header as it is printed.
    @Test
    func `the RSA signature of RFC 7515 A.2 is made again, byte for byte`() throws {
        let token = try #require(PrintedToken.rfc7515.first { $0.name == "RFC 7515 A.2" })
        #expect(try token.isMadeAgain())
    }

    @Test(arguments: PrintedToken.foreign.filter { !$0.isRandom })
    func `another's token is made again, byte for byte`(token: PrintedToken) throws {
        #expect(try token.isMadeAgain())
    }
}

extension PrintedToken {
    /// Whether its algorithm makes another signature each time.
    fileprivate var isRandom: Bool { ["PS", "ES"].contains { name.contains(", \($0)") } }
}
