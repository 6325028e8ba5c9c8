import JSON
import OpenSSL

/// What else a key may have been meant to be: for explaining a signature that does not hold, never for verifying one.
extension Key {
    /// Another reading of a secret.
    package struct Reading {
        /// The secret, read in the other way.
        package let key: Key
        /// The way, for a sentence.
        package let description: String
        /// Whether only white space around it differs.
        package let isTrimmed: Bool
    }

    /// The ways in which people write secrets and mean something else: encoded or not, with a line feed or without.
    package var otherReadings: [Reading] {
        guard case .secret(let secret) = material else { return [] }
        return secret.withBytes { bytes in
            var readings = Self.trimmed(bytes)
            func add(_ octets: [UInt8]?, _ description: String) {
                guard let octets, !octets.isEmpty else { return }
                readings.append(Reading(key: Self.reading(octets), description: description, isTrimmed: false))
            }
            add(
                Self.octets(bytes) { (text) throws(Base64URL.Fault) in try Base64URL.decode(text) },
                "decoded from base64url")
            add(Self.octets(bytes) { (text) throws(Base64.Fault) in try Base64.decode(text) }, "decoded from base64")
            add(Self.hexadecimal(bytes), "decoded from hexadecimal")
            add(Base64URL.encode(bytes), "the base64url text itself, not decoded")
            add(Base64.encode(bytes), "the base64 text itself, not decoded")
            add(Hexadecimal.encode(bytes), "the hexadecimal text itself, not decoded")
            add(Hexadecimal.encode(bytes, inCapitals: true), "the hexadecimal text itself, not decoded")
            return readings
        }
    }

    /// The texts that a public key is published as, each taken for a secret: what an attacker signs with.
    package var publicTexts: [Key] {
        guard case .asymmetric = material else { return [] }
        return publicForms.map(Self.reading)
    }

    private static func reading(_ octets: [UInt8]) -> Key {
        Key(.secret(SecretBytes(copying: octets.span)), origin: KeyOrigin(.secret, .text))
    }

    private static func trimmed(_ bytes: Span<UInt8>) -> [Reading] {
        let all = bytes.array
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
        let front = all.drop(while: isSpace)
        let core = Array(front.reversed().drop(while: isSpace).reversed())
        var readings: [Reading] = []
        if core.count < all.count, !core.isEmpty {
            readings.append(
                Reading(key: reading(core), description: "taken without the white space around it", isTrimmed: true))
        } else {
            readings.append(
                Reading(key: reading(all + [0x0A]), description: "taken with a line feed at its end", isTrimmed: true))
        }
        return readings
    }

    private static func octets<Fault: Error>(
        _ text: Span<UInt8>, _ decode: (Span<UInt8>) throws(Fault) -> [UInt8]
    ) -> [UInt8]? {
        do throws(Fault) {
            return try decode(text)
        } catch {
            // A text that is not so encoded was not meant to be: that is the answer, not a failure.
            return nil
        }
    }

    private static func hexadecimal(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count > 0, text.count.isMultiple(of: 2) else { return nil }
        var octets: [UInt8] = []
        for index in stride(from: 0, to: text.count, by: 2) {
            guard let high = text[index].hexadecimalDigit, let low = text[index + 1].hexadecimalDigit else {
                return nil
            }
            octets.append(high << 4 | low)
        }
        return octets
    }
}

extension Key {
    // The PEM text with and without its last line feed, and the DER: what tools print and people copy.
    private var publicForms: [[UInt8]] {
        var forms: [[UInt8]] = []
        for (container, encoding) in [
            (KeyOrigin.Container.spki, KeyOrigin.Encoding.pem), (.spki, .der), (.pkcs1Public, .pem),
        ] {
            do throws(KeyFault) {
                let octets = try written(as: container, encoding).octets.withBytes { $0.array }
                forms.append(octets)
                if octets.last == 0x0A { forms.append(octets.dropLast()) }
            } catch {
                // A key that has no such form was not published in it.
                continue
            }
        }
        return forms
    }
}
