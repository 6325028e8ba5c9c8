import JSON

/// What a token lets its bearer do: scopes, roles and groups (RFC 8693 §4.2, RFC 9068 §2.2.3).
extension ClaimChecks {
    mutating func checkAuthority() {
        // `scope` is one string of words; `scp` is what others call it, a string or an array.
        check("scope", ["scope", "scp"], verifier.policy.scopes, .insufficientScope, isWords: true)
        check("roles", ["roles", "role"], verifier.policy.roles, .insufficientRole, isWords: false)
        check("groups", ["groups"], verifier.policy.groups, .insufficientGroup, isWords: false)
    }

    private mutating func check(
        _ name: StaticString, _ claimNames: [StaticString], _ required: Policy.Requirement?, _ code: FindingCode,
        isWords: Bool
    ) {
        guard let required else { return }
        let found = claimNames.first { claims[$0] != nil } ?? name
        let value = claims[found]
        let pointer = "/\(found)"
        guard let value else { return fail(name, code, nil, pointer: pointer, expected: detail(required)) }
        guard let words = Self.held(value, isWords: isWords) else {
            return fail(
                name, .wrongType, value.place, pointer: pointer, expected: .text("words, or an array of strings"))
        }
        let held = { (wanted: [UInt8]) in words.contains(wanted) }
        let holds = required.isAny ? required.values.contains(where: held) : required.values.allSatisfy(held)
        if holds {
            pass(name, code, value.place, expected: detail(required))
        } else {
            fail(name, code, value.place, pointer: pointer, expected: detail(required))
        }
    }

    private func detail(_ required: Policy.Requirement) -> Detail { Self.detail(required.values) }

    // A role may have a space in its name; a scope never does (RFC 6749 §3.3).
    private static func held(_ value: JSONValue, isWords: Bool) -> Set<[UInt8]>? {
        if let text = value.utf8 {
            return isWords ? Set(text.split(separator: UInt8(ascii: " ")).map { Array($0) }) : [text]
        }
        guard value.kind == .array else { return nil }
        var words: Set<[UInt8]> = []
        for element in value.elements {
            guard let word = element.utf8 else { return nil }
            words.insert(word)
        }
        return words
    }
}
