import JSON
import OpenSSL
import Testing

@testable import JOSE

struct KeySetTests {
    @Test func `a broken key does not spoil the others`() throws {
        let set = try KeySet(
            jwks: """
                {"keys":[\(SampleKey.rsaPublic),null,7,{"kty":"APK"},{"kty":"RSA","e":"AQAB"},\(SampleKey.ecPublic),\
                {"keys":[]},{"kty":"oct","k":"AAAA","k":"AAAA"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}
                """)
        #expect(set.keys.map(\.type) == [.rsa, .ec])
        #expect(set.skipped.map(\.index) == [1, 2, 3, 4, 6, 7, 8])
        let kinds: [KeyFault.Kind] = [
            .notAnObject, .notAnObject, .typeUnknown(suggestion: nil), .memberMissing("n"), .memberMissing("kty"),
            .memberRepeated, .defect(.wrongLength(.x, expected: 32, actual: 1)),
        ]
        #expect(set.skipped.map(\.fault.kind) == kinds)
        #expect(set.skipped.map(\.fault.index) == set.skipped.map(\.index))
        #expect(set.skipped.last?.fault.pointer?.text == "/keys/8/x")
    }

    @Test(arguments: [
        ("{}", KeyFault.Kind.keysMissing), (#"{"keys":null}"#, .keysMissing), (#"{"keys":{}}"#, .keysMissing),
        ("[]", .notAnObject), (#"{"keys":[],"keys":[]}"#, .memberRepeated),
        ("{\"keys\":[\(String(repeating: "0,", count: 1_000))0]}", .tooManyKeys(limit: 1_000)),
        ("{\"keys\":[\"\(String(repeating: "0", count: 1 << 20))\"]}", .tooLong(limit: 1 << 20)),
    ])
    func `refuses what is no set`(text: String, kind: KeyFault.Kind) throws {
        #expect(try faultKind { try KeySet(jwks: text) } == kind)
    }

    private static let oddities: [(jwks: [String], findings: [KeySetFinding])] = [
        ([SampleKey.ecPublic, SampleKey.rsaPublic], [KeySetFinding]()),
        ([SampleKey.ecPublic, SampleKey.ecPrivate], [.keyIDRepeated(first: 0, second: 1), .privateAmongPublic]),
        ([SampleKey.rsaPublic, SampleKey.secret], [.secretsAmongKeys]),
        ([SampleKey.secret, SampleKey.wrappingSecret], []),
        ([SampleKey.ecPrivate, SampleKey.ed25519Private], []),
    ]

    @Test(arguments: oddities)
    func `what is odd about keys together is found`(jwks: [String], findings: [KeySetFinding]) throws {
        let set = try KeySet(jwks: "{\"keys\":[\(jwks.joined(separator: ","))]}")
        #expect(set.findings == findings)
        #expect(findings.allSatisfy { !$0.explanation.isEmpty })
    }

    @Test func `an empty set is a set`() throws {
        let set = try KeySet(jwks: #"{"keys":[],"more":1}"#)
        #expect(set.keys.isEmpty && set.skipped.isEmpty)
    }

    @Test(arguments: [
        (SampleKey.ecPublic, KeyText.jwk), ("  \n\(SampleKey.ecPublic)\n", .jwk),
        ("{\"keys\":[\(SampleKey.ecPublic)]}", .jwks),
    ])
    func `a plain text is recognised`(text: String, kind: KeyText) throws {
        let bytes = Array(text.utf8)
        let recognised = KeyText.recognise(bytes.span)
        #expect(recognised == kind)
        #expect(try KeySet(text: bytes.span).keys.count == 1)
    }

    @Test func `PEM is recognised behind other text`() throws {
        let pem = try Key(jwk: SampleKey.ecPublic).written(as: .spki, .pem).octets.withBytes { Array(copying: $0) }
        let text = Array("The key of 1999:\r\n\r\n".utf8) + pem + Array("\nThat was it.".utf8)
        #expect(try KeySet(text: text.span).keys.count == 1)
        let windows = text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        #expect(try KeySet(text: windows.span).keys.count == 1)
    }

    @Test(arguments: [
        ("", KeyFault.Kind.notRecognised), ("secret", .notRecognised), ("AyM1SysPpbyDfgZld3umj1qz", .notRecognised),
        ("{", .json(JSONFault(.unexpectedEnd, at: 1))), ("{}", .memberMissing("kty")),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 a@b", .openSSH(.truncated)),
        (
            "-----BEGIN OPENSSH PRIVATE KEY-----\nAA==\n-----END OPENSSH PRIVATE KEY-----",
            .openSSH(.value)
        ),
        ("PuTTY-User-Key-File-3: ssh-ed25519", .unsupported("a PuTTY private key")),
        ("---- BEGIN SSH2 PUBLIC KEY ----", .unsupported("an SSH2 public key")),
    ])
    func `a plain text is never taken for a secret`(text: String, kind: KeyFault.Kind) throws {
        let bytes = Array(text.utf8)
        let fault = try #require(throws: KeyFault.self) { try KeySet(text: bytes.span) }
        #expect(fault.kind == kind && !fault.explanation.isEmpty)
    }

    @Test func `keys are identical, a pair, or nothing to each other`() throws {
        let keys = try GeneratedKeys.all()
        for key in keys {
            for other in keys {
                #expect(KeyRelation(of: key, to: other) == (key === other ? .identical : .none))
            }
            guard key.type != .oct else { continue }
            let half = try Key(jwk: key.jwk(isPublic: true))
            #expect(KeyRelation(of: key, to: half) == .pair && KeyRelation(of: half, to: key) == .pair)
            #expect(try KeyRelation(of: half, to: Key(jwk: key.jwk(isPublic: true))) == .identical)
        }
    }
}

extension KeySet {
    /// The set that a JWK Set text is.
    init(jwks text: String) throws {
        try self.init(jwks: try JSONDocument(Array(text.utf8)).root)
    }
}
