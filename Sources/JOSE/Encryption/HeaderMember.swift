package import JSON

/// A member of a header: its name and its value, both as JSON.
package struct HeaderMember: Sendable {
    let name: [UInt8]
    let value: [UInt8]

    /// A member of this name and value, whose JSON is on one line.
    package init(name: [UInt8], value: [UInt8]) {
        self.name = name
        self.value = value
    }

    init(_ name: StaticString, _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        write(&writer)
        self.init(name: Array(name.description.utf8), value: writer.bytes)
    }

    /// The members of an object, as they were written.
    package static func members(of object: JSONValue) -> [HeaderMember] {
        object.members.map { member in
            var writer = JSONWriter()
            writer.copy(member.value)
            return HeaderMember(name: member.name.utf8 ?? [], value: writer.bytes)
        }
    }

    /// A member whose value is a text.
    package static func text(_ name: StaticString, _ text: [UInt8]) -> HeaderMember {
        HeaderMember(name) { $0.string(text.span) }
    }

    /// A member whose value is octets, in base64url.
    static func octets(_ name: StaticString, _ octets: [UInt8]) -> HeaderMember {
        HeaderMember(name) { $0.plainString(Base64URL.encode(octets.span).span) }
    }

    func write(to writer: inout JSONWriter) {
        writer.name(String(decoding: name, as: UTF8.self))
        writer.verbatim(value.span)
    }
}

extension JSONWriter {
    /// Writes members as an object.
    mutating func object(_ members: [HeaderMember]) {
        object { writer in
            for member in members { member.write(to: &writer) }
        }
    }

    /// Writes octets as base64url.
    mutating func member(_ name: StaticString, octets: [UInt8]) {
        self.name(name)
        let text = Base64URL.encode(octets.span)
        plainString(text.span)
    }
}
