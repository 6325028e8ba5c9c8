import JSON

/// A `file:` address and the path that it means (RFC 8089).
package enum FileAddress {
    /// The path, with slashes; nil for another kind of address.
    static func path(_ uri: String) -> String? {
        let bytes = Array(uri.utf8)
        let scheme = Array("file://".utf8)
        guard bytes.starts(with: scheme) else { return nil }
        let rest = bytes[scheme.count...]
        guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let decoded = decoded(rest[slash...])
        guard !decoded.contains(0) else { return nil }
        return String(validating: decoded, as: UTF8.self)
    }

    /// The address of the file at a path from the top.
    static func uri(_ path: String) -> String { "file://\(encoded(path))" }

    /// A path as it stands in an address: what has a meaning there is written in hexadecimal (RFC 3986 §2).
    package static func encoded(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }

    /// The last name of an address, for people.
    static func name(_ uri: String) -> String {
        let last = uri.utf8.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
        return String(decoding: decoded(last[...]), as: UTF8.self)
    }

    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), rest.count >= 2,
                let high = rest[rest.startIndex].hexadecimalDigit, let low = rest[rest.startIndex + 1].hexadecimalDigit
            else {
                result.append(byte)
                continue
            }
            result.append(high << 4 | low)
            rest = rest.dropFirst(2)
        }
        return result
    }
}
