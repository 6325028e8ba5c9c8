import JOSE
package import JSON

/// What a verifier expects of the binding to a holder's key (RFC 9901 §7.3).
package final class KeyBindingPolicy: Sendable {
    /// Whether a token without one is refused: the verifier's decision, and never the token's (RFC 9901 §9.5).
    package let isRequired: Bool
    /// What the key binding is held against where there is one, required or not.
    let policy: Policy

    /// How long ago a key binding may have been made, unless the caller says otherwise.
    package static let maximumAge = TimeSpan(seconds: 300)

    /// Reads what is expected from an object with `audience`, `nonce`, `algorithms`, `maxAge` and `clockTolerance`. Where the
    /// binding is required, so are an audience and a nonce: without them an earlier presentation would do.
    package init(_ object: JSONValue?, isRequired: Bool) throws(PolicyFault) {
        self.isRequired = isRequired
        try Self.checkNames(in: object)
        var policy = Policy()
        if let object { policy = try Policy(object) }
        if let nonce = object?["nonce"], nonce.utf8?.isEmpty != false {
            throw PolicyFault(pointer: "/nonce", expected: "a string that is not empty")
        }
        for (name, isMissing) in [("audience", policy.audiences == nil), ("nonce", policy.nonce == nil)]
        where isRequired && isMissing {
            throw PolicyFault(pointer: "/\(name)", expected: "there, since a key binding is required")
        }
        policy.maximumAge = try Self.age(object?["maxAge"])
        policy.types = [Array("kb+jwt".utf8)]
        policy.serializations = [.compact]
        policy.requiredClaims = [Array("sd_hash".utf8)]
        if policy.audiences == nil { policy.requiredClaims.append(Array("aud".utf8)) }
        if policy.nonce == nil { policy.requiredClaims.append(Array("nonce".utf8)) }
        self.policy = policy
    }

    private static let names: [StaticString] = ["audience", "nonce", "algorithms", "maxAge", "clockTolerance"]

    private static func checkNames(in object: JSONValue?) throws(PolicyFault) {
        guard let object else { return }
        for member in object.members where !names.contains(where: { member.name.isString($0) }) {
            let known = names.map { "\($0)" }.joined(separator: ", ")
            throw PolicyFault(pointer: "", expected: "an object of \(known)")
        }
    }

    private static func age(_ value: JSONValue?) throws(PolicyFault) -> TimeSpan {
        guard let value else { return maximumAge }
        guard let span = TimeSpan(value), span.seconds >= 0 else {
            throw PolicyFault(pointer: "/maxAge", expected: #"seconds, or a length of time such as "5m""#)
        }
        return span
    }

    /// Whether both the audience and the nonce are compared.
    var isExpected: Bool { policy.audiences != nil && policy.nonce != nil }
}
