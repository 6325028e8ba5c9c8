import JOSE
import JSON

/// What a profile asks of the claims beside those that must be there.
extension ClaimChecks {
    mutating func check(_ profile: Profile, _ arguments: ProfileArguments) {
        for (name, type) in profile.claimTypes {
            guard let value = claims[name], !type.fits(value) else { continue }
            fail(name, .wrongType, value.place, pointer: "/\(name)", expected: .text("type \(type.rawValue)"))
        }
        if profile.required.contains(where: { "\($0)" == "events" }) { checkEvents(naming: profile.event) }
        for rule in profile.rules { rule(&self, arguments) }
    }

    /// Notes whether a claim is the string that is expected; asking for it makes it needed.
    mutating func checkString(_ name: StaticString, is expected: [UInt8], _ code: FindingCode) {
        let pointer = "/\(name)"
        guard let claim = claims[name] else {
            return fail(name, .missing, nil, pointer: pointer, expected: .bytes(expected))
        }
        guard claim.kind == .string else {
            // Said already, where the profile says of what type the claim is.
            guard verifier.policy.profile?.claimTypes.contains(where: { "\($0.name)" == "\(name)" }) != true else {
                return
            }
            return fail(name, .wrongType, claim.place, pointer: pointer, expected: .text("a string"))
        }
        guard claim.isString(expected.span) else {
            return fail(name, code, claim.place, pointer: pointer, expected: .bytes(expected))
        }
        pass(name, code, claim.place)
    }

    /// Notes whether two claims are the same string, where both are there.
    mutating func checkEqual(_ name: StaticString, _ other: StaticString, _ reason: String) {
        guard let first = claims[name], let second = claims[other] else { return }
        guard let text = second.utf8, first.isString(text.span) else {
            return fail(
                name, .clientMismatch, first.place, message: "\(name) is not \(other). \(reason)", pointer: "/\(name)",
                expected: .value(second))
        }
        pass(name, .clientMismatch, first.place)
    }

    /// A request that says about its client what an assertion says could be used as one (RFC 9101 §10.8).
    mutating func checkNoAssertion() {
        guard let subject = claims["sub"], let client = claims["client_id"]?.utf8 else { return }
        guard !subject.isString(client.span) else {
            return fail(
                "sub", .clientMismatch, subject.place,
                message: "sub is the client: the request could be used as an assertion of the client.", pointer: "/sub")
        }
    }

    /// The state of a response, where the caller sent one.
    mutating func checkState(_ state: [UInt8]?) {
        if let state { checkString("state", is: state, .stateMismatch) }
    }
}

/// What happened, in a token that tells of events (RFC 8417 §2.2).
extension ClaimChecks {
    /// The events are objects by name; a certain one is among them where that is asked for.
    mutating func checkEvents(naming expected: StaticString?) {
        guard let events = claims["events"] else { return }
        guard events.kind == .object, events.count > 0, events.members.allSatisfy({ $0.value.kind == .object }) else {
            return fail(
                "events", .wrongType, events.place, pointer: "/events",
                expected: .text("an object whose members are objects"))
        }
        guard let expected, events[expected] == nil else { return pass("events", .eventMissing, events.place) }
        fail("events", .eventMissing, events.place, pointer: "/events", expected: .text("\(expected)"))
    }

    /// A logout names whom, or which session (OpenID Connect Back-Channel Logout 1.0 §2.4).
    mutating func checkSession() {
        guard claims["sub"] == nil, claims["sid"] == nil else { return }
        fail("sid", .missing, nil, message: "Neither sub nor sid says which session has ended.", pointer: "/sid")
    }
}

/// The list itself, in a token that says what has become of others (Token Status List §4.2).
extension ClaimChecks {
    /// One, two, four or eight bits a token, compressed; `ttl` is a length of time.
    mutating func checkStatusList() {
        if let lifetime = claims["ttl"], (NumericDate(lifetime).map { $0 > NumericDate(seconds: 0) }) != true {
            fail("ttl", .wrongType, lifetime.place, pointer: "/ttl", expected: .text("a number of seconds above 0"))
        }
        guard let list = claims["status_list"] else { return }
        do throws(StatusList.Fault) {
            _ = try StatusList(list)
            pass("status_list", .statusListMalformed, list.place)
        } catch {
            fail(
                "status_list", .statusListMalformed, list.place, message: "The status list is \(error.explanation).",
                pointer: "/status_list")
        }
    }
}
