import JSON
import OpenSSL
import Testing

@testable import JOSE

struct AlgorithmKeyPairTests {
    private static let all = MLDSAParameterSet.allCases
    private static let here = all.filter { $0.implementation != nil }

    private static func jwk(_ algorithm: String, _ length: Int, seed: Int? = nil) -> String {
        let pub = String(decoding: Base64URL.encode([UInt8](repeating: 7, count: length).span), as: UTF8.self)
        let priv = seed.map { String(decoding: Base64URL.encode([UInt8](repeating: 9, count: $0).span), as: UTF8.self) }
        return #"{"kty":"AKP","alg":"\#(algorithm)","pub":"\#(pub)"\#(priv.map { #","priv":"\#($0)""# } ?? "")}"#
    }

    @Test(arguments: all)
    func `is recognised by its algorithm and its lengths, and for that algorithm alone`(
        parameters: MLDSAParameterSet
    ) throws {
        let (name, length) = ("\(parameters.algorithmName)", parameters.publicKeyLength)
        let key = try Key(jwk: Self.jwk(name, length))
        #expect(key.type == .akp && !key.isSecret && key.bits == 8 * length && key.curve == nil)
        #expect(try key.jwk(isPublic: true) == Self.jwk(name, length))
        #expect(key.algorithm == Array(name.utf8) && SigningAlgorithm.natural(for: key)?.description == name)
        let isHere = parameters.implementation != nil
        #expect(key.findings == (isHere ? [] : [.algorithmNotDone]))
        #expect(key.compatibleAlgorithms.map(\.description) == (isHere ? [name] : []))
        for algorithm in SigningAlgorithm.all where algorithm.requirement.keyType == .akp {
            let refusal = key.refusal(for: algorithm, to: .verify)
            #expect(refusal == (algorithm.description == name ? nil : .algorithmDiffers(actual: Array(name.utf8))))
        }
        // What its owner says cannot make it a key for something else.
        var attributes = key.attributes
        attributes.algorithm = Array("ES256".utf8)
        #expect(key.with(attributes).algorithm == key.algorithm)
    }

    @Test(arguments: all.filter { $0.implementation == nil })
    func `a private key is kept as it is where no library does the algorithm`(parameters: MLDSAParameterSet) throws {
        let (name, length) = ("\(parameters.algorithmName)", parameters.publicKeyLength)
        let (open, own) = (try Key(jwk: Self.jwk(name, length)), try Key(jwk: Self.jwk(name, length, seed: 32)))
        #expect(own.isSecret && own.findings == [.algorithmNotDone] && own.compatibleAlgorithms.isEmpty)
        #expect(KeyRelation(of: open, to: own) == .pair && KeyRelation(of: own, to: own) == .identical)
        #expect(try open.thumbprint() == own.thumbprint())
        #expect(try own.jwk(isPublic: false) == Self.jwk(name, length, seed: 32))
        #expect(try own.jwk(isPublic: true) == Self.jwk(name, length))
        let der = try own.written(as: .pkcs8, .der).octets
        let fault = try faultKind { try der.withBytes { try KeySet(der: $0) } }
        #expect(fault == .defect(.unavailable))
    }

    @Test(arguments: here)
    func `a seed that made another public key is refused where it stands`(parameters: MLDSAParameterSet) throws {
        let name = "\(parameters.algorithmName)"
        let fault = try #require(
            throws: KeyFault.self, performing: { try Key(jwk: Self.jwk(name, parameters.publicKeyLength, seed: 32)) })
        #expect(fault.kind == .defect(.seedDoesNotMatchPublic) && fault.pointer == JSONPointer(member: "priv"))
    }

    @Test func `another algorithm or length is refused`() throws {
        let refused: [(String, KeyFault.Kind, String)] = [
            (#"{"kty":"AKP"}"#, .memberMissing("alg"), ""),
            (#"{"kty":"AKP","alg":"ML-DSA-44"}"#, .memberMissing("pub"), ""),
            (
                Self.jwk("ML-DSA-44", 1311), .defect(.wrongLength(.pub, expected: 1312, actual: 1311)), "/pub"
            ),
            (Self.jwk("ML-DSA-65", 1312), .defect(.wrongLength(.pub, expected: 1952, actual: 1312)), "/pub"),
            (
                Self.jwk("ML-DSA-87", 2592, seed: 31), .defect(.wrongLength(.priv, expected: 32, actual: 31)), "/priv"
            ),
            (Self.jwk("ES256", 1312), .unsupported("an AKP key for another algorithm than ML-DSA"), "/alg"),
        ]
        for (jwk, kind, pointer) in refused {
            let fault = #expect(throws: KeyFault.self) { try Key(jwk: jwk) }
            #expect(fault?.kind == kind && fault?.pointer == JSONPointer(pointer), "\(String(describing: fault))")
        }
    }

    // The keys of RFC 9881 §C: their seed is 32 octets that count, and DER gives the digests.
    @Test(
        arguments: zip(
            all,
            [
                ("MDQCAQAwCwYJYIZIAWUDBAMRBCKAIA", "837832708c5236d951581f1fddf2b79991b3424a0486d16da1ddad0fd69701be"),
                ("MDQCAQAwCwYJYIZIAWUDBAMSBCKAIA", "b8b62131bfbe84433efb2273d7f5b87f7a22854a2cfd366fc2aead86d837c52d"),
                ("MDQCAQAwCwYJYIZIAWUDBAMTBCKAIA", "07e57c4f14dbad1267f621ec3777b4e2e6c4fbc4c22fbb87510ff8e0b3c6a642"),
            ]))
    func `is read and written as RFC 9881 has it`(parameters: MLDSAParameterSet, row: (start: String, digest: String))
        throws
    {
        guard parameters.implementation != nil else { return }
        let pem = """
            -----BEGIN PRIVATE KEY-----
            \(row.start)ABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZ
            GhscHR4f
            -----END PRIVATE KEY-----

            """
        let key = try #require(try KeySet(pem: Array(pem.utf8).span).keys.first)
        #expect(key.isSecret && key.origin == KeyOrigin(.pkcs8, .pem) && key.findings.isEmpty)
        #expect(key.algorithm == Array("\(parameters.algorithmName)".utf8))
        let again = try key.written(as: .pkcs8, .pem)
        #expect(again.octets.withBytes { $0.array } == Array(pem.utf8) && again.dropped.isEmpty)
        let spki = try key.written(as: .spki, .der).octets
        let hash = try spki.withBytes { try digest($0, using: .sha256) }
        #expect(hash.map { "\($0 < 16 ? "0" : "")\(String($0, radix: 16))" }.joined() == row.digest)
        let open = try #require(try spki.withBytes { try KeySet(der: $0) }.keys.first)
        #expect(!open.isSecret && KeyRelation(of: open, to: key) == .pair)
        for container in KeyOrigin.Container.allCases
        where ![.spki, .pkcs8, .encryptedPKCS8, .pkcs12].contains(container) {
            let password = SecretBytes(copying: Array("x".utf8).span)
            #expect(throws: KeyFault.self) { try key.written(as: container, .pem, password: password) }
        }
    }

    @Test func `a structure with the expanded key alone, or with what is none, is refused`() throws {
        for parameters in Self.all {
            let identifier = DERNode.sequence([.objectIdentifier(parameters.identifier)])
            let seed = SecretBytes(copying: [UInt8](repeating: 1, count: 32).span)
            let contents: [(DERNode, KeyFault.Kind)] = [
                (
                    .octetString(octets: [UInt8](repeating: 1, count: parameters.expandedKeyLength)),
                    .unsupported("a private key of ML-DSA without its seed")
                ),
                (.sequence([.octetString(seed), .octetString(seed)]), .der(.value)),
                (.sequence([.octetString(seed)]), .der(.unexpected(expected: "an OCTET STRING"))),
                (.secret(.implicit1, seed), .der(.unexpected(expected: "a SEQUENCE"))),
            ]
            for (content, kind) in contents {
                let der = DERNode.sequence([.integer(0), identifier, .octetString([content])]).encoded
                #expect(try faultKind { try der.withBytes { try KeySet(der: $0) } } == kind)
            }
            // The parameters of the identifier are absent (RFC 9881 §2).
            let withNull = DERNode.sequence([.objectIdentifier(parameters.identifier), .null])
            let key = [UInt8](repeating: 1, count: parameters.publicKeyLength)
            let der = DERNode.sequence([withNull, .bitString(key)]).encoded
            #expect(try faultKind { try der.withBytes { try KeySet(der: $0) } } == .der(.trailingBytes))
        }
    }
}
