import Compression
package import JSON

/// What has become of many tokens: one, two, four or eight bits for each, found by its index (Token Status List §4).
package struct StatusList: Sendable {
    /// Bits of one status.
    package let bits: Int
    private var octets: [UInt8]

    /// Octets of a list at most, expanded: statuses of 32 million tokens with a bit each.
    package static let octetLimit = 4 << 20

    /// Why something is no list.
    package enum Fault: Error, Equatable {
        case shape
        case bits
        case base64URL
        case compression
        case tooLarge
        /// A status does not fit into its bits, or its index is beyond the list.
        case outside

        /// A clause for people.
        package var explanation: String {
            switch self {
            case .shape: "not an object with bits and lst"
            case .bits: "not one of 1, 2, 4 or 8 bits a token"
            case .base64URL: "not base64url"
            case .compression: "not a zlib stream"
            case .tooLarge: "larger than \(StatusList.octetLimit) octets once it is expanded"
            case .outside: "without room for a status or an index that was given"
            }
        }
    }

    /// A list of this many tokens, all of them valid.
    package init(bits: Int, count: Int) throws(Fault) {
        guard [1, 2, 4, 8].contains(bits) else { throw .bits }
        guard count >= 1, count <= Self.octetLimit * 8 / bits else { throw .tooLarge }
        self.bits = bits
        octets = Array(repeating: 0, count: (count * bits + 7) / 8)
    }

    /// The list that the claim `status_list` holds.
    package init(_ claim: JSONValue) throws(Fault) {
        guard claim.kind == .object, let bits = claim["bits"]?.integer, let text = claim["lst"]?.utf8 else {
            throw .shape
        }
        guard [1, 2, 4, 8].contains(bits) else { throw .bits }
        self.bits = Int(bits)
        let stream: [UInt8]
        do throws(Base64URL.Fault) {
            stream = try Base64URL.decode(text.span)
        } catch {
            throw .base64URL
        }
        do throws(RawDeflate.Fault) {
            octets = try ZlibStream.expand(stream.span, limit: Self.octetLimit)
        } catch {
            if case .tooLarge = error { throw .tooLarge }
            throw .compression
        }
    }

    /// Tokens that it has room for.
    package var count: Int { octets.count * 8 / bits }

    /// Octets that it takes.
    package var octetCount: Int { octets.count }

    /// The status of a token, lowest bits first; nil beyond the list.
    package subscript(_ index: Int) -> UInt8? {
        guard let (octet, shift) = place(index) else { return nil }
        return octets[octet] >> shift & mask
    }

    /// Changes the status of a token.
    package mutating func set(_ status: Int, at index: Int) throws(Fault) {
        guard let (octet, shift) = place(index), (0...Int(mask)).contains(status) else { throw .outside }
        octets[octet] = octets[octet] & ~(mask << shift) | UInt8(status) << shift
    }

    private var mask: UInt8 { bits == 8 ? 0xFF : 1 << UInt8(bits) - 1 }

    private func place(_ index: Int) -> (octet: Int, shift: UInt8)? {
        guard index >= 0, index < count else { return nil }
        return (index * bits / 8, UInt8(index * bits % 8))
    }

    /// The claim `status_list`, as JSON.
    package func json() throws(Fault) -> [UInt8] {
        let stream: [UInt8]
        do throws(RawDeflate.Fault) {
            stream = try ZlibStream.compress(octets.span)
        } catch {
            throw .compression
        }
        let text = Base64URL.encode(stream.span)
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("bits", bits)
            writer.name("lst")
            writer.plainString(text.span)
        }
        return writer.bytes
    }
}
