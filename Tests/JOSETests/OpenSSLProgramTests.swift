import OpenSSL
import Testing

@testable import JOSE

@Suite(.enabled(if: OpenSSLProgram.isPresent, Comment(rawValue: OpenSSLProgram.absence)))
struct OpenSSLProgramTests {
    /// How the program is asked for a key of each kind.
    static let kinds: [[String]] = [
        ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
        ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
        ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
        ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
        ["-algorithm", "ED25519"], ["-algorithm", "ED448"], ["-algorithm", "X25519"], ["-algorithm", "X448"],
    ]

    // Those that the program and the library that is running have.
    private static let late = MLDSAParameterSet.allCases.filter { $0.implementation != nil && OpenSSLProgram.hasMLDSA }
        .map { ["-algorithm", "\($0.algorithmName)"] }

    @Test(arguments: kinds + late)
    func `its keys are read in every structure, and ours are written as it writes them`(kind: [String]) throws {
        let pem = try OpenSSLProgram.run(["genpkey"] + kind)
        let key = try Self.only(pem)
        #expect(key.isSecret && key.origin == KeyOrigin(.pkcs8, .pem) && key.findings.isEmpty)
        for (container, arguments) in Self.conversions(of: key) {
            let der = try OpenSSLProgram.run(arguments + ["-outform", "DER"], pem)
            let armoured = try OpenSSLProgram.run(arguments, pem)
            let fromDER = try #require(try KeySet(der: der.span).keys.first)
            let fromPEM = try Self.only(armoured)
            #expect(fromDER.origin == KeyOrigin(container, .der) && fromPEM.origin == KeyOrigin(container, .pem))
            #expect(try fromDER.thumbprint() == key.thumbprint() && fromPEM.thumbprint() == key.thumbprint())
            #expect(try key.written(as: container, .der).octets.withBytes { Array(copying: $0) } == der)
            #expect(try key.written(as: container, .pem).octets.withBytes { Array(copying: $0) } == armoured)
            try Self.checkMutations(of: der)
        }
    }

    private static func conversions(of key: Key) -> [(KeyOrigin.Container, [String])] {
        let spki = (KeyOrigin.Container.spki, ["pkey", "-pubout"])
        let pkcs8 = (KeyOrigin.Container.pkcs8, ["pkcs8", "-topk8", "-nocrypt"])
        switch key.type {
        case .rsa:
            return [
                spki, pkcs8, (.pkcs1Private, ["rsa", "-traditional"]), (.pkcs1Public, ["rsa", "-RSAPublicKey_out"]),
            ]
        case .ec: return [spki, pkcs8, (.sec1, ["ec"])]
        // It reads and writes the expanded key beside the seed, unless it is told not to.
        case .akp: return [spki, (.pkcs8, pkcs8.1 + ["-provparam", "ml-dsa.output_formats=seed-only"])]
        default: return [spki, pkcs8]
        }
    }

    // Whatever becomes of a byte, the answer is a key or a fault.
    private static func checkMutations(of der: [UInt8]) throws {
        for length in 0..<der.count {
            let cut = Array(der.prefix(length))
            #expect(throws: KeyFault.self) { try KeySet(der: cut.span) }
        }
        let longer = der + [0]
        #expect(try faultKind { try KeySet(der: longer.span) } == .der(.trailingBytes))
        for offset in der.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var mutated = der
                mutated[offset] ^= change
                // A change may leave a key: of the point's sign, of a public value that nothing can be held to.
                _ = Result { try KeySet(der: mutated.span) }
            }
        }
    }

    @Test(arguments: ["aes-256-cbc", "aes-128-cbc", "des3"], [["-v2prf", "hmacWithSHA256"], ["-scrypt"]])
    func `what it encrypted is opened with the password`(cipher: String, derivation: [String]) throws {
        let pem = try OpenSSLProgram.run(["genpkey", "-algorithm", "ED25519"])
        let encrypted = try OpenSSLProgram.run(
            ["pkcs8", "-topk8", "-v2", cipher, "-passout", "pass:s3cret"] + derivation, pem)
        let password = SecretBytes(copying: Array("s3cret".utf8).span)
        let opened = try #require(try KeySet(pem: encrypted.span, password: password).keys.first)
        #expect(opened.origin.container == .encryptedPKCS8)
        #expect(try opened.thumbprint() == Self.only(pem).thumbprint())
        #expect(try faultKind { try KeySet(pem: encrypted.span) } == .passwordNeeded)
        let wrong = SecretBytes(copying: Array("s3creT".utf8).span)
        #expect(try faultKind { try KeySet(pem: encrypted.span, password: wrong) } == .passwordWrong)
    }

    @Test func `it opens what we encrypted`() throws {
        let key = try Key(jwk: SampleKey.ecPrivate)
        let encrypted = try key.written(as: .encryptedPKCS8, .pem, password: KeyWriterTests.password).octets
        let plain = try OpenSSLProgram.run(
            ["pkcs8", "-passin", "pass:correct horse"], encrypted.withBytes { Array(copying: $0) })
        #expect(try Self.only(plain).thumbprint() == key.thumbprint())
    }

    @Test func `compressed points are read and hybrid ones refused`() throws {
        let pem = try OpenSSLProgram.run(["genpkey"] + Self.kinds[1])
        let key = try Self.only(pem)
        let compressed = try OpenSSLProgram.run(["ec", "-pubout", "-conv_form", "compressed"], pem)
        #expect(try Self.only(compressed).thumbprint() == key.thumbprint())
        let hybrid = try OpenSSLProgram.run(["ec", "-pubout", "-conv_form", "hybrid"], pem)
        #expect(try faultKind { try KeySet(pem: hybrid.span) } == .pointHybrid)
    }

    @Test func `explicit curve parameters are refused`() throws {
        let pem = try OpenSSLProgram.run(["genpkey"] + Self.kinds[1] + ["-pkeyopt", "ec_param_enc:explicit"])
        #expect(try faultKind { try KeySet(pem: pem.span) } == .curveParametersExplicit)
        let traditional = try OpenSSLProgram.run(["ec"], pem)
        #expect(try faultKind { try KeySet(pem: traditional.span) } == .curveParametersExplicit)
    }

    @Test func `curve parameters before a key are skipped`() throws {
        let parameters = try OpenSSLProgram.run(["ecparam", "-name", "prime256v1", "-genkey"])
        let text = String(decoding: parameters, as: UTF8.self)
        #expect(text.contains("BEGIN EC PARAMETERS"))
        #expect(try Self.only(parameters).origin.container == .sec1)
    }

    @Test(arguments: [
        (["-algorithm", "DH", "-pkeyopt", "group:ffdhe2048"], "Diffie-Hellman"),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2"], "SM2"),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-224"], "the curve P-224"),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"], "a Brainpool curve"),
    ])
    func `other keys are refused by name`(kind: [String], name: String) throws {
        let pem = try OpenSSLProgram.run(["genpkey"] + kind)
        #expect(try faultKind { try KeySet(pem: pem.span) } == .unsupported(name))
    }

    @Test func `an outdated encryption is refused with a hint`() throws {
        let pem = try OpenSSLProgram.run(["genpkey"] + Self.kinds[0])
        let old = try OpenSSLProgram.run(["rsa", "-aes128", "-traditional", "-passout", "pass:x"], pem)
        #expect(try faultKind { try KeySet(pem: old.span) } == .pem(.encryptedByHeader))
    }

    @Test(arguments: [
        ([], PSSRestriction(hash: nil, minimumSaltOctets: 0), ["PS256", "PS384", "PS512"]),
        (
            ["rsa_pss_keygen_md:sha256", "rsa_pss_keygen_mgf1_md:sha256", "rsa_pss_keygen_saltlen:32"],
            PSSRestriction(hash: .sha256, minimumSaltOctets: 32), ["PS256"]
        ),
        (
            ["rsa_pss_keygen_md:sha384", "rsa_pss_keygen_mgf1_md:sha384", "rsa_pss_keygen_saltlen:20"],
            PSSRestriction(hash: .sha384, minimumSaltOctets: 20), ["PS384"]
        ),
        (
            ["rsa_pss_keygen_md:sha512", "rsa_pss_keygen_mgf1_md:sha512", "rsa_pss_keygen_saltlen:65"],
            PSSRestriction(hash: .sha512, minimumSaltOctets: 65), []
        ),
    ])
    func `what an RSASSA-PSS key is bound to is kept to`(
        options: [String], restriction: PSSRestriction, algorithms: [String]
    ) throws {
        let pem = try OpenSSLProgram.run(
            ["genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"]
                + options.flatMap { ["-pkeyopt", $0] })
        let key = try Self.only(pem)
        #expect(key.pssRestriction == restriction)
        #expect(key.compatibleAlgorithms.map(\.description) == algorithms)
        let rs256 = try #require(SigningAlgorithm.all.first { $0.description == "RS256" })
        #expect(key.refusal(for: rs256, to: .verify) == .pssRestricted(restriction))
        let spki = try OpenSSLProgram.run(["pkey", "-pubout", "-outform", "DER"], pem)
        #expect(try key.written(as: .spki, .der).octets.withBytes { Array(copying: $0) } == spki)
        #expect(key.dropped(by: .jwk) == ["RSASSA-PSS-params"])
    }

    @Test(arguments: [
        ["rsa_pss_keygen_md:sha1", "rsa_pss_keygen_mgf1_md:sha1"],
        ["rsa_pss_keygen_md:sha256", "rsa_pss_keygen_mgf1_md:sha384"],
        ["rsa_pss_keygen_md:sha512-256", "rsa_pss_keygen_mgf1_md:sha512-256"],
    ])
    func `RSASSA-PSS parameters that JOSE has not are refused`(options: [String]) throws {
        let pem = try OpenSSLProgram.run(
            ["genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"]
                + options.flatMap { ["-pkeyopt", $0] })
        #expect(try faultKind { try KeySet(pem: pem.span) } == .pssParameters)
    }

    @Test(arguments: kinds.prefix(7))
    func `its certificates give their key and their validity`(kind: [String]) throws {
        let (pem, certificate) = try Self.certificate(kind)
        let key = try Self.only(pem)
        let certified = try Self.only(certificate)
        #expect(certified.origin.container == .x509 && !certified.isSecret)
        #expect(try certified.thumbprint() == key.thumbprint())
        let (start, end) = (try #require(certified.attributes.notBefore), try #require(certified.attributes.notAfter))
        #expect(end - start == 10 * 86_400)
        #expect(start > 1_700_000_000)
        let both = pem + Array("Bag Attributes\n  friendlyName: x\n".utf8) + certificate
        #expect(try KeySet(pem: both.span).keys.count == 2)
    }

    // The program writes and reads files for these.
    private static func certificate(_ kind: [String]) throws -> (pem: [UInt8], certificate: [UInt8]) {
        let pem = try OpenSSLProgram.run(["genpkey"] + kind)
        let certificate = try OpenSSLProgram.run(
            ["req", "-x509", "-key", "/dev/stdin", "-subj", "/CN=x", "-days", "10", "-config", "/dev/null"], pem)
        return (pem, certificate)
    }

    @Test func `the certificate of a JWK must be for its key`() throws {
        let (pem, certificate) = try Self.certificate(Self.kinds[1])
        let jwk = try Self.only(pem).jwk(isPublic: true)
        let base64 = String(decoding: certificate, as: UTF8.self).split(separator: "\n").dropFirst().dropLast().joined()
        let own = jwk.dropLast() + ",\"x5c\":[\"\(base64)\"]}"
        #expect(try Key(jwk: String(own)).type == .ec)
        let other = try Key(jwk: SampleKey.ecPublic).jwk(isPublic: true).dropLast() + ",\"x5c\":[\"\(base64)\"]}"
        #expect(try faultKind { try Key(jwk: String(other)) } == .certificateDiffers)
    }

    private static func only(_ pem: [UInt8]) throws -> Key {
        let keys = try KeySet(pem: pem.span).keys
        try #require(keys.count == 1)
        return keys[0]
    }
}
