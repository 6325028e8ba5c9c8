import JOSE
package import JSON

extension Verifier {
    /// What this verifier's policy has against a token that is about to be given out. Its signature is known to hold, and is
    /// looked at only where the verifier has keys: whether it holds with one of these.
    ///
    /// `notes` are those of an earlier compact token with the same protected header, or nil; then they are taken. With
    /// `claims`, those are looked at in the place of the token's content: what an SD-JWT says when all is disclosed.
    package func objections(
        to text: [UInt8], detached: [UInt8]?, claims: [UInt8]? = nil, at now: NumericDate,
        knowing notes: inout HeaderNotes?,
        using desk: inout VerifierDesk
    ) -> Objections {
        var verdict = desk.takeVerdict()
        do throws(TokenFault) {
            let token = try desk.read(.text(TokenText(text)), detached: detached)
            if let notes {
                verdict.checks += notes.checks
                verdict.findings += notes.findings
            } else {
                if keys.isEmpty { checkHeaders(of: token, &verdict) } else { check(token, at: now, &verdict, &desk) }
                if token.serialization == .compact { notes = HeaderNotes(of: verdict) }
            }
            if let claims {
                let place = PayloadPlace(start: nil, isEncoded: false)
                try checkContent(claims, of: token.signatures.first?.header, place, nil, at: now, &verdict, &desk)
            } else {
                try checkContent(of: token, at: now, &verdict, &desk)
            }
        } catch {
            verdict.add(Check(error))
        }
        let objections = Objections(
            failures: verdict.failures, findings: verdict.findings, expires: verdict.expires)
        desk.reuse(&verdict)
        return objections
    }
}

/// What there is to say about a token that is about to be given out.
package struct Objections {
    /// Why a verifier would refuse it.
    package let failures: [Finding]
    /// What is worth knowing beside that.
    package let findings: [Finding]
    /// When it expires, if it does.
    package let expires: NumericDate?
}

/// What a verifier says about the header of a token that is made: the same for every compact token with that header.
package struct HeaderNotes: Sendable {
    fileprivate let checks: [Check]
    fileprivate let findings: [Finding]

    fileprivate init(of verdict: borrowing Verdict) {
        checks = verdict.checks
        findings = verdict.findings
    }
}

extension Verifier {
    /// What this verifier's policy has against a content that is about to be encrypted.
    package func objections(
        toContent content: [UInt8], at now: NumericDate, using desk: inout VerifierDesk
    ) -> (failures: [Finding], findings: [Finding], expires: NumericDate?) {
        var verdict = Verdict(reserving: 12)
        do throws(TokenFault) {
            let place = PayloadPlace(start: nil, isEncoded: false)
            try checkContent(content, of: nil, place, nil, at: now, &verdict, &desk)
        } catch {
            verdict.add(Check(error))
        }
        return (verdict.failures, verdict.findings, verdict.expires)
    }
}

/// The claims of a token that is being made: the caller's as they came, and those that were asked for by other means.
package struct ClaimsDraft {
    private let given: JSONValue?
    private var added: [(name: StaticString, value: Added)] = []

    private enum Added {
        case seconds(Int64)
        case text([UInt8])
        case texts([[UInt8]])
        case json([UInt8])
    }

    /// Why claims cannot be put together.
    package enum Fault: Error {
        /// The caller's own claims have the claim already.
        case repeated(StaticString)
        /// The caller's own claims have two members of this name.
        case duplicate(String)
    }

    /// A draft of these claims.
    package init(_ given: JSONValue?) throws(Fault) {
        if let duplicate = given?.firstDuplicate { throw .duplicate(String(duplicate.lexeme.prefix(80))) }
        self.given = given
    }

    /// Whether the caller's own claims have this one.
    package func has(_ name: StaticString) -> Bool { given?[name] != nil }

    /// A claim that the caller gives himself.
    package func given(_ name: StaticString) -> JSONValue? { given?[name] }

    /// Whether a claim is there, whoever gave it.
    package func holds(_ name: StaticString) -> Bool {
        has(name) || added.contains { "\($0.name)" == "\(name)" }
    }

    /// Adds a time.
    package mutating func add(_ name: StaticString, _ date: NumericDate) throws(Fault) {
        try add(name, .seconds(date.seconds))
    }

    /// Adds a string.
    package mutating func add(_ name: StaticString, _ text: [UInt8]) throws(Fault) {
        try add(name, .text(text))
    }

    /// Adds a string, or an array of several.
    package mutating func add(_ name: StaticString, oneOrMore texts: [[UInt8]]) throws(Fault) {
        try add(name, texts.count == 1 ? .text(texts[0]) : .texts(texts))
    }

    /// Adds a value that is JSON already.
    package mutating func add(_ name: StaticString, json: [UInt8]) throws(Fault) {
        try add(name, .json(json))
    }

    private mutating func add(_ name: StaticString, _ value: Added) throws(Fault) {
        if has(name) { throw .repeated(name) }
        added.append((name, value))
    }

    /// The claims as JSON on one line: the caller's first, in their order, numbers as they were written.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            if let given { writer.copyMembers(of: given) }
            for (name, value) in added {
                writer.name(name)
                switch value {
                case .seconds(let seconds): writer.integer(seconds)
                case .text(let text): writer.string(text.span)
                case .json(let json): writer.verbatim(json.span)
                case .texts(let texts):
                    writer.array { writer in
                        for text in texts { writer.string(text.span) }
                    }
                }
            }
        }
        return writer.bytes
    }
}
