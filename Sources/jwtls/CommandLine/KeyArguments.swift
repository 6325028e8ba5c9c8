import JSON
import Methods
import RPC

/// The keys that a command line gives for one parameter: read from where they stand, and passed on as what they hold.
struct KeyArguments {
    /// How a secret can be written; `raw` is the file's bytes themselves.
    static let encodings: [StaticString] = ["utf8", "base64url", "base64", "hex", "raw"]

    private let parameter: Parameter
    private let given: [GivenOption]
    private(set) var items: [Item] = []

    /// One key: where it came from, and the JSON that says it.
    struct Item {
        let source: String
        var json: [UInt8]
    }

    /// Reads the keys that options of this parameter name. Where there are none, and the parameter is needed and can be
    /// given as an argument, standard input is read.
    init(_ parameter: Parameter, _ given: [GivenOption], _ files: inout CommandFiles) throws(CommandFailure) {
        self.parameter = parameter
        self.given = given.filter { $0.option.parameter?.name.description == parameter.name.description }
        let password = try password(&files)
        let encoding = texts(.secretEncoding).first?.text
        try checkEncoding(encoding)
        for (option, path) in texts(.file) { try readKey(path, option, password, &files) }
        for (option, name) in texts(.variable) {
            var value = try files.variable(name)
            add("\(option) \(name)", &value) { KeyContent.write($0, password: password, to: &$1) }
        }
        for (option, name) in texts(.reference) {
            var text = Array(name.utf8)
            add("\(option) \(name)", &text) { text, writer in
                writer.object { writer in
                    writer.name("ref")
                    writer.string(text.span)
                }
            }
        }
        for (option, path) in texts(.secretFile) {
            var value = try files.readSecret(path, for: option)
            addSecret("\(option) \(path)", &value, encoding)
        }
        for (option, name) in texts(.secretVariable) {
            var value = try files.variable(name)
            addSecret("\(option) \(name)", &value, encoding)
        }
        // A password alone is what a token is encrypted with.
        if items.isEmpty, let password {
            var text = password
            add(texts(.passwordFile).first?.option ?? "the password", &text) { text, writer in
                writer.object { writer in
                    writer.name("password")
                    writer.string(text.span)
                }
            }
        }
        let isArgument = self.given.contains { $0.option.shape == .argument || $0.option.shape == .arguments }
        if items.isEmpty, isArgument, parameter.isRequired { try readKey("-", "the key", password, &files) }
    }

    /// Writes the parameter; nothing where no key was given.
    func write(to writer: inout JSONWriter) {
        guard let first = items.first else { return }
        writer.name(parameter.name)
        guard items.count > 1 else { return writer.verbatim(first.json.span) }
        writer.array { writer in
            for item in items { writer.verbatim(item.json.span) }
        }
    }

    /// Leaves nothing of the keys behind.
    mutating func wipe() {
        for index in items.indices { items[index].json.wipe() }
    }

    private func texts(_ part: CommandOption.KeyPart) -> [(option: String, text: String)] {
        given.filter { $0.option.role.isKey(part) }.flatMap { given in
            let isNamed = given.option.shape == .texts || given.option.shape == .text
            return given.texts.map { (option: isNamed ? "--\(given.option.name)" : given.option.name, text: $0) }
        }
    }

    private func password(_ files: inout CommandFiles) throws(CommandFailure) -> [UInt8]? {
        if let (option, path) = texts(.passwordFile).first { return try files.readSecret(path, for: option).firstLine }
        if let (_, name) = texts(.passwordVariable).first { return try files.variable(name) }
        return nil
    }

    private func checkEncoding(_ encoding: String?) throws(CommandFailure) {
        let known = Self.encodings.map(\.description)
        let option = given.first { $0.option.role.isKey(.secretEncoding) }?.option.name ?? ""
        if let encoding, !known.contains(encoding) {
            throw .usage("--\(option) is one of \(known.joined(separator: ", ")).")
        }
        guard encoding == nil, !(texts(.secretFile) + texts(.secretVariable)).isEmpty else { return }
        throw .usage(
            "A secret needs --\(option): \(known.joined(separator: ", ")).",
            hint: "It is never guessed: the same text is a different key in each.")
    }

    private mutating func readKey(
        _ path: String, _ option: String, _ password: [UInt8]?, _ files: inout CommandFiles
    ) throws(CommandFailure) {
        var content = try files.read(path, for: option)
        if !content.isPrivate, KeyContent.holdsSecret(content.bytes) { CommandFiles.warnOfOpenFile(path) }
        add(path == "-" ? "standard input" : path, &content.bytes) { KeyContent.write($0, password: password, to: &$1) }
    }

    private mutating func addSecret(_ source: String, _ bytes: inout [UInt8], _ encoding: String?) {
        let isTrimmed = given.contains { $0.option.role.isKey(.secretTrimmed) && $0.flag == true }
        // A line end is no digit of base64 or hex; in text it is a character like any other.
        if isTrimmed || encoding != "utf8" && encoding != "raw" { bytes.trimLineEnd() }
        if encoding == "utf8", bytes.last == UInt8(ascii: "\n") {
            let source = VisibleText.escape(source)
            StandardStreams.complain("jwtls: warning: the line end behind the secret of \(source) is part of it.\n")
        }
        add(source, &bytes) { bytes, writer in
            guard let encoding, encoding != "raw" else { return KeyContent.writeSecret(bytes, to: &writer) }
            writer.object { writer in
                writer.name("secret")
                writer.string(bytes.span)
                writer.member("encoding", encoding)
            }
        }
    }

    // The bytes are wiped: what they say stands in the item now.
    private mutating func add(_ source: String, _ bytes: inout [UInt8], _ write: ([UInt8], inout JSONWriter) -> Void) {
        // An escape makes six bytes of one.
        var writer = JSONWriter(capacity: bytes.count * 6 + 4096)
        write(bytes, &writer)
        items.append(Item(source: source, json: writer.bytes))
        bytes.wipe()
    }
}

extension CommandOption.Role {
    fileprivate func isKey(_ part: CommandOption.KeyPart) -> Bool {
        if case .key(let own) = self { return own == part }
        return false
    }
}
