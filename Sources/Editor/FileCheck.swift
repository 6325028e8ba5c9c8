import JSON
import JWT
package import RPC

/// What is found in files, as an editor would be told it: with the settings and the keys of a folder.
package final class FileCheck {
    /// One thing found in a file.
    package struct Remark: Sendable {
        /// The row of the vocabulary, how much it matters here, a sentence, and the bytes that it is about.
        package let diagnostic: EditorDiagnostic
        /// Where they stand: lines and Unicode scalars in them, from 0.
        package let range: TextRange
    }

    private let workspace: Workspace

    /// With the settings of a folder, if it has some.
    package init(folder: String?, _ world: any EditorWorld) throws(RPCError) {
        workspace = Workspace(world, version: "")
        workspace.change { $0.folders = folder.map { [$0] } ?? [] }
        // What is wrong with them is thrown here, and only told of elsewhere.
        let settings = try folder.map { (folder) throws(RPCError) in try workspace.writtenSettings(in: folder) }
        workspace.takeSettings(settings ?? nil)
        workspace.change { view in
            // Nobody scrolls through a list that a program reads.
            if view.layers.file?["maximumDiagnostics"] == nil { view.settings.maximumDiagnostics = 100_000 }
        }
    }

    /// The name of the file that holds a folder's settings.
    package static let settingsFile = Workspace.settingsFile

    /// What could not be taken up since this was asked for last, in sentences.
    package func takeComplaints() -> [String] {
        workspace.change { view in
            defer { view.complaints = [] }
            return view.complaints.sorted()
        }
    }

    /// What is found in a text, in the order of it; its path says which settings are for it.
    package func remarks(on text: [UInt8], at path: String) -> [Remark] {
        guard workspace.view.settings.covers(path) else { return [] }
        let uri = FileAddress.uri(path)
        var document = TextDocument(uri: uri, text: text, encoding: .utf32)
        // Git's index may be long, and most files hold nothing to ask about.
        document.isTracked = document.noted.items.contains { $0.note.token != nil } && workspace.isTracked(uri)
        workspace.change { [document] view in view.documents[uri] = document }
        defer {
            workspace.change { view in
                view.documents[uri]?.wipe()
                view.documents = [:]
            }
        }
        workspace.judge([uri])
        let view = workspace.view
        guard let judged = view.documents[uri] else { return [] }
        let diagnosis = Diagnosis(judged, view.settings, workspace.world.now())
        var walk = PositionWalk(judged)
        return diagnosis.list.map { Remark(diagnostic: $0, range: walk.range(of: $0.range)) }
    }
}
