import OpenSSL
import Testing

struct SecretBytesTests {
    private enum Refusal: Error { case refused }

    @Test(arguments: [0, 1, 31, 4096])
    func `shows its length and nothing else`(count: Int) {
        let octets = [UInt8](repeating: 0x41, count: count)
        let secret = SecretBytes(copying: octets.span)
        #expect("\(secret)" == "SecretBytes(\(count) octets)")
        #expect(String(reflecting: secret) == "SecretBytes(\(count) octets)")
        #expect(Mirror(reflecting: secret).children.isEmpty)
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("65") && !dumped.contains("AA"))
        #expect(shown(secret) == octets)
    }

    @Test
    func `empties the array that it takes over`() {
        var octets: [UInt8] = [1, 2, 3]
        let secret = SecretBytes(wiping: &octets)
        #expect(octets.isEmpty)
        #expect(shown(secret) == [1, 2, 3])
    }

    @Test
    func `holds as many octets as were written`() {
        let secret = SecretBytes(count: 10) { output in
            output.append(7)
            output.append(8)
        }
        #expect(secret.count == 2)
        #expect(shown(secret) == [7, 8])
    }

    @Test
    func `lets the error of its filling through`() {
        #expect(throws: Refusal.refused) {
            try SecretBytes(count: 4) { (output) throws(Refusal) in
                output.append(1)
                throw .refused
            }
        }
        #expect(throws: Refusal.refused) {
            try secret([1]).withBytes { (_) throws(Refusal) in throw .refused }
        }
    }

    @Test
    func `makes random octets that differ`() throws {
        let secrets = try (0..<100).map { _ in shown(try SecretBytes.random(16)) }
        let octets = try (0..<100).map { _ in try randomBytes(16) }
        #expect(Set(secrets + octets).count == 200)
        #expect(try SecretBytes.random(0).count == 0)
        #expect(try randomBytes(0) == [])
        #expect(throws: CryptoFault.lengthOutOfRange) { try randomBytes(-1) }
        #expect(throws: CryptoFault.lengthOutOfRange) { try SecretBytes.random(-1) }
        #expect(throws: CryptoFault.lengthOutOfRange) { try randomBytes(1 << 31) }
    }

    @Test(
        arguments: [
            ([], [], true), ([1], [1], true), ([1], [2], false), ([1], [1, 1], false), ([], [0], false),
            (Array(repeating: 9, count: 64), Array(repeating: 9, count: 64), true),
        ] as [([UInt8], [UInt8], Bool)])
    func `compares whole strings of octets`(first: [UInt8], second: [UInt8], isEqual: Bool) {
        #expect(equalInConstantTime(first.span, second.span) == isEqual)
        #expect(equalInConstantTime(second.span, first.span) == isEqual)
    }
}
