import OpenSSL
import Testing

struct PublishedVectorTests {
    /// RFC 4231, test cases 1, 2 and 6.
    private static let macs: [(HashFunction, key: [UInt8], message: String, tag: String)] = [
        (
            .sha256, Array(repeating: 0x0b, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            .sha384, Array(repeating: 0x0b, count: 20), "Hi There",
            "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6"
        ),
        (
            .sha512, Array(repeating: 0x0b, count: 20), "Hi There",
            """
            87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde
            daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854
            """
        ),
        (
            .sha256, Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            .sha512, Array("Jefe".utf8), "what do ya want for nothing?",
            """
            164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554
            9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737
            """
        ),
        (
            .sha256, Array(repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ]

    @Test(arguments: macs)
    func `makes the tags of RFC 4231`(
        hash: HashFunction, octets: [UInt8], message: String, tag: String
    ) throws {
        let key = try PreparedKey(secret: secret(octets), hash: hash)
        try check(key, Array(message.utf8), hex(tag), isDeterministic: true)
    }

    /// RFC 8032 §7.1, tests 1 and 2; §7.4, blank.
    private static let edwards: [(EdwardsCurve, d: String, x: String, message: [UInt8], signature: String)] = [
        (
            .ed25519, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", [],
            """
            e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555
            fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
            """
        ),
        (
            .ed25519, "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", [0x72],
            """
            92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
            085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
            """
        ),
        (
            .ed448,
            """
            6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3
            528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b
            """,
            """
            5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778
            edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180
            """, [],
            """
            533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f
            2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd3980ff0d2028d4b18a
            9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4db
            b61149f05a7363268c71d95808ff2e652600
            """
        ),
    ]

    @Test(arguments: edwards)
    func `makes the signatures of RFC 8032`(
        curve: EdwardsCurve, d: String, x: String, message: [UInt8], signature: String
    ) throws {
        let key = try AsymmetricKey(curve: curve, privateKey: secret(hex(d)), publicKey: hex(x))
        try check(PreparedKey(key, .eddsa), message, hex(signature), isDeterministic: true)
    }

    /// RFC 6979 appendix A.2.5 to A.2.7, message "sample".
    private static let elliptic: [(EllipticCurve, x: String, y: String, r: String, s: String)] = [
        (
            .p256, "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
            "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
            "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
        ),
        (
            .p384,
            "ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055866064a254515480bc13",
            "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd2533264720",
            "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46",
            "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8"
        ),
        (
            .p521,
            """
            01894550d0785932e00eaa23b694f213f8c3121f86dc97a04e5a7167db4e5bcd3711
            23d46e45db6b5d5370a7f20fb633155d38ffa16d2bd761dcac474b9a2f5023a4
            """,
            """
            00493101c962cd4d2fddf782285e64584139c2f91b47f87ff82354d6630f746a28a0
            db25741b5b34a828008b22acc23f924faafbd4d33f81ea66956dfeaa2bfdfcf5
            """,
            """
            00c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f174e
            25a1ee9017b5d450606add152b534931d7d4e8455cc91f9b15bf05ec36e377fa
            """,
            """
            00617cce7cf5064806c467f678d3b4080d6f1cc50af26ca209417308281b68af2826
            23eaa63e5b5c0723d8b8c37ff0777b1a20f8ccb1dccc43997f1ee0e44da4a67a
            """
        ),
    ]

    @Test(arguments: elliptic)
    func `verifies the signatures of RFC 6979`(
        curve: EllipticCurve, x: String, y: String, r: String, s: String
    ) throws {
        let (x, y) = (hex(x), hex(y))
        let key = try AsymmetricKey(curve: curve, x: x.span, y: y.span)
        try check(PreparedKey(key, .ecdsa(curve.hash)), Array("sample".utf8), hex(r) + hex(s), isDeterministic: false)
    }

    private func check(
        _ key: PreparedKey, _ message: [UInt8], _ signature: [UInt8], isDeterministic: Bool
    ) throws {
        #expect(try key.verify(signature.span, of: message.span))
        if isDeterministic { #expect(try key.sign(message.span) == signature) }
        for forged in altered(signature) {
            #expect(try !key.verify(forged.span, of: message.span))
        }
        let longer = message + [0]
        #expect(try !key.verify(signature.span, of: longer.span))
    }

    @Test(arguments: [
        (HashFunction.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha384,
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        (
            .sha512,
            """
            ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a
            2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
            """
        ),
    ])
    func `digests as FIPS 180 prints`(hash: HashFunction, expected: String) throws {
        let message = Array("abc".utf8)
        #expect(try digest(message.span, using: hash) == hex(expected))
        #expect(hash.length == hex(expected).count)
    }
}
