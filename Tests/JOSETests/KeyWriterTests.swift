import JSON
import OpenSSL
import Testing

@testable import JOSE

struct KeyWriterTests {
    static let containers: [KeyOrigin.Container] = [.spki, .pkcs8, .pkcs1Public, .pkcs1Private, .sec1, .encryptedPKCS8]
    static let password = SecretBytes(copying: Array("correct horse".utf8).span)

    @Test(arguments: containers)
    func `what is written in a structure is read back as the same key`(container: KeyOrigin.Container) throws {
        var written = 0
        // Half a million rounds for each take their time.
        let keys = try container == .encryptedPKCS8 ? Array(GeneratedKeys.all().prefix(2)) : GeneratedKeys.all()
        for key in keys {
            let der: SecretBytes
            let pem: SecretBytes
            do {
                der = try key.written(as: container, .der, password: Self.password).octets
                pem = try key.written(as: container, .pem, password: Self.password).octets
            } catch {
                #expect(error.kind == .cannotCarry(container) && !Self.isFor(container, key.type))
                continue
            }
            let isPrivate = container != .spki && container != .pkcs1Public
            let fromDER = try der.withBytes { try KeySet(der: $0, password: Self.password) }.keys
            let fromPEM = try pem.withBytes { try KeySet(pem: $0, password: Self.password) }.keys
            for (read, encoding) in [(fromDER, KeyOrigin.Encoding.der), (fromPEM, .pem)] {
                try #require(read.count == 1)
                #expect(read[0].origin == KeyOrigin(container, encoding))
                #expect(read[0].isSecret == isPrivate && read[0].findings.isEmpty)
                #expect(try read[0].thumbprint() == key.thumbprint())
                #expect(try read[0].jwk(isPublic: !isPrivate) == key.jwk(isPublic: !isPrivate))
            }
            written += 1
        }
        #expect(written == keys.filter { Self.isFor(container, $0.type) }.count)
    }

    private static func isFor(_ container: KeyOrigin.Container, _ type: KeyType) -> Bool {
        switch container {
        case .pkcs1Public, .pkcs1Private: type == .rsa
        case .sec1: type == .ec
        default: type != .oct
        }
    }

    @Test func `a public key cannot be written as a private one`() throws {
        for key in [try Key(jwk: SampleKey.rsaPublic), try Key(jwk: SampleKey.ecPublic)] {
            for container in [KeyOrigin.Container.pkcs8, .pkcs1Private, .sec1, .encryptedPKCS8] {
                #expect(
                    try faultKind { try key.written(as: container, .pem, password: Self.password) }
                        == .cannotCarry(container))
            }
        }
    }

    @Test func `encryption takes a password, and the right one`() throws {
        let key = try Key(jwk: SampleKey.ed25519Private)
        #expect(try faultKind { try key.written(as: .encryptedPKCS8, .pem) } == .passwordNeeded)
        let pem = try key.written(as: .encryptedPKCS8, .pem, password: Self.password).octets
        #expect(try faultKind { try pem.withBytes { try KeySet(pem: $0) } } == .passwordNeeded)
        let wrong = SecretBytes(copying: Array("Correct horse".utf8).span)
        #expect(try faultKind { try pem.withBytes { try KeySet(pem: $0, password: wrong) } } == .passwordWrong)
        let empty = SecretBytes(copying: [UInt8]().span)
        #expect(try faultKind { try pem.withBytes { try KeySet(pem: $0, password: empty) } } == .passwordWrong)
    }

    @Test func `says what a structure cannot carry`() throws {
        let key = try Key(
            jwk: """
                {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"1","use":"sig",\
                "key_ops":["verify"],"alg":"EdDSA","exp":1,"nbf":0,"revoked":true,"mine":1,"n":"AQ"}
                """)
        let dropped = try key.written(as: .spki, .der).dropped
        #expect(dropped == ["mine", "kid", "use", "key_ops", "alg", "revoked", "nbf", "exp"])
        #expect(key.dropped(by: .jwk) == ["mine"])
    }

    @Test func `writes a private JWK in its order`() throws {
        let key = try Key(
            jwk: """
                {"d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","key_ops":["sign","x"],"alg":"EdDSA","nbf":0,\
                "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","exp":1,"use":"sig","kid":"a\\"b",\
                "revoked":{ "at" : 1 },"kty":"OKP","crv":"Ed25519"}
                """)
        let attributes = #""kid":"a\"b","use":"sig","key_ops":["sign","x"],"alg":"EdDSA","nbf":0,"exp":1"#
        let x = #""x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#
        let d = #""d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A""#
        let head = #"{"kty":"OKP","crv":"Ed25519",\#(attributes),"revoked":{"at":1},\#(x)"#
        #expect(try key.jwk(isPublic: false) == "\(head),\(d)}")
        let publicHead = head.replacing("\"sign\"", with: "\"verify\"")
        #expect(try key.jwk(isPublic: true) == "\(publicHead)}")
    }

    @Test func `a public JWK has no private member`() throws {
        for key in try GeneratedKeys.all() where key.type != .oct {
            let root = try JSONDocument(Array(key.jwk(isPublic: true).utf8)).root
            let names = root.members.compactMap(\.name.string)
            let own = (key.type == .akp ? ["alg"] : []) + key.type.publicMembers.map(\.description)
            #expect(names == ["kty"] + own)
            #expect(try !Key(jwk: root).isSecret)
        }
        let secret = try Key(jwk: SampleKey.secret)
        #expect(try faultKind { try secret.jwk(isPublic: true) } == .cannotCarry(.jwk))
    }

    @Test(arguments: [
        SampleKey.ecPrivate, SampleKey.rsaPrivate, SampleKey.ed25519Private, SampleKey.p521Private,
    ])
    func `a key goes from JWK to PEM to DER to JWK unchanged`(jwk: String) throws {
        let key = try Key(jwk: jwk)
        let pem = try key.written(as: .pkcs8, .pem).octets
        let second = try #require(try pem.withBytes { try KeySet(pem: $0) }.keys.first)
        let der = try second.written(as: .pkcs8, .der).octets
        let third = try #require(try der.withBytes { try KeySet(der: $0) }.keys.first)
        let original = try JSONDocument(Array(jwk.utf8)).root
        let written = try JSONDocument(Array(third.jwk(isPublic: false).utf8)).root
        for member in key.type.publicMembers + key.type.privateMembers {
            #expect(written[member]?.string == original[member]?.string)
        }
    }

    @Test func `PEM has lines of 64 characters`() throws {
        let pem = try Key(jwk: SampleKey.rsaPublic).written(as: .spki, .pem).octets
        let lines = pem.withBytes { String(decoding: Array(copying: $0), as: UTF8.self) }.split(separator: "\n")
        #expect(lines.first == "-----BEGIN PUBLIC KEY-----" && lines.last == "-----END PUBLIC KEY-----")
        #expect(lines.dropFirst().dropLast(2).allSatisfy { $0.count == 64 })
    }
}

extension Key {
    /// The JWK text of the key.
    func jwk(isPublic: Bool) throws -> String {
        var writer = JSONWriter()
        try writeJWK(isPublic: isPublic, to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
