import OpenSSL
import Testing

@testable import JOSE

struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"), ("\u{3FF}\u{3FF}>?", "z7_Pvz4_"),
    ])
    func `writes and reads base64url`(plain: String, text: String) throws {
        let octets = Array(plain.utf8)
        #expect(Base64URL.encode(octets.span) == Array(text.utf8))
        #expect(try Base64URL.decode(Array(text.utf8).span) == octets)
        #expect(try Base64URL.decodeSecret(Array(text.utf8).span).withBytes { Array(copying: $0) } == octets)
        #expect(Base64URL.encodeSecret(octets.span).withBytes { Array(copying: $0) } == Array(text.utf8))
    }

    @Test(arguments: [
        ("A", Base64URL.Fault.length(1)), ("AAAAA", .length(5)), ("AA=", .character(at: 2)),
        ("AA==", .character(at: 2)),
        ("A+", .character(at: 1)), ("A/", .character(at: 1)), ("AB", .trailingBits(at: 1)),
        ("AAB", .trailingBits(at: 2)), ("é", .character(at: 0)), ("AAAA AAAA", .character(at: 4)),
        ("AAAA\n", .character(at: 4)), ("\u{0}AAA", .character(at: 0)), ("AAAAAA\u{7F}", .character(at: 6)),
        ("AAAA_", .length(5)), ("A!AAA", .character(at: 1)),
    ])
    func `refuses any other spelling of base64url`(text: String, fault: Base64URL.Fault) {
        let bytes = Array(text.utf8)
        #expect(throws: fault) { try Base64URL.decode(bytes.span) }
        #expect(throws: fault) { try Base64URL.decodeSecret(bytes.span) }
    }

    @Test func `a fault leaves the buffer as it was`() throws {
        var buffer: [UInt8] = [1, 2, 3]
        let text = Array("xxAAAAAAA!yy".utf8)
        #expect(throws: Base64URL.Fault.character(at: 7)) {
            try Base64URL.decode(text.span, 2..<10, appendingTo: &buffer)
        }
        #expect(buffer == [1, 2, 3])
        try Base64URL.decode(text.span, 2..<6, appendingTo: &buffer)
        #expect(buffer == [1, 2, 3, 0, 0, 0])
    }

    @Test(arguments: 0..<70)
    func `any length survives both alphabets and both ways`(length: Int) throws {
        let octets = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ length) }
        let url = Base64URL.encode(octets.span)
        #expect(try Base64URL.decode(url.span) == octets)
        #expect(Base64URL.encodeSecret(octets.span).withBytes { Array(copying: $0) } == url)
        #expect(try Base64URL.decodeSecret(url.span).withBytes { Array(copying: $0) } == octets)
        let padded = Base64.encode(octets.span)
        #expect(padded.count % 4 == 0)
        #expect(try Base64.decode(padded.span) == octets)
        let secret = try Base64.decodeSecret(padded.span, skipsWhiteSpace: false)
        #expect(secret.withBytes { Array(copying: $0) } == octets)
    }

    @Test func `both ways agree about every byte`() {
        for byte in UInt8.min...UInt8.max {
            let text = [byte, UInt8(ascii: "A")]
            let quick = Result { try Base64URL.decode(text.span) }
            let secret = Result { try Base64URL.decodeSecret(text.span).withBytes { Array(copying: $0) } }
            switch (quick, secret) {
            case (.success(let first), .success(let second)): #expect(first == second)
            case (.failure, .failure): #expect(!isOfAlphabet(byte))
            default: Issue.record("\(byte)")
            }
        }
    }

    private func isOfAlphabet(_ byte: UInt8) -> Bool {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8.contains(byte)
    }

    @Test(arguments: [
        ("Zg", Base64.Fault.padding(at: 2)), ("Zg=", .padding(at: 2)), ("Zg===", .padding(at: 2)),
        ("Zg==Zg==", .padding(at: 4)), ("=", .padding(at: 0)), ("====", .padding(at: 0)),
        ("Zh==", .trailingBits(at: 1)),
        ("Zm9=", .trailingBits(at: 2)), ("Z-9v", .character(at: 1)), ("Zm 9", .character(at: 2)),
        ("Zm9v=", .padding(at: 4)), ("Z===", .padding(at: 1)),
    ])
    func `refuses any other spelling of base64`(text: String, fault: Base64.Fault) {
        let bytes = Array(text.utf8)
        #expect(throws: fault) { try Base64.decode(bytes.span) }
        #expect(throws: fault) { try Base64.decodeSecret(bytes.span, skipsWhiteSpace: false) }
    }

    @Test(arguments: ["Zm9v\nYg==\n", " Z m 9 v Y g = = ", "\r\nZm9vYg\r\n==", "\tZm9vYg=\t="])
    func `white space is skipped where the caller says so`(text: String) throws {
        let bytes = Array(text.utf8)
        let secret = try Base64.decodeSecret(bytes.span, skipsWhiteSpace: true)
        #expect(secret.withBytes { Array(copying: $0) } == Array("foob".utf8))
        #expect(throws: Base64.Fault.self) { try Base64.decode(bytes.span) }
    }
}

extension [UInt8] {
    /// A copy of what a span shows.
    init(copying span: Span<UInt8>) {
        self = span.indices.map { span[$0] }
    }
}
