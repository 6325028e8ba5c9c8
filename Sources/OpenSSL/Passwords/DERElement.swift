/// The content of the next element in `rest`, when it has this tag and its length is in its shortest form and within
/// `rest`, which afterwards begins behind it; nil otherwise. A tag is one octet, a length at most 2³² − 1 (X.690 §10.1).
func derContent(_ der: Span<UInt8>, tag: UInt8, in rest: inout Range<Int>) -> Range<Int>? {
    guard rest.count >= 2, der[rest.lowerBound] == tag else { return nil }
    var start = rest.lowerBound + 2
    var length = Int(der[rest.lowerBound + 1])
    if length >= 0x80 {
        let octets = length - 0x80
        guard 1...4 ~= octets, rest.upperBound - start >= octets, der[start] != 0 else { return nil }
        length = (start..<start + octets).reduce(0) { $0 << 8 | Int(der[$1]) }
        guard length >= 0x80 else { return nil }
        start += octets
    }
    guard length <= rest.upperBound - start else { return nil }
    rest = start + length..<rest.upperBound
    return start..<start + length
}

/// The value of the next element in `rest`, when it is an INTEGER that is not negative and fits.
func derInteger(_ der: Span<UInt8>, in rest: inout Range<Int>) -> Int? {
    guard let content = derContent(der, tag: DERTag.integer, in: &rest), let first = content.first else { return nil }
    guard der[first] < 0x80, content.count <= 8 else { return nil }
    guard content.count == 1 || der[first] != 0 || der[first + 1] >= 0x80 else { return nil }
    return content.reduce(0) { $0 << 8 | Int(der[$1]) }
}

/// An element of this tag and content, which is shorter than 2³² octets.
func derElement(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count >= 0x80 else { return [tag, UInt8(truncatingIfNeeded: content.count)] + content }
    let octets = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: content.count >> $0) }
    let length = octets.drop { $0 == 0 }
    return [tag, 0x80 | UInt8(truncatingIfNeeded: length.count)] + length + content
}

/// The tags of the elements that occur here (X.680 §8.4).
enum DERTag {
    static let integer: UInt8 = 0x02
    static let octetString: UInt8 = 0x04
    static let null: UInt8 = 0x05
    static let objectIdentifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
}
