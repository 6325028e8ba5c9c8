import Assistant
import Glibc
import JSON
import JWT
import RPC

/// What the service can be started with: read without the command line's parser, which a service must not wait for.
struct ServiceOptions {
    private(set) var framing: Framing?
    private(set) var directories: [String] = []
    private(set) var variables: [String] = []
    private(set) var client: Int32?
    private(set) var rememberedTokens = 0
    private(set) var configuration: String?
    private(set) var store: String?
    private(set) var logFile: String?
    private(set) var storeProtection = StoreProtection()
    private(set) var kind = ServiceKind.serve
    private(set) var toolPermissions: [ToolPermission] = []
    private(set) var withheldClaims: [String] = []

    /// One option: its name, the word for its value if it takes one, what it does, and how it is taken up.
    struct Row: Sendable {
        let name: StaticString
        var value: StaticString?
        var choices: [StaticString] = []
        let summary: StaticString
        /// Answers false where the value does not fit.
        fileprivate let take: @Sendable (inout ServiceOptions, String) -> Bool
    }

    /// Every option, in the order of the help.
    static let rows: [Row] =
        [
            Row(name: "stdio", summary: "Speak on standard input and output, as without it.") { _, _ in true },
            Row(
                name: "framing", value: "how", choices: ["auto", "lines", "headers"],
                summary: "How messages are told apart; auto finds it from the first byte (auto)."
            ) { options, value in
                options.framing = Framing(rawValue: value)
                return value == "auto" || options.framing != nil
            },
            Row(
                name: "allow-file", value: "directory",
                summary: "Let requests name key files below this directory; may be repeated."
            ) { options, value in
                options.directories.append(value)
                return !value.isEmpty
            },
            Row(
                name: "allow-env", value: "name",
                summary: "Let requests name this variable as the place of a key; may be repeated."
            ) { options, value in
                options.variables.append(value)
                return !value.isEmpty
            },
            Row(name: configuration, value: "file", summary: configurationSummary) { options, value in
                options.configuration = value
                return !value.isEmpty
            },
            Row(
                name: "remember-tokens", value: "number",
                summary:
                    "Recognise this many tokens a thread whose signature held, so that it is not computed again (0)."
            ) { options, value in
                guard let count = Int(value), (0...VerifierDesk.rememberedTokensLimit).contains(count) else {
                    return false
                }
                options.rememberedTokens = count
                return true
            },
            Row(name: store, value: "place", summary: storeSummary) { options, value in
                options.store = value
                return StorePlace.location(value) != nil
            },
        ] + protectionRows + assistantRows + [
            Row(
                name: "log-file", value: "file",
                summary:
                    "Note there what is asked and how long it takes: methods and errors, nothing of what is in them."
            ) { options, value in
                options.logFile = value
                return !value.isEmpty
            },
            Row(name: "clientProcessId", value: "number", summary: "End when this process, our parent, has ended.") {
                options, value in
                options.client = Int32(value)
                return options.client != nil
            },
            Row(name: allowDebug, summary: "Let a debugger attach, and leave a core dump of a crash.") { _, _ in true },
        ]

    private static let assistantRows = [
        Row(
            name: "mcp-allow", value: "what", choices: ["sign", "keygen"],
            summary: "Let assistants sign with kept keys, or make keys that are kept; may be repeated."
        ) { options, value in
            guard let permission = ToolPermission(rawValue: value) else { return false }
            options.toolPermissions.append(permission)
            return true
        },
        Row(
            name: "mcp-redact", value: "claim",
            summary: "Never show assistants what this claim of a token holds; may be repeated."
        ) { options, value in
            options.withheldClaims.append(value)
            return !value.isEmpty
        },
    ]

    private static let protectionRows: [Row] = StoreProtection.Way.allCases.map { way in
        Row(name: way.option, value: way.value, summary: way.summary) { options, value in
            options.storeProtection.take(way, value)
        }
    }

    /// The options that commands have, too.
    static let configuration: StaticString = "config"
    static let configurationSummary: StaticString =
        "The configuration file, which holds policies by their names (jwtls/config.json in $XDG_CONFIG_HOME or ~/.config)."
    static let store: StaticString = "store"
    static let storeSummary: StaticString =
        "The file that keeps what outlives a call, or postgresql://… that machines share; memory: for nowhere, none for nothing (jwtls/store.sqlite in $XDG_STATE_HOME or ~/.local/state)."

    /// The option that is looked at before all others.
    static let allowDebug: StaticString = "allow-debug"

    /// Whether the arguments start the service rather than name a command.
    static func areMeant(by arguments: [String]) -> Bool {
        guard let first = arguments.first else { return true }
        if ServiceKind(rawValue: first) != nil { return !arguments.contains("--help") && !arguments.contains("-h") }
        return rows.contains { first == "--\($0.name)" || first.hasPrefix("--\($0.name)=") }
    }

    /// Reads the arguments of the service.
    init(_ arguments: [String]) throws(CommandFailure) {
        var rest = arguments[...]
        if let named = arguments.first.flatMap(ServiceKind.init(rawValue:)) {
            kind = named
            rest.removeFirst()
        }
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let row = Self.rows.first(where: { parts[0] == "--\($0.name)" }) else {
                let nearest = Spelling.nearest(to: String(parts[0]), among: Self.rows.map { "--\($0.name)" })
                throw .usage(
                    "The service has no option \(VisibleText.shorten(argument, to: 80)).",
                    hint: nearest.map { "Did you mean \($0)?" } ?? "See jwtls serve --help.")
            }
            try take(row, parts.count > 1 ? String(parts[1]) : nil, &rest)
        }
    }

    private mutating func take(_ row: Row, _ given: String?, _ rest: inout ArraySlice<String>) throws(CommandFailure) {
        guard let placeholder = row.value else {
            guard given == nil else { throw .usage("--\(row.name) takes no value.") }
            _ = row.take(&self, "")
            return
        }
        guard let value = given ?? rest.popFirst(), row.take(&self, value) else {
            let choices = row.choices.map(\.description).joined(separator: ", ")
            throw .usage("--\(row.name) takes a \(placeholder)\(choices.isEmpty ? "" : ": \(choices)").")
        }
    }
}
