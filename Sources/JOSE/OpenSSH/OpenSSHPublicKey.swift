import JSON
import OpenSSL

extension KeySet {
    /// The keys of lines as OpenSSH writes public keys: a type, base64, and perhaps a comment. Empty lines, and those that
    /// begin with `#`, are skipped.
    init(openSSH text: Span<UInt8>, limits: KeyLimits) throws(KeyFault) {
        var keys: [Key] = []
        var start = text.skipBlanks(from: 0)
        while start < text.count {
            let end = text.firstOffset(of: "\n", from: start) ?? text.count
            if text[start] != UInt8(ascii: "#") {
                guard keys.count < limits.keys else { throw KeyFault(.tooManyKeys(limit: limits.keys)) }
                do throws(KeyFault) {
                    keys.append(try Key(openSSHLine: text, start..<end, limits))
                } catch {
                    throw KeyFault(error.kind, index: keys.count, offset: start)
                }
            }
            start = text.skipBlanks(from: end)
        }
        self.init(keys: keys)
    }
}

extension Key {
    fileprivate convenience init(
        openSSHLine text: Span<UInt8>, _ range: Range<Int>, _ limits: KeyLimits
    ) throws(KeyFault) {
        let words = Self.words(text, range)
        guard words.count >= 2 else { throw KeyFault(.openSSH(.line)) }
        let type = try SSHKeyType.named(text.extracting(words[0]))
        let blob: [UInt8]
        do throws(Base64.Fault) {
            blob = try Base64.decode(text.extracting(words[1]))
        } catch {
            throw KeyFault(.base64(error))
        }
        var attributes = KeyAttributes()
        if words.count == 3 { attributes.comment = text.array(words[2]) }
        let numbers = try Self.publicNumbers(blob.span, type)
        self.init(
            try numbers.material(limits), attributes: attributes, origin: KeyOrigin(.opensshPublic, .text))
    }

    /// The numbers of a public key in its octets, which say their type themselves.
    static func publicNumbers(_ blob: Span<UInt8>, _ expected: SSHKeyType?) throws(KeyFault) -> KeyNumbers {
        var reader = SSHReader(blob.indices)
        let type = try SSHKeyType.named(blob.extracting(try reader.string(blob)))
        guard expected == nil || expected == type else { throw KeyFault(.contradiction) }
        let numbers = try type.publicNumbers(&reader, blob)
        try reader.finish()
        return numbers
    }

    // Two words, and the rest of the line without the white space around it.
    private static func words(_ text: Span<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var end = range.upperBound
        while end > range.lowerBound, text[end - 1].isWhiteSpace { end -= 1 }
        var position = range.lowerBound
        while position < end {
            var next = position
            while next < end, words.count == 2 || !text[next].isWhiteSpace { next += 1 }
            words.append(position..<next)
            while next < end, text[next].isWhiteSpace { next += 1 }
            position = next
        }
        return words
    }
}

extension Key {
    /// The octets of the public key as OpenSSH has them; nil where it has no such keys.
    var openSSHBlob: [UInt8]? {
        guard case .asymmetric(let key) = material, let fields = SSHField.publicKey(key) else { return nil }
        return SSHField.encoded(fields).withBytes { $0.array }
    }

    /// What OpenSSH calls the key by: `SHA256:` and a digest; nil where it has no such keys.
    package var openSSHFingerprint: String? {
        guard let blob = openSSHBlob else { return nil }
        do throws(CryptoFault) {
            let octets = try digest(blob.span, using: .sha256)
            let text = Base64.encode(octets.span).filter { $0 != UInt8(ascii: "=") }
            return "SHA256:" + String(decoding: text, as: UTF8.self)
        } catch {
            return nil
        }
    }

    /// The line of the public key, with its comment.
    func openSSHLine() throws(KeyFault) -> SecretBytes {
        guard case .asymmetric(let key) = material, let type = SSHKeyType(key.kind), let blob = openSSHBlob else {
            throw KeyFault(.cannotCarry(.opensshPublic))
        }
        var line = Array("\(type.name) ".utf8) + Base64.encode(blob.span)
        if let comment = attributes.comment, !comment.isEmpty { line += [UInt8(ascii: " ")] + comment }
        line.append(UInt8(ascii: "\n"))
        return SecretBytes(copying: line.span)
    }
}
