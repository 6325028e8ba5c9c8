import JSON
import Launching
import Testing

/// The set that is published for a set of the store, as other implementations read it: what the store's keys sign holds there.
@Suite(.enabled(if: Peers.areHere, Comment(rawValue: Peers.absence)))
struct KeyStorePeerTests {
    @Test(arguments: ["PyJWT", "jwcrypto"], ["ES256", "RS256", "ES384"])
    func `a token that the current key signs holds under the published key, before and after a rotation`(
        library: String, algorithm: String
    ) throws {
        guard Peers.libraries.contains(library) else {
            return print("peers: \(library) is not here, nothing was asked of it")
        }
        let sign = ("sign", #"{"key":{"ref":"api"},"claims":{"sub":"alice","exp":4102444799}}"#)
        let answers = try Peers.jwtlsWithStore([
            ("keys/put", #"{"set":"api","generate":{"alg":"\#(algorithm)"}}"#), sign,
            ("keys/rotate", #"{"set":"api"}"#), sign, ("keys/jwks", #"{"set":"api"}"#),
        ])
        let results = try answers.map { try #require($0["result"], "\($0.lexeme)") }
        let keys = results[4]["jwks"]?["keys"]?.elements.map { $0 } ?? []
        #expect(keys.count == 2)
        for answer in [results[1], results[3]] {
            let kid = try #require(answer["kid"]?.string)
            let key = try #require(keys.first { $0["kid"]?.string == kid }?.lexeme)
            let token = try #require(answer["token"]?.lexeme)
            let checked = try Peers.ask([
                #"{"do":"check","library":"\#(library)","alg":"\#(algorithm)","token":\#(token),"key":{"jwk":\#(key)}}"#
            ])
            let members = checked.first.map { answer in answer.members.map { $0.value.lexeme } } ?? []
            #expect(members == [#""good""#], "\(checked.map(\.lexeme))")
        }
    }
}
