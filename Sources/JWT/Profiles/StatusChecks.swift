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

    var failure: FindingCode? {
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
        guard let claim = verdict.statusReference else {
            return verdict.add(
                Check(name: "status", status: .fail, code: .statusMissing, pointer: "/status/status_list"))
        }
        guard let reference = StatusReference(claim) else { return verdict.addUnplaced(claim) }
        verdict.add(expectation.report(about: reference, now, &desk), about: reference)
    }
}

extension StatusExpectation {
    // The list whose subject is the address that the token names. What else was given is not looked at further.
    fileprivate func report(
        about reference: StatusReference, _ now: NumericDate, _ desk: inout VerifierDesk
    ) -> StatusReport {
        var message = "No list that was given is the one that the token names."
        for list in lists {
            var verdict = verifier.verify(.text(TokenText(list)), at: now, using: &desk)
            defer { desk.reuse(&verdict) }
            guard let claims = verdict.claims, claims["sub"]?.isString(reference.address.span) == true else {
                if verdict.fault != nil { message = "A list that was given is no token." }
                continue
            }
            guard verdict.isValid else {
                let reason = verdict.failures.first?.message ?? "It could not be checked."
                return .unknown("The list that the token names does not hold: \(reason)")
            }
            do throws(StatusList.Fault) {
                return try IssuedStatusList(claims).report(at: reference.index, now)
            } catch {
                return .unknown("The list that the token names is \(error.explanation).")
            }
        }
        return .unknown(message)
    }
}
