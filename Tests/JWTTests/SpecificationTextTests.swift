import JOSE
import JSON
import JWT
import Testing

/// What is written without being looked at needs no escape.
struct SpecificationTextTests {
    private static let specifications: [Specification] =
        ClaimRegistry.all.map(\.specification) + TokenTypes.all.map(\.specification)
        + AlgorithmRegistry.all.map(\.specification)
        + HeaderRegistry.all.flatMap { header in header.envelopes.compactMap { header.specification(in: $0) } }

    @Test(arguments: Set(specifications))
    func `a specification is written as it would be with every escape`(specification: Specification) {
        #expect(Self.plain { specification.appendText(to: &$0) } == Self.escaped(specification.text))
        #expect(Self.plain { specification.appendURL(to: &$0) } == Self.escaped(specification.url))
    }

    private static func plain(_ append: (inout ByteBuffer) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.plainString(append)
        return writer.bytes
    }

    private static func escaped(_ text: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(text)
        return writer.bytes
    }
}
