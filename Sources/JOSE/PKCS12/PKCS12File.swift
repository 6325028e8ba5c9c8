import JSON
import OpenSSL

/// The object identifiers of PKCS #12 (RFC 7292 appendix D), as the content of their DER.
enum PKCS12Identifier {
    static let data: [UInt8] = pkcs + [0x07, 0x01]
    static let encryptedData: [UInt8] = pkcs + [0x07, 0x06]
    static let keyBag: [UInt8] = bags + [0x01]
    static let shroudedKeyBag: [UInt8] = bags + [0x02]
    static let certificateBag: [UInt8] = bags + [0x03]
    static let x509Certificate: [UInt8] = pkcs + [0x09, 0x16, 0x01]
    static let friendlyName: [UInt8] = pkcs + [0x09, 0x14]
    static let localKeyID: [UInt8] = pkcs + [0x09, 0x15]

    private static let pkcs: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01]
    private static let bags: [UInt8] = pkcs + [0x0C, 0x0A, 0x01]
}

/// What a PKCS #12 file holds (RFC 7292 §4), once its code showed that the password is right.
struct PKCS12File {
    /// A private key with the name that stands beside it.
    private(set) var keys: [(key: DERKey, name: [UInt8]?)] = []
    /// Certificates with their names.
    private(set) var certificates: [(certificate: Certificate, name: [UInt8]?)] = []

    private let password: SecretBytes
    private let limits: KeyLimits
    private var encryptedParts = 0
    private var bags = 0

    /// The file that these octets are.
    init(_ der: Span<UInt8>, _ password: SecretBytes, _ limits: KeyLimits) throws(KeyFault) {
        self.password = password
        self.limits = limits
        var outside = DERCursor(der.indices)
        var file = try outside.enter(.sequence, der)
        try outside.finish()
        guard try file.smallInteger(der) == 3 else { throw KeyFault(.der(.value)) }
        let content = try Self.data(&file, der)
        guard !file.isAtEnd else { throw KeyFault(.unsupported("a PKCS #12 file without a code")) }
        try Self.checkCode(of: content, &file, der, password)
        try file.finish()
        var contents = DERCursor(content)
        var safes = try contents.enter(.sequence, der)
        try contents.finish()
        while !safes.isAtEnd { try readSafe(&safes, der) }
    }

    // The octets of a ContentInfo that is plain data.
    private static func data(_ cursor: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> Range<Int> {
        var info = try cursor.enter(.sequence, der)
        let type = try info.next(.objectIdentifier, der)
        guard der.extracting(type).equals(PKCS12Identifier.data) else {
            throw KeyFault(.unsupported("a signed PKCS #12 file"), offset: type.lowerBound)
        }
        var tagged = try info.enter(.context0, der)
        try info.finish()
        let octets = try tagged.next(.octetString, der)
        try tagged.finish()
        return octets
    }

    // MacData
    private static func checkCode(
        of content: Range<Int>, _ file: inout DERCursor, _ der: Span<UInt8>, _ password: SecretBytes
    ) throws(KeyFault) {
        var mac = try file.enter(.sequence, der)
        var info = try mac.enter(.sequence, der)
        let algorithm = try info.next(.sequence, der)
        let code = try info.next(.octetString, der)
        try info.finish()
        let salt = der.array(try mac.next(.octetString, der))
        let iterations = mac.isAtEnd ? 1 : try mac.smallInteger(der)
        try mac.finish()
        let own = try ownCode(
            of: der.extracting(content), der.extracting(algorithm), salt: salt, iterations: iterations, password)
        guard equalInConstantTime(own.span, der.extracting(code)) else { throw KeyFault(.passwordWrong) }
    }

    // What PBMAC1 needs stands in its parameters (RFC 9579 §4); the salt and the rounds behind it mean nothing there.
    private static func ownCode(
        of content: Span<UInt8>, _ algorithm: Span<UInt8>, salt: [UInt8], iterations: Int, _ password: SecretBytes
    ) throws(KeyFault) -> [UInt8] {
        var cursor = DERCursor(algorithm.indices)
        let identifier = algorithm.extracting(try cursor.next(.objectIdentifier, algorithm))
        let sha1: [UInt8] = [0x2B, 0x0E, 0x03, 0x02, 0x1A]
        let hash = HashFunction.allCases.first { identifier.equals($0.identifier ?? sha1) }
        do throws(PKCS8Fault) {
            if let code = try pkcs12Code(of: content, password: password, algorithm: algorithm) { return code }
            if let hash {
                return try pkcs12Code(
                    of: content, password: password, hash: hash, salt: salt, iterations: iterations)
            }
        } catch {
            throw KeyFault(error)
        }
        throw KeyFault(.unsupported("the code of the PKCS #12 file"))
    }

    private mutating func readSafe(_ safes: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) {
        var info = try safes.enter(.sequence, der)
        let type = der.extracting(try info.next(.objectIdentifier, der))
        var tagged = try info.enter(.context0, der)
        try info.finish()
        if type.equals(PKCS12Identifier.data) {
            let octets = try tagged.next(.octetString, der)
            try tagged.finish()
            try readBags(DERCursor(octets), der)
        } else if type.equals(PKCS12Identifier.encryptedData) {
            let plain = try decrypted(&tagged, der)
            try plain.withBytes { (plain) throws(KeyFault) in try readBags(DERCursor(plain.indices), plain) }
        } else {
            throw KeyFault(.unsupported("a PKCS #12 file for a public key"))
        }
    }

    // EncryptedData, rewritten as the structure of encrypted private keys, whose algorithms it shares.
    private mutating func decrypted(_ tagged: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> SecretBytes {
        var encrypted = try tagged.enter(.sequence, der)
        try tagged.finish()
        guard try encrypted.smallInteger(der) == 0 else { throw KeyFault(.der(.value)) }
        var info = try encrypted.enter(.sequence, der)
        _ = try info.next(.objectIdentifier, der)
        let algorithm = der.array(try info.next(.sequence, der))
        let content = der.array(try info.next(.implicit0, der))
        try info.finish()
        let structure = DERNode.sequence([
            .encoded(.sequence, content: algorithm), .encoded(.octetString, content: content),
        ]).encoded
        return try structure.withBytes { (structure) throws(KeyFault) in try opened(structure) }
    }

    private mutating func opened(_ structure: Span<UInt8>) throws(KeyFault) -> SecretBytes {
        encryptedParts += 1
        guard encryptedParts <= limits.encryptedParts else { throw KeyFault(.derivationTooCostly) }
        do throws(PKCS8Fault) {
            return try decryptPKCS8(structure, password: password)
        } catch {
            throw KeyFault(error)
        }
    }

    // SafeContents
    private mutating func readBags(_ cursor: DERCursor, _ der: Span<UInt8>) throws(KeyFault) {
        var outside = cursor
        var contents = try outside.enter(.sequence, der)
        try outside.finish()
        while !contents.isAtEnd {
            bags += 1
            guard bags <= limits.blocks else { throw KeyFault(.tooManyBlocks(limit: limits.blocks)) }
            var bag = try contents.enter(.sequence, der)
            let type = der.extracting(try bag.next(.objectIdentifier, der))
            var value = try bag.enter(.context0, der)
            let name = try Self.name(&bag, der)
            try readBag(type, &value, name, der)
        }
    }

    private mutating func readBag(
        _ type: Span<UInt8>, _ value: inout DERCursor, _ name: [UInt8]?, _ der: Span<UInt8>
    ) throws(KeyFault) {
        if type.equals(PKCS12Identifier.keyBag) {
            var inside = try value.enter(.sequence, der)
            keys.append((try DERKey.pkcs8(&inside, der), name))
            try inside.finish()
            try value.finish()
        } else if type.equals(PKCS12Identifier.shroudedKeyBag) {
            let structure = DERNode.encoded(.sequence, content: der.array(try value.next(.sequence, der))).encoded
            try value.finish()
            let plain = try structure.withBytes { (structure) throws(KeyFault) in try opened(structure) }
            let key = try plain.withBytes { (plain) throws(KeyFault) in try DERKey(.pkcs8, plain) }
            keys.append((key, name))
        } else if type.equals(PKCS12Identifier.certificateBag) {
            var inside = try value.enter(.sequence, der)
            try value.finish()
            guard der.extracting(try inside.next(.objectIdentifier, der)).equals(PKCS12Identifier.x509Certificate)
            else { return }
            var tagged = try inside.enter(.context0, der)
            certificates.append((try Certificate(der.extracting(try tagged.next(.octetString, der))), name))
        }
        // Lists of revoked certificates and secrets of other programs say nothing that we know.
    }

    // What people call the content of a bag, as UTF-8; nil where nothing is said.
    private static func name(_ bag: inout DERCursor, _ der: Span<UInt8>) throws(KeyFault) -> [UInt8]? {
        guard !bag.isAtEnd else { return nil }
        var attributes = try bag.enter(.set, der)
        try bag.finish()
        var name: [UInt8]?
        while !attributes.isAtEnd {
            var attribute = try attributes.enter(.sequence, der)
            let type = der.extracting(try attribute.next(.objectIdentifier, der))
            var values = try attribute.enter(.set, der)
            guard type.equals(PKCS12Identifier.friendlyName), !values.isAtEnd else { continue }
            let value = try values.next(der)
            name = DERString.text(value.tag, der.extracting(value.content)).map { Array($0.utf8) }
        }
        return name
    }
}
