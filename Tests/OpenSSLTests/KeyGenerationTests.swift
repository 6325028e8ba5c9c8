import OpenSSL
import Synchronization
import Testing

struct KeyGenerationTests {
    @Test
    func `generates an RSA key with factors, which signs`() throws {
        let key = try AsymmetricKey.generateRSA(bits: 2048)
        #expect(key.kind == .rsa(bits: 2048, exponent: [1, 0, 1]))
        #expect(try key.weaknesses() == [])
        guard case .rsa(let numbers) = try key.privateNumbers() else { return }
        #expect(numbers.factors != nil)
        let again = try AsymmetricKey(numbers)
        let message: [UInt8] = [1, 2, 3]
        let signature = try PreparedKey(again, .rsaPSS(.sha512)).sign(message.span)
        #expect(try PreparedKey(key, .rsaPSS(.sha512)).verify(signature.span, of: message.span))
    }

    @Test(arguments: [(-1, true), (0, true), (1024, true), (2047, true), (8193, false), (1_000_000, false)])
    func `refuses to generate moduli that are weak or take minutes`(bits: Int, isSmall: Bool) {
        let defect: KeyDefect =
            isSmall ? .modulusTooSmall(bits: bits, minimum: 2048) : .modulusTooLarge(bits: bits, maximum: 8192)
        #expect(throws: defect) { try AsymmetricKey.generateRSA(bits: bits) }
    }

    @Test(arguments: [1, 2, 10])
    func `gives up as soon as the caller says so`(questions: Int) {
        let counter = Counter()
        #expect(throws: KeyDefect.cancelled) {
            try AsymmetricKey.generateRSA(bits: 8192) { counter.next() >= questions }
        }
        #expect(counter.count == questions)
    }

    private final class Counter: Sendable {
        private let value = Mutex(0)

        var count: Int { value.withLock { $0 } }

        func next() -> Int {
            value.withLock { count in
                count += 1
                return count
            }
        }
    }

    @Test
    func `generates different keys on every curve`() throws {
        for curve in EllipticCurve.allCases {
            #expect(try AsymmetricKey.generate(curve).publicNumbers != AsymmetricKey.generate(curve).publicNumbers)
        }
        for curve in EdwardsCurve.allCases {
            #expect(try AsymmetricKey.generate(curve).publicNumbers != AsymmetricKey.generate(curve).publicNumbers)
        }
    }

    @Test
    func `says what the running library provides`() {
        #expect(OpenSSLLibrary.version.hasPrefix("OpenSSL 3"))
        for row in SchemeRow.all {
            #expect(OpenSSLLibrary.provides(row.scheme))
        }
        for curve in EllipticCurve.allCases { #expect(OpenSSLLibrary.provides(curve)) }
        for curve in EdwardsCurve.allCases { #expect(OpenSSLLibrary.provides(curve)) }
    }
}
