import JOSE
import JSON
import JWT

/// A verdict as `verify` answers it. The claims are in it only where the token is valid, so that a caller who forgets to
/// look gets nothing to trust.
struct VerdictAnswer {
    /// Which checks are listed.
    enum Checks: String { case all, failed, none }

    let now: NumericDate
    let checks: Checks
    /// The kind of token that was asked for, if one was.
    var profile: Profile?
    /// The scopes that were asked for, if some were.
    var scopes: Policy.Requirement?

    func write(_ verdict: borrowing Verdict, to writer: inout JSONWriter) {
        writer.beginObject()
        let isValid = verdict.isValid
        writer.member("valid", isValid)
        if isValid {
            writeContent(verdict, to: &writer)
        } else {
            let failures = verdict.failures
            writer.array("failures") { writer in
                for failure in failures { failure.write(to: &writer) }
            }
            writeBearerError(verdict, to: &writer)
        }
        Self.writeSignatures(verdict, to: &writer)
        if let profile { writer.member("profile", profile.name) }
        if let status = verdict.tokenStatus { Self.write(status, to: &writer) }
        if let proof = verdict.proof { Self.write(proof, to: &writer) }
        Self.writeState(verdict, to: &writer)
        if isValid, let disclosure = verdict.disclosure { disclosure.write(to: &writer) }
        if isValid { writeExpiry(verdict, to: &writer) }
        writeChecks(verdict, to: &writer)
        writer.findings("findings", verdict.findings)
        writer.findings("diagnosis", verdict.diagnosis)
        writer.endObject()
    }

    /// Writes which error of RFC 6750 §3.1 a token that is refused is, so that who guards a resource needs no table.
    func writeBearerError(_ verdict: borrowing Verdict, to writer: inout JSONWriter) {
        guard verdict.lacksAuthorityAlone else { return writer.member("error", "invalid_token" as StaticString) }
        writer.member("error", "insufficient_scope" as StaticString)
        guard let scopes else { return }
        writer.name("scope")
        writer.string(Array(scopes.values.joined(separator: [UInt8(ascii: " ")])).span)
    }

    /// Writes what may be believed: the claims, or the content.
    func writeContent(_ verdict: borrowing Verdict, to writer: inout JSONWriter) {
        if let claims = verdict.claims { return writer.member("claims", claims) }
        writer.name("payload")
        writer.plainString(Base64URL.encode(verdict.payload.span).span)
        guard verdict.payload.span.firstInvalidUTF8 == nil else { return }
        writer.name("text")
        writer.string(verdict.payload.span)
    }

    /// Writes what the store says, where that is more than that the token was not revoked.
    static func writeState(_ verdict: borrowing Verdict, to writer: inout JSONWriter) {
        if let revocation = verdict.revocation, revocation.status != .good {
            writer.name("revocation")
            revocation.write(to: &writer)
        }
        if let first = verdict.firstSeen { writer.object("replay") { $0.member("firstSeen", first) } }
    }

    // A token with one signature has a header; one with several says of each what came of it.
    static func writeSignatures(_ verdict: borrowing Verdict, to writer: inout JSONWriter) {
        guard let first = verdict.signatures.first else { return }
        guard verdict.signatures.count > 1 else {
            writer.header("header", first.header.protected)
            writer.header("unprotectedHeader", first.header.unprotected)
            writer.name("signature")
            return write(first, isAlone: true, to: &writer)
        }
        let signatures = verdict.signatures
        writer.array("signatures") { writer in
            for outcome in signatures { write(outcome, isAlone: false, to: &writer) }
        }
    }

    private static func write(_ outcome: Verdict.SignatureOutcome, isAlone: Bool, to writer: inout JSONWriter) {
        writer.object { writer in
            let isVerified = outcome.failure == nil && outcome.key != nil
            writer.member("status", isVerified ? "verified" : "failed" as StaticString)
            writer.member("alg", outcome.header.algorithmName)
            if let failure = outcome.failure {
                writer.member("code", failure.word)
                writer.member("message", outcome.message)
            }
            if !isAlone {
                writer.header("header", outcome.header.protected)
                writer.header("unprotectedHeader", outcome.header.unprotected)
            }
            if let key = outcome.key { KeySummary(key).write(to: &writer) }
        }
    }

    private static func write(_ status: TokenStatus, to writer: inout JSONWriter) {
        writer.object("status") { writer in
            writer.member("value", Int(status.value))
            writer.member("name", status.name)
        }
    }

    private static func write(_ proof: ProofReport, to writer: inout JSONWriter) {
        writer.object("dpop") { writer in
            writer.member("valid", proof.failures.isEmpty)
            if let thumbprint = proof.thumbprint {
                writer.name("jkt")
                writer.plainString(thumbprint.span)
            }
            if let tokenID = proof.tokenID {
                writer.name("jti")
                writer.string(tokenID.span)
            }
            writer.findings("failures", proof.failures)
        }
    }

    /// Writes how long the token is still valid.
    func writeExpiry(_ verdict: borrowing Verdict, to writer: inout JSONWriter) {
        guard let expires = verdict.expires else { return }
        writer.member("expiresInSeconds", expires.seconds(since: now))
    }

    /// Writes the checks that are asked for.
    func writeChecks(_ verdict: borrowing Verdict, to writer: inout JSONWriter) {
        guard checks != .none else { return }
        let (all, claims) = (verdict.checks, verdict.claims)
        writer.array("checks") { writer in
            for index in all.indices where checks == .all || all[index].status != .pass {
                all[index].write(to: &writer, claims: claims)
            }
        }
    }
}

/// A key as an answer names it: by its own name and its thumbprint, never by a member that is secret.
struct KeySummary {
    private let key: Key

    init(_ key: Key) {
        self.key = key
    }

    func write(to writer: inout JSONWriter) {
        writer.object("key") { writer in
            writer.member("kty", key.type.name)
            if let keyID = key.keyID {
                writer.name("kid")
                writer.string(keyID.span)
            }
            // A secret's thumbprint is a digest of that secret: not for everybody (RFC 7638 §7).
            if let thumbprint = key.publicThumbprint {
                writer.name("thumbprint")
                writer.plainString(thumbprint.span)
            }
        }
    }
}

extension JSONWriter {
    /// Writes findings, or nothing where there are none.
    mutating func findings(_ name: StaticString, _ findings: [Finding]) {
        guard !findings.isEmpty else { return }
        array(name) { writer in
            for finding in findings { finding.write(to: &writer) }
        }
    }
}
