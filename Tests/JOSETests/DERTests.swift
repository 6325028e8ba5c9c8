import OpenSSL
import Testing

@testable import JOSE

struct DERTests {
    @Test(arguments: [
        ([], KeyFault.Kind.der(.unexpected(expected: "a SEQUENCE"))),
        ([0x30], .der(.truncated)), ([0x30, 0x01], .der(.truncated)),
        ([0x30, 0x80, 0x00, 0x00], .der(.indefiniteLength)),
        ([0x30, 0x81], .der(.truncated)), ([0x30, 0x81, 0x00], .der(.length)), ([0x30, 0x81, 0x7F], .der(.length)),
        ([0x30, 0x82, 0x00, 0x80], .der(.length)), ([0x30, 0x85, 1, 0, 0, 0, 0], .der(.length)),
        ([0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF], .der(.truncated)),
        ([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], .der(.truncated)),
        ([0x30, 0xFF], .der(.length)), ([0x30, 0x00, 0x00], .der(.trailingBytes)),
        ([0x30, 0x02, 0x1F, 0x00], .der(.tag)), ([0x31, 0x00], .der(.unexpected(expected: "a SEQUENCE"))),
        ([0x30, 0x00], .structureUnknown), ([0x30, 0x02, 0x05, 0x00], .structureUnknown),
        // INTEGER, INTEGER: a PKCS #1 public key.
        ([0x30, 0x05, 0x02, 0x00, 0x02, 0x01, 0x03], .der(.integerNotMinimal)),
        ([0x30, 0x06, 0x02, 0x01, 0x83, 0x02, 0x01, 0x03], .der(.integerNegative)),
        ([0x30, 0x07, 0x02, 0x02, 0x00, 0x03, 0x02, 0x01, 0x03], .der(.integerNotMinimal)),
        ([0x30, 0x06, 0x02, 0x01, 0x03, 0x02, 0x01, 0x03], .defect(.modulusTooSmall(bits: 2, minimum: 1024))),
        // PKCS #12, DSA parameters, a DSA key.
        ([0x30, 0x05, 0x02, 0x01, 0x03, 0x30, 0x00], .passwordNeeded),
        ([0x30, 0x09, 2, 1, 1, 2, 1, 1, 2, 1, 1], .unsupported("a set of DSA parameters")),
        ([0x30, 0x12, 2, 1, 0, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1], .unsupported("DSA")),
        // A public key of an unknown type, 1.2.3.
        ([0x30, 0x09, 0x30, 0x04, 0x06, 0x02, 0x2A, 0x03, 0x03, 0x01, 0x00], .unsupported("a key of type 1.2.3")),
        // An EC private key of version 1 without a curve.
        ([0x30, 0x06, 0x02, 0x01, 0x01, 0x04, 0x01, 0x05], .der(.unexpected(expected: "the name of a curve"))),
    ])
    func `refuses what is not DER and what is no key`(der: [UInt8], kind: KeyFault.Kind) throws {
        #expect(try faultKind { try KeySet(der: der.span) } == kind)
    }

    @Test(arguments: [
        ("500101000000Z", true, Int64(-631_152_000)), ("491231235959Z", true, 2_524_607_999),
        ("700101000000Z", true, 0), ("20000229120000Z", false, 951_825_600),
        ("00010101000000Z", false, -62_135_596_800),
        ("99991231235959Z", false, 253_402_300_799), ("240229000000Z", true, 1_709_164_800),
        ("2402290000Z", true, nil), ("240229000000+0000", true, nil), ("241329000000Z", true, nil),
        ("240200000000Z", true, nil), ("240229250000Z", true, nil), ("24022900000xZ", true, nil), ("", true, nil),
        ("20240229000000.5Z", false, nil),
    ])
    func `reads the times of certificates`(text: String, isShort: Bool, seconds: Int64?) {
        let der = [isShort ? 0x17 : 0x18, UInt8(truncatingIfNeeded: text.utf8.count)] + Array(text.utf8)
        var cursor = DERCursor(der.indices)
        let read: Int64?
        do throws(KeyFault) { read = try cursor.time(der.span) } catch { read = nil }
        #expect(read == seconds)
    }

    @Test func `whatever becomes of a byte, the answer is a key or a fault`() throws {
        let containers: [KeyOrigin.Container] = [.spki, .pkcs8, .pkcs1Public, .pkcs1Private, .sec1]
        for jwk in [SampleKey.ecPrivate, SampleKey.ed25519Private, SampleKey.rsaPrivate] {
            let key = try Key(jwk: jwk)
            for container in containers {
                guard let der = Self.written(key, container) else { continue }
                for offset in der.indices {
                    var mutated = der
                    mutated[offset] ^= 0x10
                    _ = Result { try KeySet(der: mutated.span) }
                    let cut = Array(der.prefix(offset))
                    #expect(throws: KeyFault.self) { try KeySet(der: cut.span) }
                }
            }
        }
    }

    private static func written(_ key: Key, _ container: KeyOrigin.Container) -> [UInt8]? {
        do throws(KeyFault) {
            return try key.written(as: container, .der).octets.withBytes { Array(copying: $0) }
        } catch {
            return nil
        }
    }

    @Test func `random bytes are never a key and never a trap`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var bytes = (0..<Int.random(in: 0..<64, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            _ = Result { try KeySet(text: bytes.span) }
            bytes = [0x30, UInt8(truncatingIfNeeded: bytes.count)] + bytes
            _ = Result { try KeySet(der: bytes.span) }
        }
    }
}
