import JOSE
import JSON

/// The lists that a caller has of what has become of tokens, and who vouches for them.
package struct StatusExpectation: Sendable {
    /// Lists, each a signed token.
    package let lists: [[UInt8]]
    /// What the lists are held against: the profile `statuslist` and the keys of their issuer.
    package let verifier: Verifier

    /// Lists that one call may bring.
    package static let listLimit = 16

    /// Lists to look a token up in.
    package init(lists: [[UInt8]], verifier: Verifier) {
        self.lists = lists
        self.verifier = verifier
    }
}

/// What a list says of a token (Token Status List §7.1).
package struct TokenStatus: Sendable {
    /// The number in the list.
    package let value: UInt8
    /// The number's name: `valid`, `invalid`, `suspended`, or `application_specific`.
    package var name: StaticString {
        switch value {
        case 0: "valid"
        case 1: "invalid"
        case 2: "suspended"
        default: "application_specific"
        }
    }

    fileprivate var failure: FindingCode? {
        switch value {
        case 0: nil
        case 1: .statusInvalid
        case 2: .statusSuspended
        default: .statusSpecific
        }
    }
}

extension Verifier {
    /// Looks a token up in the lists. Whatever keeps its status from being known refuses it.
    func check(
        _ expectation: StatusExpectation, at now: NumericDate, _ verdict: inout Verdict, _ desk: inout VerifierDesk
    ) {
        let reference = verdict.claims?["status"]?["status_list"]
        guard let reference else {
            return verdict.add(
                Check(name: "status", status: .fail, code: .statusMissing, pointer: "/status/status_list"))
        }
        guard let index = reference["idx"]?.integer, index >= 0, let address = reference["uri"]?.utf8 else {
            return verdict.add(
                Check(
                    name: "status", status: .fail, code: .wrongType, expected: .text("an object with idx and uri"),
                    actual: .value(reference), pointer: "/status/status_list"))
        }
        let outcome = expectation.status(at: Int(index), of: address, now, &desk)
        verdict.findings += outcome.findings
        guard let status = outcome.status else {
            return verdict.add(
                Check(
                    name: "status", status: .fail, code: .statusUnknown, message: outcome.message,
                    expected: .bytes(address), pointer: "/status/status_list"))
        }
        verdict.tokenStatus = status
        verdict.add(
            Check(
                name: "status", status: status.failure == nil ? .pass : .fail, code: status.failure ?? .statusInvalid,
                actual: .integer(Int64(status.value)), pointer: status.failure == nil ? nil : "/status/status_list"))
    }
}

extension StatusExpectation {
    // The list whose subject is the address that the token names. What else was given is not looked at further.
    fileprivate func status(
        at index: Int, of address: [UInt8], _ now: NumericDate, _ desk: inout VerifierDesk
    ) -> (status: TokenStatus?, message: String?, findings: [Finding]) {
        var message = "No list that was given is the one that the token names."
        for list in lists {
            var verdict = verifier.verify(.text(TokenText(list)), at: now, using: &desk)
            defer { desk.reuse(&verdict) }
            guard let claims = verdict.claims, claims["sub"]?.isString(address.span) == true else {
                if verdict.fault != nil { message = "A list that was given is no token." }
                continue
            }
            guard verdict.isValid, let claim = claims["status_list"] else {
                let reason = verdict.failures.first?.message ?? "It could not be checked."
                return (nil, "The list that the token names does not hold: \(reason)", [])
            }
            do throws(StatusList.Fault) {
                guard let value = try StatusList(claim)[index] else {
                    return (nil, "The list that the token names has no entry with its number.", [])
                }
                return (TokenStatus(value: value), nil, Self.findings(claims, now))
            } catch {
                return (nil, "The list that the token names is \(error.explanation).", [])
            }
        }
        return (nil, message, [])
    }

    // A list that should have been fetched anew by now (Token Status List §13.7).
    private static func findings(_ claims: JSONValue, _ now: NumericDate) -> [Finding] {
        guard let issued = claims["iat"].flatMap({ NumericDate($0) }),
            let lifetime = claims["ttl"].flatMap({ TimeSpan($0) }),
            now > issued.advanced(by: lifetime)
        else { return [] }
        return [Finding(.statusListStale)]
    }
}
