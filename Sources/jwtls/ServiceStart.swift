import Assistant
import CProcess
import Editor
import Glibc
import Methods

/// How the service begins: options, streams, surroundings; the command line's parser has no part in it.
enum ServiceStart {
    /// Serves until the end; gives the exit code.
    static func run(_ arguments: [String]) -> Int32 {
        if arguments.isEmpty, isatty(0) == 1 { greet() }
        cprocess_return_large_blocks()
        do throws(CommandFailure) {
            let options = try ServiceOptions(arguments)
            let files = try AllowedFiles(directories: options.directories, variables: options.variables)
            let journal = try options.logFile.map { (path) throws(CommandFailure) in try Journal(path) }
            // Standard output is taken over before anything else can print.
            guard let streams = StandardStreams() else { throw .input("The standard streams cannot be had.") }
            if let client = options.client { ClientWatch.start(client) }
            let surroundings = Surroundings(
                clock: SystemClock.now, files: files, configuration: ConfigurationFile(named: options.configuration),
                otherLimits: Editor.limits,
                rememberedTokens: options.rememberedTokens, store: try StorePlace.store(options.store),
                storeSecret: try options.storeProtection.secret())
            let service = service(streams, options, surroundings, journal)
            return service.run(framing: options.framing)
        } catch {
            StandardStreams.complain(error.text)
            return error.exit.rawValue
        }
    }

    // One process serves programs, editors and assistants, or assistants alone.
    private static func service(
        _ streams: StandardStreams, _ options: ServiceOptions, _ surroundings: Surroundings, _ journal: Journal?
    ) -> Service {
        let workspace = Workspace(EditorSurroundings(surroundings), version: Surroundings.version)
        let tools = ToolServer(
            methods: Methods.descriptions, version: Surroundings.version, allowing: options.toolPermissions,
            withholding: options.withheldClaims)
        let isForAll = options.kind != .mcp
        return Service(
            streams,
            methods: isForAll
                ? Methods.descriptions + Assistant.descriptions + Editor.descriptions : Assistant.descriptions,
            initiator: isForAll ? workspace : nil
        ) {
            let methods = MethodResponder(surroundings)
            let responder = AssistantResponder(tools, others: EditorResponder(workspace, others: methods))
            return journal.map { NotedResponder($0, responder) } ?? responder
        }
    }

    private static func greet() {
        StandardStreams.complain(
            """
            jwtls reads JSON-RPC from standard input now: one message a line, or with Content-Length headers.
            For the command line see jwtls --help; to decode a token, jwtls decode TOKEN. Ctrl-D ends this.

            """)
    }
}
