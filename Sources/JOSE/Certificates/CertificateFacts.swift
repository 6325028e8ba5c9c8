import JSON
import OpenSSL

/// What a certificate says, for people.
package struct CertificateFacts: Sendable, Equatable {
    /// Who it is for (RFC 4514).
    package var subject = ""
    /// Who issued it (RFC 4514).
    package var issuer = ""
    /// Its number at the issuer's, in hexadecimal digits.
    package var serialNumber = ""
    /// What the issuer signed with, by a name that people know or by its object identifier.
    package var signatureAlgorithm = ""
    /// Whether that is forgeable: MD2, MD4, MD5 or SHA-1.
    package var hasWeakSignature = false
    /// Further names of who it is for, each with its kind: `DNS:example.com` (RFC 5280 §4.2.1.6).
    package var alternativeNames: [String] = []
    /// What the key may be used for (RFC 5280 §4.2.1.3); nil where nothing is said.
    package var keyUsage: [String]?
    /// The purposes that it is for, by name or object identifier (RFC 5280 §4.2.1.12); nil where nothing is said.
    package var extendedKeyUsage: [String]?
    /// Whether its key may sign certificates (RFC 5280 §4.2.1.9).
    package var isAuthority = false
    /// How many authorities may stand below this one.
    package var pathLength: Int?
    /// Whether a part of it could not be read, and is missing here.
    package var isDamaged = false
}

extension Certificate {
    /// What it says. What is damaged is left out, so that the rest can be read.
    package var facts: CertificateFacts {
        let octets = der.span
        var facts = CertificateFacts()
        facts.serialNumber = Hexadecimal.text(of: octets.extracting(serialNumber))
        do throws(KeyFault) {
            facts.subject = try DistinguishedName(subject, octets).text
            facts.issuer = try DistinguishedName(issuer, octets).text
            try readSignature(&facts, octets)
        } catch {
            facts.isDamaged = true
        }
        do throws(KeyFault) {
            try readExtensions(&facts, octets)
        } catch {
            facts.isDamaged = true
        }
        return facts
    }

    private func readSignature(_ facts: inout CertificateFacts, _ octets: Span<UInt8>) throws(KeyFault) {
        var algorithm = DERCursor(signatureAlgorithm)
        let identifier = octets.extracting(try algorithm.next(.objectIdentifier, octets))
        let row = CertificateSignature.named(identifier)
        facts.signatureAlgorithm = row?.name ?? ObjectIdentifier.dotted(identifier.array)
        facts.hasWeakSignature = row?.isWeak ?? false
    }

    private func readExtensions(_ facts: inout CertificateFacts, _ octets: Span<UInt8>) throws(KeyFault) {
        guard let extensions else { return }
        var cursor = DERCursor(extensions)
        while !cursor.isAtEnd {
            var inside = try cursor.enter(.sequence, octets)
            let identifier = octets.extracting(try inside.next(.objectIdentifier, octets))
            _ = try inside.optional(.boolean, octets)
            var value = DERCursor(try inside.next(.octetString, octets))
            try inside.finish()
            // id-ce, 2.5.29
            guard identifier.count == 3, identifier[0] == 0x55, identifier[1] == 0x1D else { continue }
            switch identifier[2] {
            case 0x0F: facts.keyUsage = try Self.keyUsage(&value, octets)
            case 0x11: facts.alternativeNames = try GeneralName.all(&value, octets)
            case 0x13: try Self.readConstraints(&value, octets, &facts)
            case 0x25: facts.extendedKeyUsage = try Self.purposes(&value, octets)
            default: break
            }
        }
    }

    private static let usages = [
        "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
        "cRLSign", "encipherOnly", "decipherOnly",
    ]

    private static func keyUsage(_ value: inout DERCursor, _ octets: Span<UInt8>) throws(KeyFault) -> [String] {
        let content = try value.next(.bitString, octets)
        guard let first = content.first, octets[first] < 8, content.count <= 3 else {
            throw KeyFault(.der(.value), offset: content.lowerBound)
        }
        let bits = content.dropFirst()
        return usages.enumerated().filter { index, _ in
            let place = bits.lowerBound + index / 8
            return bits.contains(place) && octets[place] & (0x80 >> UInt8(index % 8)) != 0
        }.map(\.element)
    }

    private static func readConstraints(
        _ value: inout DERCursor, _ octets: Span<UInt8>, _ facts: inout CertificateFacts
    ) throws(KeyFault) {
        var inside = try value.enter(.sequence, octets)
        if let boolean = try inside.optional(.boolean, octets) {
            facts.isAuthority = boolean.count == 1 && octets[boolean.lowerBound] != 0
        }
        if !inside.isAtEnd { facts.pathLength = try inside.smallInteger(octets) }
    }

    private static let purposeNames: [UInt8: String] = [
        1: "serverAuth", 2: "clientAuth", 3: "codeSigning", 4: "emailProtection", 8: "timeStamping", 9: "OCSPSigning",
    ]

    private static func purposes(_ value: inout DERCursor, _ octets: Span<UInt8>) throws(KeyFault) -> [String] {
        var inside = try value.enter(.sequence, octets)
        var purposes: [String] = []
        while !inside.isAtEnd {
            let identifier = octets.extracting(try inside.next(.objectIdentifier, octets)).array
            // id-kp, 1.3.6.1.5.5.7.3
            let isKnown = identifier.count == 8 && identifier.starts(with: [0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03])
            let name = isKnown ? identifier.last.flatMap { purposeNames[$0] } : nil
            purposes.append(name ?? ObjectIdentifier.dotted(identifier))
        }
        return purposes
    }
}

/// A name of somebody or something (RFC 5280 §4.2.1.6).
enum GeneralName {
    /// The names in the next element, `GeneralNames`, each with its kind.
    static func all(_ value: inout DERCursor, _ octets: Span<UInt8>) throws(KeyFault) -> [String] {
        var inside = try value.enter(.sequence, octets)
        var names: [String] = []
        while !inside.isAtEnd {
            let element = try inside.next(octets)
            names.append(try text(element.tag, element.content, octets))
        }
        return names
    }

    private static func text(
        _ tag: UInt8, _ content: Range<Int>, _ octets: Span<UInt8>
    ) throws(KeyFault) -> String {
        let value = octets.extracting(content)
        switch tag {
        case 0x81: return "email:" + shown(value)
        case 0x82: return "DNS:" + shown(value)
        case 0x86: return "URI:" + shown(value)
        case 0x87: return "IP:" + address(value)
        case 0x88: return "OID:" + ObjectIdentifier.dotted(value.array)
        case 0xA4:
            var name = DERCursor(content)
            return "DN:" + (try DistinguishedName(try name.next(.sequence, octets), octets).text)
        default: return "other:" + Hexadecimal.text(of: value)
        }
    }

    // IA5String; what is not to be seen, or not ASCII, is shown as hexadecimal digits.
    private static func shown(_ value: Span<UInt8>) -> String {
        value.array.map { byte in
            (0x21..<0x7F).contains(byte)
                ? String(Unicode.Scalar(byte)) : "\\" + Hexadecimal.text(of: [byte].span)
        }.joined()
    }

    private static func address(_ value: Span<UInt8>) -> String {
        let octets = value.array
        switch octets.count {
        case 4: return octets.map { "\($0)" }.joined(separator: ".")
        case 16:
            return stride(from: 0, to: 16, by: 2)
                .map { String(UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]), radix: 16) }
                .joined(separator: ":")
        default: return Hexadecimal.text(of: value)
        }
    }
}
