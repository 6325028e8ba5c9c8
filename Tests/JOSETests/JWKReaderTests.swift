import JSON
import OpenSSL
import Testing

@testable import JOSE

struct JWKReaderTests {
    @Test(arguments: [
        (SampleKey.ecPublic, KeyType.ec, false), (SampleKey.rsaPublic, .rsa, false), (SampleKey.ecPrivate, .ec, true),
        (SampleKey.rsaPrivate, .rsa, true), (SampleKey.secret, .oct, true), (SampleKey.wrappingSecret, .oct, true),
        (SampleKey.ed25519Private, .okp, true), (SampleKey.p521Private, .ec, true), (SampleKey.certified, .rsa, false),
    ])
    func `reads what the specifications print`(jwk: String, type: KeyType, isSecret: Bool) throws {
        let key = try Key(jwk: jwk)
        #expect(key.type == type && key.isSecret == isSecret && key.findings.isEmpty)
        #expect(key.origin == KeyOrigin(.jwk, .json))
    }

    @Test func `keeps what the owner says`() throws {
        let key = try Key(
            jwk: """
                {"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",\
                "kid":"é","use":"sig","key_ops":["verify","tweak"],"alg":"HS256","nbf":1,"exp":2,"revoked":{"revoked_at":3}}
                """)
        #expect(key.keyID == Array("é".utf8) && key.algorithm == Array("HS256".utf8))
        #expect(key.attributes.use == .signature)
        #expect(key.attributes.operations == [.verify, .other(Array("tweak".utf8))])
        #expect(key.attributes.notBefore == 1 && key.attributes.notAfter == 2 && key.attributes.revoked != nil)
        #expect(key.findings == [.operationUnknown, .revoked])
    }

    @Test(arguments: [
        // kty
        (SampleKey.ecPublic, "kty", nil, KeyFault.Kind.memberMissing("kty"), ""),
        (SampleKey.ecPublic, "kty", "1", .memberType(expected: "a string"), "/kty"),
        (SampleKey.rsaPublic, "kty", "\"rsa\"", .typeUnknown(suggestion: "RSA"), "/kty"),
        (SampleKey.rsaPublic, "kty", "\"APK\"", .typeUnknown(suggestion: nil), "/kty"),
        (SampleKey.rsaPublic, "kty", "\"oct\"", .memberMissing("k"), ""),
        // crv
        (SampleKey.ecPublic, "crv", nil, .memberMissing("crv"), ""),
        (SampleKey.ecPublic, "crv", "\"P256\"", .curveUnknown(suggestion: "P-256"), "/crv"),
        (SampleKey.ecPublic, "crv", "\"secp256r1\"", .curveUnknown(suggestion: "P-256"), "/crv"),
        (SampleKey.ecPublic, "crv", "\"p-256\"", .curveUnknown(suggestion: "P-256"), "/crv"),
        (SampleKey.ecPublic, "crv", "\"P-192\"", .curveUnknown(suggestion: nil), "/crv"),
        (SampleKey.ecPublic, "crv", "\"Ed25519\"", .curveUnknown(suggestion: nil), "/crv"),
        (SampleKey.ed25519Private, "crv", "\"P-256\"", .curveUnknown(suggestion: nil), "/crv"),
        // coordinates
        (SampleKey.ecPublic, "x", nil, .memberMissing("x"), ""),
        (SampleKey.ecPublic, "y", nil, .memberMissing("y"), ""),
        (SampleKey.ecPublic, "y", "\"AAAA\"", .defect(.wrongLength(.y, expected: 32, actual: 3)), "/y"),
        (SampleKey.ecPublic, "crv", "\"P-384\"", .defect(.wrongLength(.x, expected: 48, actual: 32)), "/x"),
        (SampleKey.ecPublic, "crv", "\"secp256k1\"", .defect(.pointNotOnCurve), "/x"),
        (SampleKey.ecPublic, "x", zeros(32), .defect(.pointNotOnCurve), "/x"),
        (SampleKey.ecPublic, "x", "\"A\"", .base64URL(.length(1)), "/x"),
        (SampleKey.ecPublic, "x", "\"AB\"", .base64URL(.trailingBits(at: 1)), "/x"),
        (SampleKey.ecPublic, "x", "\"AAA=\"", .base64URL(.character(at: 3)), "/x"),
        (SampleKey.ecPublic, "x", "\"\\u0041AAA\"", .base64URL(.character(at: 0)), "/x"),
        (SampleKey.ecPublic, "x", "7", .memberType(expected: "a string"), "/x"),
        (SampleKey.ecPrivate, "d", zeros(32), .defect(.scalarOutOfRange), "/d"),
        (SampleKey.ecPrivate, "d", ones(32), .defect(.privateDoesNotMatchPublic), "/d"),
        (SampleKey.ecPrivate, "d", zeros(31), .defect(.wrongLength(.d, expected: 32, actual: 31)), "/d"),
        (SampleKey.ed25519Private, "d", ones(32), .defect(.privateDoesNotMatchPublic), "/d"),
        (SampleKey.ed25519Private, "d", ones(33), .defect(.wrongLength(.d, expected: 32, actual: 33)), "/d"),
        (SampleKey.ed25519Private, "x", nil, .memberMissing("x"), ""),
        // RSA
        (SampleKey.rsaPublic, "n", nil, .memberMissing("n"), ""),
        (SampleKey.rsaPublic, "n", "\"\"", .defect(.empty(.n)), "/n"),
        (SampleKey.rsaPublic, "n", ones(64), .defect(.modulusTooSmall(bits: 505, minimum: 1024)), "/n"),
        (SampleKey.rsaPublic, "e", "\"AQ\"", .defect(.exponentOne), "/e"),
        (SampleKey.rsaPublic, "e", "\"Ag\"", .defect(.exponentEven), "/e"),
        (SampleKey.rsaPublic, "e", ones(9), .defect(.exponentTooLarge(bits: 72)), "/e"),
        (SampleKey.rsaPrivate, "d", nil, .memberMissing("d"), ""),
        (SampleKey.rsaPrivate, "p", nil, .factorsIncomplete(missing: "p"), ""),
        (SampleKey.rsaPrivate, "qi", nil, .factorsIncomplete(missing: "qi"), ""),
        (SampleKey.rsaPrivate, "oth", "[]", .defect(.moreThanTwoPrimes), ""),
        // oct
        (SampleKey.secret, "k", nil, .memberMissing("k"), ""),
        (SampleKey.secret, "k", "\"\"", .secretEmpty, "/k"),
        (SampleKey.secret, "k", "\"AA==\"", .base64URL(.character(at: 2)), "/k"),
        (SampleKey.secret, "k", "\"A+/A\"", .base64URL(.character(at: 1)), "/k"),
        (SampleKey.secret, "k", "1", .memberType(expected: "a string"), "/k"),
        (SampleKey.secret, "k", zeros(65537), .tooLong(limit: 65536), "/k"),
        // attributes
        (SampleKey.secret, "kid", "1", .memberType(expected: "a string"), "/kid"),
        (SampleKey.secret, "use", "1", .memberType(expected: "a string"), "/use"),
        (SampleKey.secret, "alg", "null", .memberType(expected: "a string"), "/alg"),
        (SampleKey.secret, "key_ops", "\"sign\"", .memberType(expected: "an array of strings"), "/key_ops"),
        (SampleKey.secret, "key_ops", "[1]", .memberType(expected: "an array of strings"), "/key_ops"),
        (SampleKey.secret, "key_ops", "[\"sign\",\"sign\"]", .operationRepeated, "/key_ops"),
        (SampleKey.secret, "exp", "\"1\"", .memberType(expected: "an integer"), "/exp"),
        (SampleKey.secret, "nbf", "1.5", .memberType(expected: "an integer"), "/nbf"),
    ])
    func `refuses what is not a key and says where`(
        jwk: String, member: String, value: String?, kind: KeyFault.Kind, pointer: String
    ) throws {
        let text = try Self.setting(member, of: jwk, to: value)
        let fault = try #require(throws: KeyFault.self) { try Key(jwk: text) }
        #expect(fault.kind == kind && !fault.explanation.isEmpty)
        #expect(fault.pointer?.text == pointer)
    }

    @Test(arguments: ["kty", "k", "extra"])
    func `refuses a member that stands twice`(name: String) throws {
        let text = #"{"kty":"oct","k":"AAAA","extra":1,"\#(name)":"oct"}"#
        #expect(try faultKind { try Key(jwk: text) } == .memberRepeated)
    }

    @Test(arguments: ["[]", "null", "1", "\"\""])
    func `refuses what is not an object`(text: String) throws {
        #expect(try faultKind { try Key(jwk: text) } == .notAnObject)
    }

    @Test func `an offset leads to the wrong character`() throws {
        let text = #"{"kty":"oct","k":"AA+A"}"#
        let fault = try #require(throws: KeyFault.self) { try Key(jwk: text) }
        #expect(fault.offset == Array(text.utf8).firstIndex(of: UInt8(ascii: "+")))
    }

    @Test func `ignores members of other types and says so`() throws {
        let text = try Self.setting("k", of: Self.setting("n", of: SampleKey.ecPrivate, to: "1"), to: "null")
        let key = try Key(jwk: text)
        #expect(key.findings == [.foreignMember("n"), .foreignMember("k")])
    }

    @Test func `leading zeros are found and change nothing`() throws {
        let key = try Key(jwk: Self.setting("e", of: SampleKey.rsaPublic, to: "\"AAEAAQ\""))
        #expect(key.findings == [.integerNotMinimal("e")])
        #expect(try key.thumbprint() == Key(jwk: SampleKey.rsaPublic).thumbprint())
    }

    @Test func `an RSA key without factors gets them back`() throws {
        var text = SampleKey.rsaPrivate
        for name in ["p", "q", "dp", "dq", "qi"] { text = try Self.setting(name, of: text, to: nil) }
        #expect(try Key(jwk: text).isSecret)
    }

    private static func zeros(_ count: Int) -> String { quoted([UInt8](repeating: 0, count: count)) }
    private static func ones(_ count: Int) -> String { quoted([UInt8](repeating: 1, count: count)) }

    private static func quoted(_ octets: [UInt8]) -> String {
        "\"\(String(decoding: Base64URL.encode(octets.span), as: UTF8.self))\""
    }

    // The same JWK with one member added, replaced, or taken away.
    private static func setting(_ name: String, of jwk: String, to value: String?) throws -> String {
        let root = try JSONDocument(Array(jwk.utf8)).root
        var writer = JSONWriter()
        writer.object { writer in
            for member in root.members where member.name.string != name {
                writer.name(member.name)
                writer.copy(member.value)
            }
            guard let value else { return }
            writer.name(name)
            writer.verbatim(value)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// What kind of fault the work throws, or nil where it throws none.
func faultKind<R>(_ work: () throws -> R) throws -> KeyFault.Kind? {
    do {
        _ = try work()
        return nil
    } catch let fault as KeyFault {
        return fault.kind
    }
}

extension Key {
    /// The key that a JWK text is.
    convenience init(jwk text: String) throws {
        try self.init(jwk: try JSONDocument(Array(text.utf8)).root)
    }
}
