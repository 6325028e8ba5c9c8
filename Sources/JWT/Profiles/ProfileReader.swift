package import JSON

extension ProfileArguments {
    /// The parameters that belong to profiles, and to none but some of them.
    private static let names: [StaticString] = [
        "htm", "htu", "accessToken", "code", "state", "maxAuthenticationAge", "keyBinding",
    ]

    /// Reads what an object says for a profile, or for none; refuses what would be passed over.
    package init(_ object: JSONLayers, for profile: Profile?) throws(PolicyFault) {
        for name in Self.names where object[name] != nil {
            guard profile?.takes.contains(where: { "\($0)" == "\(name)" }) == true else {
                let takers = Profile.all.filter { $0.takes.contains { "\($0)" == "\(name)" } }.map { "\($0.name)" }
                throw PolicyFault(
                    pointer: "/\(name)", expected: "left out: it belongs to profile \(takers.joined(separator: " or "))"
                )
            }
        }
        accessToken = try Self.text("accessToken", object)
        code = try Self.text("code", object)
        state = try Self.text("state", object)
        method = try Self.text("htm", object)
        if let text = try Self.text("htu", object) {
            guard let address = RequestURI(text) else {
                throw PolicyFault(pointer: "/htu", expected: "an http or https address")
            }
            self.address = address
        }
        if let value = object["maxAuthenticationAge"] {
            guard let span = TimeSpan(value), span.seconds >= 0 else {
                throw PolicyFault(
                    pointer: "/maxAuthenticationAge", expected: #"seconds, or a length of time such as "5m""#)
            }
            authenticationAge = span
        }
    }

    private static func text(_ name: StaticString, _ object: JSONLayers) throws(PolicyFault) -> [UInt8]? {
        guard let value = object[name] else { return nil }
        guard let text = value.utf8, !text.isEmpty else {
            throw PolicyFault(pointer: "/\(name)", expected: "a string that is not empty")
        }
        return text
    }
}

extension Policy {
    /// Reads which profile an object asks for, unless it is known. `isWhole` says that what the profile needs must be there.
    package mutating func readProfile(
        _ object: JSONLayers, as known: Profile? = nil, isWhole: Bool
    ) throws(PolicyFault) {
        let named = try object["profile"].map { (name) throws(PolicyFault) in
            guard let profile = Profile.named(name) else {
                let names = Profile.all.map { "\($0.name)" }.joined(separator: ", ")
                throw PolicyFault(pointer: "/profile", expected: "one of \(names)")
            }
            return profile
        }
        let profile = known ?? named
        let arguments = try ProfileArguments(object, for: profile)
        guard let profile else { return }
        if object["typ"] != nil, !profile.types.isEmpty {
            throw PolicyFault(pointer: "/typ", expected: "left out: profile \(profile.name) says which it is")
        }
        if content == .bytes {
            throw PolicyFault(pointer: "/expect", expected: "jwt: profile \(profile.name) is about claims")
        }
        for name in profile.needs where isWhole && object[name] == nil {
            throw PolicyFault(
                pointer: "/\(name)", expected: "given: \(profile.specification) holds \(profile.name) against it")
        }
        adopt(profile, arguments)
        if profile.disclosure != .none, isWhole { try readKeyBinding(object["keyBinding"], for: profile) }
    }

    private mutating func readKeyBinding(_ object: JSONValue?, for profile: Profile) throws(PolicyFault) {
        do throws(PolicyFault) {
            keyBinding = try KeyBindingPolicy(object, isRequired: profile.disclosure == .bound)
        } catch {
            throw PolicyFault(pointer: "/keyBinding\(error.pointer)", expected: error.expected, hint: error.hint)
        }
        // Whether the holder has the key is looked at with the key binding.
        checksBindingElsewhere = true
    }
}
