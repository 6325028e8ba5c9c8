import JSON
import JWT
import RPC

/// A command as it is offered for a stretch of a document: a code action (LSP 3.17, "Code Action Request").
struct Offer: Sendable {
    /// What kind of action it is.
    enum Kind: String, Sendable {
        case quickFix = "quickfix"
        case rewrite = "refactor.rewrite"
        case source = "source.jwtls"

        /// Whether a client that wants these kinds wants it.
        func isWanted(_ kinds: [String]?) -> Bool {
            guard let kinds else { return true }
            return kinds.contains { $0.isEmpty || rawValue == $0 || rawValue.hasPrefix($0 + ".") }
        }
    }

    /// What people read of it.
    let title: String
    let kind: Kind
    /// The bytes that it is about.
    let range: Range<Int>
    /// How it is done.
    var words: CommandWords = [:]
    /// The diagnostics of the client's that it mends.
    var mended: [JSONValue] = []
    /// Whether it is what most people would do.
    var isPreferred = false
    /// Whether it changes a document, so that what it changes can be said instead of a command.
    var isEdit = true
    /// Why it cannot be done here.
    var obstacle: String?
}

/// What is offered for: a stretch of a document, what stands in it, and what the client shows of it.
struct OfferContext {
    let call: EditorCall
    let document: TextDocument
    let range: Range<Int>
    /// What stands in the stretch; nothing where that is more than people look at.
    let items: ArraySlice<NotedText.Item>
    /// Our diagnostics that the client shows there, by their codes.
    private let diagnostics: [(code: String, value: JSONValue)]

    init(_ call: EditorCall, _ document: TextDocument, _ range: Range<Int>) {
        (self.call, self.document, self.range) = (call, document, range)
        items = document.noted.items(in: range)
        let shown = call.params["context"]?["diagnostics"]?.elements.filter { $0["source"]?.isString("jwtls") ?? true }
        diagnostics = (shown ?? []).compactMap { value in value["code"]?.string.map { ($0, value) } }
    }

    /// Why nothing can be signed here.
    var keyObstacle: String? {
        call.view.keys == nil ? "No keys are configured: see the setting keys." : nil
    }

    /// What people can mean by it: no more than this is offered one by one.
    static let itemLimit = 4

    /// The tokens in the stretch, if they are few.
    var tokens: [(item: NotedText.Item, note: TokenNote)] {
        guard items.count <= Self.itemLimit else { return [] }
        return items.compactMap { item in item.note.token.map { (item, $0) } }
    }

    /// The keys in the stretch, if they are few.
    var keys: [(item: NotedText.Item, note: KeyNote)] {
        guard items.count <= Self.itemLimit else { return [] }
        return items.compactMap { item in item.note.key.map { (item, $0) } }
    }

    /// The diagnostics of these codes about something.
    func diagnostics(about range: Range<Int>, _ codes: [FindingCode]) -> [JSONValue] {
        diagnostics(about: range).filter { diagnostic in codes.contains { $0.word == diagnostic.code } }.map(\.value)
    }

    /// The diagnostics about something.
    func diagnostics(about range: Range<Int>) -> [(code: String, value: JSONValue)] {
        diagnostics.filter { diagnostic in
            guard let place = TextRange(diagnostic.value["range"]) else { return false }
            let bytes = document.bytes(of: place)
            return bytes.lowerBound <= range.upperBound && range.lowerBound <= bytes.upperBound
        }
    }
}
