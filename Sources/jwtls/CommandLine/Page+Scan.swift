import JSON
import JWT

/// What was found in a text, a line each, as compilers write what they find.
extension Page {
    /// Writes the answer of `scan`.
    mutating func scanned(_ scan: JSONValue) {
        let name = scan["name"]?.content ?? "-"
        for found in scan["found"]?.elements.map({ $0 }) ?? [] {
            let place = "\(name):\(found["line"]?.content ?? ""):\(found["column"]?.content ?? "")"
            let first = found["findings"]?.elements.first { _ in true }
            let isExposed = first?["code"]?.content.hasPrefix("exposure.") == true
            line(
                (.name, place), (isExposed ? .badBanner : .heading, Self.kind(of: found)),
                (.plain, Self.facts(of: found)))
            findings(found["findings"], title: "")
        }
        let exposed = scan["exposed"]?.content ?? "0"
        let counts = "\(scan["tokens"]?.content ?? "0") tokens, \(scan["keys"]?.content ?? "0") keys"
        line(
            (.plain, "\(name): \(counts),"),
            (exposed == "0" ? .good : .badBanner, "\(exposed) that should not stand there"))
    }

    private static func kind(of found: JSONValue) -> String {
        guard found["kind"]?.isString("key") == true else { return found["kind"]?.content ?? "" }
        return found["private"]?.boolean == true ? "private key" : "key"
    }

    private static func facts(of found: JSONValue) -> String {
        let names: [StaticString] = ["profile", "alg", "enc", "format", "kty", "crv", "bits", "kid"]
        var facts = names.compactMap { found[$0]?.content }
        if let state = found["times"]?["state"]?.content { facts.append(state) }
        if let seconds = found["times"]?["expiresInSeconds"]?.integer {
            let length = Calendar.length(TimeSpan(seconds: seconds))
            facts.append(seconds > 0 ? "for \(length)" : "\(length) ago")
        }
        for (name, yes, no) in [("valid", "valid", "invalid"), ("conforms", "conforms", "does not conform")]
            as [(StaticString, String, String)]
        {
            if let holds = found[name]?.boolean { facts.append(holds ? yes : no) }
        }
        if let failures = found["failures"] {
            facts.append(failures.elements.compactMap { $0["code"]?.content }.joined(separator: ", "))
        }
        if found["allowed"]?.boolean == true { facts.append("allowed") }
        return facts.joined(separator: " · ")
    }
}
