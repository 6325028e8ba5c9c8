import JOSE
import JSON
import Methods
import RPC
import Testing

struct KeyMethodExampleTests {
    private let client = KeyClient()

    @Test(arguments: ["keygen", "key/inspect", "key/convert", "key/thumbprint", "key/match"])
    func `shows an example that runs as it is written, and holds what the answer must hold`(name: String) throws {
        let method = try #require(Methods.descriptions.first { $0.name.description == name })
        let result = try client.call(name, method.example)
        let schema = try JSONDocument(Array(method.result.text.utf8)).root
        let required = try #require(schema["required"]).elements.compactMap(\.string)
        let known = try #require(schema["properties"]).members.compactMap { $0.name.string }
        let members = result.members.compactMap { $0.name.string }
        #expect(Set(required).isSubset(of: members))
        #expect(Set(members).isSubset(of: known))
    }

    @Test func `says in server/info which algorithms, curves and formats there are`() throws {
        let result = try client.call("server/info", "{}")
        #expect(
            result["algorithms"]?["sign"]?.elements.map(\.string) == SigningAlgorithm.available.map(\.name.description))
        let keys = try #require(result["keys"])
        #expect(keys["types"]?.lexeme == #"["RSA","EC","OKP","oct","AKP"]"#)
        #expect(keys["curves"]?.elements.map(\.string) == NamedCurve.available.map(\.name.description))
        #expect(
            keys["reads"]?.lexeme
                == #"["jwk","spki","pkcs8","pkcs1","sec1","x509","openssh-public","openssh","pkcs12","secret","jwks"]"#)
        #expect(
            keys["writes"]?.lexeme
                == #"["jwk","jwks","pkcs8","pkcs1","sec1","spki","x509","openssh","openssh-public","pkcs12","raw"]"#
        )
        #expect(try choices("key/convert", "to") == keys["writes"]?.elements.compactMap(\.string))
        #expect(try choices("key/thumbprint", "hash") == NamedHash.allCases.map(\.rawValue))
    }

    private func choices(_ name: String, _ parameter: String) throws -> [String]? {
        let method = try #require(Methods.descriptions.first { $0.name.description == name })
        guard case .choice(let choices) = method.parameters.first(where: { "\($0.name)" == parameter })?.type else {
            return nil
        }
        return choices.map(\.description)
    }
}
