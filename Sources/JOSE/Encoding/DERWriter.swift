import JSON
import OpenSSL

/// One element of DER on its way to bytes. Lengths are known before anything is written, so that secrets are written once,
/// into memory of their own.
struct DERNode: Sendable {
    private let tag: UInt8
    private let content: Content

    private enum Content: Sendable {
        case octets([UInt8])
        case secret(SecretBytes)
        // One octet, then octets: a string of bits with its count of unused ones, or an integer with its sign.
        case led(by: UInt8, [UInt8])
        case ledSecret(by: UInt8, SecretBytes)
        case nodes([DERNode])
        case bits([DERNode])
        // With its identifier and length.
        case whole([UInt8])
    }

    private init(_ tag: DERTag, _ content: Content) {
        self.tag = tag.rawValue
        self.content = content
    }

    static func sequence(_ nodes: [DERNode]) -> DERNode { DERNode(.sequence, .nodes(nodes)) }
    static func tagged(_ tag: DERTag, _ nodes: [DERNode]) -> DERNode { DERNode(tag, .nodes(nodes)) }
    static func octetString(_ nodes: [DERNode]) -> DERNode { DERNode(.octetString, .nodes(nodes)) }
    static func octetString(_ secret: SecretBytes) -> DERNode { DERNode(.octetString, .secret(secret)) }
    static func secret(_ tag: DERTag, _ secret: SecretBytes) -> DERNode { DERNode(tag, .secret(secret)) }
    static func bitString(_ octets: [UInt8]) -> DERNode { DERNode(.bitString, .led(by: 0, octets)) }
    static func bitString(_ nodes: [DERNode]) -> DERNode { DERNode(.bitString, .bits(nodes)) }
    static func objectIdentifier(_ content: [UInt8]) -> DERNode { DERNode(.objectIdentifier, .octets(content)) }
    static func octetString(octets: [UInt8]) -> DERNode { DERNode(.octetString, .octets(octets)) }
    static func set(_ nodes: [DERNode]) -> DERNode { DERNode(.set, .nodes(nodes)) }
    static func string(_ tag: DERTag, _ text: String) -> DERNode { DERNode(tag, .octets(Array(text.utf8))) }
    static let null = DERNode(.null, .octets([]))

    static let `true` = DERNode(.boolean, .octets([0xFF]))

    /// A string of bits, the last octet of which has unused ones.
    static func bits(unused: UInt8, _ octets: [UInt8]) -> DERNode { DERNode(.bitString, .led(by: unused, octets)) }

    /// An element that is DER already, with its identifier and length.
    static func whole(_ element: [UInt8]) -> DERNode { DERNode(.sequence, .whole(element)) }

    /// What is DER already.
    static func encoded(_ tag: DERTag, content: [UInt8]) -> DERNode { DERNode(tag, .octets(content)) }

    /// A small integer that is not negative.
    static func integer(_ value: UInt8) -> DERNode { integer([value]) }

    /// An integer that is not negative, from its magnitude.
    static func integer(_ magnitude: [UInt8]) -> DERNode {
        let octets = Array(magnitude.drop { $0 == 0 })
        guard let first = octets.first else { return DERNode(.integer, .octets([0])) }
        return DERNode(.integer, first < 0x80 ? .octets(octets) : .led(by: 0, octets))
    }

    /// The same for a magnitude that nobody may see.
    static func integer(_ magnitude: SecretBytes) -> DERNode {
        let octets = magnitude.withoutLeadingZeros()
        guard octets.count > 0 else { return DERNode(.integer, .octets([0])) }
        let isPositive = octets.withBytes { $0[0] < 0x80 }
        return DERNode(.integer, isPositive ? .secret(octets) : .ledSecret(by: 0, octets))
    }

    /// The element with its identifier and length.
    var encoded: SecretBytes {
        SecretBytes(count: length) { output in write(to: &output) }
    }

    private var contentLength: Int {
        switch content {
        case .octets(let octets): octets.count
        case .secret(let secret): secret.count
        case .led(_, let octets): 1 + octets.count
        case .ledSecret(_, let secret): 1 + secret.count
        case .nodes(let nodes): nodes.reduce(0) { $0 + $1.length }
        case .whole(let element): element.count
        case .bits(let nodes): nodes.reduce(1) { $0 + $1.length }
        }
    }

    private var length: Int {
        let content = contentLength
        if case .whole = self.content { return content }
        return 1 + Self.octets(ofLength: content).count + content
    }

    // X.690 §8.1.3, in its fewest octets.
    private static func octets(ofLength length: Int) -> [UInt8] {
        guard length >= 0x80 else { return [UInt8(truncatingIfNeeded: length)] }
        var octets: [UInt8] = []
        var rest = length
        while rest > 0 {
            octets.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [0x80 | UInt8(truncatingIfNeeded: octets.count)] + octets
    }

    private func write(to output: inout OutputSpan<UInt8>) {
        if case .whole(let element) = content {
            for octet in element { output.append(octet) }
            return
        }
        output.append(tag)
        for octet in Self.octets(ofLength: contentLength) { output.append(octet) }
        switch content {
        case .octets(let octets): for octet in octets { output.append(octet) }
        case .secret(let secret): secret.append(to: &output)
        case .led(let first, let octets): for octet in [first] + octets { output.append(octet) }
        case .ledSecret(let first, let secret):
            output.append(first)
            secret.append(to: &output)
        case .whole: break
        case .nodes(let nodes): for node in nodes { node.write(to: &output) }
        case .bits(let nodes):
            output.append(0)
            for node in nodes { node.write(to: &output) }
        }
    }
}

extension SecretBytes {
    /// Appends the octets.
    func append(to output: inout OutputSpan<UInt8>) {
        withBytes { octets in
            for index in octets.indices { output.append(octets[index]) }
        }
    }

    /// The same octets from the first that is not zero.
    func withoutLeadingZeros() -> SecretBytes {
        withBytes { octets in
            let zeros = octets.indices.first { octets[$0] != 0 } ?? octets.count
            return SecretBytes(copying: octets.extracting(zeros...))
        }
    }
}
