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
        guard let names = criticalNames(critical) else {
            let message =
                "crit is an array of 1 to \(limits.criticalNames) different names of members of the protected header."
            return note("crit", .criticalMalformed, fails: message, at: "/crit", actual: critical)
        }
        for name in names where !isUnderstood(name) {
            let message = "The token calls \(String(name.lexeme.prefix(80))) critical, which is not understood."
            return note("crit", .criticalUnsupported, fails: message, at: "/crit", actual: critical)
        }
        note("crit", .criticalUnsupported, actual: critical)
    }

    // Nil where the list breaks a rule of RFC 7515 §4.1.11.
    private func criticalNames(_ critical: JSONValue) -> [JSONValue]? {
        guard critical.kind == .array, (1...limits.criticalNames).contains(critical.count) else { return nil }
        var seen: Set<[UInt8]> = []
        var names: [JSONValue] = []
        for element in critical.elements {
            guard let name = element.utf8, !name.isEmpty, seen.insert(name).inserted else { return nil }
            guard header.protected?[name.span] != nil else { return nil }
            names.append(element)
        }
        return names
    }

    private func isUnderstood(_ name: JSONValue) -> Bool {
        if name.isString("b64") { return true }
        // A member that the base specifications define is no extension, whoever claims to understand it.
        let isBase = Self.baseMembers.contains { name.isString($0) }
        return !isBase && policy.understood.contains { name.isString($0.span) }
    }

    private static let baseMembers: [StaticString] = [
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc", "zip", "epk", "apu",
        "apv", "iv", "tag", "p2s", "p2c",
    ]

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

    // `typ` is a media type: case does not count, nor does a leading "application/" (RFC 7515 §4.1.9).
    private mutating func checkType() {
        guard let expected = policy.types else { return }
        let detail = Detail.texts(expected.map { String(decoding: $0, as: UTF8.self) })
        guard let type = header.type?.utf8 else {
            return note(
                "typ", .typeMismatch, fails: "The token has no typ in its protected header.", at: "/typ",
                expected: detail)
        }
        let holds = expected.contains { Self.mediaType($0) == Self.mediaType(type) }
        note(
            "typ", .typeMismatch, fails: holds ? nil : FindingCode.typeMismatch.summary, at: "/typ", expected: detail,
            actual: header.type)
    }

    private static func mediaType(_ name: [UInt8]) -> [UInt8] {
        let folded = name.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
        let prefix = Array("application/".utf8)
        let isPrefixed = folded.starts(with: prefix) && !folded.dropFirst(prefix.count).contains(UInt8(ascii: "/"))
        return isPrefixed ? Array(folded.dropFirst(prefix.count)) : folded
    }
}
