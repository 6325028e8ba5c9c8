import Glibc
import JSON
import Methods
import RPC

/// Prints results as a command was asked to: JSON for programs, a reading for people, or the bare text of what was made.
struct ResultPrinter {
    private enum Form { case json, plain, people }

    private let view: ResultView
    private let form: Form
    private let isTerminal: Bool
    private let style: PageStyle
    private var buffer: [UInt8] = []
    private var count = 0
    // Claims that are as deep as they may be stand deeper in an answer.
    private static let limits = JSONLimits(depth: 2 * JSONLimits().depth)
    // Why nothing can be written any more.
    private var error: Int32?

    /// A printer for the results of this method.
    init(_ method: MethodDescription, _ output: OutputChoice) {
        view = ResultView.of(method)
        isTerminal = isatty(1) == 1
        style = PageStyle(output.colour, isTerminal: isTerminal)
        if output.isJSON {
            form = .json
        } else if view.plain != nil {
            form = .plain
        } else {
            form = isTerminal || output.isPretty ? .people : .json
        }
    }

    /// Prints one result; answers whether its news is good.
    mutating func print(_ result: [UInt8]) throws(CommandFailure) -> ExitStatus {
        if form == .json, view.isBad == nil {
            append(result)
            try advance()
            return .good
        }
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONDocument(result, limits: Self.limits).root
        } catch {
            throw .input("The answer is not JSON: \(error.explanation).")
        }
        switch form {
        case .json: append(result)
        case .plain: try printPlain(value, result)
        case .people: printForPeople(value)
        }
        try advance()
        return view.isBad?(value) == true ? .refused : .good
    }

    private mutating func advance() throws(CommandFailure) {
        count += 1
        if isTerminal || buffer.count >= 64 << 10 { flush() }
        if let error { throw .output(error) }
    }

    /// Writes what is still held back.
    mutating func finish() throws(CommandFailure) {
        flush()
        if let error { throw .output(error) }
    }

    /// Writes what was printed so far.
    mutating func flush() {
        guard !buffer.isEmpty else { return }
        error = error ?? StandardStreams.write(buffer, to: 1)
        buffer.wipe()
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ line: [UInt8]) {
        buffer += line
        if line.last != UInt8(ascii: "\n") { buffer.append(UInt8(ascii: "\n")) }
    }

    // What is odd about what was made is told beside it, where no pipe picks it up.
    private mutating func printPlain(_ value: JSONValue, _ result: [UInt8]) throws(CommandFailure) {
        let text = view.plain?(value) ?? result
        if view.makesKeys, value["public"]?.boolean != true { closeFile() }
        // A file of DER holds DER; a terminal, or whoever wants several keys, gets base64.
        if !isTerminal, view.makesKeys, let der = value.keyDER.flatMap(KeyContent.der) {
            buffer += der
        } else if view.makesKeys, let secret = value.secretText {
            try append(secret: secret)
        } else {
            append(text)
        }
        guard let findings = value["findings"] else { return }
        for finding in findings.elements where finding["severity"]?.isString("information") != true {
            StandardStreams.complain("jwtls: warning: \(VisibleText.escape(finding["message"]?.string ?? ""))\n")
        }
    }

    // A line end would be one more character of the secret; a terminal wants one, and must not obey the others.
    private mutating func append(secret: [UInt8]) throws(CommandFailure) {
        guard isTerminal else { return buffer += secret }
        guard !VisibleText.isUnsafe(String(decoding: secret, as: UTF8.self)) else {
            throw .usage(
                "The secret has characters that a terminal would obey.",
                hint: "Write it to a file, or ask for another encoding.")
        }
        append(secret)
    }

    // Into a file, a secret goes only once nobody else can read it: shells make files that everybody can.
    private func closeFile() {
        var status = stat()
        guard unsafe fstat(1, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 != 0 else {
            return
        }
        if fchmod(1, status.st_mode & 0o700) == 0 { return }
        CommandFiles.warnOfOpenFile("standard output")
    }

    private mutating func printForPeople(_ value: JSONValue) {
        var page = Page(style)
        if count > 0 { page.line() }
        view.people(value, &page)
        buffer += Array(page.text.utf8)
    }
}
