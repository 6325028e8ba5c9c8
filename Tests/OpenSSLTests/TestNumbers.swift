/// Numbers made for these tests by a search for primes from a fixed seed, written as hexadecimal.
enum TestNumbers {
    /// An RSA modulus of 1024 bits.
    static let n = hex(
        """
        c727db5f8b80d946897f00f06d648610323a39daa632c8eac5cb365fd7e07c76a9b72350d6307849b0194e1d7e156a87
        dc81a5f18c47d946c04c190d47a38804e2e47dfb4c5803e86a9f5ca262ff07e0d08bd9fdfe4a2ae72e2042426ca38280
        63484913833eefbff92ca1de22c2a14ef9a736c89076e358f137902b2e67f5e5
        """)
    /// Its private exponent for 65537.
    static let d = hex(
        """
        6cc34094026cc0bc3bf4e73f668ea2848fd9aaa4d56520c2ce78775e8a57e7c12a5880e9f1bf90c1b5716c6ec0dfd349
        154c9ca2b8d8b83962656cbd0ae5ad2efe5d84b20ce18594ed981b2cb2105bf5f449d6b4eb2c74325be371d70f50a51c
        0a16c91a108fba3fb034063c8512fdd6c6daa670ab79e3c06a3f2104215c46c1
        """)
    /// Its larger prime.
    static let p = hex(
        """
        f6bd8eca9f374cd643e94334742de49bbbb458d39fd583eb0286ecec43432c6bc8fd442ec56309d2d31f0231deef4351
        40ba6f09be38fcbb133945bae4114d11
        """)
    /// Its smaller prime.
    static let q = hex(
        """
        cea126a79ed8d79564c81aab126877467b46b4e5258846c6b9a6d6e728a446aee0620ac628ccadbf2017088ffb2fdd9c
        2f1e82ab8ba5ffa9bbbff07a63206b95
        """)
    /// d modulo p − 1.
    static let dp = hex(
        """
        912ea4707112b6f17470328d10b758469241e1ea53a7ecc1417166c2f628f6604d99489f44a1abcc1351b196ea985a41
        db1657f3a1ac2279692c4fed51f92421
        """)
    /// d modulo q − 1.
    static let dq = hex(
        """
        8431855167c6c2e5c8fc5c53660b7f83900ac460758aa1fd317913b3ffc4599437e9818b153f1d4951766afbf26fc50f
        cef56e13e1dbe99ce588fe88ce3247a1
        """)
    /// The inverse of q modulo p.
    static let qi = hex(
        """
        73955d04aae2112c4b776e82ecba973dea95e1cb309759f90e4912c4c8ea490e16dd27dc342ddde2876d93d974dbb6c4
        4b718a0b6211dae2922bdfccad8b5990
        """)
    /// A product of two neighbouring primes of 1024 bits.
    static let neighbours = hex(
        """
        97a9995e97ee495fd7ccce4f0c9137c01be37d04dc39afe7279df7cb52ce29525ee663081a9fbf53e556d22419a003e6
        ea3ee335da9bc8808425290481d45c75f6016efc05826c6e98699ab4431e88ae0282217deb0832ad61d2ff4f09e5930a
        cf72534e24ba6a4f0bd22eb39e375735db8dbbd9317842267a44bd707823f36911e7d35e5ce2ab7b0b3a96933059e13c
        83f21aa510c3b67da25f0db726565ca1c7746957b068ca7a725e1637f070b0c9efefaca66f4a92d2c41d2d2e95aa1d2e
        bed8067368c0948cdd94725961502b24d1bdf1357a184154bba48532837a2a8d2c1a6510aaf89a4949ba17259edf4ce8
        e5fc60501489c16acbc787a3489a50ab
        """)
    /// A product of two primes that Fermat finds after 499 steps.
    static let closePrimes = hex(
        """
        97a9995e97ee495fd7ccce4f0c9137c01be37d04dc39afe7279df7cb52ce29525ee663081a9fbf53e556d22419a003e6
        ea3ee335da9bc8808425290481d45ca0ab3d4cbefecb10b187325824138b1723b2c52131f43790b9e9df3df7efc36fd9
        b4c96dabcb1a472825ec79c50c8efe1ffaa82170ea6ad3c8b5faec695bdce7ccce20243ee77e4948013d797c7a10694f
        3569ccce2b6d96b7d4817d8570abe23588a45fc95e5257a4609c3e4165b28cf54df78af3ea2e2fea0de351ad990d41bc
        5960552fb8c2b3cb30e81f7b89667d595fe9a00dd7ba08dbcc74447a4a1e7bf8aa50e1d5c642edd4be00c553b9c6e9b0
        123e04cc31e60296e1efc1918a2803ff
        """)
    /// A product of two primes that Fermat finds after 3999 steps.
    static let lessClosePrimes = hex(
        """
        97a9995e97ee495fd7ccce4f0c9137c01be37d04dc39afe7279df7cb52ce29525ee663081a9fbf53e556d22419a003e6
        ea3ee335da9bc8808425290481d45ceec1dc5cb3c1ed1957796fbeb035466f6762cec630cbbeb3ec666c9d3416efc669
        55be3f8f427d9b4a80dffe534eccaa08c54b888c651a4cdd913499de2ecb8b488764787ebdfa2982b9fba042cc90e6b5
        f871e5a43de9af2b344be75f258bdd6ff175f84c9bfd5885bc31e4a81f61ceb5767fb4eeb5e845b780304fbd58314ffc
        2fea8e29da7816769f633f390087d998843258711604616cad45f10ef91e572b5c20d1a4bc264a43d92f235bfffbb803
        a17492e80bca46315afb402805c5d845
        """)
    /// 65521, the largest prime below 2¹⁶, times a prime.
    static let smallFactor = hex(
        """
        01dab219244061fd9acb62bdd1c15ff2898be4375ffda862c2ef0c099380935635e34ba33d0ad2cdd12d74d155714023
        f18e23d10531af12840882ff25f503608c82da4e5beac1f2307bb2238f911b79152452b378b5cab30934772458c0665b
        105eedbe183e3826706d8973d69248814eb61a65d1c897f37a044865e8ec435b6b1055a5ceacc6da8f53be00a28f4178
        ad7a2e301023dbff8b51e19e9aae11e8737d495773f374ed6c63e818e7d50fcbe390335743f003facb0e89fa91257c63
        00ed18d7da23415e121d93997f2600081713b6fdaf04ee2e24c2353dd007b077a6a49684cad9696d7a35bd0e36ee20b9
        7eb79df7e94e04fa1854e0c09b37e1d717
        """)
    /// A product of two primes of the form k·M + 65537ᵃ mod M, with M the product of the primes to 167.
    static let roca = hex(
        """
        432c761702fb3aaf573d1d9bbd27faa8f7cb61c9373e6477d47c8e884b7b6989e74b103476823d46c68805a07d3a8069
        6e62a20ec2282c95032711bb615b30edda282b3d8884107c3e9908e04bfba87252c46fa9e024d48de555a7cae437229b
        bc91c818bbcf646e68e5daa12cc09d987af1a590bbf9f31fa1b3f69a90832ee3f74b9504277a52f50bee63bc8d123d09
        5151792f06f5d2e4e749fbf62a861f96715bd399d50097872d1e0b3b530f9025aec16b56df2bc3d61cc4734184781922
        9190c9f80e47f91735b155c20c9b60c2b3db83170a3a7abe8c393b4cf30d07e6da1d7730468a0a03ed05aa13aec8b405
        4236bc7fed86c46e6a2ae62d339f6abb
        """)
    /// A prime of 1024 bits, which is no modulus.
    static let prime = hex(
        """
        f16f607a2ba409a3caab8cf73f288b077716323d5e7f74416ec760822c864dc531527a0e1af58e8b6a8f5e54cf8a148b
        5e1b0de11d88bd38162295c299bd42988dc3636ee930299e626bd138028ed038fd53fb57788645ac1f789610c7ee0e82
        214225013a0e469eb80a21d2371912918f8e76067b880db97f2b7f46bdb9bcd7
        """)
    /// What undoes the exponent 65537 modulo that prime.
    static let exponentOfPrime = hex(
        """
        0118191ed49dccb16254beb1cc2679e2d1c656f9f238afa53044550aa1fb05d533f104be959eb143ae7af1d97e8b48a6
        8d09a05979d1c9d1bc3ff1dfcce48fadb34ec45f974cf193572cd7e8e212159d7c8069ee2e8ca53a2f76536fc6082d26
        a7d1edeb00815a0e9414efac4d359ee0ebfea0484d3d039ae899a0dd08351447
        """)
}

/// Signatures that OpenSSL 3.0's command line made with the key above for `a message`, as hexadecimal.
enum TestSignatures {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    static let pkcs1 = hex(
        """
        ba504394beed8c7bf793baa53a9e75270c934942b1a6e5958dbae7943b8e9720b500d11ea1764e87451bb1cb310c9361
        5d51c6d29cdc02d23b9c0f57cdeb9055307841bde8a129c85b3ad9dd28e8cfb430b2e819389be20cc2256ef8b547411c
        88ebe38e4eeb0237fb4108b29ccf0c6c893bbdfc9795d9a5dcb38be3263c1150
        """)
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    static let pkcs1OfSHA384 = hex(
        """
        97ed832bba8bca824fd8790baaba3cdadc9f93604cd7870634974b38c89404d8d98748e7104f89e9947868b737a7df2b
        3bdc09007c6536c08510457da7a7ec80dadb3c66633d7bbabf895b9baef063e284d545a10acda9d5ec075e242cc779f3
        53ccf003d8a8519cfc3d23434302795e54cb141ea5adfe34aa05a5a826280a36
        """)
    /// RSASSA-PSS with SHA-256 and a salt of 32 octets.
    static let pss = hex(
        """
        a1968cc035dc6dc43937cf63f2542dde46f46ecaec228a1b4bc91a2fb1e3316ba904d80f498d4130e0294e3b9a4ebbf7
        e746f7f6cc357e7d8a92feffe5df0a9c6ee20d8048ecbbc0825aa193f8c81f28cc763d198c4f40fd7fe157bef2e12957
        9fa98d6148b5ca95bd995ecd8fa15e6ff4fb33ffb2d3faa6c8a2221a383589c8
        """)
    /// The same without a salt.
    static let pssWithoutSalt = hex(
        """
        60cc1045638e3b4dd70c520510e1aba7a69350f966361fda33bd3ca999755e36c8a7ec741b512693f40d174e81e4b27e
        066bd4da4d00bc40e2108d6553206009d40766d5d3bfe702ba8aae91c435e45f94470ba578cb446ba9ff445d17437e68
        420a14540e8cf26901f00b5656dd32c07fad8bad449d10a384567ffd05fa1720
        """)
    /// The same with a salt of 31 octets.
    static let pssWithShortSalt = hex(
        """
        46d73d7ffe1091c5d9e68f3c73cdb3da1102be7ece18854f05ff8ad7c97ab923bd36203bf27e1730fc822ce2e8c591df
        9a35e6e726f77c7f8b1f8401939665a6881c8a09cbf270beb4f4631fe8c527d2a3626c9a5b47b740b3a0cc7c01c591cf
        a39e90f83b87a8e80eef1706e66c769cd472898177a47f0c1c1891d842e7f159
        """)
    /// The same with the longest salt that fits.
    static let pssWithLongestSalt = hex(
        """
        bca341680fcfa42be8c2cb0c79f3c5b6510c1f3b6863a164f790331c78c3c32e6eac021635d1a139938000038f3253ee
        61017022067b471ac91daeedf03c99a634854a5c03c0807070c0cb3403756dcdfe83d6aef0dced7f9f3a93881cc158f6
        73a08aeb26007d2075b33982a9fc9f975975d8679954cf843d56bb9785502f6f
        """)
    /// The same with SHA-1 in MGF1.
    static let pssWithOtherMask = hex(
        """
        be10619aa6f388fcc9aacf383baf5d2ff70b4bc07e4b10dae377af7c6b8c56d39768adcbb809f8611b843864f396d274
        d2ec07b415dbf29e7ae46dc46f55bd6390cba03d25014e7922f4a9f1c7c34d14be8644c81faccbce18f430f7ec06ddee
        970191fd3b65b859acd78208d3e2f93049f31dd65e5e57d120ee407a3a45f8b5
        """)
}

/// The octets that hexadecimal digits are, line breaks between them ignored.
func hex(_ text: String) -> [UInt8] {
    let digits = text.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
