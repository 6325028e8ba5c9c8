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
                rememberedTokens: options.rememberedTokens, store: try StorePlace.store(options.store),
                storeSecret: try options.storeProtection.secret())
            let workspace = Workspace(EditorSurroundings(surroundings), version: Surroundings.version)
            let service = Service(
                streams, methods: Methods.descriptions + Editor.descriptions, initiator: workspace
            ) {
                let responder = EditorResponder(workspace, others: MethodResponder(surroundings))
                return journal.map { NotedResponder($0, responder) } ?? responder
            }
            return service.run(framing: options.framing)
        } catch {
            StandardStreams.complain(error.text)
            return error.exit.rawValue
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
