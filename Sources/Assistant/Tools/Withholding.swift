import JSON

/// What of an answer no assistant sees: values of claims that were named, and keys that are nobody's business.
///
/// A claim is withheld wherever it stands: among the contents of a token, in what is said about it, and where its text is
/// repeated in any other.
struct Withholding {
    private let names: [[UInt8]]
    /// The texts that these claims hold.
    private var values: [[UInt8]] = []

    /// Withholds the claims of these names in an answer.
    init(of names: [String], in answer: JSONValue) {
        self.names = names.map { Array($0.utf8) }
        if !names.isEmpty { collect(from: answer, isContent: false) }
    }

    /// Writes the members of an answer.
    func writeMembers(of answer: JSONValue, to writer: inout JSONWriter) {
        writeReport(answer, to: &writer)
    }

    /// What stands in the place of a value.
    private static let withheld: StaticString = "[withheld]"

    /// Members of an answer that are objects which somebody wrote into a token.
    private static let contents: [StaticString] = ["payload", "claims", "header", "unprotectedHeader"]

    /// Members of what is said about a claim that repeat what it holds.
    private static let repeated: [StaticString] = ["value", "actual", "expected"]

    /// Members of an answer that repeat such contents as text.
    private static let repetitions: [StaticString] = ["payloadText", "payloadBase64url", "headerText", "text"]

    /// Members of what is said about a claim that tell nothing of its value.
    private static let harmless: [StaticString] = [
        "name", "pointer", "range", "registered", "title", "description", "specification", "url", "code", "check",
        "status", "severity", "spec", "expected",
    ]

    /// Members of a key that are private (RFC 7518 §6, RFC 9964).
    private static let secrets: [StaticString] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"]

    /// Texts that are shorter stand in many others by chance.
    private static let tellingLength = 4

    private static func isContent(_ member: JSONValue.Member) -> Bool {
        contents.holds(member.name) ? member.value.kind == .object : repeated.holds(member.name)
    }

    private func isNamed(_ name: JSONValue) -> Bool { names.contains { name.isString($0.span) } }

    // Remembers what the claims hold that are withheld.
    private mutating func collect(from value: JSONValue, isContent: Bool) {
        for member in value.members {
            if isContent, isNamed(member.name) {
                remember(member.value)
            } else {
                collect(from: member.value, isContent: isContent || Self.isContent(member))
            }
        }
        for element in value.elements { collect(from: element, isContent: isContent) }
    }

    private mutating func remember(_ value: JSONValue) {
        if let text = value.utf8, text.count >= Self.tellingLength { values.append(text) }
        for element in value.elements { remember(element) }
        for member in value.members { remember(member.value) }
    }

    // Members of an object that we wrote ourselves.
    private func writeReport(_ object: JSONValue, to writer: inout JSONWriter) {
        let isAboutWithheld = isAbout(object)
        for member in object.members {
            if !names.isEmpty, isTelling(member) { continue }
            if isAboutWithheld, !Self.harmless.holds(member.name) {
                guard Self.repeated.holds(member.name) else { continue }
                writer.name(member.name)
                writer.string(Self.withheld)
                continue
            }
            writer.name(member.name)
            write(member.value, isContent: Self.isContent(member), to: &writer)
        }
    }

    // Whether an object says something of a claim that is withheld, or of what stands in it.
    private func isAbout(_ object: JSONValue) -> Bool {
        guard !names.isEmpty else { return false }
        if let pointer = object["pointer"]?.string, let name = JSONPointer(pointer)?.steps.first {
            return names.contains(name)
        }
        guard let name = object["name"] else { return false }
        return isNamed(name)
    }

    // Whether a member says what a claim holds without naming it: all of a token's content, or its times.
    private func isTelling(_ member: JSONValue.Member) -> Bool {
        if Self.repetitions.holds(member.name) { return true }
        if member.name.isString("payload"), member.value.kind == .string { return true }
        let isTime = member.name.isString("times") || member.name.isString("expiresInSeconds")
        return isTime && ["exp", "nbf", "iat"].contains { names.contains(Array($0.utf8)) }
    }

    private func write(_ value: JSONValue, isContent: Bool, to writer: inout JSONWriter) {
        switch value.kind {
        case .object:
            writer.beginObject()
            if isContent { writeContent(value, to: &writer) } else { writeReport(value, to: &writer) }
            writer.endObject()
        case .array:
            writer.beginArray()
            for element in value.elements { write(element, isContent: isContent, to: &writer) }
            writer.endArray()
        case .string where isSecretText(value): writer.string(Self.withheld)
        default: writer.copy(value)
        }
    }

    // Members of an object that somebody else wrote: a key may be among them.
    private func writeContent(_ object: JSONValue, to writer: inout JSONWriter) {
        let isKey = object["kty"]?.kind == .string
        for member in object.members {
            writer.name(member.name)
            if isNamed(member.name) || isKey && Self.secrets.holds(member.name) {
                writer.string(Self.withheld)
            } else {
                write(member.value, isContent: true, to: &writer)
            }
        }
    }

    // Whether it repeats what is withheld, or is a private key in PEM.
    private func isSecretText(_ value: JSONValue) -> Bool {
        guard let text = value.utf8 else { return false }
        if text.firstRange(of: Array("PRIVATE KEY-----".utf8)) != nil { return true }
        return values.contains { text.firstRange(of: $0) != nil }
    }
}

extension [StaticString] {
    fileprivate func holds(_ name: JSONValue) -> Bool { contains { name.isString($0) } }
}
