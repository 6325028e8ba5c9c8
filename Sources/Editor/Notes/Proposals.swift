import JOSE
import JSON
import JWT

extension Proposal {
    /// What may stand at a place, the likeliest first.
    static func all(at place: CompletionPlace, _ call: EditorCall) -> [Proposal] {
        switch place.kind {
        case .name: names(at: place)
        case .value(let name): values(of: String(decoding: name, as: UTF8.self), at: place, call)
        }
    }

    // What is there already is no choice, but for what is being typed.
    private static func names(at place: CompletionPlace) -> [Proposal] {
        let text = place.json.text
        let present = Set(
            place.json.objects[place.object].members.filter {
                !$0.name.overlaps(place.replaced) && $0.name != place.replaced
            }
            .map { Array(text[$0.name]) })
        return MemberMeaning.all(in: place.role).filter { !present.contains(Array($0.name.utf8)) }.map { meaning in
            var proposal = Proposal(
                label: meaning.name, kind: .property, detail: meaning.title, summary: meaning.summary,
                url: meaning.specification?.url, text: place.name(meaning.name, rest: ": "))
            proposal.snippet = place.name(escaped(meaning.name), rest: ": \(stop(for: meaning.type))")
            if place.hasColon { proposal.snippet = nil }
            return proposal
        }
    }

    private static func stop(for type: ExpectedType) -> String {
        switch type {
        case .string, .stringOrURI, .stringOrStringArray: "\"$1\"$0"
        case .array: "[$1]$0"
        case .object: "{$1}$0"
        case .boolean: "${1|true,false|}$0"
        case .numericDate, .integer, .any: "$0"
        }
    }

    private static func escaped(_ name: String) -> String {
        name.replacing("\\", with: "\\\\").replacing("$", with: "\\$").replacing("}", with: "\\}")
    }

    private static func values(of name: String, at place: CompletionPlace, _ call: EditorCall) -> [Proposal] {
        switch (place.role, name) {
        case (.header, "kid"): return keyNames(call).map { choice($0.0, $0.1, nil, at: place) }
        case (.header, "alg"), (.key, "alg"): return algorithms(at: place)
        case (.header, "enc"):
            return AlgorithmRegistry.all.filter { $0.role == .contentEncryption && $0.isProposed }.map {
                choice($0, at: place)
            }
        case (.header, "typ"), (.header, "cty"):
            return TokenTypes.all.map { choice($0.name, $0.summary, $0.specification, at: place) }
        case (.header, "zip"): return [choice("DEF", "DEFLATE", .rfc(7516, "4.1.3"), at: place)]
        case (.key, "crv"): return curves(at: place)
        case (.key, "kty"), (.key, "use"), (.key, "key_ops"):
            return KeyMemberRegistry.values(of: name).map { choice($0.name, $0.summary, $0.specification, at: place) }
        default:
            guard let meaning = MemberMeaning(Array(name.utf8), in: place.role), !place.isQuoted else { return [] }
            switch meaning.type {
            case .numericDate: return times(of: name, at: call.now)
            case .boolean: return ["true", "false"].map { Proposal(label: $0, kind: .value, text: $0) }
            default: return []
            }
        }
    }

    // Those for the key's type, or with what the header says of the content.
    private static func algorithms(at place: CompletionPlace) -> [Proposal] {
        let kty = place.string("kty")
        let isSealed = place.role == .header && place.json.member("enc", of: place.object) != nil
        return AlgorithmRegistry.all.filter { row in
            guard row.isProposed,
                row.role == .keyManagement || row.role == .signature && !isSealed
                    || row.role == .contentEncryption && kty == "oct"
            else { return false }
            guard place.role == .key, let kty, let marks = marks[kty] else { return row.role != .contentEncryption }
            return marks.contains { row.name.hasPrefix($0) }
        }.map { choice($0, at: place) }
    }

    // How the names of a type's algorithms begin.
    private static let marks: [String: [String]] = [
        "RSA": ["RS", "PS"], "EC": ["ES", "ECDH"], "OKP": ["Ed", "ECDH"], "oct": ["HS", "A", "dir", "PBES2"],
        "AKP": ["ML-"],
    ]

    private static func curves(at place: CompletionPlace) -> [Proposal] {
        let kty = place.string("kty")
        return KeyMemberRegistry.values(of: "crv").filter { row in
            let isOKP = row.name.hasPrefix("Ed") || row.name.hasPrefix("X")
            return kty == nil || isOKP == (kty == "OKP")
        }.map { choice($0.name, $0.summary, $0.specification, at: place) }
    }

    /// The names of keys that are open or configured, each with what it is.
    private static func keyNames(_ call: EditorCall) -> [(String, String)] {
        var names: [(String, String)] = []
        for document in call.view.documents.values.sorted(by: { $0.uri < $1.uri }) where call.covers(document) {
            for item in document.noted.items.prefix(Self.keyLimit) {
                guard let note = item.note.key, let keyID = note.keyID else { continue }
                names.append((String(decoding: keyID, as: UTF8.self), note.title ?? ""))
            }
        }
        names += ConfiguredKeys(call).entries.compactMap { entry in entry.keyID.map { ($0, entry.title) } }
        var seen: Set<String> = []
        return names.filter { seen.insert($0.0).inserted }.prefix(keyLimit).map { $0 }
    }

    private static let keyLimit = 1000

    private static func times(of name: String, at now: NumericDate) -> [Proposal] {
        let spans: [(String, Int64)] =
            name == "exp"
            ? [("in 5 minutes", 300), ("in 1 hour", 3600), ("in 1 day", 86_400), ("now", 0)]
            : [("now", 0), ("1 hour ago", -3600), ("in 1 hour", 3600)]
        return spans.map { label, seconds in
            let date = now.advanced(by: TimeSpan(seconds: seconds))
            return Proposal(
                label: "\(date.seconds)", kind: .value, detail: label, summary: Calendar.text(date) ?? "",
                text: "\(date.seconds)")
        }
    }

    private static func choice(_ row: RegisteredAlgorithm, at place: CompletionPlace) -> Proposal {
        choice(row.name, row.summary, row.specification, at: place)
    }

    // A name may come from outside: it is written as JSON writes it, and shown without what misleads.
    private static func choice(
        _ value: String, _ summary: String, _ specification: Specification?, at place: CompletionPlace
    ) -> Proposal {
        var writer = JSONWriter()
        writer.string(value)
        let quoted = String(decoding: writer.bytes, as: UTF8.self)
        let isOpen = place.isQuoted && !place.isClosed
        let text = !place.isQuoted ? quoted : String(quoted.dropFirst().dropLast(isOpen ? 0 : 1))
        return Proposal(
            label: VisibleText.shorten(VisibleText.escape(value), to: 120), kind: .choice, summary: summary,
            url: specification?.url, text: text)
    }
}

extension CompletionPlace {
    /// What is put in the place of a name that is being typed.
    fileprivate func name(_ name: String, rest: String) -> String {
        if !isQuoted { return "\"\(name)\"" + (hasColon ? "" : rest) }
        return hasColon ? (isClosed ? name : "\(name)\"") : "\(name)\"\(rest)"
    }

    /// What another member of the object says.
    fileprivate func string(_ name: StaticString) -> String? {
        json.string(json.member(name, of: object)?.value).map { String(decoding: json.text[$0], as: UTF8.self) }
    }
}

extension RegisteredAlgorithm {
    /// Whether anybody is to be led to it.
    fileprivate var isProposed: Bool { requirement != .prohibited && requirement != .deprecated && name != "none" }
}
