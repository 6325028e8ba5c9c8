import OpenSSL
import Testing

struct EncryptedPKCS8Tests {
    private static let password = Array("correct-horse".utf8)
    /// A P-256 key that OpenSSL's command line made.
    private static let plaintext = hex(
        """
        308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b020101042035030b25c734a7d1f7008119
        f1c96a759de39a4331b70561c0d995de9e0093f4a1440342000425f20376ea299549868791f1a3f2c515531a29caaa5f
        b08f66b06cf8128e8971f72fa9eedc4342e0617e620f5dec9b8295961b77ff59afb10a8ab7d0c17f4cfe
        """)

    /// The same key as OpenSSL's command line encrypted it.
    private static let files: [(String, String)] = [
        (
            "AES-128-CBC, HMAC-SHA-512",
            """
            3081ec305706092a864886f70d01050d304a302906092a864886f70d01050c301c04086ca51333ab72e5190202080030
            0c06082a864886f70d020b0500301d06096086480165030401020410a80d43c0c01f38ed5000979cd026915404819052
            69947b2576db4004c6710cfe93d82cd4304a48eb2abf4cf4cda45f20baae90651ae1ae506e94b1dcf175bc44a34be016
            293f877502ac19804f9eb2909fb925e2c4171e4313ad9119ad3e2d51235736b0d1c53719ae6721abf32823d470dfc31a
            3a530ee98ef3dad780542a96d7e3d4f8fea167631b0d33774bd0ffaaff25407f09bdc72134bc6db11f51b04f177d8a
            """
        ),
        (
            "triple DES, HMAC-SHA-1",
            """
            3081d5304006092a864886f70d01050d3033301b06092a864886f70d01050c300e040844f75788d981eb760202080030
            1406082a864886f70d03070408e86b68db85cd29590481904e206b6aaeb43c2788e7e5262e02dfbdba14191d809a592f
            3aa9d9e7de90b3eb6410892337e1dc4f9ca8e4a218fb9e70e651b37fbbe837914830f1340704b3da0f2d8957ca169c21
            8ec73e02a6bd31844ece351d362dc7e071b90a61b09cc89381fa3783ca53f6b466f86aebe290f8c60a7a7935d1bc03f4
            d851305138f439030d26b867785310cbbd0c6efb9fe2ef89
            """
        ),
        (
            "scrypt, AES-256-CBC",
            """
            3081e4304f06092a864886f70d01050d3042302106092b06010401da47040b30140408fe8b49d9817001030202400002
            0108020101301d060960864801650304012a041071757196cb50c34e0256596a0e426899048190978c5bde3283d84f26
            ffd0cfea1388d704b86f3187f195b410700bae4b132bacbea20b5a0f3ae1bc66c715b0e46873c3d5b49875710a683e9d
            c0bb94e793489da9a967bcdc52d7feacfbb7e2363fbd9f94a36f5ad9f28f14ddd7e10cd74801de83c7cd90a70f4268ef
            919cc417fc882aff8a26e0a206f715e8cb5630e18cb24033579fa30c45b1ac20f825bb1a8f434d
            """
        ),
        (
            "AES-192-CBC, HMAC-SHA-384",
            """
            3081ec305706092a864886f70d01050d304a302906092a864886f70d01050c301c040833e7bb7c3e4809e60202080030
            0c06082a864886f70d020a0500301d060960864801650304011604100500c49b884026122ab2070a9e90ca74048190b4
            66580cad4fc34efdcab58a8f97057629fcda4cbadbeb2aacbbe48fe9bf2950b9d1460c53ac1a0d1b5bb1b1ac9e945bdc
            0fdc435413df70c2d43586fbf157af9628343cf36e873d3356cdb078714dce304cdd43ee8cdf819948c9ac07141288be
            ff9a4766cca20fffa943aa132c6f49960a5d8d8e57ecead016c4fec0fab928e9385df40f239acb3719a09d32414781
            """
        ),
        (
            "AES-256-CBC, HMAC-SHA-256",
            """
            3081ec305706092a864886f70d01050d304a302906092a864886f70d01050c301c04087d6937dd05ada2c00202080030
            0c06082a864886f70d02090500301d060960864801650304012a0410136b21a980d75498559fad76e852199d048190ce
            c4fef008e1bd07a70262178ef54b7d34e01d00f8e1ac2af66926a1e28ca4e9c83673d3cca3f5a5f577758f94107f1ede
            f5465fca38b067b07c9b97e4c9ffd316b8f4802c08d0130c69cb505a67aac8d79d751d84684942f95ac2feae37cb0921
            f6c615399b1877691eb79e35f73009eee0e33c6c3e2e13c085eac5d2af9c42c36778ee8f66ed99fed172fd3f36adaa
            """
        ),
    ]

    @Test(arguments: files)
    func `opens what OpenSSL's command line encrypts`(name: String, text: String) throws {
        let file = hex(text)
        #expect(try shown(decryptPKCS8(file.span, password: secret(Self.password))) == Self.plaintext)
    }

    @Test(arguments: files)
    func `cannot tell a wrong password from damage`(name: String, text: String) {
        let file = hex(text)
        #expect(throws: PKCS8Fault.wrongPasswordOrDamaged) {
            try decryptPKCS8(file.span, password: secret(Array("correct-horsf".utf8)))
        }
        var damaged = file
        damaged[file.count - 1] ^= 1
        #expect(throws: PKCS8Fault.wrongPasswordOrDamaged) {
            try decryptPKCS8(damaged.span, password: secret(Self.password))
        }
    }

    @Test(arguments: files)
    func `refuses every file cut short or longer`(name: String, text: String) {
        let file = hex(text)
        for count in 0..<file.count {
            let cut = Array(file.prefix(count))
            #expect(throws: PKCS8Fault.malformed) { try decryptPKCS8(cut.span, password: secret(Self.password)) }
        }
        let longer = file + [0]
        #expect(throws: PKCS8Fault.malformed) { try decryptPKCS8(longer.span, password: secret(Self.password)) }
    }

    @Test
    func `opens what it encrypts itself`() throws {
        let file = try encryptPKCS8(secret(Self.plaintext), password: secret(Self.password), iterations: 1000)
        #expect(try shown(decryptPKCS8(file.span, password: secret(Self.password))) == Self.plaintext)
        let again = try encryptPKCS8(secret(Self.plaintext), password: secret(Self.password), iterations: 1000)
        #expect(file != again)
        #expect(throws: PKCS8Fault.wrongPasswordOrDamaged) {
            try decryptPKCS8(file.span, password: secret([1]))
        }
    }

    @Test(arguments: [0, 1025])
    func `refuses passwords that are empty or absurd`(count: Int) throws {
        let password = secret(Array(repeating: 1, count: count))
        let file = hex(Self.files[0].1)
        #expect(throws: PKCS8Fault.passwordLengthOutOfRange) { try decryptPKCS8(file.span, password: password) }
        #expect(throws: PKCS8Fault.passwordLengthOutOfRange) {
            try encryptPKCS8(secret(Self.plaintext), password: password)
        }
    }

    /// A file with 16 octets of ciphertext and this key derivation.
    private static func file(derivation: [UInt8]) -> [UInt8] {
        let scheme = hex("301d06096086480165030401 2a0410") + [UInt8](repeating: 0, count: 16)
        let algorithm = hex("06092a864886f70d01050d") + sequence(sequence(derivation) + scheme)
        return sequence(sequence(algorithm) + [0x04, 0x10] + [UInt8](repeating: 0, count: 16))
    }

    private static func sequence(_ content: [UInt8]) -> [UInt8] {
        (content.count < 0x80 ? [0x30] : [0x30, 0x81]) + [UInt8(content.count)] + content
    }

    private static func pbkdf2(_ iterations: String, function: String = "300c06082a864886f70d02090500") -> [UInt8] {
        file(derivation: hex("06092a864886f70d01050c") + sequence(hex("040101") + hex(iterations) + hex(function)))
    }

    private static func scrypt(_ parameters: String) -> [UInt8] {
        file(derivation: hex("06092b06010401da47040b") + sequence(hex("040101") + hex(parameters)))
    }

    private static let refused: [([UInt8], PKCS8Fault)] = [
        (pbkdf2("02017f"), .wrongPasswordOrDamaged),
        (pbkdf2("020100"), .malformed),
        (pbkdf2("0201ff"), .malformed),
        (pbkdf2("0202007f"), .malformed),
        (pbkdf2("0200"), .malformed),
        (pbkdf2("02031e8481"), .tooManyIterations(2_000_001, maximum: 2_000_000)),
        (pbkdf2("02047fffffff"), .tooManyIterations(2_147_483_647, maximum: 2_000_000)),
        (pbkdf2("02087fffffffffffffff"), .tooManyIterations(Int.max, maximum: 2_000_000)),
        (pbkdf2("0209008000000000000000"), .malformed),
        (pbkdf2("02017f", function: "300c06082a864886f70d02040500"), .unsupportedEncryption),
        (pbkdf2("02017f", function: "020110300c06082a864886f70d02090500"), .malformed),
        (pbkdf2("02017f", function: "020120300c06082a864886f70d02090500"), .wrongPasswordOrDamaged),
        (pbkdf2("02017f", function: "300b06082a864886f70d020905"), .malformed),
        (pbkdf2("02017f", function: ""), .wrongPasswordOrDamaged),
        (scrypt("020104 020101 020101"), .wrongPasswordOrDamaged),
        (scrypt("020105 020101 020101"), .malformed),
        (scrypt("020101 020101 020101"), .malformed),
        (scrypt("020104 020100 020101"), .malformed),
        (scrypt("020104 020101 020100"), .malformed),
        (scrypt("0203010000 020101 020101"), .malformed),
        (scrypt("0203020000 020108 020101"), .wrongPasswordOrDamaged),
        (scrypt("020104 020101"), .malformed),
        (scrypt("020104 020101 020101 020110"), .malformed),
        (scrypt("020104 020101 020101 020120 0500"), .malformed),
        (scrypt("020440000000 020108 020101"), .scryptTooCostly),
        (scrypt("02087000000000000000 020108 020101"), .malformed),
        (scrypt("02084000000000000000 02087fffffffffffffff 020101"), .scryptTooCostly),
        (scrypt("0203040000 020108 020101"), .scryptTooCostly),
        (scrypt("020104 0203100000 020101"), .scryptTooCostly),
        (scrypt("020104 020101 02047fffffff"), .scryptTooCostly),
        (file(derivation: hex("06022a03 3000")), .unsupportedEncryption),
        (plaintext, .malformed),
        // The way of PKCS #12, with 2³¹ rounds, with none, and with one.
        (twelve("02047fffffff"), .tooManyIterations(2_147_483_647, maximum: 2_000_000)), (twelve("020100"), .malformed),
        (twelve("020101"), .wrongPasswordOrDamaged),
    ]

    // EncryptedPrivateKeyInfo in the way of PKCS #12 (RFC 7292 appendix C).
    private static func twelve(_ iterations: String) -> [UInt8] {
        let parameters = element(0x30, hex("0402 0102") + hex(iterations))
        let algorithm = element(0x30, hex("060a2a864886f70d010c0103") + parameters)
        return element(0x30, algorithm + hex("0408 0000000000000000"))
    }

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        [tag, UInt8(content.count)] + content
    }

    @Test func `reads what OpenSSL's command line wrote in the way of PKCS 12`() throws {
        let file = hex(
            """
            3081b1301c060a2a864886f70d010c0103300e040873db164610d6da980202080004819087ce56a639f82b54169935e3
            a6bcf3b98a6e6602e9275bd5745346b139dde33a1f9bc0dc689cad93c76ceb9eff6e28de77b493a038b841c4b0f6efd8
            c9fb7255209c4360da0c3bf62a720ea8a3ed455de660dda2ced4fb3c0710e2699e041ebdb7a9704b1acf7a1ed25d874b
            7b700004909e9c2643fac0f1abac3c4d1b4ba2ba2e05d99131f430d43cc70a5c91a2fe7f
            """)
        #expect(try decryptPKCS8(file.span, password: secret(Self.password)).count == 138)
    }

    @Test(arguments: refused)
    func `reads the price and the kind of encryption before it does any work`(file: [UInt8], fault: PKCS8Fault) {
        #expect(throws: fault) { try decryptPKCS8(file.span, password: secret(Self.password)) }
    }

    @Test
    func `refuses to encrypt with more iterations than it would read`() {
        #expect(throws: PKCS8Fault.tooManyIterations(2_000_001, maximum: 2_000_000)) {
            try encryptPKCS8(secret(Self.plaintext), password: secret(Self.password), iterations: 2_000_001)
        }
        #expect(throws: PKCS8Fault.malformed) {
            try encryptPKCS8(secret(Self.plaintext), password: secret(Self.password), iterations: 0)
        }
    }
}
