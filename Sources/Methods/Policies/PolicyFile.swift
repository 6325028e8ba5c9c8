import JSON
import JWT
import RPC

/// The policies of a configuration file, every one of them checked: a file with a fault is no file.
///
/// Keys may stand in it. What was read is wiped when nobody uses it any more; whoever looks at a value of it holds on to
/// the file meanwhile.
final class PolicyFile: Sendable {
    /// The path, for people.
    let path: String
    /// Whether nobody but its owner can read it.
    let isPrivate: Bool
    /// The policies, in the order of the file.
    let entries: [(name: String, value: JSONValue)]
    private let document: JSONDocument

    /// Reads and checks what a file holds.
    init(_ content: FileContent, path: String) throws(RPCError) {
        self.path = path
        isPrivate = content.isPrivate
        do throws(JSONFault) {
            document = try JSONDocument(content.bytes)
        } catch {
            throw Self.fault("This is not JSON: \(error.explanation).", at: error.offset, of: content.bytes, path)
        }
        entries = try Self.entries(document, path)
        for entry in entries { try check(entry.name, entry.value) }
    }

    deinit { document.wipe() }

    /// The policy of this name.
    func policy(_ name: String) -> JSONValue? {
        entries.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// Where a byte of the file stands: its path, line and column.
    func place(of offset: Int) -> String {
        Self.place(of: offset, in: document.bytes, path)
    }

    /// An error about what stands at this byte.
    func fault(_ message: String, at offset: Int, hint: String? = nil) -> RPCError {
        Self.fault(message, at: offset, of: document.bytes, path, hint: hint)
    }

    private static func place(of offset: Int, in bytes: [UInt8], _ path: String) -> String {
        var lines = TextLines(bytes)
        let place = lines.place(of: offset)
        return "\(path):\(place.line):\(place.column)"
    }

    private static func fault(
        _ message: String, at offset: Int, of bytes: [UInt8], _ path: String, hint: String? = nil
    ) -> RPCError {
        RPCError(.configurationInvalid, "\(place(of: offset, in: bytes, path)): \(message)", hint: hint)
    }

    private static func entries(
        _ document: JSONDocument, _ path: String
    ) throws(RPCError) -> [(name: String, value: JSONValue)] {
        func fault(_ message: String, at value: JSONValue, hint: String? = nil) -> RPCError {
            Self.fault(message, at: value.offset, of: document.bytes, path, hint: hint)
        }
        let root = document.root
        guard root.kind == .object else { throw fault("A configuration is an object.", at: root) }
        if let name = document.duplicates.first { throw fault("\(name.excerpt()) stands here twice.", at: name) }
        for member in root.members where !member.name.isString("policies") && !member.name.isString("$schema") {
            let nearest = Spelling.nearest(to: member.name.string, among: ["policies", "$schema"])
            throw fault(
                "A configuration has no member \(member.name.excerpt()).", at: member.name,
                hint: nearest.map { "Did you mean \($0)?" } ?? "It has policies.")
        }
        guard let policies = root["policies"] else { return [] }
        guard policies.kind == .object, policies.count <= PolicyDeclaration.policies else {
            throw fault("policies must be an object of at most \(PolicyDeclaration.policies) policies.", at: policies)
        }
        var entries: [(name: String, value: JSONValue)] = []
        for member in policies.members {
            guard let name = member.name.utf8, PolicyDeclaration.isName(name) else {
                throw fault("The name of a policy has \(PolicyDeclaration.nameRule).", at: member.name)
            }
            entries.append((String(decoding: name, as: UTF8.self), member.value))
        }
        return entries
    }
}

extension PolicyFile {
    private func check(_ name: String, _ value: JSONValue) throws(RPCError) {
        do throws(RPCError) {
            try PolicyCheck.members(of: value)
        } catch {
            throw fault("Policy \(name): \(error.message)", at: error.offset ?? value.offset, hint: error.hint)
        }
        let layers = try PolicyChain(from: name, in: self).layers
        do throws(PolicyFault) {
            _ = try Policy(JSONLayers(layers.map(\.object)), isWhole: false)
        } catch {
            let pointer = JSONPointer(error.pointer)
            let layer = layers.first { layer in pointer?.steps.first.map { layer.object[$0.span] != nil } == true }
            let place = (layer?.object ?? value).deepest(pointer)
            throw fault(
                "Policy \(name): \(error.pointer.dropFirst()) must be \(error.expected).", at: place.offset,
                hint: error.hint)
        }
        guard !isPrivate, let secret = PolicyCheck.secret(in: value) else { return }
        throw RPCError(
            .configurationPermissions,
            "\(place(of: secret.offset)): Policy \(name) has a secret, and others can read the file.",
            hint: "chmod 600 \(path)")
    }
}

extension JSONValue {
    /// The value that a pointer leads to, or the last one on the way there.
    func deepest(_ pointer: JSONPointer?) -> JSONValue {
        guard let pointer else { return self }
        var found = self
        for count in pointer.steps.indices {
            let way = JSONPointer(steps: Array(pointer.steps[...count]))
            guard let next = way.value(in: self) else { break }
            found = next
        }
        return found
    }
}
