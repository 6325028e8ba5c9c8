import JSON

/// What the members of an answer are, as far as withholding has to know: whose words they hold, and about what.
enum AnswerMember {
    /// What somebody wrote into a token, as JSON.
    private static let contents: [StaticString] = ["payload", "claims", "header", "unprotectedHeader"]

    /// Members of what is said about a claim that repeat what it holds, or follow from it.
    static let repeated: [StaticString] = ["value", "actual", "expected"]

    /// Members that repeat the contents of a token as text.
    static let repetitions: [StaticString] = ["payloadText", "payloadBase64url", "headerText", "text"]

    /// Members of what is said about a claim that tell nothing of its value, but how long it is.
    static let harmless: [StaticString] = [
        "name", "pointer", "range", "registered", "title", "description", "specification", "url", "code", "check",
        "status", "severity", "spec", "digest",
    ]

    /// Members whose texts are words of ours, whatever the token says; and the token that somebody wanted made.
    static let ours: [StaticString] = [
        "notice", "kind", "serialization", "payloadType", "encoding", "state", "registered", "title", "description",
        "specification", "url", "code", "check", "status", "severity", "spec", "container", "error", "token",
    ]

    // Members of a report that repeat a claim or a member of a header, of whatever type.
    private static let copied: [StaticString] = ["kid", "jku", "x5u", "x5t#S256", "jti", "typ", "alg", "enc", "issuer"]

    /// The claim or the member of a header that a member of a report repeats, under a name of its own.
    static func claim(repeatedBy name: JSONValue) -> StaticString? {
        name.isString("issuer") ? "iss" : copied.first { name.isString($0) }
    }

    /// Whether a member holds what somebody else wrote. The list of claims that `decode` explains is a report.
    static func isContent(_ member: JSONValue.Member) -> Bool {
        if member.name.isString("claims") { return member.value.kind == .object }
        return [contents, repeated, copied].contains { $0.holds(member.name) }
    }
}

/// What an object of a report is about: the claim that its pointer leads to, its name, or what was checked.
struct Subject {
    private var steps: [[UInt8]] = []
    private var isUnknown = false

    /// Claims of which one follows from another, and a clock.
    static let times: [StaticString] = ["exp", "nbf", "iat"]

    // Checks that are named for the one claim that they are about.
    private static let checks: [StaticString] = ["exp", "nbf", "iat", "iss", "sub", "aud"]

    init(of object: JSONValue) {
        if let pointer = object["pointer"]?.string.flatMap(JSONPointer.init) { steps = pointer.steps }
        if let name = object["name"]?.utf8, object["value"] != nil { steps.append(name) }
        guard steps.isEmpty, let check = object["check"] else { return }
        // What holds says no more than its name: where that is none of a claim, it may be about any.
        if let name = check.utf8, Self.checks.holds(check) { steps = [name] } else { isUnknown = true }
    }

    /// Whether it is about one of these claims, or something in it.
    func isAny(of names: [[UInt8]]) -> Bool {
        if names.isEmpty { return false }
        if isUnknown || steps.contains(where: names.contains) { return true }
        // How long a token lives, beside when it ends, is when it began.
        let times = Self.times.map { Array("\($0)".utf8) }
        return steps.first.map(times.contains) == true && times.contains(where: names.contains)
    }

    /// The way to the first of these claims, and not into it.
    func pointer(toAnyOf names: [[UInt8]]) -> String {
        let end = steps.firstIndex(where: names.contains).map { $0 + 1 } ?? steps.count
        return JSONPointer(steps: Array(steps[..<end])).text
    }
}

extension [StaticString] {
    /// Whether this is one of the names.
    func holds(_ name: JSONValue) -> Bool { contains { name.isString($0) } }
}
