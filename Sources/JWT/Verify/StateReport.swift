package import JSON

/// What a memory of earlier calls says of a token: whether it was revoked.
package struct RevocationReport: Sendable {
    /// What it comes to.
    package enum Status: String, Sendable { case good, revoked, unknown }

    package let status: Status
    /// Since when, in seconds since 1970.
    package var since: Int64?
    /// What was revoked: the token, its `jti`, its subject, …
    package var kind: String?
    /// Why, in the words of who revoked it.
    package var reason: [UInt8]?
    /// Why nobody can say.
    package var trouble: String?

    /// A report.
    package init(_ status: Status) { self.status = status }

    /// Writes it as an object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("status", status.rawValue)
            if let since { writer.member("since", since) }
            writer.member("kind", kind)
            if let reason {
                writer.name("reason")
                writer.string(reason.span)
            }
        }
    }

    /// What it is where the token was revoked, or nobody can say.
    package var finding: Finding { Finding(status == .unknown ? .revocationUnknown : .revoked, sentence) }

    fileprivate var sentence: String? {
        switch status {
        case .good: return nil
        case .unknown: return trouble.map { "Nobody can say whether the token was revoked: \($0)" }
        case .revoked:
            let date = since.flatMap { Calendar.text(NumericDate(seconds: $0)) }
            return
                "The token was revoked\(date.map { " at \($0)" } ?? "")\(kind.flatMap { $0 == "token" ? nil : ", by its \($0)" } ?? "")."
        }
    }
}

/// What a memory of earlier calls says of a token that counts once: whether it was used.
package enum ReplayReport: Sendable {
    /// It was not.
    case first
    /// It was, at this instant, in seconds since 1970.
    case again(since: Int64)
    /// Nobody can say, for this reason.
    case unknown(String)
    /// It would have to be remembered for ever.
    case endless
}

extension Verdict {
    /// Whether a signature holds, so that what the token says of itself may be looked up.
    package var isSigned: Bool { signatures.contains { $0.failure == nil && $0.key != nil } }

    /// Adds what is known about revocation. Where nobody can say, the token is refused, unless that `isTolerated`.
    package mutating func add(_ report: RevocationReport, isTolerated: Bool) {
        revocation = report
        if report.status == .unknown, isTolerated {
            return findings.append(Finding(.revocationUnknown, report.sentence))
        }
        let code: FindingCode = report.status == .unknown ? .revocationUnknown : .revoked
        checks.append(
            Check(
                name: "revocation", status: report.status == .good ? .pass : .fail, code: code, message: report.sentence
            ))
    }

    /// Adds what is known about an earlier use.
    package mutating func add(_ report: ReplayReport) {
        let (code, message): (FindingCode?, String?) =
            switch report {
            case .first: (nil, nil)
            case .again(let since):
                (
                    .replayed,
                    Calendar.text(NumericDate(seconds: since)).map {
                        "The token counts once, and was first seen at \($0)."
                    }
                )
            case .unknown(let reason): (.replayUnknown, "Nobody can say whether the token was used before: \(reason)")
            case .endless: (.replayEndless, nil)
            }
        if case .again(let since) = report { firstSeen = since }
        checks.append(
            Check(name: "replay", status: code == nil ? .pass : .fail, code: code ?? .replayed, message: message))
    }
}

extension QuickNotes {
    /// Adds the check of a token that was not revoked.
    package mutating func addNotRevoked() {
        checks.append(Check(name: "revocation", status: .pass, code: .revoked))
    }
}
