import JSON
import JWT

/// What can be set about the editor's part: the members of `.jwtls.json`, of `initializationOptions`, and of the client's section
/// `jwtls`.
package struct EditorSettings: Sendable {
    /// Whether anything is done at all.
    var isEnabled = true
    /// Keys to verify with, as `verify` takes them; a string is the path of a file.
    var keys: JSONValue?
    /// The policy to verify under, by its name or as an object.
    var policy: JSONValue?
    /// How severe findings are, where that is another severity than theirs; nil turns one off.
    var severities: [String: FindingCode.Severity?] = [:]
    /// How long before it expires a token is said to do so soon.
    var expiresSoon = TimeSpan(seconds: 15 * 60)
    /// How long a token may live without being remarked upon.
    var maximumLifetime = TimeSpan(seconds: 366 * 86_400)
    /// Documents that are looked at, and those among them that are not.
    var include: [Glob] = []
    var exclude: [Glob] = [Glob("**/.git/**")]
    /// Where tokens for tests stand: what is wrong with one there is a hint.
    var tests: [Glob] = [
        "**/test/**", "**/tests/**", "**/Tests/**", "**/testdata/**", "**/fixtures/**", "**/__tests__/**", "**/spec/**",
    ].map { Glob($0) }
    /// Diagnostics of one document.
    var maximumDiagnostics = 1000
    var showsInlayHints = true
    var showsCodeLenses = true
    /// What could not be taken up, in sentences.
    private(set) var complaints: [String] = []

    /// The settings when nobody says otherwise.
    package init() {}

    /// What these layers say, the one that counts most first.
    init(_ layers: JSONLayers) {
        self.init()
        for object in layers.objects { complain(ofUnknown: object) }
        read(layers)
    }

    private mutating func complain(ofUnknown object: JSONValue) {
        for member in object.members where !Self.rows.contains(where: { member.name.isString($0.name) }) {
            // What begins so is about the file, not about us.
            if member.name.isString("$schema") { continue }
            complaints.append("There is no setting \(VisibleText.escape(member.name.excerpt(40))).")
        }
    }

    private mutating func read(_ layers: JSONLayers) {
        take(layers, "enable", "true or false", \.isEnabled) { $0.boolean }
        keys = layers["keys"].flatMap { $0.kind == .null ? nil : $0 }
        policy = layers["policy"].flatMap { $0.kind == .null ? nil : $0 }
        take(layers, "severities", "an object of severities", \.severities, Self.severities)
        take(layers, "expiresSoon", "a length of time", \.expiresSoon) { TimeSpan($0) }
        take(layers, "maximumLifetime", "a length of time", \.maximumLifetime) { TimeSpan($0) }
        take(layers, "include", "an array of globs", \.include, Self.globs)
        take(layers, "exclude", "an array of globs", \.exclude, Self.globs)
        take(layers, "tests", "an array of globs", \.tests, Self.globs)
        take(layers, "maximumDiagnostics", "a number from 1 to 100000", \.maximumDiagnostics, Self.count)
        take(layers, "inlayHints", "true or false", \.showsInlayHints) { $0.boolean }
        take(layers, "codeLenses", "true or false", \.showsCodeLenses) { $0.boolean }
    }

    private mutating func take<Value>(
        _ layers: JSONLayers, _ name: StaticString, _ phrase: String, _ place: WritableKeyPath<EditorSettings, Value>,
        _ read: (JSONValue) -> Value?
    ) {
        guard let value = layers[name], value.kind != .null else { return }
        if let value = read(value) { self[keyPath: place] = value } else { complaints.append("\(name) is \(phrase).") }
    }

    private static func globs(_ value: JSONValue) -> [Glob]? {
        guard value.kind == .array, value.count <= 1000 else { return nil }
        let globs = value.elements.compactMap { $0.string.map { Glob($0) } }
        return globs.count == value.count ? globs : nil
    }

    private static func count(_ value: JSONValue) -> Int? {
        guard let count = value.integer, (1...100_000).contains(count) else { return nil }
        return Int(count)
    }

    private static func severities(_ value: JSONValue) -> [String: FindingCode.Severity?]? {
        guard value.kind == .object else { return nil }
        var result: [String: FindingCode.Severity?] = [:]
        for member in value.members {
            guard let name = member.name.string, let word = member.value.string else { return nil }
            guard word != "off" else {
                result[name] = .some(nil)
                continue
            }
            guard let severity = FindingCode.Severity(rawValue: word) else { return nil }
            result[name] = severity
        }
        return result
    }

    /// The keys one by one.
    var keyList: [JSONValue] { keys.map { $0.kind == .array ? Array($0.elements) : [$0] } ?? [] }

    /// Whether a document is looked at.
    func covers(_ path: String) -> Bool {
        guard isEnabled, !exclude.contains(where: { $0.matches(path) }) else { return false }
        return include.isEmpty || include.contains { $0.matches(path) }
    }

    /// How severe a finding is in a document, or nil where nobody wants to know.
    func severity(of code: FindingCode, _ standard: FindingCode.Severity) -> FindingCode.Severity? {
        severities[code.word] ?? standard
    }
}

/// Where settings come from, each layer kept as it came.
struct SettingsLayers: Sendable {
    var file: JSONValue?
    var initialization: JSONValue?
    var configuration: JSONValue?
    var sent: JSONValue?

    /// The settings that they make.
    var settings: EditorSettings {
        EditorSettings(JSONLayers([sent, configuration, initialization, file].compactMap { $0 }))
    }
}
