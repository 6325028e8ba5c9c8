import Glibc
import JSON
import Methods
import RPC

/// One command at work: its parameters go to the method in this process, once or for each token, and what it answers is
/// printed.
struct MethodCall {
    private let method: MethodDescription
    private let given: [GivenOption]
    private let output: OutputChoice
    private let surroundings: CommandSurroundings

    /// A command that calls this method.
    init(
        _ method: MethodDescription, _ given: [GivenOption], _ output: OutputChoice, _ surroundings: CommandSurroundings
    ) {
        self.surroundings = surroundings
        self.method = method
        self.given = given
        self.output = output
    }

    /// Does it; the worst of what came of each token is the status.
    func run() throws(CommandFailure) -> ExitStatus {
        var printer = ResultPrinter(method, output)
        defer { printer.flush() }
        var files = CommandFiles()
        var parameters = try CommandParameters(method, given, &files)
        defer { parameters.wipe() }
        let responder = MethodResponder(try surroundings.surroundings())
        var status = ExitStatus.good
        var page = JSONPage()
        var result = JSONWriter()
        var tokens = try CommandTokens(given, &files, isNeeded: parameters.hasToken)
        while let token = try tokens.next({ printer.flush() }) {
            var bytes = page.takeBytes()
            parameters.write(token.bytes, named: token.name, to: &bytes)
            result.removeAll()
            do throws(RPCError) {
                try call(responder, &page, bytes, &result)
            } catch {
                throw CommandFailure(error, at: parameters.source(of: error.parameter))
            }
            if try printer.print(result.bytes) == .refused { status = .refused }
        }
        try printer.finish()
        return status
    }

    private func call(
        _ responder: MethodResponder, _ page: inout JSONPage, _ bytes: [UInt8], _ result: inout JSONWriter
    ) throws(RPCError) {
        let params: JSONValue
        do throws(JSONFault) {
            params = try page.read(bytes, 0..<bytes.count)
        } catch {
            throw RPCError(error)
        }
        let arguments = method.isSelfChecking ? Arguments(unchecked: params) : try Arguments(params, for: method)
        // Nobody else waits: everything may take the time that it takes.
        try responder.respond(to: Call(method: method, arguments: arguments, lane: .slow), into: &result)
    }
}

/// The tokens or texts that a command is for, one after another; one empty one where the method takes none.
private struct CommandTokens {
    /// One of them, and where it came from, if that is worth telling.
    struct Subject {
        let bytes: [UInt8]
        var name: String?
    }

    private var sources: ArraySlice<String>
    private var lines: TokenLines?
    private var descriptor: Int32 = -1
    private var count = 0
    private let isNeeded: Bool
    private let areDocuments: Bool
    private var files: CommandFiles

    init(_ given: [GivenOption], _ files: inout CommandFiles, isNeeded: Bool) throws(CommandFailure) {
        self.isNeeded = isNeeded
        areDocuments = given.contains { $0.option.role.isDocument }
        self.files = files
        let texts = given.first { $0.option.shape == .arguments }?.texts ?? [String]()
        sources = isNeeded && texts.isEmpty ? ["-"] : texts[...]
        if isNeeded, !areDocuments, sources.contains("-") || sources.contains("@-") {
            try files.takeStandardInput(for: "tokens, one a line,")
        }
    }

    /// The next token. `beforeWaiting` is called when it may take a while to come.
    mutating func next(_ beforeWaiting: () -> Void) throws(CommandFailure) -> Subject? {
        guard isNeeded else {
            count += 1
            return count == 1 ? Subject(bytes: []) : nil
        }
        if areDocuments { return try nextDocument() }
        while true {
            if lines?.mayWait == true { beforeWaiting() }
            if let token = try lines?.next() {
                count += 1
                return Subject(bytes: token)
            }
            closeSource()
            guard let source = sources.popFirst() else {
                if count == 0 { throw .usage("No token was given.") }
                return nil
            }
            if source != "-", source.utf8.first != UInt8(ascii: "@") {
                count += 1
                return Subject(bytes: Array(source.utf8))
            }
            let isInput = source == "-" || source == "@-"
            descriptor = try isInput ? 0 : CommandFiles.open(String(source.dropFirst()))
            lines = TokenLines(descriptor: descriptor, limit: BoundedFile.limit)
        }
    }

    // Bytes that are no text keep their place, so that all others have theirs.
    private mutating func nextDocument() throws(CommandFailure) -> Subject? {
        guard let path = sources.popFirst() else { return nil }
        var bytes = try files.read(path, for: "text", limit: BoundedFile.textLimit).bytes
        while let place = bytes.span.firstInvalidUTF8 { bytes[place] = UInt8(ascii: "?") }
        return Subject(bytes: bytes, name: path == "-" ? nil : path)
    }

    private mutating func closeSource() {
        if descriptor > 0 { close(descriptor) }
        descriptor = -1
        lines = nil
    }
}

extension CommandFailure {
    /// What a method could not do, as the end of the command.
    init(_ error: RPCError, at source: String?) {
        let place = source.map { "\($0): " } ?? ""
        self.init(message: place + error.message, hint: error.hint, exit: ExitStatus(error.code))
    }
}

extension ExitStatus {
    // A token that was refused before it was made is refused; keys and files are the environment's.
    fileprivate init(_ code: ErrorCode) {
        if code == .signingRefused {
            self = .refused
        } else if code.word.hasPrefix("params.") {
            self = .usage
        } else {
            self = .input
        }
    }
}
