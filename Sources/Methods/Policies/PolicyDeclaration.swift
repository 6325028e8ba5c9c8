import JSON
package import RPC

/// What a policy that has a name can say. Whatever is a parameter of a policy is a member of one: there is no second list.
enum PolicyDeclaration {
    /// Every member.
    static let members: [Parameter] = own + Parameter.policy + Parameter.trust

    /// The members that say something of the policy itself, and nothing of tokens.
    static let own: [Parameter] = [
        Parameter(
            "extends", .string,
            "The name of a policy that counts where this one says nothing; a member that both have is this one's."),
        Parameter("description", .string, "What the policy is for."),
        Parameter(
            "key", .schema(.key),
            "The keys to verify with. Files that a configuration file names are found from its own folder."),
    ]

    /// The members, to check an object with.
    static let shape = MethodDescription("policy", "A policy.", parameters: members, result: .policyMembers)

    /// Names that a policy can have: letters, digits and a few marks, so that they look like nothing else.
    static func isName(_ name: [UInt8]) -> Bool {
        guard (1...nameBytes).contains(name.count), let first = name.first, first.isLetterOrDigit else { return false }
        return name.allSatisfy { $0.isLetterOrDigit || marks.contains($0) }
    }

    private static let marks = Array("-_.:/@".utf8)

    /// Bytes of a policy's name.
    package static let nameBytes = 64
    /// Policies that one begins with, one behind the other.
    package static let extensions = 8
    /// Policies of one file, or of the store.
    package static let policies = 1024
    /// Bytes of a policy in the store.
    package static let policyBytes = 64 << 10

    /// What a name is, for a sentence.
    static let nameRule =
        "1 to \(nameBytes) letters, digits or -_.:/@, and begins with a letter or a digit"
}

extension Parameter {
    /// The policy that a call names, or gives.
    static let namedPolicy = Parameter(
        "policy", .schema(.policy),
        "A policy by its name, or the members of one; a parameter that is given beside it counts in its place.")
}

extension Schema {
    /// A policy by its name, or its members.
    static let policy = Schema(
        "Policy", [.string, .object],
        """
        {"description": "The name of a policy, or the members of one.",
         "oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/PolicyMembers"}]}
        """,
        references: [.policyMembers])

    /// The members of a policy.
    static let policyMembers = Schema("PolicyMembers", [.object], policyText)

    private static var policyText: String {
        var writer = JSONWriter()
        writer.schema("What is accepted of a token.", of: PolicyDeclaration.members)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The configuration file.
    package static let configuration = Schema(
        "Configuration", [.object],
        """
        {"description": "The configuration file of jwtls.", "type": "object", "additionalProperties": false,
         "properties": {
          "$schema": {"description": "Where this schema is, for editors.", "type": "string"},
          "policies": {"description": "Policies by their names.", "type": "object", "maxProperties": \(PolicyDeclaration.policies),
           "propertyNames": {"pattern": "^[A-Za-z0-9][A-Za-z0-9._:/@-]*$", "maxLength": \(PolicyDeclaration.nameBytes)},
           "additionalProperties": {"$ref": "#/components/schemas/PolicyMembers"}}}}
        """,
        references: [.policyMembers])
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}
