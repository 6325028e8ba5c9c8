import JSON
import Launching
import Testing

/// SD-JWTs that go from jwtls to the reference implementation and back: issued by the one, presented by the other, verified by
/// both.
@Suite(.enabled(if: Peers.areHere, Comment(rawValue: Peers.absence)))
struct SelectivePeerTests {
    private static let binding = #"{"audience":"https://shop.example","nonce":"n-0S6_WzA2Mj"}"#
    private static let expected = #""audience":"https://shop.example","nonce":"n-0S6_WzA2Mj""#

    @Test func `theirs hold here, also when presented here, and ours hold there`() throws {
        let issued = try Self.issued()
        let ours = try Self.signed(with: issued)
        let theirs = #"{"email":true,"address":{"street":true},"nationalities":[true]}"#
        let pointers = #"["/email","/address/street","/nationalities/0"]"#
        var presentations: [String] = []
        for token in [try Self.text(issued, "token"), ours] {
            let presented = try Peers.askSelective([
                #"{"do":"present","token":\#(token),"disclose":\#(theirs),"holder":\#(try Self.text(issued, "holder")),\#(Self.expected)}"#
            ])
            presentations.append(try Self.text(try #require(presented.first), "token"))
            let here = try Peers.jwtls([
                (
                    "present",
                    #"{"token":\#(token),"disclose":\#(pointers),"key":{"jwk":\#(try Self.text(issued, "holder"))},\#(Self.expected)}"#
                )
            ])
            presentations.append(try Self.text(try #require(here.first?["result"]), "token"))
        }
        for token in presentations {
            let mine = try Self.verified(token, issued)
            #expect(mine["valid"]?.boolean == true, "\(mine.lexeme)")
            #expect(mine["sdJwt"]?["keyBound"]?.boolean == true && mine["sdJwt"]?["disclosed"]?.count == 4)
            let claims = try #require(mine["claims"])
            #expect(
                claims["address"]?["city"]?.string == "Zürich" && claims["nationalities"]?.lexeme == #"["DE","FR"]"#)
            let other = try Self.checked(token, issued)
            #expect(Self.isSame(claims, try #require(other["claims"], "\(other.lexeme)")), "\(other.lexeme)")
            try checkSpoilt(token, issued)
        }
        print("peers: sd-jwt: \(presentations.count) presentations hold on both sides")
    }

    // With a disclosure less, or another in its place, both refuse.
    private func checkSpoilt(_ token: String, _ issued: JSONValue) throws {
        let text = try #require(try JSONDocument(Array(token.utf8)).root.string)
        var parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        parts.swapAt(1, 2)
        let spoilt = "\"\(parts.joined(separator: "~"))\""
        #expect(try Self.verified(spoilt, issued)["valid"]?.boolean == false)
        #expect(try Self.checked(spoilt, issued)["refused"] != nil)
    }

    private static func issued() throws -> JSONValue {
        let answers = try Peers.askSelective([#"{"do":"issue"}"#])
        return try #require(answers.first)
    }

    // Ours is signed by the same issuer for the same holder, and says the same.
    private static func signed(with issued: JSONValue) throws -> String {
        let answers = try Peers.jwtls([
            (
                "sign",
                #"""
                {"key":{"jwk":\#(try text(issued, "private"))},"holderKey":{"jwk":\#(try text(issued, "holder"))},\#
                "claims":{"iss":"https://issuer.example","exp":4102444799,"n":12345678901234567890,"email":"a@b",\#
                "address":{"street":"s","city":"Zürich"},"nationalities":["DE","FR",{"code":"US"}]},"decoys":2,\#
                "disclosable":["/email","/address","/address/street","/nationalities/0","/nationalities/2"]}
                """#
            )
        ])
        return try text(try #require(answers.first?["result"], "\(answers)"), "token")
    }

    private static func verified(_ token: String, _ issued: JSONValue) throws -> JSONValue {
        let answers = try Peers.jwtls([
            (
                "verify",
                #"{"token":\#(token),"key":{"jwk":\#(try text(issued, "issuer"))},"profile":"sd-jwt+kb","keyBinding":\#(binding)}"#
            )
        ])
        return try #require(answers.first?["result"], "\(answers.map(\.lexeme))")
    }

    private static func checked(_ token: String, _ issued: JSONValue) throws -> JSONValue {
        let answers = try Peers.askSelective([
            #"{"do":"check","token":\#(token),"issuer":\#(try text(issued, "issuer")),\#(expected)}"#
        ])
        return try #require(answers.first)
    }

    private static func text(_ value: JSONValue, _ name: String) throws -> String {
        try #require(value[Array(name.utf8).span]?.lexeme, "\(value.lexeme)")
    }

    // Members in any order.
    private static func isSame(_ one: JSONValue, _ other: JSONValue) -> Bool {
        guard one.kind == other.kind, one.count == other.count else { return false }
        switch one.kind {
        case .object:
            return one.members.allSatisfy { member in
                guard let name = member.name.utf8, let value = other[name.span] else { return false }
                return isSame(member.value, value)
            }
        case .array: return zip(one.elements, other.elements).allSatisfy { isSame($0, $1) }
        case .string: return one.utf8 == other.utf8
        default: return one.lexeme == other.lexeme
        }
    }
}
