import JOSE
import JSON
import RPC

extension Editor {
    /// Settings as they change (LSP 3.17, "DidChangeConfiguration", "DidChangeWatchedFiles", "WorkspaceFolders").
    static let configuration = EditorFeature(requests: [changeConfiguration, changeFiles, changeFolders]) {
        client, writer in
        writer.object("workspace") { writer in
            if client.asksForContent {
                writer.object("textDocumentContent") { $0.member("schemes", [TokenAddress.scheme]) }
            }
            writer.object("workspaceFolders") { writer in
                writer.member("supported", true)
                writer.member("changeNotifications", true)
            }
        }
    }

    private static let changeConfiguration = EditorRequest(
        "workspace/didChangeConfiguration", "Says that settings have changed.",
        [Parameter("settings", .any, "The settings, ours under jwtls.")], isBarrier: true
    ) { (call, _) in
        let given = call.params["settings"]
        let ours = given?["jwtls"] ?? given
        if let ours, ours.kind == .object, given?["jwtls"] != nil || ours.count > 0 {
            let kept = ours.moved(to: ours.document.detached())
            call.workspace.change { $0.layers.sent = kept }
        }
        call.workspace.renewSettings()
        // Most clients send nothing here, and want to be asked.
        call.workspace.askForSettings()
    }

    private static let changeFiles = EditorRequest(
        "workspace/didChangeWatchedFiles", "Says that files have changed that we watch.", isBarrier: true
    ) { (call, _) in call.workspace.renewSettings() }

    private static let changeFolders = EditorRequest(
        "workspace/didChangeWorkspaceFolders", "Says that other folders are open.",
        [Parameter("event", .object, "What was added, and what was removed.", required: true)], isBarrier: true
    ) { (call, _) in
        let event = call.params["event"]
        let paths = { (name: StaticString) in
            event?[name]?.elements.compactMap { $0["uri"]?.string.flatMap { FileAddress.path($0) } } ?? []
        }
        let (added, removed) = (paths("added"), paths("removed"))
        call.workspace.change { view in
            view.folders.removeAll { removed.contains($0) }
            view.folders += added.filter { !view.folders.contains($0) }
        }
        call.workspace.renewSettings()
    }
}

extension Workspace {
    /// The name of the file in a folder that holds settings for it.
    static let settingsFile = ".jwtls.json"

    /// Reads the settings and the key files that they name anew, and says everything anew.
    func readSettings() {
        takeSettings(view.folders.lazy.compactMap { self.settings(in: $0) }.first)
    }

    /// The same, and has the client ask anew for what it shows.
    func renewSettings() {
        readSettings()
        refreshAll()
    }

    /// Takes these settings of the workspace's file, and reads the key files anew.
    func takeSettings(_ file: JSONValue?) {
        let view = view
        var layers = view.layers
        layers.file = file
        let settings = layers.settings
        let keys = self.keys(settings.keyList, in: view.folders)
        change { view in
            view.layers = layers
            view.settings = settings
            view.keys = keys
            for uri in view.documents.keys { view.documents[uri]?.noted.forgetJudgements() }
        }
        for sentence in settings.complaints { complain(sentence) }
        touchAll()
    }

    private func settings(in folder: String) -> JSONValue? {
        do throws(RPCError) {
            return try writtenSettings(in: folder)
        } catch {
            complain("\(Self.settingsFile): \(error.message)")
            return nil
        }
    }

    /// The settings that a folder's file holds; nil where there is none.
    func writtenSettings(in folder: String) throws(RPCError) -> JSONValue? {
        guard let bytes = try world.file(Self.settingsFile, below: folder) else { return nil }
        return try JSONDocument.settings(bytes)
    }

    // Files are read here, below the folder alone; whatever else a key can be is the token methods' matter.
    private func keys(_ list: [JSONValue], in folders: [String]) -> JSONValue? {
        var writer = JSONWriter()
        writer.array { writer in
            for (index, key) in list.enumerated() {
                guard let path = Self.keyPath(key) else {
                    writer.copy(key)
                    continue
                }
                // What was meant to be a key may stand where a path should: it is not repeated.
                guard let content = content(of: path, in: folders) else {
                    complain("keys[\(index)]: the file is not below a folder that is open, or cannot be read.")
                    continue
                }
                guard let password = key["password"] else {
                    writer.string(content.span)
                    continue
                }
                writer.object { writer in
                    writer.name("pem")
                    writer.string(content.span)
                    writer.member("password", password)
                }
            }
        }
        defer { writer.wipe() }
        do throws(JSONFault) {
            let value = try JSONDocument(writer.bytes).root
            return value.count > 0 ? value : nil
        } catch {
            return nil
        }
    }

    /// The path of a key file that is read here: one that is named from a folder. Others are named to the token methods, which know what
    /// is allowed.
    static func keyPath(_ key: JSONValue) -> String? {
        let text = key.string ?? key["file"]?.string
        guard let text, !text.hasPrefix("/") else { return nil }
        let octets = Array(text.utf8)
        return key.kind == .string && KeyText.recognise(octets.span) != nil ? nil : text
    }

    private func content(of path: String, in folders: [String]) -> [UInt8]? {
        for folder in folders {
            do throws(RPCError) {
                if let content = try world.file(path, below: folder) { return content }
            } catch {
                complain("A key file: \(error.message)")
            }
        }
        return nil
    }

    /// Asks the client for its section, where it can be asked.
    func askForSettings() {
        guard view.capabilities.has("workspace", "configuration") else { return }
        ask(
            "workspace/configuration",
            { writer in
                writer.object { writer in
                    writer.array("items") { writer in
                        writer.object { $0.member("section", "jwtls" as StaticString) }
                    }
                }
            },
            then: { [weak self] reply in
                guard let self, let ours = reply["result"]?.elements.first(where: { _ in true }) else { return }
                let kept = ours.kind == .object ? ours.moved(to: ours.document.detached()) : nil
                let isNew = view.layers.configuration?.lexeme != kept?.lexeme
                change { $0.layers.configuration = kept }
                readSettings()
                settle()
                if isNew { refreshAll() }
            })
    }

    /// Asks to be told when key files and settings change, where the client can do that.
    func watchFiles() {
        guard view.capabilities.has("workspace", "didChangeWatchedFiles", "dynamicRegistration") else { return }
        ask("client/registerCapability") { writer in
            writer.object { writer in
                writer.array("registrations") { writer in
                    writer.object { writer in
                        writer.member("id", "jwtls.files" as StaticString)
                        writer.member("method", "workspace/didChangeWatchedFiles" as StaticString)
                        writer.object("registerOptions") { writer in
                            writer.array("watchers") { writer in
                                for glob in ["**/.jwtls.json", "**/*.jwk", "**/*.jwks", "**/*jwks*.json", "**/*.pem"] {
                                    writer.object { $0.member("globPattern", glob) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension JSONDocument {
    /// The settings that a file holds.
    fileprivate static func settings(_ bytes: [UInt8]) throws(RPCError) -> JSONValue {
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONDocument(bytes).root
        } catch {
            throw RPCError(.invalidParameters, "It is not JSON: \(error.explanation) (byte \(error.offset)).")
        }
        guard value.kind == .object else { throw RPCError(.invalidParameters, "It is no JSON object.") }
        return value
    }
}
