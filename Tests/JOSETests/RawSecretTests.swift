import JSON
import OpenSSL
import Testing

@testable import JOSE

struct RawSecretTests {
    @Test(arguments: [
        ("Grüße", SecretEncoding.utf8, Array("Grüße".utf8)), ("AQL_", .base64url, [1, 2, 255]),
        ("AQL/", .base64, [1, 2, 255]), ("AQ==", .base64, [1]), ("0102fF", .hex, [1, 2, 255]),
        (" x ", .utf8, Array(" x ".utf8)), ("AQL_", .utf8, Array("AQL_".utf8)),
    ])
    func `is what its encoding says`(text: String, encoding: SecretEncoding, octets: [UInt8]) throws {
        let bytes = Array(text.utf8)
        let key = try Key(secret: bytes.span, encoding: encoding)
        guard case .secret(let secret) = key.material else {
            Issue.record("no secret")
            return
        }
        #expect(secret.withBytes { Array(copying: $0) } == octets)
        #expect(key.origin == KeyOrigin(.secret, .text) && key.type == .oct)
        #expect(try key.secretText(encoding).withBytes { Array(copying: $0) } == Array(text.lowercased(encoding).utf8))
    }

    @Test func `reads back what it writes, whatever the octets`() throws {
        var random = SystemRandomNumberGenerator()
        for count in 1...300 {
            let octets = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let key = Key(.secret(SecretBytes(copying: octets.span)), origin: KeyOrigin(.secret, .text))
            for encoding in SecretEncoding.allCases {
                guard encoding != .utf8 || String(validating: octets, as: UTF8.self) != nil else {
                    #expect(try faultKind { try key.secretText(encoding) } == .secretNotText)
                    continue
                }
                let text = try key.secretText(encoding)
                let again = try text.withBytes { (text) throws(KeyFault) in try Key(secret: text, encoding: encoding) }
                #expect(again.isSameSecret(as: octets), "\(encoding) of \(octets)")
            }
        }
        for encoding in SecretEncoding.allCases {
            #expect(
                try faultKind { try Key(jwk: SampleKey.ecPrivate).secretText(encoding) } == .cannotCarry(.secret))
        }
    }

    @Test(arguments: [
        ("", SecretEncoding.utf8, KeyFault.Kind.secretEmpty, nil), ("", .hex, .secretEmpty, nil),
        ("AQL/", .base64url, .base64URL(.character(at: 3)), 3), ("AQ==", .base64url, .base64URL(.character(at: 2)), 2),
        ("AQ", .base64, .base64(.padding(at: 2)), 2), ("AQL_", .base64, .base64(.character(at: 3)), 3),
        ("012", .hex, .hexadecimal, 3), ("0g", .hex, .hexadecimal, 1), ("g0", .hex, .hexadecimal, 0),
        ("0x01", .hex, .hexadecimal, 1),
    ])
    func `is never guessed`(text: String, encoding: SecretEncoding, kind: KeyFault.Kind, offset: Int?) throws {
        let bytes = Array(text.utf8)
        let fault = try #require(throws: KeyFault.self) { try Key(secret: bytes.span, encoding: encoding) }
        #expect(fault.kind == kind && fault.offset == offset)
    }

    @Test(arguments: [
        "-----BEGIN PUBLIC KEY-----\nMA==\n-----END PUBLIC KEY-----\n", "-----BEGIN RSA PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----", "-----BEGIN EC PUBLIC KEY-----", " -----BEGIN PUBLIC KEY-----",
        "\n\t\r\n-----BEGIN PUBLIC KEY-----", "\u{FEFF}-----BEGIN PUBLIC KEY-----",
        "my key: -----BEGIN PUBLIC KEY-----",
        "---- BEGIN SSH2 PUBLIC KEY ----",
    ])
    func `is no PEM`(text: String) throws {
        try check(Array(text.utf8), .pem)
    }

    @Test(arguments: [
        "ssh-rsa AAAAB3NzaC1yc2E a@b", "ecdsa-sha2-nistp256 AAAAE2Vj", "ssh-ed25519 AAAAC3Nz", "  ssh-ed25519 AAAAC3Nz",
        "# keys\nssh-rsa AAAAB3NzaC1yc2E", "\u{FEFF}\r\n\tssh-rsa AAAA", "sk-ssh-ed25519@openssh.com AAAA",
    ])
    func `is no OpenSSH key`(text: String) throws {
        try check(Array(text.utf8), .openSSH)
    }

    @Test(arguments: [
        SampleKey.rsaPublic, #"{"keys":[]}"#, "\n\u{FEFF} {\"kty\":\"oct\"}", #"[{"kty":"EC"}]"#,
    ])
    func `is no JWK`(text: String) throws {
        try check(Array(text.utf8), .jwk)
    }

    @Test(arguments: [KeyOrigin.Container.spki, .pkcs1Public, .pkcs8])
    func `is no DER`(container: KeyOrigin.Container) throws {
        let der = try Key(jwk: SampleKey.rsaPrivate).written(as: container, .der).octets.withBytes {
            Array(copying: $0)
        }
        let base64 = Base64.encode(der.span)
        try check(der, .der)
        try check(base64, .der)
        #expect(try faultKind { try Key(secret: base64.span, encoding: .base64) } == .secretIsKey(.der))
        let hex = Array(der.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined().utf8)
        #expect(try faultKind { try Key(secret: hex.span, encoding: .hex) } == .secretIsKey(.der))
    }

    // As text, and as the only member of an `oct` JWK.
    private func check(_ bytes: [UInt8], _ shape: SecretShape) throws {
        #expect(try faultKind { try Key(secret: bytes.span, encoding: .utf8) } == .secretIsKey(shape))
        let member = String(decoding: Base64URL.encode(bytes.span), as: UTF8.self)
        #expect(try faultKind { try Key(jwk: #"{"kty":"oct","k":"\#(member)"}"#) } == .secretIsKey(shape))
    }

    @Test func `has a limit`() throws {
        let longest = [UInt8](repeating: 0x61, count: 65_536)
        #expect(try Key(secret: longest.span, encoding: .utf8).isSecret)
        for count in [65_537, 131_073, 1 << 22] {
            let text = [UInt8](repeating: 0x61, count: count)
            #expect(try faultKind { try Key(secret: text.span, encoding: .utf8) } == .tooLong(limit: 65_536))
        }
    }
}

extension String {
    fileprivate func lowercased(_ encoding: SecretEncoding) -> String { encoding == .hex ? lowercased() : self }
}

extension Key {
    fileprivate func isSameSecret(as octets: [UInt8]) -> Bool {
        guard case .secret(let secret) = material else { return false }
        return secret.withBytes { Array(copying: $0) } == octets
    }
}
