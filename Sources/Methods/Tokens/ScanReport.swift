import JOSE
import JSON
import JWT
import RPC

/// What `scan` says about a text.
struct ScanReport {
    private let text: [UInt8]
    private let judge: ScanJudge
    private let now: NumericDate
    private var lines: TextLines
    private var tokens = 0
    private var keys = 0
    private var exposed = 0

    init(_ text: [UInt8], judge: ScanJudge, now: NumericDate) {
        self.text = text
        self.judge = judge
        self.now = now
        lines = TextLines(text)
    }

    mutating func write(
        name: [UInt8]?, cancellation: Cancellation, using desk: inout VerifierDesk, to writer: inout JSONWriter
    ) throws(RPCError) {
        let (sightings, isCut) = TextScanner.scan(text)
        writer.beginObject()
        if let name {
            writer.name("name")
            writer.string(name.span)
        }
        writer.name("found")
        writer.beginArray()
        for sighting in sightings {
            try cancellation.check()
            writer.beginObject()
            write(sighting, using: &desk, to: &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.member("tokens", tokens)
        writer.member("keys", keys)
        writer.member("exposed", exposed)
        writer.member("complete", !isCut)
        writer.endObject()
    }

    private mutating func write(_ sighting: Sighting, using desk: inout VerifierDesk, to writer: inout JSONWriter) {
        let octets = Array(text[sighting.range])
        var findings: [Finding]
        let exposure: FindingCode?
        switch sighting.form {
        case .token, .jsonToken:
            tokens += 1
            let token = DecodedToken(octets, now: now)
            writer.member("kind", token.kind.rawValue)
            writePlace(sighting.range, to: &writer)
            let verdict = token.kind == .jwe ? nil : judge.verdict(on: octets, at: now, using: &desk)
            if sighting.form == .jsonToken { writer.member("serialization", token.serialization.rawValue) }
            token.writeOutline(to: &writer)
            if let digest = TokenDigest.whole(of: octets) {
                writer.name("digest")
                writer.plainString(digest.span)
            }
            if let verdict { Self.write(verdict, from: sighting.range.lowerBound, to: &writer) }
            findings = token.findings.filter { $0.severity != .information && $0.severity != .hint }
            findings += verdict?.notes ?? []
            exposure = Self.isUsable(token, verdict) ? .tokenExposed : nil
        case .pem, .jwk:
            keys += 1
            writer.member("kind", "key" as StaticString)
            writePlace(sighting.range, to: &writer)
            let sample = ScannedKey(octets, sighting.form)
            sample.write(to: &writer)
            findings = sample.findings
            exposure = sample.exposure
        }
        if let exposure {
            if lines.isAllowed(sighting.range) {
                writer.member("allowed", true)
            } else {
                exposed += 1
                findings.insert(Finding(exposure), at: 0)
            }
        }
        // Places in findings count from the beginning of the text, as all else does here.
        writer.findings("findings", findings.map { $0.moved(by: sighting.range.lowerBound) })
    }

    private mutating func writePlace(_ range: Range<Int>, to writer: inout JSONWriter) {
        let place = lines.place(of: range.lowerBound)
        writer.member("range", range)
        writer.member("line", place.line)
        writer.member("column", place.column)
    }

    private static func write(_ verdict: ScanJudge.Verdict, from start: Int, to writer: inout JSONWriter) {
        switch verdict {
        case .verified(let failures, _): writer.member("valid", failures.isEmpty)
        case .compared(let failures): writer.member("conforms", failures.isEmpty)
        }
        writer.findings("failures", verdict.failures.map { $0.moved(by: start) })
    }

    // What has expired, is not signed, or does not hold, opens nothing.
    private static func isUsable(_ token: DecodedToken, _ verdict: ScanJudge.Verdict?) -> Bool {
        if case .verified(let failures, _)? = verdict, !failures.isEmpty { return false }
        return token.kind != .unsecured && token.kind != .unknown && token.times?.state != .expired
    }
}

extension ScannedKey {
    fileprivate func write(to writer: inout JSONWriter) {
        guard let key else {
            if case .pem(let label) = form { writer.member("format", label) }
            return
        }
        writer.member("format", key.origin.container.word)
        writer.identity(of: key)
        writer.member("private", key.isSecret)
    }
}
