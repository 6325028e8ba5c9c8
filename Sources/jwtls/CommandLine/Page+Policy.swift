import JSON

/// Policies as people read them: a member a line, with the place that says it.
extension Page {
    /// Writes the answer of `policies/list`.
    mutating func policyList(_ list: JSONValue) {
        guard let policies = list["policies"], policies.count > 0 else {
            return line((.plain, "No policies."), (.quiet, list["file"]?.content ?? ""))
        }
        if let file = list["file"] { line((.heading, "Policies"), (.quiet, file.content)) }
        rows(
            policies.elements.map { policy in
                let base = policy["extends"].map { "extends \($0.content)" } ?? ""
                return Row(name: policy["name"]?.content ?? "", value: base, note: policy["description"]?.content ?? "")
            })
    }

    /// Writes the answer of `policies/test`: the verdict, and the policy behind it.
    mutating func policyTest(_ test: JSONValue) {
        if let verdict = test["verdict"] { self.verdict(verdict) }
        if let policy = test["policy"] { self.policy(policy) }
    }

    /// Writes the answer of `policies/get`.
    mutating func policy(_ policy: JSONValue) {
        let bases = policy["extends"].map { "extends \($0.shown)" } ?? ""
        line(
            (.heading, "Policy"), (.plain, policy["name"]?.content ?? ""), (.plain, bases),
            (.quiet, policy["place"]?.content ?? ""))
        if let description = policy["description"] { line((.plain, description.content), indent: 2) }
        rows(
            (policy["members"]?.elements.map { $0 } ?? []).map { member in
                let source = [member["policy"], member["place"]].compactMap { $0?.content }.joined(separator: ", ")
                return Row(
                    name: member["member"]?.content ?? "", value: member["value"]?.lexeme ?? "hidden",
                    note: source.isEmpty ? "given here" : source)
            })
    }
}
