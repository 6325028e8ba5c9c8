/// The address of an HTTP request as a proof is held against it: without query and fragment, spelled in the one way that
/// syntax and scheme make of it, and nothing more (RFC 9449 §4.3, RFC 3986 §6.2.2 and §6.2.3).
package struct RequestURI: Sendable, Equatable {
    /// The address in that spelling.
    package let text: [UInt8]

    /// Bytes of an address at most.
    package static let lengthLimit = 8192

    /// An address of scheme http or https; nil for what is none.
    package init?(_ given: [UInt8]) {
        guard given.count <= Self.lengthLimit, given.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        let scheme = given.prefix { $0 != UInt8(ascii: ":") }.map(Self.lowerCased)
        guard let defaultPort = Self.defaultPort(of: scheme) else { return nil }
        let behind = given.dropFirst(scheme.count)
        guard behind.starts(with: "://".utf8) else { return nil }
        let rest = behind.dropFirst(3).prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let authority = rest.prefix { $0 != UInt8(ascii: "/") }
        guard let host = Self.authority(Array(authority), defaultPort),
            let path = Self.path(Array(rest.dropFirst(authority.count)))
        else { return nil }
        text = scheme + Array("://".utf8) + host + path
    }

    private static func defaultPort(of scheme: [UInt8]) -> String? {
        if scheme.elementsEqual("https".utf8) { return "443" }
        return scheme.elementsEqual("http".utf8) ? "80" : nil
    }

    // The host in lower case, and a port that is not the scheme's own. Nobody signs in by a request's address.
    private static func authority(_ text: [UInt8], _ defaultPort: String) -> [UInt8]? {
        guard !text.contains(UInt8(ascii: "@")) else { return nil }
        let isLiteral = text.first == UInt8(ascii: "[")
        let end =
            isLiteral ? text.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } : text.firstIndex(of: UInt8(ascii: ":"))
        let host = text[..<(end ?? text.endIndex)]
        let behind = text[(end ?? text.endIndex)...]
        guard !host.isEmpty, !isLiteral || end != nil, let name = normalised(Array(host.map(lowerCased))) else {
            return nil
        }
        guard let colon = behind.first else { return name }
        let port = behind.dropFirst()
        guard colon == UInt8(ascii: ":"), port.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return port.isEmpty || port.elementsEqual(defaultPort.utf8) ? name : name + behind
    }

    // RFC 3986 §5.2.4, in one walk over the segments.
    private static func path(_ text: [UInt8]) -> [UInt8]? {
        guard let text = normalised(text) else { return nil }
        var kept: [ArraySlice<UInt8>] = []
        var endsInFolder = false
        for segment in text.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            endsInFolder = false
            if segment.elementsEqual(".".utf8) {
                endsInFolder = true
            } else if segment.elementsEqual("..".utf8) {
                _ = kept.popLast()
                endsInFolder = true
            } else {
                kept.append(segment)
            }
        }
        if endsInFolder { kept.append([]) }
        return kept.isEmpty ? [UInt8(ascii: "/")] : kept.flatMap { [UInt8(ascii: "/")] + $0 }
    }

    // Escapes of characters that need none are undone, others are in upper case (RFC 3986 §6.2.2.1 and §6.2.2.2).
    private static func normalised(_ text: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                return nil
            }
            let octet = high << 4 | low
            if isUnreserved(octet) {
                result.append(octet)
            } else {
                result += [UInt8(ascii: "%"), upperDigits[Int(high)], upperDigits[Int(low)]]
            }
        }
        return result
    }

    private static let upperDigits = Array("0123456789ABCDEF".utf8)

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func lowerCased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }
}
