import JSON
import OpenSSL
import Testing

@testable import JOSE

@Suite(.enabled(if: OpenSSLProgram.isPresent, Comment(rawValue: OpenSSLProgram.absence)))
struct CertificateTests {
    static let names = ["DNS:example.com", "DNS:*.example.org", "email:a@example.com", "URI:https://example.com/"]

    private static func certificate(_ pem: [UInt8]) throws -> Certificate {
        let key = try #require(try KeySet(pem: pem.span).keys.first)
        return try #require(key.attributes.certificates.first)
    }

    @Test func `says what the program says`() throws {
        let authority = try ProgramAuthority()
        let made = try authority.certify(
            "/C=DE/O=Exämple, Inc./OU=a+b/CN=#example \\\"quoted\\\"",
            [
                "subjectAltName=DNS:example.com,DNS:*.example.org,email:a@example.com,URI:https://example.com/,"
                    + "IP:192.0.2.1,IP:2001:db8::1", "keyUsage=critical,digitalSignature,keyAgreement",
                "extendedKeyUsage=clientAuth,1.2.3.4",
            ], ["-utf8", "-set_serial", "0x1234567890"])
        let facts = try Self.certificate(made.certificate).facts
        #expect(facts.issuer == "O=Root" && facts.serialNumber == "1234567890")
        #expect(facts.alternativeNames == Self.names + ["IP:192.0.2.1", "IP:2001:db8:0:0:0:0:0:1"])
        #expect(facts.keyUsage == ["digitalSignature", "keyAgreement"])
        #expect(facts.extendedKeyUsage == ["clientAuth", "1.2.3.4"])
        #expect(facts.signatureAlgorithm == "ecdsa-with-SHA256")
        #expect(!facts.hasWeakSignature && !facts.isDamaged)
        let shown = try OpenSSLProgram.run(
            ["x509", "-noout", "-subject", "-nameopt", "RFC2253,-esc_msb,utf8"], made.certificate)
        #expect("subject=\(facts.subject)\n" == String(decoding: shown, as: UTF8.self))
        let root = try Self.certificate(authority.certificate)
        #expect(root.facts.isAuthority && root.facts.keyUsage == ["keyCertSign"])
        #expect(try root.isSelfSigned() && !Self.certificate(made.certificate).isSelfSigned())
    }

    @Test func `is cut and changed without harm`() throws {
        let authority = try ProgramAuthority(["subjectAltName=DNS:example.com", "certificatePolicies=1.2.3"])
        let der = try Self.certificate(authority.certificate).der
        for length in 0..<der.count {
            let cut = Array(der.prefix(length))
            #expect(throws: KeyFault.self) { try KeySet(der: cut.span) }
        }
        for offset in der.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var mutated = der
                mutated[offset] ^= change
                guard case .success(let key) = Result(catching: { try KeySet(der: mutated.span).keys.first }) else {
                    continue
                }
                _ = key?.attributes.certificates.first?.facts
                _ = try key?.attributes.certificates.first?.isSelfSigned()
            }
        }
    }

    @Test(arguments: ["example.com", #"CN=a\,b,OU=x\+y,O=Größe GmbH,C=DE"#])
    func `a key signs its own certificate, and the program takes it`(name: String) throws {
        let subject = try #require(SubjectName(name))
        for key in try GeneratedKeys.all() {
            let order = NewCertificate(
                for: subject, serialNumber: [0, 1, 2, 3], from: 1_700_000_000, days: 10_000)
            guard key.type != .oct, key.curve.map({ !$0.name.description.hasPrefix("X") }) ?? true else {
                #expect(try faultKind { try key.certified(by: order) } == .cannotCarry(.x509))
                continue
            }
            let certified = try key.certified(by: order)
            let certificate = try #require(certified.attributes.certificates.first)
            #expect(certificate.facts.subject == (name.contains("=") ? name : "CN=\(name)"))
            // Certificates are judged by libcrypto, also those of keys that swift-crypto holds.
            let isJudged = key.material.mlDSA.map { $0.implementation == .libcrypto } ?? true
            #expect(try certificate.isSelfSigned() == isJudged && !certificate.facts.isAuthority)
            #expect(certificate.notBefore == 1_700_000_000 && certificate.notAfter == 2_563_999_999)
            let pem = try certified.written(as: .x509, .pem).octets.withBytes { Array(copying: $0) }
            let directory = try ProgramDirectory()
            let path = try directory.write(pem, to: "own.pem")
            if key.type != .akp || OpenSSLProgram.hasMLDSA {
                let verdict = try OpenSSLProgram.run(["verify", "-CAfile", path, "-x509_strict", path])
                #expect(String(decoding: verdict, as: UTF8.self).hasSuffix(": OK\n"))
            }
            let read = try #require(try KeySet(pem: pem.span).keys.first)
            #expect(try read.thumbprint() == key.thumbprint() && !read.isSecret)
            let trust = try #require(try CertificateTrust([read]))
            guard isJudged else {
                #expect(try trust.refusal(of: certified, at: 1_800_000_000) == .unsupported)
                continue
            }
            #expect(try trust.refusal(of: certified, at: 1_800_000_000) == nil)
            #expect(try trust.refusal(of: certified, at: 2_600_000_000) == .expired)
            #expect(try trust.refusal(of: certified, at: 1_600_000_000) == .notYetValid)
        }
    }

    @Test(arguments: [
        "", ",", "CN=", "CN=a,", "X=a", "C=DEU", "C=d1", "CN=a\u{0}b", #"CN=a\"#, "CN=a,b",
        "CN=" + String(repeating: "x", count: 65), Array(repeating: "OU=x", count: 17).joined(separator: ","),
    ])
    func `a name that is none makes no certificate`(name: String) {
        #expect(SubjectName(name) == nil)
    }

    @Test func `a year beyond 2049 is written with four digits, and every day as the calendar has it`() throws {
        for day in stride(from: Int64(-7_000), to: 60_000, by: 1) {
            let seconds = day * 86_400 + 86_399
            let written = try #require(DERNode.time(seconds)).encoded
            let read = try written.withBytes { bytes in
                var cursor = DERCursor(bytes.indices)
                return try cursor.time(bytes)
            }
            #expect(read == seconds)
        }
        #expect(DERNode.time(253_402_300_800) == nil && DERNode.time(Int64.min) == nil)
    }
}
