import JSON
import OpenSSL

/// The file that OpenSSH keeps a private key in (OpenSSH's PROTOCOL.key), without its armour.
struct OpenSSHPrivateKey {
    private let encryption: OpenSSHEncryption?
    private let publicBlob: Range<Int>
    private let content: Range<Int>
    private let tag: Range<Int>

    private static let magic = Array("openssh-key-v1\0".utf8)
    /// Octets that the content of a file that is not encrypted is a multiple of.
    private static let blockLength = 8

    /// The outside of a file.
    init(_ file: Span<UInt8>) throws(KeyFault) {
        var reader = SSHReader(file.indices)
        let magic = try reader.take(min(Self.magic.count, file.count))
        guard file.extracting(magic).equals(Self.magic) else { throw KeyFault(.openSSH(.value), offset: 0) }
        let cipher = file.array(try reader.string(file))
        let derivation = file.array(try reader.string(file))
        let options = try reader.string(file)
        encryption = try Self.encryption(cipher, derivation, options, file)
        // The format has a number of keys, of which OpenSSH itself reads one.
        guard try reader.number(file) == 1 else { throw KeyFault(.unsupported("an OpenSSH file of several keys")) }
        publicBlob = try reader.string(file)
        content = try reader.string(file)
        tag = reader.rest
        guard tag.count == encryption?.tagLength ?? 0 else { throw KeyFault(.openSSH(.trailingBytes)) }
    }

    /// Whether it takes a password.
    var isEncrypted: Bool { encryption != nil }

    private static func encryption(
        _ cipher: [UInt8], _ derivation: [UInt8], _ options: Range<Int>, _ file: Span<UInt8>
    ) throws(KeyFault) -> OpenSSHEncryption? {
        let none = Array("none".utf8)
        if cipher == none {
            guard derivation == none, options.isEmpty else { throw KeyFault(.contradiction) }
            return nil
        }
        guard derivation == Array("bcrypt".utf8) else {
            throw KeyFault(.unsupported("the encryption of the private key"))
        }
        var reader = SSHReader(options)
        let salt = file.array(try reader.string(file))
        let rounds = try reader.number(file)
        try reader.finish()
        do throws(PKCS8Fault) {
            return try OpenSSHEncryption(cipher: cipher, salt: salt, rounds: rounds)
        } catch {
            throw KeyFault(error)
        }
    }

    /// The key, and the comment that stands with it.
    func read(
        _ file: Span<UInt8>, _ password: SecretBytes?
    ) throws(KeyFault) -> (numbers: KeyNumbers, comment: [UInt8]) {
        guard let encryption else {
            guard content.count.isMultiple(of: Self.blockLength) else { throw KeyFault(.openSSH(.padding)) }
            return try read(file.extracting(content), file, isEncrypted: false)
        }
        guard let password else { throw KeyFault(.passwordNeeded) }
        let plain: SecretBytes
        do throws(PKCS8Fault) {
            plain = try encryption.decrypted(
                file.extracting(content), tag: file.extracting(tag), password: password)
        } catch {
            throw KeyFault(error)
        }
        return try plain.withBytes { (plain) throws(KeyFault) in try read(plain, file, isEncrypted: true) }
    }

    private func read(
        _ plain: Span<UInt8>, _ file: Span<UInt8>, isEncrypted: Bool
    ) throws(KeyFault) -> (numbers: KeyNumbers, comment: [UInt8]) {
        var reader = SSHReader(plain.indices)
        // Two numbers that are one only where the password was right.
        guard try reader.number(plain) == reader.number(plain) else {
            throw KeyFault(isEncrypted ? .passwordWrong : .contradiction)
        }
        let type = try SSHKeyType.named(plain.extracting(try reader.string(plain)))
        let numbers = try type.privateNumbers(&reader, plain)
        let comment = plain.array(try reader.string(plain))
        // 1, 2, 3, … to the end of the block.
        guard reader.rest.enumerated().allSatisfy({ plain[$1] == UInt8(truncatingIfNeeded: $0 + 1) }) else {
            throw KeyFault(.openSSH(.padding))
        }
        guard reader.rest.count < (encryption?.blockLength ?? Self.blockLength) else {
            throw KeyFault(.openSSH(.padding))
        }
        let outside = try Key.publicNumbers(file.extracting(publicBlob), type)
        guard outside.hasSamePublicPart(as: numbers) else { throw KeyFault(.contradiction) }
        return (numbers, comment)
    }
}

extension KeyNumbers {
    /// Whether these public numbers are those of private ones as they were written.
    fileprivate func hasSamePublicPart(as other: KeyNumbers) -> Bool {
        switch (self, other) {
        case (.rsaPublic(let numbers), .rsaPrivate(let whole)): numbers == whole.publicNumbers
        case (.ecPublic(let curve, .encoded(let point)), .ecPrivate(let own, _, .encoded(let whole)?)):
            curve == own && point == whole
        case (.okpPublic(let curve, let x), .okpPrivate(let own, _, let whole)): curve == own && x == whole
        default: false
        }
    }
}

extension Key {
    /// The key of a file of OpenSSH without its armour.
    convenience init(
        openSSHFile file: Span<UInt8>, _ password: SecretBytes?, _ limits: KeyLimits
    ) throws(KeyFault) {
        let outside = try OpenSSHPrivateKey(file)
        let (numbers, comment) = try outside.read(file, password)
        var attributes = KeyAttributes()
        if !comment.isEmpty { attributes.comment = comment }
        let container: KeyOrigin.Container = outside.isEncrypted ? .encryptedOpenSSH : .opensshPrivate
        self.init(try numbers.material(limits), attributes: attributes, origin: KeyOrigin(container, .pem))
    }

    /// The file of the private key, encrypted where there is a password.
    func openSSHFile(_ password: SecretBytes?) throws(KeyFault) -> SecretBytes {
        let container: KeyOrigin.Container = password == nil ? .opensshPrivate : .encryptedOpenSSH
        guard case .asymmetric(let key) = material, let type = SSHKeyType(key.kind), let blob = openSSHBlob,
            let numbers = try privateNumbers(), let values = SSHField.privateKey(numbers, type)
        else { throw KeyFault(.cannotCarry(container)) }
        // The same octets twice tell whoever decrypts them that the password was right.
        let check = SSHField.octets(try CryptographicLibrary.random(4))
        do throws(PKCS8Fault) {
            let encryption = try password.map { (_) throws(PKCS8Fault) in try OpenSSHEncryption.new() }
            let plain = OpenSSHPrivateKey.padded(
                [check, check] + values + [.string(attributes.comment ?? [])],
                to: encryption?.blockLength ?? OpenSSHPrivateKey.unencryptedBlock)
            guard let encryption, let password else {
                return OpenSSHPrivateKey.file(blob, content: .secret(plain), nil)
            }
            let content = try encryption.encrypted(plain, password: password)
            return OpenSSHPrivateKey.file(blob, content: .string(content), encryption)
        } catch {
            throw KeyFault(error)
        }
    }
}

extension OpenSSHPrivateKey {
    fileprivate static var unencryptedBlock: Int { blockLength }

    fileprivate static func padded(_ fields: [SSHField], to block: Int) -> SecretBytes {
        let plain = SSHField.encoded(fields)
        let missing = (block - plain.count % block) % block
        return SecretBytes(count: plain.count + missing) { output in
            plain.append(to: &output)
            for index in 0..<missing { output.append(UInt8(truncatingIfNeeded: index + 1)) }
        }
    }

    fileprivate static func file(_ blob: [UInt8], content: SSHField, _ encryption: OpenSSHEncryption?) -> SecretBytes {
        let written = encryption?.written
        let options = written.map {
            SSHField.fields([.string($0.salt), .number(UInt32(truncatingIfNeeded: $0.rounds))])
        }
        return SSHField.encoded([
            .octets(magic), written.map { .string($0.cipher) } ?? .text("none"),
            .text(written == nil ? "none" : "bcrypt"), options ?? .string([]), .number(1), .string(blob), content,
        ])
    }
}
