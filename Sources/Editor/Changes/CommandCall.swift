import JSON
import RPC

/// What a command is told: words that say how it is done, by their names.
typealias CommandWords = [String: String]

/// One call of a command: the document as it stands now, the stretch of it that is meant, and how it is to be done.
struct CommandCall {
    let editor: EditorCall
    let document: TextDocument
    let range: Range<Int>
    let words: CommandWords

    /// A call that is made by offering it.
    init(_ editor: EditorCall, _ document: TextDocument, _ range: Range<Int>, _ words: CommandWords) {
        (self.editor, self.document, self.range, self.words) = (editor, document, range, words)
    }

    /// A call with the object that a client gives: `uri`, `range` or `position`, the `version` that they are about, and words.
    init(_ editor: EditorCall, _ argument: JSONValue?) throws(RPCError) {
        guard let argument, argument.kind == .object, let uri = argument["uri"]?.string else {
            throw RPCError(
                .invalidParameters, "A command takes one object, with the uri of a document.",
                parameter: "/arguments/0/uri")
        }
        guard let document = editor.view.documents[uri] else {
            throw RPCError(
                .invalidParameters, "The document is not open.", parameter: "/arguments/0/uri",
                hint: "Send textDocument/didOpen first.")
        }
        if let version = argument["version"]?.integer, let current = document.version, version != Int64(current) {
            throw RPCError(
                .contentModified, "The document has changed since: this is about version \(version) of it.",
                parameter: "/arguments/0/version", hint: "Ask for the actions again.")
        }
        let range: Range<Int>
        if let given = TextRange(argument["range"]) {
            range = document.bytes(of: given)
        } else if let position = TextPosition(argument["position"]) {
            let offset = document.offset(of: position)
            range = offset..<offset
        } else {
            range = 0..<document.text.count
        }
        var words: CommandWords = [:]
        for member in argument.members {
            guard let name = member.name.string, name != "uri", let word = member.value.string else { continue }
            words[name] = word
        }
        self.init(editor, document, range, words)
    }

    /// The tokens in the stretch; the one that stands around it where it is a place in one.
    var tokens: [(item: NotedText.Item, note: TokenNote)] {
        document.noted.items(in: range).compactMap { item in item.note.token.map { (item, $0) } }
    }

    /// The one token that is meant: that of this stretch, or the first that it touches.
    func token() throws(RPCError) -> (item: NotedText.Item, note: TokenNote) {
        guard let token = tokens.first(where: { $0.item.range == range }) ?? tokens.first else {
            throw RPCError(.contentModified, "There is no token at this place.", parameter: "/arguments/0/range")
        }
        return token
    }

    /// The one key that is meant: that of this stretch, or the innermost that it touches.
    func key() throws(RPCError) -> (item: NotedText.Item, note: KeyNote) {
        let keys = document.noted.items(in: range).compactMap { item in item.note.key.map { (item: item, note: $0) } }
        guard let key = keys.last(where: { $0.item.range == range }) ?? keys.last else {
            throw RPCError(.contentModified, "There is no key at this place.", parameter: "/arguments/0/range")
        }
        return key
    }

    /// The bytes of something in the document.
    func octets(_ item: NotedText.Item) -> [UInt8] { Array(document.text[item.range]) }

    /// One of these words, or the first of them where none is given.
    func choice(_ name: String, _ choices: [String]) throws(RPCError) -> String {
        guard let word = words[name] else { return choices.first ?? "" }
        guard choices.contains(word) else {
            throw RPCError(
                .invalidParameters, "\(name) is one of \(choices.joined(separator: ", ")).",
                parameter: "/arguments/0/\(name)")
        }
        return word
    }
}
