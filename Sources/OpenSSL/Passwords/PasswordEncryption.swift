/// How a PKCS #8 file says that it was encrypted: PBES2 (RFC 8018 §6.2) with one of the key derivations and ciphers that
/// are in use and not broken, or a way of PKCS #12 files: with triple DES, or with RC2, which old ones have for what is
/// public anyway.
struct PasswordEncryption: Equatable {
    var derivation: Derivation
    var cipher: Cipher
    var initializationVector: [UInt8]

    enum Derivation: Equatable {
        /// RFC 8018 §5.2.
        case pbkdf2(HashFunction, salt: [UInt8], iterations: Int)
        /// RFC 7914 §2 and §7; `cost` is N, a power of two.
        case scrypt(salt: [UInt8], cost: Int, blockSize: Int, parallelization: Int)
        /// RFC 7292 appendices B and C, with SHA-1: of the initialization vector too.
        case pkcs12(salt: [UInt8], iterations: Int)
    }

    enum Cipher: Equatable, CaseIterable {
        case aes128CBC
        case aes192CBC
        case aes256CBC
        case tripleDESCBC
        /// Triple DES with two keys.
        case doubleKeyDESCBC
        /// RC2 with keys of 128 and of 40 bits.
        case rc2CBC128
        case rc2CBC40
    }
}

extension PasswordEncryption.Cipher {
    var name: String { row.name }
    var keyLength: Int { row.keyLength }
    var blockLength: Int { row.blockLength }
    /// What PBES2 calls it; nil for what stands only in PKCS #12 files.
    fileprivate var identifier: [UInt8]? { row.identifier }

    private var row: (name: String, keyLength: Int, blockLength: Int, identifier: [UInt8]?) {
        switch self {
        // 2.16.840.1.101.3.4.1 (NIST's AES arc)
        case .aes128CBC: ("AES-128-CBC", 16, 16, [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x02])
        case .aes192CBC: ("AES-192-CBC", 24, 16, [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x16])
        case .aes256CBC: ("AES-256-CBC", 32, 16, [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a])
        // 1.2.840.113549.3.7
        case .tripleDESCBC: ("DES-EDE3-CBC", 24, 8, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 0x07])
        case .doubleKeyDESCBC: ("DES-EDE-CBC", 16, 8, nil)
        case .rc2CBC128: ("RC2-CBC", 16, RC2.blockLength, nil)
        case .rc2CBC40: ("RC2-40-CBC", 5, RC2.blockLength, nil)
        }
    }
}

/// The object identifiers of RFC 8018 appendix C and RFC 7914 §7, as DER content.
private enum Identifier {
    static let pbes2: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d]
    static let pbkdf2: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c]
    static let pbmac1: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0e]
    /// pkcs-12PbeIds, whose ciphers differ in the last octet (RFC 7292 appendix C).
    static let pkcs12: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01]
    static let pkcs12Ciphers: [(last: UInt8, cipher: PasswordEncryption.Cipher)] = [
        (0x03, .tripleDESCBC), (0x04, .doubleKeyDESCBC), (0x05, .rc2CBC128), (0x06, .rc2CBC40),
    ]
    static let scrypt: [UInt8] = [0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x04, 0x0b]
    /// hmacWithSHA1 and its successors, which differ in the last octet.
    static let hmac: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02]
    static let hmacHashes: [(last: UInt8, hash: HashFunction)] = [
        (0x07, .sha1), (0x09, .sha256), (0x0a, .sha384), (0x0b, .sha512),
    ]
}

extension PasswordEncryption {
    /// Reads `EncryptedPrivateKeyInfo` (RFC 5958 §3) in strict DER; answers also where the ciphertext stands.
    static func read(_ der: Span<UInt8>) throws(PKCS8Fault) -> (PasswordEncryption, ciphertext: Range<Int>) {
        var rest = der.indices
        guard var body = derContent(der, tag: DERTag.sequence, in: &rest), rest.isEmpty,
            var algorithm = derContent(der, tag: DERTag.sequence, in: &body),
            let ciphertext = derContent(der, tag: DERTag.octetString, in: &body), body.isEmpty,
            let identifier = derContent(der, tag: DERTag.objectIdentifier, in: &algorithm)
        else { throw .malformed }
        let row = Identifier.pkcs12Ciphers.first { der.has(Identifier.pkcs12 + [$0.last], at: identifier) }
        if let row { return (try readPKCS12(der, in: algorithm, row.cipher), ciphertext) }
        guard der.has(Identifier.pbes2, at: identifier) else { throw .unsupportedEncryption }
        guard var parameters = derContent(der, tag: DERTag.sequence, in: &algorithm), algorithm.isEmpty,
            let derivation = derContent(der, tag: DERTag.sequence, in: &parameters),
            let scheme = derContent(der, tag: DERTag.sequence, in: &parameters), parameters.isEmpty
        else { throw .malformed }
        let (cipher, initializationVector) = try readCipher(der, in: scheme)
        let encryption = PasswordEncryption(
            derivation: try readDerivation(der, in: derivation, keyLength: cipher.keyLength),
            cipher: cipher, initializationVector: initializationVector)
        return (encryption, ciphertext)
    }

    // The initialization vector follows from the password.
    private static func readPKCS12(
        _ der: Span<UInt8>, in algorithm: Range<Int>, _ cipher: Cipher
    ) throws(PKCS8Fault) -> PasswordEncryption {
        var rest = algorithm
        guard var parameters = derContent(der, tag: DERTag.sequence, in: &rest), rest.isEmpty,
            let salt = derContent(der, tag: DERTag.octetString, in: &parameters),
            let iterations = derInteger(der, in: &parameters), parameters.isEmpty
        else { throw .malformed }
        return PasswordEncryption(
            derivation: .pkcs12(salt: der.octets(at: salt), iterations: iterations), cipher: cipher,
            initializationVector: [])
    }

    private static func readCipher(_ der: Span<UInt8>, in scheme: Range<Int>) throws(PKCS8Fault) -> (Cipher, [UInt8]) {
        var rest = scheme
        guard let identifier = derContent(der, tag: DERTag.objectIdentifier, in: &rest) else { throw .malformed }
        let cipher = Cipher.allCases.first { cipher in
            cipher.identifier.map { der.has($0, at: identifier) } == true
        }
        guard let cipher else { throw .unsupportedEncryption }
        guard let vector = derContent(der, tag: DERTag.octetString, in: &rest), rest.isEmpty,
            vector.count == cipher.blockLength
        else { throw .malformed }
        return (cipher, der.octets(at: vector))
    }

    private static func readDerivation(
        _ der: Span<UInt8>, in derivation: Range<Int>, keyLength: Int
    ) throws(PKCS8Fault) -> Derivation {
        var rest = derivation
        guard let identifier = derContent(der, tag: DERTag.objectIdentifier, in: &rest) else { throw .malformed }
        let isScrypt = der.has(Identifier.scrypt, at: identifier)
        guard isScrypt || der.has(Identifier.pbkdf2, at: identifier) else { throw .unsupportedEncryption }
        guard var parameters = derContent(der, tag: DERTag.sequence, in: &rest), rest.isEmpty,
            let saltRange = derContent(der, tag: DERTag.octetString, in: &parameters),
            let count = derInteger(der, in: &parameters)
        else { throw .malformed }
        let salt = der.octets(at: saltRange)
        guard isScrypt else {
            try readKeyLength(der, in: &parameters, expected: keyLength)
            return .pbkdf2(try readHash(der, in: parameters), salt: salt, iterations: count)
        }
        guard let blockSize = derInteger(der, in: &parameters), let parallelization = derInteger(der, in: &parameters)
        else { throw .malformed }
        try readKeyLength(der, in: &parameters, expected: keyLength)
        guard parameters.isEmpty else { throw .malformed }
        return .scrypt(salt: salt, cost: count, blockSize: blockSize, parallelization: parallelization)
    }

    private static func readKeyLength(
        _ der: Span<UInt8>, in rest: inout Range<Int>, expected: Int
    ) throws(PKCS8Fault) {
        guard let first = rest.first, der[first] == DERTag.integer else { return }
        guard derInteger(der, in: &rest) == expected else { throw .malformed }
    }

    private static func readHash(_ der: Span<UInt8>, in parameters: Range<Int>) throws(PKCS8Fault) -> HashFunction {
        var rest = parameters
        if rest.isEmpty { return .sha1 }
        let hash = try readFunction(der, in: &rest)
        guard rest.isEmpty else { throw .malformed }
        return hash
    }

    private static func readFunction(
        _ der: Span<UInt8>, in rest: inout Range<Int>
    ) throws(PKCS8Fault) -> HashFunction {
        guard var function = derContent(der, tag: DERTag.sequence, in: &rest),
            let identifier = derContent(der, tag: DERTag.objectIdentifier, in: &function)
        else { throw .malformed }
        let row = Identifier.hmacHashes.first { der.has(Identifier.hmac + [$0.last], at: identifier) }
        guard let row else { throw .unsupportedEncryption }
        let null = function.isEmpty ? 0..<0 : derContent(der, tag: DERTag.null, in: &function)
        guard let null, null.isEmpty, function.isEmpty else { throw .malformed }
        return row.hash
    }
}

extension PasswordEncryption {
    /// Reads the parameters of PBMAC1 (RFC 8018 §7.1) as RFC 9579 §4 wants them: the derivation of the key, its length, and
    /// the hash function of the code. Nil where the algorithm is another one.
    static func readCode(_ algorithm: Span<UInt8>) throws(PKCS8Fault) -> PasswordCode? {
        var rest = algorithm.indices
        guard let identifier = derContent(algorithm, tag: DERTag.objectIdentifier, in: &rest),
            algorithm.has(Identifier.pbmac1, at: identifier)
        else { return nil }
        guard var parameters = derContent(algorithm, tag: DERTag.sequence, in: &rest), rest.isEmpty,
            var derivation = derContent(algorithm, tag: DERTag.sequence, in: &parameters),
            let name = derContent(algorithm, tag: DERTag.objectIdentifier, in: &derivation)
        else { throw .malformed }
        guard algorithm.has(Identifier.pbkdf2, at: name) else { throw .unsupportedEncryption }
        guard var details = derContent(algorithm, tag: DERTag.sequence, in: &derivation), derivation.isEmpty,
            let salt = derContent(algorithm, tag: DERTag.octetString, in: &details),
            let iterations = derInteger(algorithm, in: &details),
            let length = derInteger(algorithm, in: &details), PasswordCode.keyLengths ~= length
        else { throw .malformed }
        let hash = try readHash(algorithm, in: details)
        let function = try readFunction(algorithm, in: &parameters)
        guard parameters.isEmpty else { throw .malformed }
        return PasswordCode(
            salt: algorithm.octets(at: salt), iterations: iterations, derivation: hash, keyLength: length,
            hash: function)
    }
}

extension PasswordEncryption {
    /// `EncryptedPrivateKeyInfo` of a ciphertext made with PBKDF2, HMAC-SHA-256 and a cipher.
    static func written(
        salt: [UInt8], iterations: Int, cipher: Cipher, initializationVector: [UInt8], ciphertext: [UInt8]
    ) -> [UInt8] {
        let function = sequence(identifier(Identifier.hmac + [0x09]), derElement(DERTag.null, []))
        let parameters = sequence(derElement(DERTag.octetString, salt), integer(iterations), function)
        let derivation = sequence(identifier(Identifier.pbkdf2), parameters)
        let vector = derElement(DERTag.octetString, initializationVector)
        let scheme = sequence(identifier(cipher.identifier ?? []), vector)
        let algorithm = sequence(identifier(Identifier.pbes2), sequence(derivation, scheme))
        return sequence(algorithm, derElement(DERTag.octetString, ciphertext))
    }

    private static func sequence(_ elements: [UInt8]...) -> [UInt8] {
        derElement(DERTag.sequence, Array(elements.joined()))
    }

    private static func identifier(_ content: [UInt8]) -> [UInt8] {
        derElement(DERTag.objectIdentifier, content)
    }

    private static func integer(_ value: Int) -> [UInt8] {
        let octets = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
        let content = Array(octets.drop { $0 == 0 })
        guard let first = content.first else { return derElement(DERTag.integer, [0]) }
        return derElement(DERTag.integer, first >= 0x80 ? [0] + content : content)
    }
}

extension Span<UInt8> {
    fileprivate func has(_ octets: [UInt8], at range: Range<Int>) -> Bool {
        range.count == octets.count && zip(range, octets).allSatisfy { self[$0] == $1 }
    }

    fileprivate func octets(at range: Range<Int>) -> [UInt8] {
        [UInt8](copying: extracting(range))
    }
}
