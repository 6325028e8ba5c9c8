import JSON
import RPC

/// What is known of the keys of the settings: what each is called, and whether it can sign. Nothing of them itself.
struct ConfiguredKeys {
    /// One of them.
    struct Entry {
        /// `kid`.
        let keyID: String?
        /// Its type and algorithm, for people.
        let title: String
        /// Whether tokens can be signed with it.
        let canSign: Bool
    }

    let entries: [Entry]

    /// The keys as they are configured now; none where they cannot be read.
    init(_ call: EditorCall) {
        guard let keys = call.view.keys else {
            entries = []
            return
        }
        do throws(RPCError) {
            let answer = try call.workspace.world.call("key/inspect") { writer in
                writer.object { $0.member("key", keys) }
            }
            entries = answer.root["keys"]?.elements.map { Entry($0) } ?? []
        } catch {
            entries = []
        }
    }

    /// Whether tokens can be signed with any.
    var canSign: Bool { entries.contains(where: \.canSign) }
}

extension ConfiguredKeys.Entry {
    fileprivate init(_ key: JSONValue) {
        keyID = key["kid"]?.string
        let words = [key["crv"] ?? key["kty"], key["alg"]].compactMap { $0?.string }
        title = words.map { VisibleText.escape($0) }.joined(separator: ", ")
        let algorithms = key["compatible"]?["sign"]?.count ?? 0
        canSign = key["private"]?.boolean == true && algorithms > 0
    }
}
