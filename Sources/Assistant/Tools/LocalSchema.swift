import JSON
import RPC

/// A JSON Schema that stands alone: what it refers to of the OpenRPC document comes along in its `$defs`.
struct LocalSchema {
    private let root: JSONValue
    private let known: [Schema]

    /// A schema, as text, that may refer to any of these.
    init(_ text: [UInt8], _ known: [Schema]) throws(RPCError) {
        root = try JSONDocument.read(text).root
        self.known = known
    }

    /// Writes it, with a further property perhaps. The outermost is an object in any case, as older revisions want it said.
    func write(with property: (name: StaticString, schema: StaticString)? = nil, to writer: inout JSONWriter)
        throws(RPCError)
    {
        var references = References()
        try writer.object { (writer) throws(RPCError) in
            if root["type"] == nil { writer.member("type", "object" as StaticString) }
            references.copyMembers(of: root, but: "properties", to: &writer)
            if root["properties"] != nil || property != nil {
                writer.object("properties") { writer in
                    if let property {
                        writer.name(property.name)
                        writer.verbatim(property.schema.description)
                    }
                    if let properties = root["properties"] { references.copyMembers(of: properties, to: &writer) }
                }
            }
            try writeDefinitions(&references, to: &writer)
        }
    }

    // What a definition refers to is one, too.
    private func writeDefinitions(_ references: inout References, to writer: inout JSONWriter) throws(RPCError) {
        guard !references.names.isEmpty else { return }
        try writer.object("$defs") { (writer) throws(RPCError) in
            var next = 0
            while next < references.names.count {
                let name = references.names[next]
                next += 1
                guard let schema = known.first(where: { $0.name.description == name }) else { continue }
                writer.name(name)
                references.copy(try JSONDocument.read(Array(schema.text.utf8)).root, to: &writer)
            }
        }
    }

    /// What was referred to, each once, in the order in which it was met.
    private struct References {
        private(set) var names: [String] = []

        private static let place = "#/components/schemas/"

        mutating func copyMembers(of object: JSONValue, but left: StaticString = "", to writer: inout JSONWriter) {
            for member in object.members where !member.name.isString(left) {
                writer.name(member.name)
                if member.name.isString("$ref"), let text = member.value.string, text.hasPrefix(Self.place) {
                    let name = String(text.dropFirst(Self.place.count))
                    if !names.contains(name) { names.append(name) }
                    writer.string("#/$defs/\(name)")
                } else {
                    copy(member.value, to: &writer)
                }
            }
        }

        mutating func copy(_ value: JSONValue, to writer: inout JSONWriter) {
            switch value.kind {
            case .object:
                writer.beginObject()
                copyMembers(of: value, to: &writer)
                writer.endObject()
            case .array:
                writer.beginArray()
                for element in value.elements { copy(element, to: &writer) }
                writer.endArray()
            default: writer.copy(value)
            }
        }
    }
}
