import JOSE
package import JSON

/// Why a policy cannot be used: which member, and what it should be.
package struct PolicyFault: Error, Sendable, Equatable {
    /// The member, as a JSON pointer from the policy.
    package let pointer: String
    /// What it should be, for a sentence.
    package let expected: String
    /// What would mend it.
    package var hint: String?
}

extension Policy {
    /// Reads the members that a policy has from an object; others are left to the caller. A profile may be known beforehand;
    /// what it needs must be there, unless the policy is not for verifying.
    package init(_ object: JSONValue, as profile: Profile? = nil, isWhole: Bool = true) throws(PolicyFault) {
        try self.init(JSONLayers(object), as: profile, isWhole: isWhole)
    }

    /// Reads them from objects that stand behind each other.
    package init(_ object: JSONLayers, as profile: Profile? = nil, isWhole: Bool = true) throws(PolicyFault) {
        self.init()
        let reader = PolicyReader(object: object)
        try reader.readContent(into: &self)
        try reader.readIdentity(into: &self)
        try reader.readTimes(into: &self)
        try reader.readState(into: &self)
        if let rules = object["claims"] { self.rules = try ClaimRule.read(Self.copy(of: rules)) }
        try readProfile(object, as: profile, isWhole: isWhole)
    }
}

extension Policy {
    // Rules keep values to compare with, and a policy outlives the request that it came in.
    private static func copy(of rules: JSONValue) throws(PolicyFault) -> JSONValue {
        do throws(JSONFault) {
            return try JSONDocument(Array(rules.text)).root
        } catch {
            throw PolicyFault(pointer: "/claims", expected: "JSON: \(error.explanation)")
        }
    }
}

private struct PolicyReader {
    let object: JSONLayers

    func readContent(into policy: inout Policy) throws(PolicyFault) {
        if object["expect"]?.isString("bytes") == true { policy.content = .bytes }
        policy.algorithms = try algorithms()
        if let names = try strings("serializations") {
            policy.serializations = SignedToken.Serialization.allCases.filter { serialization in
                names.contains { $0.elementsEqual(serialization.rawValue.utf8) }
            }
        }
        policy.signatureCount = try signatureCount()
        if object["keySelection"]?.isString("all") == true { policy.keySelection = .all }
        if object["strength"]?.isString("strict") == true { policy.strength = .strict }
        policy.allowsUnprotectedAlgorithm = object["unprotectedAlgorithm"]?.boolean ?? false
        policy.understood = try understood()
    }

    func readIdentity(into policy: inout Policy) throws(PolicyFault) {
        policy.types = try strings("typ")
        policy.issuers = try strings("issuer")
        policy.audiences = try strings("audience")
        if object["audienceMatch"]?.isString("all") == true { policy.audienceMatch = .all }
        policy.subjects = try strings("subject")
        policy.tokenID = object["jti"]?.utf8
        policy.nonce = object["nonce"]?.utf8
        policy.authorizedParties = try strings("azp")
        policy.scopes = try requirement("requiredScopes")
        policy.roles = try requirement("requiredRoles")
        policy.groups = try requirement("requiredGroups")
        policy.requiredClaims = try strings("requiredClaims") ?? policy.requiredClaims
        policy.forbiddenClaims = try strings("forbiddenClaims") ?? policy.forbiddenClaims
    }

    func readTimes(into policy: inout Policy) throws(PolicyFault) {
        if let tolerance = try span("clockTolerance") {
            guard tolerance <= Policy.clockToleranceLimit else {
                throw PolicyFault(
                    pointer: "/clockTolerance", expected: "at most \(Policy.clockToleranceLimit.seconds) seconds")
            }
            policy.clockTolerance = tolerance
        }
        policy.maximumAge = try span("maxTokenAge")
        policy.maximumLifetime = try span("maxLifetime")
        policy.requiresExpiry = object["requireExpiry"]?.boolean ?? false
    }

    func readState(into policy: inout Policy) throws(PolicyFault) {
        if let value = object["revocation"] {
            guard let use = RevocationUse(value) else {
                throw PolicyFault(pointer: "/revocation", expected: #""on", "prefer" or "off""#)
            }
            policy.revocation = use
        }
        policy.replay = try object["replay"].map { (value) throws(PolicyFault) in try ReplayUse(value) }
    }

    // `none` can never be allowed, and an empty list never means all (RFC 8725 §3.1).
    private func algorithms() throws(PolicyFault) -> [SigningAlgorithm]? {
        guard let names = try strings("algorithms") else { return nil }
        var algorithms: [SigningAlgorithm] = []
        for name in names {
            guard let algorithm = SigningAlgorithm.named(name.span) else {
                throw PolicyFault(
                    pointer: "/algorithms", expected: "names of algorithms for signatures",
                    hint: AlgorithmRegistry.suggest(for: name.span).map { "Did you mean \($0)?" })
            }
            algorithms.append(algorithm)
        }
        return algorithms
    }

    private func signatureCount() throws(PolicyFault) -> Policy.SignatureCount {
        guard let value = object["signaturePolicy"] else { return .any }
        if value.isString("any") { return .any }
        if value.isString("all") { return .all }
        guard let count = value["atLeast"]?.integer, (1...64).contains(count), value.count == 1 else {
            throw PolicyFault(
                pointer: "/signaturePolicy", expected: #""any", "all" or {"atLeast": a number of signatures}"#)
        }
        return .atLeast(Int(count))
    }

    private func understood() throws(PolicyFault) -> [[UInt8]] {
        guard let crit = object["crit"] else { return [] }
        var names: [[UInt8]] = []
        for member in crit.members {
            guard let isUnderstood = member.value.boolean, let name = member.name.utf8 else {
                throw PolicyFault(pointer: "/crit", expected: "an object of names and booleans")
            }
            if isUnderstood { names.append(name) }
        }
        return names
    }

    private func span(_ name: StaticString) throws(PolicyFault) -> TimeSpan? {
        guard let value = object[name] else { return nil }
        guard let span = TimeSpan(value), span.seconds >= 0 else {
            throw PolicyFault(pointer: "/\(name)", expected: #"seconds, or a length of time such as "5m""#)
        }
        return span
    }

    private func requirement(_ name: StaticString) throws(PolicyFault) -> Policy.Requirement? {
        guard let value = object[name] else { return nil }
        guard value.kind == .object else {
            return try strings(name).map { Policy.Requirement(values: $0, isAny: false) }
        }
        for (key, isAny) in [("any", true), ("all", false)] as [(StaticString, Bool)] {
            guard value.count == 1, let list = value[key] else { continue }
            return Policy.Requirement(values: try Self.strings(list, "/\(name)/\(key)"), isAny: isAny)
        }
        throw PolicyFault(pointer: "/\(name)", expected: #"strings, {"all": strings} or {"any": strings}"#)
    }

    private func strings(_ name: StaticString) throws(PolicyFault) -> [[UInt8]]? {
        guard let value = object[name] else { return nil }
        return try Self.strings(value, "/\(name)")
    }

    // An expectation that is empty would be one that nothing, or everything, meets: neither is what a caller means.
    static func strings(_ value: JSONValue, _ pointer: String) throws(PolicyFault) -> [[UInt8]] {
        let values = value.kind == .array ? Array(value.elements) : [value]
        var strings: [[UInt8]] = []
        for value in values {
            guard let string = value.utf8, !string.isEmpty else {
                throw PolicyFault(pointer: pointer, expected: "a string that is not empty, or an array of them")
            }
            strings.append(string)
        }
        guard !strings.isEmpty else { throw PolicyFault(pointer: pointer, expected: "at least one string") }
        return strings
    }
}
