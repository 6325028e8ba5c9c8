import JSON
import JWT
import RPC

/// Where a key stands: in a document that is open, or in a file that the settings name.
struct KeyPlace {
    let uri: String
    /// All of the key, and where it says its name.
    let range: TextRange
    let name: TextRange
    /// The key as token methods take it, and what it is.
    let text: [UInt8]
    let title: String

    /// The place as an address with a line.
    var address: String { "\(uri)#L\(name.start.line + 1)" }

    /// Keys of one search.
    private static let limit = 1000

    /// The keys of a name, those in open documents first.
    static func all(named keyID: [UInt8], _ call: EditorCall) -> [KeyPlace] {
        documents(call).flatMap { document in places(in: document) { $0.keyID == keyID } }
    }

    /// All keys that are written so that they can be shown.
    static func all(_ call: EditorCall) -> [KeyPlace] {
        Array(documents(call).lazy.flatMap { document in places(in: document) { $0.title != nil } }.prefix(limit))
    }

    /// Where the first key of each name stands.
    static func byName(_ call: EditorCall) -> [[UInt8]: KeyPlace] {
        var places: [[UInt8]: KeyPlace] = [:]
        for document in documents(call) {
            for item in document.noted.items {
                guard let keyID = item.note.key?.keyID, places[keyID] == nil, places.count < limit else { continue }
                places[keyID] = KeyPlace(item, in: document)
            }
        }
        return places
    }

    // Open documents, and the key files that are not open.
    private static func documents(_ call: EditorCall) -> [TextDocument] {
        let open = call.view.documents.values.sorted { $0.uri < $1.uri }.filter { call.covers($0) }
        return open + call.keyFiles.filter { call.view.documents[$0.uri] == nil }
    }

    private static func places(in document: TextDocument, _ isWanted: (KeyNote) -> Bool) -> [KeyPlace] {
        document.noted.items.compactMap { item in
            guard let note = item.note.key, isWanted(note) else { return nil }
            return KeyPlace(item, in: document)
        }
    }

    private init(_ item: NotedText.Item, in document: TextDocument) {
        uri = document.uri
        range = document.range(of: item.range)
        name = document.range(of: KeyMention.nameOfKey(item, in: document.text))
        text = ScannedKey.plain(Array(document.text[item.range]), item.note.key?.form ?? .jwk)
        title = item.note.key?.title ?? "a key that cannot be read"
    }

    /// Writes the place as LSP has it; as a link where the client takes links, from what is asked about.
    func write(from origin: TextRange?, asLink: Bool, to writer: inout JSONWriter) {
        writer.object { writer in
            guard asLink else {
                writer.member("uri", uri)
                writer.member("range", name)
                return
            }
            if let origin { writer.member("originSelectionRange", origin) }
            writer.member("targetUri", uri)
            writer.member("targetRange", range)
            writer.member("targetSelectionRange", name)
        }
    }
}

extension EditorCall {
    /// The files that the settings name as keys and that are below a folder, as documents.
    fileprivate var keyFiles: [TextDocument] {
        view.settings.keyList.compactMap { key in
            guard let path = Workspace.keyPath(key) else { return nil }
            for folder in view.folders {
                guard let content = content(of: path, below: folder) else { continue }
                return TextDocument(uri: FileAddress.uri("\(folder)/\(path)"), text: content, encoding: client.encoding)
            }
            return nil
        }
    }

    // What cannot be read was complained of when the settings were.
    private func content(of path: String, below folder: String) -> [UInt8]? {
        do throws(RPCError) {
            return try workspace.world.file(path, below: folder)
        } catch {
            return nil
        }
    }
}
