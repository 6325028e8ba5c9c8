import JSON
import JWT

/// What of an answer no assistant sees: values of claims that were named, and keys that are nobody's business.
///
/// A claim is withheld wherever it stands: among the contents of a token, in what is said about it, and where its text is
/// repeated in any other. What is left out of a report is left out by what could be in it, not by what is: a report must not
/// tell by its form.
struct Withholding {
    private let names: [[UInt8]]
    /// The texts that these claims hold.
    private var values: [[UInt8]] = []
    /// Whether they hold more of them than are looked for.
    private var hidesTexts = false
    private var search = Self.searchForKeys

    /// Withholds the claims of these names in an answer.
    init(of names: [String], in answer: JSONValue) {
        self.names = names.map { Array($0.utf8) }
        if names.isEmpty { return }
        collect(from: answer, isContent: false)
        if values.count > Self.soughtTexts { (hidesTexts, values) = (true, []) }
        let quote = UInt8(ascii: "\"")
        let words = values + self.names.map { [quote] + $0 + [quote] }
        search = TextSearch(Self.keyWords + words.map { (text: $0, found: .withheld) })
    }

    /// How many claims one call can have withheld.
    static let limit = 64

    /// Writes the members of an answer.
    func writeMembers(of answer: JSONValue, to writer: inout JSONWriter) {
        writeReport(answer, to: &writer)
    }

    private static let keyWords: [(text: [UInt8], found: TextSearch.Found)] =
        [(Array("PRIVATE KEY-----".utf8), .pem), (Array("\"kty\"".utf8), .keyType)]
        + SecretMembers.names.map { (Array("\"\($0)\"".utf8), .keySecret) }

    private static let searchForKeys = TextSearch(keyWords)

    /// What stands in the place of a value.
    private static let withheld: StaticString = "[withheld]"

    /// Texts that are shorter stand in many others by chance.
    private static let tellingLength = 4

    /// Each text is looked for in all others.
    private static let soughtTexts = 64

    private func isNamed(_ name: JSONValue) -> Bool { names.contains { name.isString($0.span) } }

    // Remembers what the claims hold that are withheld.
    private mutating func collect(from value: JSONValue, isContent: Bool) {
        let isAboutWithheld = !isContent && Subject(of: value).isAny(of: names)
        for member in value.members {
            if isContent ? isNamed(member.name) : isAboutWithheld && AnswerMember.repeated.holds(member.name) {
                remember(member.value)
            } else {
                collect(from: member.value, isContent: isContent || AnswerMember.isContent(member))
            }
        }
        for element in value.elements { collect(from: element, isContent: isContent) }
    }

    private mutating func remember(_ value: JSONValue) {
        guard values.count <= Self.soughtTexts else { return }
        if let text = value.utf8, text.count >= Self.tellingLength, !values.contains(text) { values.append(text) }
        for element in value.elements { remember(element) }
        for member in value.members { remember(member.value) }
    }

    // Members of an object that we wrote ourselves.
    private func writeReport(_ object: JSONValue, to writer: inout JSONWriter) {
        let subject = Subject(of: object)
        let isAboutWithheld = subject.isAny(of: names)
        let quotes = !names.isEmpty && object["message"].map(Self.quotes) == true
        for member in object.members {
            if !names.isEmpty, isTelling(member) { continue }
            // What a sentence quotes, its pointer may lead to, of a token that cannot be read.
            if quotes, !isAboutWithheld, member.name.isString("pointer") { continue }
            if isAboutWithheld, !AnswerMember.harmless.holds(member.name) {
                guard AnswerMember.repeated.holds(member.name) else { continue }
                writer.name(member.name)
                writer.string(Self.withheld)
                continue
            }
            writer.name(member.name)
            if isAboutWithheld, member.name.isString("pointer") {
                // Names inside a claim are what it holds, too.
                writer.string(subject.pointer(toAnyOf: names))
            } else if isWithheld(member, isAboutWithheld) {
                writer.string(Self.withheld)
            } else if AnswerMember.isContent(member) {
                writeContent(member.value, to: &writer)
            } else {
                let isOurs = AnswerMember.ours.holds(member.name) || isAboutWithheld && isNamed(member.value)
                writeReportValue(member.value, isOurs: isOurs, to: &writer)
            }
        }
    }

    private func isWithheld(_ member: JSONValue.Member, _ isAboutWithheld: Bool) -> Bool {
        guard !names.isEmpty else { return false }
        if member.name.isString("name") { return isAboutWithheld && !isNamed(member.value) }
        if member.name.isString("message") { return Self.quotes(member.value) }
        return AnswerMember.claim(repeatedBy: member.name).map { names.contains(Array("\($0)".utf8)) } == true
    }

    private static func quotes(_ sentence: JSONValue) -> Bool { sentence.utf8?.contains(UInt8(ascii: "\"")) == true }

    // Whether a member says what a claim holds without naming it: all of a token's content, or its times.
    private func isTelling(_ member: JSONValue.Member) -> Bool {
        if AnswerMember.repetitions.holds(member.name) { return true }
        if member.name.isString("payload"), member.value.kind == .string { return true }
        if member.name.isString("discovery") { return names.contains(Array("iss".utf8)) }
        let isTime = member.name.isString("times") || member.name.isString("expiresInSeconds")
        return isTime && Subject.times.contains { names.contains(Array("\($0)".utf8)) }
    }

    private func writeReportValue(_ value: JSONValue, isOurs: Bool, to writer: inout JSONWriter) {
        switch value.kind {
        case .object:
            writer.beginObject()
            writeReport(value, to: &writer)
            writer.endObject()
        case .array:
            writer.beginArray()
            for element in value.elements { writeReportValue(element, isOurs: isOurs, to: &writer) }
            writer.endArray()
        case .string where !isOurs && isSecretText(value): writer.string(Self.withheld)
        default: writer.copy(value)
        }
    }

    // What somebody else wrote: a key may be among it.
    private func writeContent(_ value: JSONValue, to writer: inout JSONWriter) {
        switch value.kind {
        case .object:
            let isKey = value["kty"] != nil
            writer.beginObject()
            for member in value.members {
                if isSecretText(member.name) { writer.name(Self.withheld) } else { writer.name(member.name) }
                if isNamed(member.name) || isKey && SecretMembers.names.holds(member.name) {
                    writer.string(Self.withheld)
                } else {
                    writeContent(member.value, to: &writer)
                }
            }
            writer.endObject()
        case .array:
            writer.beginArray()
            for element in value.elements { writeContent(element, to: &writer) }
            writer.endArray()
        case .string where isSecretText(value): writer.string(Self.withheld)
        default: writer.copy(value)
        }
    }

    // Whether it repeats what is withheld, or holds a private key.
    private func isSecretText(_ value: JSONValue) -> Bool {
        guard let text = value.utf8, text.count >= Self.tellingLength else { return false }
        return hidesTexts || SuspectText(text).isSecret(to: search)
    }
}
