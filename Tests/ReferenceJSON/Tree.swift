package import JSON

/// What a JSON text says, with the text of numbers and the order of members.
package indirect enum Tree: Equatable {
    case null
    case boolean(Bool)
    case number(String)
    case string([UInt8])
    case array([Tree])
    case object([Member])

    /// One member of an object.
    package struct Member: Equatable {
        package var name: [UInt8]
        package var value: Tree

        /// A member with this name and this value.
        package init(name: [UInt8], value: Tree) {
            self.name = name
            self.value = value
        }
    }

    /// What the reader found.
    package init(_ value: JSONValue) {
        switch value.kind {
        case .null: self = .null
        case .true, .false: self = .boolean(value.kind == .true)
        case .number: self = .number(value.lexeme)
        case .string: self = value.utf8.map { .string($0) } ?? .null
        case .array: self = .array(value.elements.map { Tree($0) })
        case .object: self = .object(value.members.map { Member(name: $0.name.utf8 ?? [], value: Tree($0.value)) })
        }
    }

    /// Writes the tree with the writer of the house.
    package func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .boolean(let value): writer.boolean(value)
        case .number(let text): writer.verbatim(text)
        case .string(let content): writer.string(content.span)
        case .array(let elements):
            writer.array { writer in
                for element in elements { element.write(to: &writer) }
            }
        case .object(let members):
            writer.object { writer in
                for member in members {
                    writer.name(String(decoding: member.name, as: UTF8.self))
                    member.value.write(to: &writer)
                }
            }
        }
    }
}
