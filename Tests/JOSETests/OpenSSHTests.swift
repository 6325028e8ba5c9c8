import JSON
import OpenSSL
import Testing

@testable import JOSE

@Suite(.enabled(if: SSHKeygenProgram.isPresent, Comment(rawValue: SSHKeygenProgram.absence)))
struct OpenSSHTests {
    static let kinds = [
        ["-t", "rsa", "-b", "2048"], ["-t", "ecdsa", "-b", "256"], ["-t", "ecdsa", "-b", "384"],
        ["-t", "ecdsa", "-b", "521"], ["-t", "ed25519"],
    ]
    static let password = SecretBytes(copying: Array("correct horse".utf8).span)

    private static func read(_ text: [UInt8], _ password: SecretBytes? = nil) throws -> Key {
        let set = try KeySet(text: text.span, password: password)
        #expect(set.keys.count == 1)
        return try #require(set.keys.first)
    }

    private static func written(
        _ key: Key, _ container: KeyOrigin.Container, _ encoding: KeyOrigin.Encoding
    ) throws -> [UInt8] {
        try key.written(as: container, encoding, password: password).octets.withBytes { Array(copying: $0) }
    }

    @Test(arguments: kinds)
    func `what ssh-keygen makes is read, and what is written ssh-keygen reads`(kind: [String]) throws {
        let directory = try ProgramDirectory()
        let path = directory.path("key")
        _ = try SSHKeygenProgram.run(kind + ["-q", "-N", "", "-C", "alice at home", "-f", path])
        let key = try Self.read(directory.read("key"))
        let open = try Self.read(directory.read("key.pub"))
        #expect(key.isSecret && key.origin == KeyOrigin(.opensshPrivate, .pem) && key.findings.isEmpty)
        #expect(!open.isSecret && open.origin == KeyOrigin(.opensshPublic, .text))
        #expect(KeyRelation(of: key, to: open) == .pair)
        #expect(
            key.attributes.comment == Array("alice at home".utf8) && open.attributes.comment == key.attributes.comment)
        let listed = try SSHKeygenProgram.run(["-l", "-f", path])
        #expect(String(decoding: listed, as: UTF8.self).split(separator: " ")[1] == key.openSSHFingerprint ?? "")
        #expect(try Self.written(key, .opensshPublic, .text) == directory.read("key.pub"))
        for container in [KeyOrigin.Container.opensshPrivate, .encryptedOpenSSH] {
            let own = try directory.write(Self.written(key, container, .pem), to: "own")
            let line = try SSHKeygenProgram.run(
                ["-y", "-P", container == .opensshPrivate ? "" : "correct horse", "-f", own])
            #expect(try line == directory.read("key.pub"))
        }
        let jwk = try key.jwk(isPublic: false)
        let again = try Self.read(Self.written(Key(jwk: jwk), .opensshPrivate, .pem))
        #expect(try again.jwk(isPublic: false) == jwk && again.attributes.comment == nil)
    }

    @Test(arguments: [
        "aes256-ctr", "aes192-ctr", "aes128-ctr", "aes256-cbc", "aes128-cbc", "aes256-gcm@openssh.com",
        "aes128-gcm@openssh.com", "3des-cbc", "chacha20-poly1305@openssh.com",
    ])
    func `what ssh-keygen encrypted is opened with the password`(cipher: String) throws {
        let directory = try ProgramDirectory()
        _ = try SSHKeygenProgram.run([
            "-q", "-t", "ed25519", "-N", "correct horse", "-Z", cipher, "-a", "2", "-f", directory.path("key"),
        ])
        let text = try directory.read("key")
        let key = try Self.read(text, Self.password)
        #expect(key.origin == KeyOrigin(.encryptedOpenSSH, .pem) && key.origin.isEncrypted)
        #expect(try KeyRelation(of: key, to: Self.read(directory.read("key.pub"))) == .pair)
        #expect(try faultKind { try KeySet(text: text.span) } == .passwordNeeded)
        let wrong = SecretBytes(copying: Array("Correct horse".utf8).span)
        #expect(try faultKind { try KeySet(text: text.span, password: wrong) } == .passwordWrong)
    }

    // Both have a tag behind the content.
    @Test(arguments: ["chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com"])
    func `what was changed behind a right password is refused`(cipher: String) throws {
        let directory = try ProgramDirectory()
        _ = try SSHKeygenProgram.run([
            "-q", "-t", "ed25519", "-N", "correct horse", "-Z", cipher, "-a", "1", "-f", directory.path("key"),
        ])
        let text = try directory.read("key")
        var reader = PEMReader()
        let block = try reader.next(text.span)
        let file = try #require(block).der.withBytes { Array(copying: $0) }
        #expect(try Key(openSSHFile: file.span, Self.password, KeyLimits()).isSecret)
        for offset in [file.count - 1, file.count - 16, file.count - 17, file.count - 100] {
            var changed = file
            changed[offset] ^= 1
            #expect(
                try faultKind { try Key(openSSHFile: changed.span, Self.password, KeyLimits()) } == .passwordWrong)
        }
        for length in [file.count - 1, file.count - 16] {
            let cut = Array(file.prefix(length))
            #expect(
                try faultKind { try Key(openSSHFile: cut.span, Self.password, KeyLimits()) }
                    == .openSSH(.trailingBytes))
        }
    }
}

struct OpenSSHFileTests {
    private static func octets(_ key: Key) throws -> [UInt8] {
        try key.written(as: .opensshPrivate, .der).octets.withBytes { Array(copying: $0) }
    }

    private static func read(_ file: [UInt8]) throws(KeyFault) -> Key {
        try Key(openSSHFile: file.span, OpenSSHTests.password, KeyLimits())
    }

    @Test(arguments: [SampleKey.rsaPrivate, SampleKey.p521Private, SampleKey.ed25519Private])
    func `is cut and changed without harm`(jwk: String) throws {
        let key = try Key(jwk: jwk)
        let file = try Self.octets(key)
        #expect(try KeyRelation(of: Self.read(file), to: key) == .identical)
        for length in 0..<file.count {
            #expect(throws: KeyFault.self) { try Self.read(Array(file.prefix(length))) }
        }
        #expect(try faultKind { try Self.read(file + [0]) } == .openSSH(.trailingBytes))
        for offset in file.indices {
            // Checking an RSA key takes its time.
            for change: UInt8 in key.type == .rsa ? [0x81] : [0x01, 0x80, 0xFF] {
                var mutated = file
                mutated[offset] ^= change
                guard case .success(let read) = Result(catching: { () throws(KeyFault) in try Self.read(mutated) })
                else { continue }
                // Only the two check numbers and the comment are held to nothing.
                #expect(KeyRelation(of: read, to: key) == .identical)
            }
        }
    }

    @Test func `a key is refused that OpenSSH has not`() throws {
        for key in try GeneratedKeys.all()
        where key.type == .oct || key.curve.map({ SSHKeyType(named: $0) == nil }) == true {
            for container in [KeyOrigin.Container.opensshPrivate, .opensshPublic] {
                #expect(
                    try faultKind { try key.written(as: container, container == .opensshPublic ? .text : .pem) }
                        == .cannotCarry(container))
            }
            #expect(key.openSSHFingerprint == nil)
        }
    }

    private static let blob = "AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"

    @Test(arguments: [
        "ssh-ed25519 \(blob)", "  ssh-ed25519 \t\(blob)\r\n", "\n# alice\nssh-ed25519 \(blob) alice  at home \n",
    ])
    func `a line is a type, base64 and perhaps a comment`(text: String) throws {
        let set = try KeySet(text: Array(text.utf8).span)
        let key = try #require(set.keys.first)
        #expect(set.keys.count == 1 && key.openSSHFingerprint == "SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8")
        #expect(key.attributes.comment == (text.contains("alice ") ? Array("alice  at home".utf8) : nil))
    }

    @Test func `lines are keys, up to a limit`() throws {
        let text = Array(String(repeating: "ssh-ed25519 \(Self.blob)\n", count: 5).utf8)
        #expect(try KeySet(text: text.span).keys.count == 5)
        var limits = KeyLimits()
        limits.keys = 4
        #expect(try faultKind { try KeySet(text: text.span, limits: limits) } == .tooManyKeys(limit: 4))
    }

    @Test(arguments: [
        ("ssh-ed25519 ", KeyFault.Kind.openSSH(.line)), ("ssh-rsa \(blob)", .contradiction),
        ("ssh-dss AAAA", .unsupported("DSA")),
        ("sk-ssh-ed25519@openssh.com AAAA", .unsupported("an OpenSSH key on a security token")),
        ("ssh-ed25519-cert-v01@openssh.com AAAA", .unsupported("an OpenSSH certificate")),
        ("ssh-ed25519 AAAA", .openSSH(.truncated)), ("ssh-ed25519 \(blob)AAAA", .openSSH(.trailingBytes)),
        ("ssh-ed25519 !!!!", .base64(.character(at: 0))),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAA==", .defect(.wrongLength(.x, expected: 32, actual: 0))),
        ("ssh-ed25519 /////3NzaC1lZDI1NTE5AAAAAA==", .openSSH(.truncated)),
    ])
    func `a line that is no key is refused`(text: String, kind: KeyFault.Kind) throws {
        #expect(try faultKind { try KeySet(text: Array(text.utf8).span) } == kind)
    }

    // KEY-35
    @Test func `more rounds than the limit are refused before any is made`() throws {
        for rounds in [501, 1 << 31, Int(UInt32.max)] {
            let options = SSHField.fields([.string([UInt8](repeating: 1, count: 16)), .number(UInt32(rounds))])
            let file = SSHField.encoded([
                .octets(Array("openssh-key-v1\0".utf8)), .text("aes256-ctr"), .text("bcrypt"), options, .number(1),
                .string([]), .string([UInt8](repeating: 0, count: 64)),
            ])
            #expect(try faultKind { try file.withBytes { try Self.read(Array(copying: $0)) } } == .derivationTooCostly)
        }
    }

    // KEY-35: none beside bcrypt, other numbers of keys, check numbers that differ, padding that is not counted.
    @Test func `a file that contradicts itself is refused`() throws {
        let key = try Key(jwk: SampleKey.ed25519Private)
        let file = try Self.octets(key)
        #expect(file.count == 15 + 8 + 8 + 4 + 4 + 4 + 51 + 4 + 136)
        var checks = file
        checks[15 + 8 + 8 + 4 + 4 + 4 + 51 + 4] ^= 1
        #expect(try faultKind { try Self.read(checks) } == .contradiction)
        var padding = file
        padding[file.count - 1] ^= 1
        #expect(try faultKind { try Self.read(padding) } == .openSSH(.padding))
        var keys = file
        keys[15 + 8 + 8 + 4 + 3] = 2
        #expect(try faultKind { try Self.read(keys) } == .unsupported("an OpenSSH file of several keys"))
        var cipher = file
        cipher.replaceSubrange(15..<23, with: [0, 0, 0, 10] + Array("aes256-ctr".utf8))
        #expect(
            try faultKind { try Self.read(cipher) } == .unsupported("the encryption of the private key"))
        // A cipher that OpenSSH has no more.
        let old = SSHField.encoded([
            .octets(Array("openssh-key-v1\0".utf8)), .text("arcfour256"), .text("bcrypt"),
            .fields([.string([1]), .number(1)]), .number(1), .string([]), .string([UInt8](repeating: 0, count: 64)),
        ])
        #expect(
            try faultKind { try old.withBytes { try Self.read(Array(copying: $0)) } }
                == .unsupported("the encryption of the private key"))
    }
}

extension SSHKeyType {
    /// The type of keys on a curve.
    fileprivate init?(named curve: NamedCurve) {
        switch curve.curve {
        case .ec(let curve): self.init(.ec(curve))
        case .okp(let curve): self.init(.okp(curve))
        }
    }
}
