import JSON
import JWT
package import RPC
import Synchronization

/// What an editor's session consists of: its documents, its settings, what it can do, and what is to be told to it.
///
/// Requests that change it run alone; those that only look at it take a view, in which nothing changes.
package final class Workspace: Initiator {
    let world: any EditorWorld
    /// The version of jwtls.
    let version: String
    /// What clients were told of colours.
    let colours = ColourMemory()
    private let state: Mutex<State>

    private struct State {
        var view = WorkspaceView()
        var messenger: (any Messenger)?
        /// What was asked of the client, and is not answered yet.
        var asked: [Int: @Sendable (JSONValue) -> Void] = [:]
        var lastID = 0
        /// Documents of which the client has not been told what was found.
        var stale: Set<String> = []
        /// What the client was told last of each document, as a digest.
        var told: [String: UInt64] = [:]
        /// The tokens that claims documents are about, by the digests in the addresses of these.
        var links: [String: ClaimsLink] = [:]
        /// When something in a document changes by itself.
        var boundaries: [String: NumericDate] = [:]
    }

    /// A session in this world, in which nothing is open yet.
    package init(_ world: any EditorWorld, version: String) {
        self.world = world
        self.version = version
        state = Mutex(State())
    }

    /// How everything stands.
    var view: WorkspaceView { state.withLock { $0.view } }

    /// Changes how everything stands; only requests that run alone do.
    func change<Result>(_ body: (inout WorkspaceView) -> sending Result) -> sending Result {
        state.withLock { state in body(&state.view) }
    }

    /// Says that the client is to be told anew what was found in a document.
    func touch(_ uri: String) {
        state.withLock { state in
            // Of what was never open nothing was told.
            if state.view.documents[uri] != nil || state.told[uri] != nil { state.stale.insert(uri) }
        }
    }

    /// The same of all documents.
    func touchAll() { state.withLock { $0.stale.formUnion($0.view.documents.keys) } }

    /// Whether a document is a file that its repository keeps.
    func isTracked(_ uri: String) -> Bool { FileAddress.path(uri).map { world.isTracked($0) } ?? false }
}

/// Claims documents and their tokens.
extension Workspace {
    /// Says which token the claims document with this digest in its address is about.
    func link(_ digest: String, to link: ClaimsLink) {
        state.withLock { state in
            if state.links.count >= Self.linkLimit { state.links = [:] }
            state.links[digest] = link
        }
    }

    /// The token that a document was opened for here, wherever it is kept now; nil for any other document.
    func openedLink(of uri: String) -> ClaimsLink? {
        guard let digest = TokenAddress.digest(in: uri, .claims) else { return nil }
        return state.withLock { $0.links[digest] }
    }

    /// The token that a document is about, by its address if nothing more is known; nil for any other document.
    func link(of uri: String) -> ClaimsLink? {
        openedLink(of: uri) ?? TokenAddress.digest(in: uri, .claims).map { ClaimsLink(digest: $0) }
    }

    private static let linkLimit = 1000
}

/// What is said without having been asked.
extension Workspace {
    package func begin(_ messenger: any Messenger) { state.withLock { $0.messenger = messenger } }

    /// Sends a notification.
    func notify(_ method: StaticString, _ params: (inout JSONWriter) -> Void) {
        state.withLock { $0.messenger }?.notify(method, params)
    }

    /// Asks the client something; what it answers comes to the closure, as the whole message.
    func ask(
        _ method: StaticString, _ params: (inout JSONWriter) -> Void,
        then take: @escaping @Sendable (JSONValue) -> Void = { _ in }
    ) {
        let (messenger, id) = state.withLock { state in
            state.lastID += 1
            // A client that never answers is not waited for for ever.
            if state.asked.count < Self.askedLimit { state.asked[state.lastID] = take }
            return (state.messenger, state.lastID)
        }
        messenger?.send(method, id: id, params)
    }

    /// Questions that wait for an answer.
    private static let askedLimit = 1000

    /// Takes what the client answers.
    func take(_ reply: JSONValue) {
        guard let id = reply["id"]?.integer else { return }
        state.withLock { $0.asked.removeValue(forKey: Int(id)) }?(reply)
    }

    /// Whether the client wants to know what is asked and how long it takes.
    var isTraced: Bool { state.withLock { $0.view.isTraced } }

    /// Tells it what was asked and how long it took.
    func trace(_ method: StaticString, since start: NumericDate) {
        let took = world.now().microseconds(since: start)
        notify("$/logTrace") { writer in
            writer.object { $0.member("message", "\(method): \(took) µs") }
        }
    }

    package func settle() {
        let stale = state.withLock { state in
            defer { state.stale = [] }
            return state.stale
        }
        guard !stale.isEmpty else { return }
        judge(stale)
        let view = view
        let now = world.now()
        for uri in stale.sorted() {
            let document = view.documents[uri]
            let diagnosis = document.map { Diagnosis($0, view.settings, now) }
            state.withLock { $0.boundaries[uri] = diagnosis?.nextChange }
            // A client that asks is not told.
            if !view.capabilities.pullsDiagnostics { publish(uri, document, diagnosis, view.capabilities) }
        }
        let next = state.withLock { $0.boundaries.values.min() }
        world.wake(at: next) { [weak self] in self?.tick() }
    }

    /// Time has passed a boundary: what rests on it is told anew.
    private func tick() {
        let now = world.now()
        state.withLock { state in
            state.stale.formUnion(state.boundaries.filter { $0.value <= now }.keys)
        }
        let capabilities = view.capabilities
        settle()
        if capabilities.pullsDiagnostics { ask("workspace/diagnostic/refresh", { $0.null() }) }
        refresh(capabilities)
    }

    /// Has the client ask anew for all that it shows, where it can: the settings or the keys are others.
    func refreshAll() {
        let capabilities = view.capabilities
        if capabilities.pullsDiagnostics { ask("workspace/diagnostic/refresh", { $0.null() }) }
        if capabilities.has("workspace", "semanticTokens", "refreshSupport") {
            ask("workspace/semanticTokens/refresh", { $0.null() })
        }
        refresh(capabilities)
    }

    /// Has the client ask anew for what it shows beside the text, where it can.
    func refresh(_ capabilities: ClientCapabilities) {
        if capabilities.has("workspace", "inlayHint", "refreshSupport") {
            ask("workspace/inlayHint/refresh", { $0.null() })
        }
        if capabilities.has("workspace", "codeLens", "refreshSupport") {
            ask("workspace/codeLens/refresh", { $0.null() })
        }
    }

    private func publish(
        _ uri: String, _ document: TextDocument?, _ diagnosis: Diagnosis?, _ capabilities: ClientCapabilities
    ) {
        var body = JSONWriter()
        body.array { body in
            guard let document, let diagnosis else { return }
            diagnosis.write(for: capabilities, to: &body, in: document)
        }
        let digest = body.withBytes { $0.hash() }
        let isNew = state.withLock { state in
            defer { state.told[uri] = document == nil ? nil : digest }
            return state.told[uri] != digest
        }
        guard isNew else { return }
        notify("textDocument/publishDiagnostics") { writer in
            writer.object { writer in
                writer.member("uri", uri)
                if capabilities.has("textDocument", "publishDiagnostics", "versionSupport") {
                    writer.member("version", document?.version)
                }
                writer.name("diagnostics")
                body.withBytes { writer.verbatim($0) }
            }
        }
    }
}

/// How a session stands at one moment.
struct WorkspaceView: Sendable {
    /// The documents that are open, by their addresses.
    var documents: [String: TextDocument] = [:]
    /// The folders that the editor has open, as paths.
    var folders: [String] = []
    var capabilities = ClientCapabilities(nil)
    var settings = EditorSettings()
    /// The layers that the settings come from, the one that counts least first: the workspace's file, what `initialize` brought,
    /// what the client answered, what it sent.
    var layers = SettingsLayers()
    /// The keys of the settings as token methods take them, those in files read.
    var keys: JSONValue?
    /// Whether the client is told what is asked and how long it takes.
    var isTraced = false
    /// What was complained of, so that it is once.
    var complaints: Set<String> = []

    /// How many documents are kept.
    static let documentLimit = 10_000
}
