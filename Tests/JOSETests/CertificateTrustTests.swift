import JSON
import OpenSSL
import Testing

@testable import JOSE

@Suite(.enabled(if: OpenSSLProgram.isPresent, Comment(rawValue: OpenSSLProgram.absence)))
struct CertificateTrustTests {
    private static let now: Int64 = 1_800_000_000

    private static func keys(_ pem: [UInt8]...) throws -> [Key] {
        try pem.map { try #require(try KeySet(pem: $0.span).keys.first) }
    }

    // A key with the certificates of several, as `x5c` brings them.
    private static func chained(_ keys: [Key], use: KeyUse? = nil) throws -> Key {
        var attributes = KeyAttributes()
        attributes.certificates = keys.compactMap(\.attributes.certificates.first)
        attributes.use = use
        return try #require(keys.first).with(attributes)
    }

    @Test func `a chain leads to a root that was given, and to no other`() throws {
        let root = try ProgramAuthority()
        let between = try ProgramAuthority(below: root)
        let leaf = try between.certify("/CN=leaf", ["keyUsage=digitalSignature"]).certificate
        let stranger = try ProgramAuthority()
        let keys = try Self.keys(leaf, between.certificate, root.certificate, stranger.certificate)
        let trust = try #require(try CertificateTrust([keys[2]]))
        let whole = try Self.chained(Array(keys.prefix(2)), use: .signature)
        #expect(try trust.refusal(of: whole, at: Self.now) == nil)
        #expect(try trust.refusal(of: Self.chained(Array(keys.prefix(3))), at: Self.now) == nil)
        #expect(try trust.refusal(of: Self.chained([keys[0]]), at: Self.now) == .issuerUnknown)
        #expect(try trust.refusal(of: Self.chained([keys[0], keys[3]]), at: Self.now) == .issuerUnknown)
        #expect(try trust.refusal(of: Self.chained([keys[3]]), at: Self.now) == .selfSigned)
        #expect(try trust.refusal(of: whole, at: Self.now + 86_400 * 3_650) == .expired)
        #expect(try trust.refusal(of: whole, at: 1_000_000_000) == .notYetValid)
        #expect(
            try trust.refusal(of: Self.chained(Array(keys.prefix(2)), use: .encryption), at: Self.now) == .usage)
        // An authority in the middle can be what is trusted, and so can the certificate itself.
        for anchor in keys.prefix(2) {
            let trust = try #require(try CertificateTrust([anchor]))
            #expect(try trust.refusal(of: whole, at: Self.now) == nil)
        }
        let other = try #require(try CertificateTrust([keys[3]]))
        #expect(try other.refusal(of: whole, at: Self.now) == .issuerUnknown)
        #expect(try CertificateTrust().refusal(of: whole, at: Self.now) == .issuerUnknown)
        #expect(try trust.refusal(of: Key(jwk: SampleKey.ecPublic), at: Self.now) == .issuerUnknown)
        #expect(try CertificateTrust([Key(jwk: SampleKey.ecPublic)]) == nil)
    }

    @Test func `what is no authority issues nothing, and what is weak is not trusted`() throws {
        let root = try ProgramAuthority()
        let leaf = try root.certify("/CN=leaf", ["basicConstraints=critical,CA:FALSE"])
        let trust = try #require(try CertificateTrust(Self.keys(root.certificate)))
        let small = try root.certify(
            "/CN=small", key: ["-newkey", "rsa:1024", "-nodes"]
        ).certificate
        #expect(try trust.refusal(of: Self.chained(Self.keys(small)), at: Self.now) == .weak)
        let old = try root.certify("/CN=old", ["keyUsage=keyCertSign"], ["-sha1"]).certificate
        #expect(try Self.keys(old)[0].attributes.certificates[0].facts.hasWeakSignature)
        #expect(try trust.refusal(of: Self.chained(Self.keys(old)), at: Self.now) == .weak)
        let directory = try ProgramDirectory()
        let arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=below",
            "-days", "365", "-keyout", "/dev/null", "-CA", try directory.write(leaf.certificate, to: "leaf.pem"),
            "-CAkey", try directory.write(leaf.key, to: "leaf.key"),
        ]
        let below = try OpenSSLProgram.run(arguments)
        let chain = try Self.chained(Self.keys(below, leaf.certificate))
        #expect(try trust.refusal(of: chain, at: Self.now) == .issuerNotAllowed)
    }

    @Test func `a signature that was changed is seen`() throws {
        let root = try ProgramAuthority()
        let leaf = try Self.keys(root.certify("/CN=leaf").certificate)[0]
        let trust = try #require(try CertificateTrust(Self.keys(root.certificate)))
        var der = try #require(leaf.attributes.certificates.first).der
        // Inside of the last number of the signature.
        der[der.count - 4] ^= 1
        let changed = try #require(try KeySet(der: der.span).keys.first)
        #expect(try trust.refusal(of: changed, at: Self.now) == .signature)
    }

    @Test func `a JWK keeps its certificates, and is held to them`() throws {
        let root = try ProgramAuthority()
        let leaf = try root.certify("/CN=leaf")
        let keys = try Self.keys(leaf.certificate, root.certificate)
        let whole = try Self.chained(keys)
        let jwk = try whole.jwk(isPublic: true)
        let read = try Key(jwk: jwk)
        #expect(read.attributes.certificates == whole.attributes.certificates && read.findings.isEmpty)
        let names = try #require(whole.attributes.certificates.first).names()
        let (sha1, sha256) = (
            String(decoding: names.sha1, as: UTF8.self), String(decoding: names.sha256, as: UTF8.self)
        )
        let named = jwk.dropLast() + #","x5t":"\#(sha1)","x5t#S256":"\#(sha256)"}"#
        let again = try Key(jwk: String(named))
        #expect(try again.jwk(isPublic: true).contains(sha256) && again.attributes.otherMembers.isEmpty)
        #expect(again.dropped(by: .spki) == ["x5c", "x5t", "x5t#S256"] && again.dropped(by: .x509) == ["x5c"])
        let wrong = jwk.dropLast() + #","x5t":"\#(sha256)"}"#
        #expect(try faultKind { try Key(jwk: String(wrong)) } == .certificateDiffers)
        let other = try Self.chained([keys[1], keys[0]]).jwk(isPublic: true)
        let mixed = jwk.replacing(
            try #require(jwk.firstMatch(of: /"x5c":\[.*\]/)).output,
            with:
                try #require(other.firstMatch(of: /"x5c":\[.*\]/)).output)
        #expect(try faultKind { try Key(jwk: mixed) } == .certificateDiffers)
        var limits = KeyLimits()
        limits.certificates = 1
        let document = try JSONDocument(Array(jwk.utf8)).root
        #expect(try faultKind { try Key(jwk: document, limits: limits) } == .tooManyCertificates(limit: 1))
    }
}
