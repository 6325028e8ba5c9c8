import JSON
package import JWT

/// What is to be said of a document at an instant, and when that will be something else.
package struct Diagnosis {
    /// What is said, in the order of the text.
    package private(set) var list: [EditorDiagnostic] = []
    /// The next instant at which something changes by itself.
    package private(set) var nextChange: NumericDate?

    private let document: TextDocument
    private let settings: EditorSettings
    private let now: NumericDate
    private let isTest: Bool
    private var isFull = false

    /// Looks through a document.
    init(_ document: TextDocument, _ settings: EditorSettings, _ now: NumericDate) {
        self.document = document
        self.settings = settings
        self.now = now
        let path = FileAddress.path(document.uri) ?? document.uri
        isTest = settings.tests.contains { $0.matches(path) }
        guard settings.covers(path) else { return }
        for item in document.noted.items where !isFull {
            switch item.note {
            case .token(let note): review(item, note)
            case .key(let note): review(item, note)
            }
        }
        if isFull || document.noted.isCut { addRest() }
    }

    private mutating func addRest() {
        list.append(
            EditorDiagnostic(
                range: 0..<0, code: .tooLarge, severity: .information,
                message: "There is more in this document than is told here: see maximumDiagnostics."))
    }

    // What rests on the time is told by what `now` is before.
    private mutating func review(_ item: NotedText.Item, _ note: TokenNote) {
        for finding in note.findings { add(finding, item, finding.range ?? 0..<item.range.count) }
        switch note.state(at: now) {
        case .expired:
            guard let expires = note.expires else { break }
            add(.expired, item, "The token expired \(Calendar.distance(expires, from: now)).", .warning, stale: true)
        case .notYetValid:
            guard let start = note.notBefore else { break }
            changes(at: start)
            add(.notYetValid, item, "The token is valid only \(Calendar.distance(start, from: now)).", .warning)
        case .noExpiry: add(.noExpiry, item, nil, .information)
        case .active: reviewLife(item, note)
        case .invalid, .unknown: break
        }
        review(item.judgement, item, note)
        if isLive(item, note), document.isTracked, !isTest { add(.tokenExposed, item, nil, .warning) }
    }

    private mutating func reviewLife(_ item: NotedText.Item, _ note: TokenNote) {
        guard let expires = note.expires else { return }
        changes(at: expires)
        let soon = expires.advanced(by: TimeSpan(seconds: -settings.expiresSoon.seconds))
        if soon <= now {
            add(.expiresSoon, item, "The token expires at \(Calendar.text(expires) ?? "").", .information)
        } else {
            changes(at: soon)
        }
        guard let start = note.issuedAt ?? note.notBefore else { return }
        let lifetime = TimeSpan(seconds: expires.seconds(since: start))
        guard lifetime > settings.maximumLifetime else { return }
        add(.lifetimeTooLong, item, "The token lives \(Calendar.length(lifetime)).", .information)
    }

    private mutating func review(_ judgement: Judgement, _ item: NotedText.Item, _ note: TokenNote) {
        switch judgement {
        case .none, .valid, .conforming: break
        case .invalid:
            add(.signatureInvalid, item, nil, .error)
        case .keyUnknown:
            add(.keyNotFound, item, "None of the configured keys is for this token.", .hint)
        case .refused(let code, let sentence):
            // What the token says by itself is told already.
            if !note.findings.contains(where: { $0.code == code }) { add(code, item, sentence, .warning) }
        }
    }

    private func isLive(_ item: NotedText.Item, _ note: TokenNote) -> Bool {
        switch note.state(at: now) {
        case .expired: return false
        default: return note.kind != .unsecured && note.kind != .unknown && item.judgement != .invalid
        }
    }

    private mutating func review(_ item: NotedText.Item, _ note: KeyNote) {
        for finding in note.findings { add(finding, item, 0..<item.range.count) }
        if let exposure = note.exposure { add(exposure, item, nil, exposure.severity) }
    }

    private mutating func changes(at instant: NumericDate) {
        guard instant > now else { return }
        nextChange = min(nextChange ?? instant, instant)
    }

    private mutating func add(_ finding: Finding, _ item: NotedText.Item, _ range: Range<Int>) {
        let start = item.range.lowerBound
        let place = (start + range.lowerBound)..<(start + range.upperBound)
        add(
            finding.code, item, VisibleText.escape(finding.message + (finding.hint.map { " \($0)" } ?? "")),
            finding.severity,
            place: place.clamped(to: item.range))
    }

    private mutating func add(
        _ code: FindingCode, _ item: NotedText.Item, _ message: String?, _ standard: FindingCode.Severity,
        place: Range<Int>? = nil, stale: Bool = false
    ) {
        guard let severity = settings.severity(of: code, isTest ? .hint : standard) else { return }
        guard list.count < settings.maximumDiagnostics else {
            isFull = true
            return
        }
        if item.allowance.allows(code) { return }
        list.append(
            EditorDiagnostic(
                range: place ?? item.range, code: code, severity: severity,
                message: message ?? code.summary, isStale: stale))
    }
}

extension Diagnosis {
    /// Writes the elements of an array of diagnostics.
    func write(for client: ClientCapabilities, to writer: inout JSONWriter, in document: TextDocument) {
        let style = EditorDiagnostic.Style(client)
        var walk = PositionWalk(document)
        for diagnostic in list { diagnostic.write(at: walk.range(of: diagnostic.range), style, to: &writer) }
    }
}

/// One thing said of a document.
package struct EditorDiagnostic: Sendable {
    /// The bytes it is about.
    package let range: Range<Int>
    /// The row of the vocabulary.
    package let code: FindingCode
    /// How much it matters here.
    package let severity: FindingCode.Severity
    /// A sentence for people.
    package let message: String
    /// Whether what it is about is of no use any more.
    var isStale = false

    /// What a client shows of diagnostics.
    struct Style {
        let describes: Bool
        let tags: Bool

        init(_ client: ClientCapabilities) {
            // Whoever asks for diagnostics is of a time when all could show these.
            describes =
                client.pullsDiagnostics
                || client.has("textDocument", "publishDiagnostics", "codeDescriptionSupport")
            tags = client.knows("textDocument", "publishDiagnostics", "tagSupport")
        }
    }

    /// Writes it as LSP has it (LSP 3.17, "Diagnostic").
    func write(at place: TextRange, _ style: Style, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("range", place)
            writer.member("severity", severity.number)
            writer.member("code", code.word)
            if style.describes, let url = code.url {
                writer.object("codeDescription") { $0.member("href", url) }
            }
            writer.member("source", "jwtls" as StaticString)
            writer.member("message", message)
            if isStale, style.tags {
                writer.array("tags") { $0.integer(1) }
            }
        }
    }
}

extension FindingCode.Severity {
    /// The number that LSP gives it (LSP 3.17, "DiagnosticSeverity").
    var number: Int {
        switch self {
        case .error: 1
        case .warning: 2
        case .information: 3
        case .hint: 4
        }
    }
}

extension FindingCode {
    /// The page that shows the section it rests on, where that is an RFC.
    package var url: String? { Self.urls[word] }

    // Put together once: a document may have a thousand findings of one kind.
    private static let urls: [String: String] = {
        var urls: [String: String] = [:]
        for code in all { urls[code.word] = code.newURL }
        return urls
    }()

    private var newURL: String? {
        guard let specification else { return nil }
        let words = "\(specification)".split(separator: " ")
        guard words.count >= 2, words[0] == "RFC", words[1].allSatisfy(\.isNumber) else { return nil }
        let section = words.count > 2 && words[2].hasPrefix("§") ? "#section-\(words[2].dropFirst())" : ""
        return "https://www.rfc-editor.org/rfc/rfc\(words[1])\(section)"
    }
}
