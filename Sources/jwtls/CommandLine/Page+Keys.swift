import JSON
import JWT

/// Keys of the store as people read them: a key a line, with what it does and until when.
extension Page {
    /// Writes the answer of `keys/list`.
    mutating func keyList(_ list: JSONValue) {
        let keys = list["keys"]?.elements.map { $0 } ?? []
        let fetched = list["fetched"]?.elements.map { $0 } ?? []
        if keys.isEmpty, fetched.isEmpty { return line((.plain, "No keys.")) }
        var set = ""
        var table: [Row] = []
        for key in keys {
            let name = key["set"]?.content ?? ""
            if name != set {
                rows(table)
                table = []
                set = name
                line((.heading, "Set"), (.plain, name))
            }
            let what = [key["state"], key["alg"] ?? key["kty"]].compactMap { $0?.content }.joined(separator: " ")
            table.append(Row(name: key["kid"]?.content ?? "", value: what, note: Self.term(of: key)))
        }
        rows(table)
        for set in fetched {
            line(
                (.heading, "Set"), (.plain, set["set"]?.content ?? ""),
                (.plain, "fetched, \(set["keys"]?.lexeme ?? "0") keys"),
                (.quiet, Self.time(set["until"]).map { "until \($0)" } ?? ""))
        }
        if let next = list["next"] { line((.quiet, "More: --cursor \(next.content)")) }
    }

    /// Writes the answer of `keys/rotate`.
    mutating func rotation(_ rotation: JSONValue) {
        let isDry = rotation["dryRun"]?.boolean == true
        line((.heading, isDry ? "Would be" : "Set"), (.plain, rotation["set"]?.content ?? ""))
        var table: [Row] = []
        for state in ["current", "next"] as [StaticString] {
            if let kid = rotation[state] { table.append(Row(name: "\(state)", value: kid.content, note: "")) }
        }
        for key in rotation["previous"]?.elements.map({ $0 }) ?? [] {
            let until = Self.time(key["verifyUntil"]).map { "until \($0)" } ?? ""
            table.append(Row(name: "previous", value: key["kid"]?.content ?? "", note: until))
        }
        if let kid = rotation["revoked"] {
            table.append(Row(name: "revoked", value: kid.content, note: "with everything that it signed"))
        }
        for event in rotation["schedule"]?.elements.map({ $0 }) ?? [] {
            let word = event["event"]?.content ?? ""
            table.append(
                Row(name: "\(word)s", value: event["kid"]?.content ?? "a new key", note: Self.time(event["at"]) ?? ""))
        }
        rows(table)
        for finding in rotation["findings"]?.elements.map({ $0 }) ?? [] {
            line((.plain, finding["message"]?.content ?? ""), indent: 2)
        }
    }

    private static func term(of key: JSONValue) -> String {
        switch key["state"]?.content {
        case "next": time(key["activates"]).map { "from \($0)" } ?? "until it is brought in"
        case "previous": time(key["verifyUntil"]).map { "until \($0)" } ?? ""
        default: ""
        }
    }

    private static func time(_ value: JSONValue?) -> String? {
        value?.integer.flatMap { Calendar.text(NumericDate(seconds: $0)) }
    }
}
