package import JOSE
package import JSON

/// A status list with what its issuer says about it: where it is published, when it was issued, and for how long it is good
/// (Token Status List §5.1).
package struct IssuedStatusList: Sendable {
    /// Where it is published, which is how tokens name it.
    package let address: [UInt8]
    /// What has become of the tokens.
    package let list: StatusList
    /// When it was issued.
    package let issued: NumericDate
    /// When it is good no more; nil where it does not say.
    package let expires: NumericDate?
    /// After how long there should be another; nil where it does not say.
    package let lifetime: TimeSpan?

    /// The list that the claims of its token hold; the profile `statuslist` has looked at them.
    package init(_ claims: JSONValue) throws(StatusList.Fault) {
        guard let address = claims["sub"]?.utf8, let claim = claims["status_list"],
            let issued = claims["iat"].flatMap({ NumericDate($0) })
        else { throw .shape }
        self.address = address
        self.issued = issued
        list = try StatusList(claim)
        expires = claims["exp"].flatMap { NumericDate($0) }
        lifetime = claims["ttl"].flatMap { TimeSpan($0) }
    }

    /// What it says at an instant of the token in this place.
    package func report(at index: Int, _ now: NumericDate) -> StatusReport {
        if let expires, now >= expires { return .unknown("The list that the token names has expired.") }
        guard let value = list[index] else {
            return .unknown("The list that the token names has no entry with its number.")
        }
        return .known(TokenStatus(value: value), isStale: isStale(now))
    }

    // A list that should have been fetched anew by now (Token Status List §13.7).
    private func isStale(_ now: NumericDate) -> Bool { lifetime.map { now > issued.advanced(by: $0) } ?? false }
}

/// What a list, or whoever should have one, says of a token.
package enum StatusReport: Sendable {
    /// The token's status; and whether the list should have been fetched anew by now.
    case known(TokenStatus, isStale: Bool)
    /// Nobody can say, for this reason.
    case unknown(String)
}

/// Where a token says that its status stands (Token Status List §6.1).
package struct StatusReference: Sendable {
    /// The address of the list.
    package let address: [UInt8]
    /// The token's place in it.
    package let index: Int

    /// Reads what stands in `status.status_list`; nil where it says no place.
    package init?(_ reference: JSONValue) {
        guard let index = reference["idx"]?.integer, index >= 0, let address = reference["uri"]?.utf8 else {
            return nil
        }
        self.address = address
        self.index = Int(index)
    }
}

extension Verdict {
    /// What the token says about where its status stands.
    package var statusReference: JSONValue? { claims?["status"]?["status_list"] }

    /// Adds what is known about the status of a token. Where nobody can say, the token is refused, unless that `isTolerated`.
    package mutating func add(_ report: StatusReport, about reference: StatusReference, isTolerated: Bool = false) {
        let pointer = "/status/status_list"
        switch report {
        case .known(let status, let isStale):
            if isStale { findings.append(Finding(.statusListStale)) }
            tokenStatus = status
            add(
                Check(
                    name: "status", status: status.failure == nil ? .pass : .fail,
                    code: status.failure ?? .statusInvalid, actual: .integer(Int64(status.value)),
                    pointer: status.failure == nil ? nil : pointer))
        case .unknown(let message) where isTolerated:
            findings.append(Finding(.statusUnknown, message, pointer: pointer))
        case .unknown(let message):
            add(
                Check(
                    name: "status", status: .fail, code: .statusUnknown, message: message,
                    expected: .bytes(reference.address), pointer: pointer))
        }
    }

    /// Refuses a token that says of its status what names no place in a list.
    package mutating func addUnplaced(_ reference: JSONValue) {
        add(
            Check(
                name: "status", status: .fail, code: .wrongType, expected: .text("an object with idx and uri"),
                actual: .value(reference), pointer: "/status/status_list"))
    }
}
