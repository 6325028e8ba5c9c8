import JOSE
import JSON

/// Looks at the header of one signature under a policy, before any key is touched.
struct HeaderChecks {
    let entry: SignatureEntry
    let policy: Policy
    let limits: TokenLimits
    var checks: [Check] = []
    var findings: [Finding] = []

    init(_ entry: SignatureEntry, policy: Policy, limits: TokenLimits) {
        self.entry = entry
        self.policy = policy
        self.limits = limits
    }

    private var header: JOSEHeader { entry.header }

    mutating func run() {
        checkAlgorithm()
        checkCritical()
        checkEncoding()
        checkType()
        checkDisclosures()
        for name in Self.encryptionMembers where header.protected?[name] != nil {
            findings.append(Finding(.encryptionMember, pointer: "/\(name)", range: entry.headerRange))
        }
        if header.algorithm?.isDeprecated == true {
            findings.append(Finding(.algorithmDeprecated, pointer: "/alg", range: entry.headerRange))
        }
    }

    private static let encryptionMembers: [StaticString] = ["enc", "zip", "epk", "p2c", "p2s"]

    private mutating func note(
        _ name: StaticString, _ code: FindingCode, fails message: String? = nil, at pointer: String? = nil,
        expected: Detail = .none, actual: JSONValue? = nil
    ) {
        checks.append(
            Check(
                name: name, status: message == nil ? .pass : .fail, code: code, message: message, expected: expected,
                actual: actual.map(Detail.value) ?? .none, pointer: message == nil ? nil : pointer,
                range: entry.headerRange))
    }

    // The algorithm is the caller's and the key's to choose; the header's is only compared (RFC 8725 §3.1).
    private mutating func checkAlgorithm() {
        let name = header.algorithmName
        let expected = policy.algorithms.map { Detail.texts($0.map(\.description)) } ?? .none
        let message: String?
        if name.isString("none") {
            message = "The token is not signed: its algorithm is none."
        } else if let algorithm = header.algorithm {
            if !header.isAlgorithmProtected, !policy.allowsUnprotectedAlgorithm {
                message = "The algorithm stands in a header that the signature does not cover."
            } else if policy.algorithms?.contains(where: { $0.name.description == algorithm.name.description }) == false
            {
                message = "The algorithm \(algorithm.name) is not one of those that are allowed."
            } else if algorithm.isMissing {
                message = "The cryptographic library that is running does not do \(algorithm.name)."
            } else {
                message = nil
            }
        } else {
            message = "The algorithm is not one for signatures that is done here."
        }
        note("alg", .algorithmNotAllowed, fails: message, at: "/alg", expected: expected, actual: name)
    }

    private mutating func checkCritical() {
        guard let critical = header.critical else { return }
        let fault = CriticalMembers(critical, of: header.protected, limits).fault(
            understanding: [Array("b64".utf8)] + policy.understood)
        note(
            "crit", fault?.code ?? .criticalUnsupported, fails: fault?.message, at: "/crit", actual: critical)
    }

    private mutating func checkEncoding() {
        guard header.protected?["b64"] != nil else { return }
        let isCritical = header.critical?.elements.contains { $0.isString("b64") } == true
        if !isCritical {
            note("b64", .unencodedNotAllowed, fails: "b64 must be listed in crit.", at: "/b64")
        } else if !header.isPayloadEncoded, policy.content == .claims {
            // RFC 7797 §7: a JWT's payload is always encoded.
            note("b64", .unencodedNotAllowed, fails: "A JWT's payload must be base64url.", at: "/b64")
        }
    }

    private mutating func checkDisclosures() {
        guard !policy.allowsDisclosures else { return }
        let unprotected = header.unprotected
        if unprotected?["disclosures"] != nil || unprotected?["kb_jwt"] != nil {
            note("format", .kindNotAllowed, fails: Policy.disclosuresRefused)
        } else if policy.types == nil, SelectiveType.isOne(header.type) {
            note("format", .kindNotAllowed, fails: Policy.disclosuresRefused, at: "/typ", actual: header.type)
        }
    }

    private mutating func checkType() {
        guard let expected = policy.types else { return }
        if header.type == nil, policy.allowsNoType { return }
        let message = MediaType.refusal(of: header.type, expecting: expected)
        note(
            "typ", .typeMismatch, fails: message, at: "/typ",
            expected: .texts(expected.map { String(decoding: $0, as: UTF8.self) }), actual: header.type)
    }
}
