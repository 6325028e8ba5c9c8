import JSON
import JWT

/// The answer that tokens share which one quick look passes: written once, but for what is each token's own.
struct QuickAnswer {
    /// What says yes.
    let look: QuickLook
    /// The keys that the tokens were signed with.
    let keys: [SigningKey]
    /// The members about the signature.
    private let signature: [UInt8]
    /// The checks that are always the same, as elements of an array.
    private let steadyChecks: [UInt8]
    /// The member about findings, if there are any.
    private let findings: [UInt8]

    /// The answer of which this verdict, whose token passed, is an example.
    init(_ look: QuickLook, _ verdict: borrowing Verdict) {
        self.look = look
        keys = verdict.signingKeys
        var writer = JSONWriter()
        writer.beginObject()
        VerdictAnswer.writeSignatures(verdict, to: &writer)
        signature = writer.withBytes { $0.extracting(1...).array }
        writer.removeAll()
        writer.beginArray()
        for check in look.steadyChecks { check.write(to: &writer, claims: nil) }
        steadyChecks = writer.withBytes { $0.extracting(1...).array }
        writer.removeAll()
        writer.beginObject()
        writer.findings("findings", look.steadyFindings)
        findings = writer.withBytes { $0.extracting(1...).array }
    }

    /// Writes what `VerdictAnswer` would have written.
    func write(
        _ notes: borrowing QuickNotes, now: NumericDate, checks: VerdictAnswer.Checks, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.append("\"valid\":true")
        writer.member("claims", notes.claims)
        writer.verbatim(signature.span)
        writer.append(",\"expiresInSeconds\":")
        writer.integer(notes.expires.seconds(since: now))
        if checks != .none {
            writer.append(",\"checks\":[")
            if checks == .all {
                writer.append(steadyChecks.span)
                for index in notes.checks.indices { notes.checks[index].write(to: &writer, claims: notes.claims) }
            }
            writer.append("]")
        }
        if !findings.isEmpty { writer.verbatim(findings.span) }
        writer.endObject()
    }
}
