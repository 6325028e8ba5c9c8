import OpenSSL
import Testing

@testable import JOSE

struct PEMTests {
    @Test(arguments: [
        ("", KeyFault.Kind.pem(.blockMissing), nil), ("no key", .pem(.blockMissing), nil),
        ("x-----BEGIN PUBLIC KEY", .pem(.boundary), 22), ("-----BEGIN PUBLIC KEY----\nAA==", .pem(.boundary), 21),
        ("-----BEGIN PUBLIC KEY-----\nAA==\n", .pem(.endMissing), 0),
        ("-----BEGIN PUBLIC KEY-----\nAA==\n-----END PRIVATE KEY-----", .pem(.endMissing), 32),
        ("-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY", .pem(.endMissing), 32),
        ("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", .pem(.empty), 26),
        ("-----BEGIN PUBLIC KEY-----\nAA=\n-----END PUBLIC KEY-----", .pem(.body(.padding(at: 3))), 29),
        ("-----BEGIN PUBLIC KEY-----\nA_==\n-----END PUBLIC KEY-----", .pem(.body(.character(at: 2))), 28),
        ("-----BEGIN PUBLIC KEY-----\nAB==\n-----END PUBLIC KEY-----", .pem(.body(.trailingBits(at: 2))), 28),
        ("-----BEGIN PUBLIC KEY-----\nComment: x\n\nAA==\n-----END PUBLIC KEY-----", .pem(.headerFields), 34),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAA==\n-----END RSA PRIVATE KEY-----",
            .pem(.encryptedByHeader), 41
        ),
        ("-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----", .structureUnknown, 0),
        (
            "-----BEGIN PUBLIC KEY-----\nBAA=\n-----END PUBLIC KEY-----",
            .der(.unexpected(expected: "a SEQUENCE")), 0
        ),
        ("-----BEGIN DSA PRIVATE KEY-----\nMAA=\n-----END DSA PRIVATE KEY-----", .unsupported("DSA"), 0),
        ("-----BEGIN FOO-----\nMAA=\n-----END FOO-----", .unsupported("a PEM block labelled \"FOO\""), 0),
        ("-----BEGIN EC PARAMETERS-----\nBgA=\n-----END EC PARAMETERS-----", .pem(.blockMissing), nil),
    ])
    func `refuses what is not PEM and says where`(text: String, kind: KeyFault.Kind, offset: Int?) throws {
        let bytes = Array(text.utf8)
        let fault = try #require(throws: KeyFault.self) { try KeySet(pem: bytes.span) }
        #expect(fault.kind == kind && fault.offset == offset && !fault.explanation.isEmpty)
    }

    @Test func `a label must say what the block holds`() throws {
        let key = try Key(jwk: SampleKey.rsaPrivate)
        let containers: [KeyOrigin.Container] = [.spki, .pkcs8, .pkcs1Public, .pkcs1Private]
        for content in containers {
            let pem = try key.written(as: content, .pem).octets.withBytes {
                String(decoding: Array(copying: $0), as: UTF8.self)
            }
            let label = try #require(content.label)
            for other in containers + [.sec1, .x509, .encryptedPKCS8] where other != content {
                let wrong = try #require(other.label)
                let text = Array(
                    pem.replacing("BEGIN \(label)", with: "BEGIN \(wrong)").replacing(
                        "END \(label)", with: "END \(wrong)"
                    ).utf8)
                #expect(try faultKind { try KeySet(pem: text.span) } == .labelDiffers(label: wrong, content: content))
            }
        }
    }

    @Test func `has a limit of blocks and of bytes`() throws {
        let block = try Key(jwk: SampleKey.ed25519Private).written(as: .spki, .pem).octets.withBytes {
            Array(copying: $0)
        }
        let many = Array([[UInt8]](repeating: block, count: 64).joined())
        #expect(try KeySet(pem: many.span).keys.count == 64)
        let tooMany = many + block
        #expect(try faultKind { try KeySet(pem: tooMany.span) } == .tooManyBlocks(limit: 64))
        let long = [UInt8](repeating: 0x20, count: 1 << 20) + block
        #expect(try faultKind { try KeySet(pem: long.span) } == .tooLong(limit: 1 << 20))
        #expect(try faultKind { try KeySet(text: long.span) } == .tooLong(limit: 1 << 20))
        #expect(try faultKind { try KeySet(der: long.span) } == .tooLong(limit: 1 << 20))
    }

    @Test func `a fault of the second block says so`() throws {
        let block = try Key(jwk: SampleKey.ed25519Private).written(as: .spki, .pem).octets.withBytes {
            Array(copying: $0)
        }
        let text = block + Array("-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----".utf8)
        let fault = try #require(throws: KeyFault.self) { try KeySet(pem: text.span) }
        #expect(fault.index == 1 && fault.offset == block.count)
    }
}
