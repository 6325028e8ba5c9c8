import JSON
import OpenSSL
import Testing

@testable import JOSE

private let password = SecretBytes(copying: Array("correct horse".utf8).span)

@Suite(.enabled(if: OpenSSLProgram.isPresent, Comment(rawValue: OpenSSLProgram.absence)))
struct PKCS12Tests {
    private static func export(
        _ key: [UInt8], _ certificates: [[UInt8]], _ options: [String] = []
    ) throws -> [UInt8] {
        let directory = try ProgramDirectory()
        let chain = try directory.write(Array(certificates.dropFirst().joined()), to: "chain.pem")
        let more = certificates.count > 1 ? ["-certfile", chain] : []
        return try OpenSSLProgram.run(
            ["pkcs12", "-export", "-passout", "pass:correct horse"] + more + options,
            key + (certificates.first ?? []))
    }

    @Test(arguments: [
        [], ["-name", "Größe"], ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"],
        ["-keypbe", "NONE", "-certpbe", "NONE"], ["-keypbe", "PBE-SHA1-2DES", "-certpbe", "PBE-SHA1-2DES"],
        ["-keypbe", "AES-128-CBC", "-macalg", "sha512", "-iter", "3000"],
    ])
    func `what the program exports is read, with its chain`(options: [String]) throws {
        let root = try ProgramAuthority()
        let between = try ProgramAuthority(below: root)
        let stranger = try ProgramAuthority()
        let leaf = try between.certify("/CN=leaf")
        let file = try Self.export(
            leaf.key, [leaf.certificate, root.certificate, stranger.certificate, between.certificate], options)
        let keys = try KeySet(der: file.span, password: password).keys
        try #require(keys.count == 2)
        #expect(keys[0].isSecret && keys.allSatisfy { $0.origin == KeyOrigin(.pkcs12, .der) && $0.origin.isEncrypted })
        #expect(try keys[0].thumbprint() == KeySet(pem: leaf.key.span).keys[0].thumbprint())
        #expect(keys[0].attributes.certificates.map(\.facts.subject) == ["CN=leaf", "O=Between", "O=Root"])
        #expect(keys[0].attributes.comment == (options.first == "-name" ? Array("Größe".utf8) : nil))
        // Two roots have one name, and only one of them is above.
        #expect(keys[1].attributes.certificates.map(\.facts.subject) == ["O=Root"] && !keys[1].isSecret)
        #expect(try faultKind { try KeySet(der: file.span) } == .passwordNeeded)
        let wrong = SecretBytes(copying: Array("Correct horse".utf8).span)
        #expect(try faultKind { try KeySet(der: file.span, password: wrong) } == .passwordWrong)
    }

    @Test(
        .enabled(if: OpenSSLProgram.hasLegacy, "the openssl program has no legacy ciphers"),
        arguments: [
            ["-legacy"],
            ["-legacy", "-keypbe", "PBE-SHA1-RC2-40", "-certpbe", "PBE-SHA1-RC2-128", "-macalg", "sha1"],
        ])
    func `what old programs exported is read`(options: [String]) throws {
        let root = try ProgramAuthority()
        let leaf = try root.certify("/CN=leaf")
        let file = try Self.export(leaf.key, [leaf.certificate, root.certificate], options)
        let key = try #require(try KeySet(der: file.span, password: password).keys.first)
        #expect(try key.thumbprint() == KeySet(pem: leaf.key.span).keys[0].thumbprint())
        #expect(key.attributes.certificates.map(\.facts.subject) == ["CN=leaf", "O=Root"])
        let wrong = SecretBytes(copying: Array("Correct horse".utf8).span)
        #expect(try faultKind { try KeySet(der: file.span, password: wrong) } == .passwordWrong)
    }

    @Test(
        .enabled(if: OpenSSLProgram.hasPBMAC1, "the openssl program has no PBMAC1"),
        arguments: [
            [], ["-macalg", "sha512"], ["-pbmac1_pbkdf2_md", "sha512"], ["-macalg", "sha384", "-macsaltlen", "32"],
        ])
    func `a code by PBMAC1 of the program holds`(options: [String]) throws {
        let root = try ProgramAuthority()
        let leaf = try root.certify("/CN=leaf")
        let file = try Self.export(leaf.key, [leaf.certificate], ["-pbmac1_pbkdf2"] + options)
        let key = try #require(try KeySet(der: file.span, password: password).keys.first)
        #expect(try key.thumbprint() == KeySet(pem: leaf.key.span).keys[0].thumbprint())
    }

    @Test func `a file of certificates alone has their keys`() throws {
        let root = try ProgramAuthority()
        let file = try Self.export([], [root.certificate], ["-nokeys"])
        let keys = try KeySet(der: file.span, password: password).keys
        #expect(keys.count == 1 && keys[0].attributes.certificates.first?.facts.subject == "O=Root")
    }

    @Test func `what is written the program reads`() throws {
        let subject = try #require(SubjectName("example.com"))
        for key in try GeneratedKeys.all().prefix(2)
            + GeneratedKeys.all().filter({ $0.curve?.name.description == "Ed448" })
        {
            let order = NewCertificate(for: subject, serialNumber: [1, 2], from: 1_700_000_000, days: 10_000)
            var attributes = key.attributes
            attributes.comment = Array("Größe".utf8)
            let certified = try key.certified(by: order)
            attributes.certificates = certified.attributes.certificates
            let written = try certified.with(attributes).written(as: .pkcs12, .der, password: password)
            let file = written.octets.withBytes { Array(copying: $0) }
            #expect(written.dropped == [])
            let directory = try ProgramDirectory()
            let shown = try OpenSSLProgram.run([
                "pkcs12", "-in", try directory.write(file, to: "own.p12"), "-passin", "pass:correct horse", "-noenc",
            ])
            #expect(String(decoding: shown, as: UTF8.self).contains("friendlyName"))
            let keys = try KeySet(pem: shown.span).keys
            #expect(try keys.count == 2 && keys.allSatisfy { try $0.thumbprint() == key.thumbprint() })
            let again = try #require(try KeySet(der: file.span, password: password).keys.first)
            #expect(try again.jwk(isPublic: false) == certified.jwk(isPublic: false))
            #expect(again.attributes.comment == attributes.comment)
        }
        let open = try Key(jwk: SampleKey.ecPublic)
        #expect(try faultKind { try open.written(as: .pkcs12, .der, password: password) } == .cannotCarry(.pkcs12))
        #expect(try faultKind { try Key(jwk: SampleKey.ecPrivate).written(as: .pkcs12, .der) } == .passwordNeeded)
    }

    @Test func `what nobody should encrypt with is refused by its name`() throws {
        let root = try ProgramAuthority()
        let file = try Self.export([], [root.certificate], ["-nokeys", "-nomac"])
        #expect(
            try faultKind { try KeySet(der: file.span, password: password) }
                == .unsupported("a PKCS #12 file without a code"))
    }
}

struct PKCS12FileTests {
    // A file with a code over any content.
    private static func file(_ content: [DERNode], iterations: Int = 1) throws -> [UInt8] {
        let octets = DERNode.sequence(content).encoded
        let code = try octets.withBytes {
            try pkcs12Code(of: $0, password: password, hash: .sha256, salt: [1, 2, 3], iterations: 1)
        }
        let hash = DERNode.sequence([.objectIdentifier(ObjectIdentifier.sha256), .null])
        let count = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: iterations >> $0) }
        let info = DERNode.sequence([
            .objectIdentifier(PKCS12Identifier.data), .tagged(.context0, [.octetString(octets)]),
        ])
        let mac = DERNode.sequence([
            .sequence([hash, .octetString(octets: code)]), .octetString(octets: [1, 2, 3]), .integer(count),
        ])
        return DERNode.sequence([.integer(3), info, mac]).encoded.withBytes { Array(copying: $0) }
    }

    private static func read(_ file: [UInt8]) throws(KeyFault) -> KeySet {
        try KeySet(der: file.span, password: password, limits: KeyLimits())
    }

    private static func bags(_ bags: [DERNode]) -> DERNode {
        .sequence([.objectIdentifier(PKCS12Identifier.data), .tagged(.context0, [.octetString([.sequence(bags)])])])
    }

    private static func keyBag() throws -> DERNode {
        guard let numbers = try Key(jwk: SampleKey.ed25519Private).privateNumbers() else { return .null }
        return .sequence([.objectIdentifier(PKCS12Identifier.keyBag), .tagged(.context0, [try .pkcs8(numbers, nil)])])
    }

    // Made by the openssl program of 3.5.9 with -pbmac1_pbkdf2: HMAC and PBKDF2, both with SHA-256.
    private static let modern = """
        MIIBaQIBAzCB5AYJKoZIhvcNAQcBoIHWBIHTMIHQMIHNBgkqhkiG9w0BBwGggb8EgbwwgbkwgbYGCyqGSIb3DQEMCgECoIGmMIGj\
        MF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBAsNZc5nXCEgoHn/E8Vi0LzAgID6DAMBggqhkiG9w0CCQUAMB0GCWCGSAFl\
        AwQBKgQQqJy8JYR17Kni+x9DPAXXgwRAea0baYUQHPOsXQJJJxK7vvUZ3S7yuWW0CMPEyJdpkT8Bfhse1/75t/dd9kyvNzzWAQys\
        2PpcQSt2wWVl6vRKpjB9MG0wSQYJKoZIhvcNAQUOMDwwLAYJKoZIhvcNAQUMMB8ECDaGT/b/niPRAgID6AIBIDAMBggqhkiG9w0C\
        CQUAMAwGCCqGSIb3DQIJBQAEIIT1GEevtzwVWoyLh0hNZKqMah31vhbtmJjStLlcm03HBAg2hk/2/54j0QICA+g=
        """

    @Test func `a code by PBMAC1 holds, and its parameters are no others`() throws {
        let file = try Base64.decode(Array(Self.modern.utf8).span)
        let key = try #require(try Self.read(file).keys.first)
        #expect(
            try key.jwk(isPublic: true)
                == #"{"kty":"OKP","crv":"Ed25519","x":"fuRqOFgf-rWCJhC6hYcnvwAU9BfFveStVmHIPEUlhiE"}"#)
        let lengths: [(Int, UInt8)] = [(286, 0x13), (286, 0x00), (286, 0x80)]
        for (offset, value) in lengths {
            // The octet behind the tag and the length of INTEGER.
            var changed = file
            #expect(changed[offset...offset + 2] == [0x02, 0x01, 0x20])
            changed[offset + 2] = value
            #expect(throws: KeyFault.self) { try Self.read(changed) }
        }
        // Every octet of MacData but the salt and the rounds behind it, which mean nothing here.
        for offset in 238..<349 {
            var changed = file
            changed[offset] ^= 1
            #expect(throws: KeyFault.self, "\(offset)") { try Self.read(changed) }
        }
        for offset in 353..<361 {
            var changed = file
            changed[offset] ^= 1
            #expect(try Self.read(changed).keys.count == 1)
        }
        // A million times the rounds that the file was made with.
        var costly = file
        costly.replaceSubrange(282..<286, with: [0x02, 0x02, 0x7F, 0xFF])
        #expect(try faultKind { try Self.read(costly) } == .passwordWrong)
    }

    // KEY-33: contents and bags that are null or missing.
    @Test func `null where something must be is refused`() throws {
        let (data, encrypted) = (PKCS12Identifier.data, PKCS12Identifier.encryptedData)
        let contents: [[DERNode]] = [
            [.null], [.sequence([])], [.sequence([.objectIdentifier(data)])],
            [.sequence([.objectIdentifier(data), .null])],
            [.sequence([.objectIdentifier(data), .tagged(.context0, [])])],
            [.sequence([.objectIdentifier(data), .tagged(.context0, [.null])])],
            [.sequence([.objectIdentifier(encrypted), .tagged(.context0, [.null])])],
            [.sequence([.objectIdentifier(encrypted), .tagged(.context0, [.sequence([.integer(0), .null])])])],
            [Self.bags([.null])], [Self.bags([.sequence([.objectIdentifier(PKCS12Identifier.keyBag)])])],
            [Self.bags([.sequence([.objectIdentifier(PKCS12Identifier.keyBag), .tagged(.context0, [.null])])])],
            [Self.bags([.sequence([.objectIdentifier(PKCS12Identifier.certificateBag), .tagged(.context0, [])])])],
            [], [Self.bags([])],
        ]
        for content in contents {
            let file = try Self.file(content)
            #expect(throws: KeyFault.self) { try Self.read(file) }
        }
    }

    // KEY-33
    @Test func `more rounds, parts and bags than the limits are refused`() throws {
        let bag = try Self.keyBag()
        #expect(try Self.read(Self.file([Self.bags([bag])])).keys.count == 1)
        for iterations in [2_000_001, Int(Int32.max)] {
            let file = try Self.file([Self.bags([bag])], iterations: iterations)
            #expect(try faultKind { try Self.read(file) } == .derivationTooCostly)
        }
        let many = try Self.file([Self.bags(Array(repeating: bag, count: 65))])
        #expect(try faultKind { try Self.read(many) } == .tooManyBlocks(limit: 64))
        let key = DERNode.encoded(.sequence, content: [])
        let shrouded = DERNode.sequence([
            .objectIdentifier(PKCS12Identifier.shroudedKeyBag), .tagged(.context0, [key]),
        ])
        #expect(throws: KeyFault.self) { try Self.read(try Self.file([Self.bags([shrouded])])) }
    }

    @Test func `is cut and changed without harm`() throws {
        let key = try Key(jwk: SampleKey.ed25519Private)
        let file = try Self.file([Self.bags([try Self.keyBag()])])
        for length in 0..<file.count {
            #expect(throws: KeyFault.self) { try Self.read(Array(file.prefix(length))) }
        }
        for offset in file.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var mutated = file
                mutated[offset] ^= change
                guard case .success(let set) = Result(catching: { () throws(KeyFault) in try Self.read(mutated) })
                else { continue }
                #expect(set.keys.allSatisfy { KeyRelation(of: $0, to: key) == .identical })
            }
        }
        // Inside, where the code has been made anew.
        let content = try DERNode.sequence([Self.bags([Self.keyBag()])]).encoded.withBytes { Array(copying: $0) }
        for offset in content.indices {
            var mutated = content
            mutated[offset] ^= 0x81
            let inside = DERNode.whole(mutated)
            let (code, info) = try Self.coded(inside)
            let file = DERNode.sequence([.integer(3), info, code]).encoded.withBytes { Array(copying: $0) }
            _ = Result { () throws(KeyFault) in try Self.read(file) }
        }
    }

    private static func coded(_ content: DERNode) throws -> (DERNode, DERNode) {
        let octets = content.encoded
        let code = try octets.withBytes {
            try pkcs12Code(of: $0, password: password, hash: .sha256, salt: [1], iterations: 1)
        }
        let hash = DERNode.sequence([.objectIdentifier(ObjectIdentifier.sha256), .null])
        let info = DERNode.sequence([
            .objectIdentifier(PKCS12Identifier.data), .tagged(.context0, [.octetString(octets)]),
        ])
        return (.sequence([.sequence([hash, .octetString(octets: code)]), .octetString(octets: [1])]), info)
    }
}
