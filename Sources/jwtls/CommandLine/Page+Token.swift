import JSON
import JWT

/// What a token says, and what a verification found, as people read it.
///
/// Values of the token are shown as JSON: so a string is told from a number, and every character in it that could mislead
/// is an escape.
extension Page {
    /// Writes the answer of `decode`.
    mutating func decoded(_ token: JSONValue) {
        let kind = [token["kind"]?.content, token["serialization"]?.content].compactMap { $0 }.joined(separator: ", ")
        let profile = token["profile"].map { profile in
            [profile["name"]?.content, profile["reason"]?.content].compactMap { $0 }.joined(separator: ": ")
        }
        line((.doubtfulBanner, "NOT VERIFIED"), (.plain, kind), (.quiet, profile.map { "· \($0)" } ?? ""))
        described(token["parameters"], or: token["header"], title: "Header")
        described(token["claims"], or: nil, title: "Claims")
        if token["claims"] == nil { content(token) }
        signature(token["signature"])
        if let discovery = token["keyHints"]?["discovery"] {
            line((.heading, "Keys may be found at"))
            for address in discovery.elements { line((.plain, address.content), indent: 2) }
        }
        findings(token["findings"], title: "Findings")
        guard let nested = token["nested"] else { return }
        line()
        line((.heading, "Inside"))
        decoded(nested)
    }

    /// Writes the answer of `verify`.
    mutating func verdict(_ verdict: JSONValue) {
        let isValid = verdict["valid"]?.boolean == true
        line((isValid ? .goodBanner : .badBanner, isValid ? "VALID" : "INVALID"), (.plain, Self.summary(of: verdict)))
        findings(verdict["failures"], title: "Failures")
        findings(verdict["diagnosis"], title: "What explains it")
        if let header = verdict["header"] { members(header, title: "Header", areClaims: false) }
        if let claims = verdict["claims"] { members(claims, title: "Claims", areClaims: true) }
        content(verdict)
        findings(verdict["findings"], title: "Findings")
    }

    private static func summary(of verdict: JSONValue) -> String {
        let signature = verdict["signature"]
        let key = signature?["key"].flatMap { $0["kid"] ?? $0["thumbprint"] }
        let seconds = verdict["expiresInSeconds"]?.integer
        return [
            signature?["alg"]?.content, key.map { "key \($0.content)" },
            seconds.map { "expires in \(Calendar.length(TimeSpan(seconds: $0)))" },
        ].compactMap { $0 }.joined(separator: ", ")
    }

    // Members with what is known of them, or as they are where nothing was described.
    private mutating func described(_ descriptions: JSONValue?, or object: JSONValue?, title: String) {
        guard let descriptions else {
            if let object { members(object, title: title, areClaims: false) }
            return
        }
        line((.heading, title))
        rows(
            descriptions.elements.map { member in
                let time = member["time"].map { time in
                    [time["iso"]?.content, time["relative"]?.content].compactMap { $0 }.joined(separator: ", ")
                }
                let notes = [time, member["meaning"]?.content, member["title"]?.content].compactMap { $0 }
                return Row(
                    name: member["name"]?.content ?? "", value: member["value"]?.lexeme ?? "",
                    note: notes.joined(separator: " · "))
            })
    }

    private mutating func members(_ object: JSONValue, title: String, areClaims: Bool) {
        line((.heading, title))
        rows(
            object.members.map { name, value in
                let claim = areClaims ? name.withString { ClaimRegistry.claim(named: $0) } ?? nil : nil
                let date = claim?.saysTime == true ? NumericDate(value).flatMap { Calendar.text($0) } : nil
                let notes = [date, claim?.title].compactMap { $0 }
                return Row(name: name.content, value: value.lexeme, note: notes.joined(separator: " · "))
            })
    }

    private mutating func content(_ token: JSONValue) {
        let forms: [StaticString] = ["payloadText", "text", "payload", "payloadBase64url"]
        guard let content = forms.lazy.compactMap({ token[$0] }).first else { return }
        line((.heading, "Content"))
        rows([Row(name: "", value: content.lexeme)])
    }

    private mutating func signature(_ signature: JSONValue?) {
        guard let signature, let length = signature["length"]?.content else { return }
        let expected = signature["expectedLength"]?.content
        let isOdd = expected != nil && expected != length
        let note = isOdd ? "not the \(expected ?? "") that \(signature["alg"]?.content ?? "") has" : "not looked at"
        line((.heading, "Signature"), (.plain, "\(length) bytes,"), (isOdd ? .doubtful : .quiet, note))
    }
}
