/// Changing an object by an object of changes (RFC 7396): members of the patch take the place of those of the same name, null
/// takes one away, and objects are merged member by member. Order and numbers stay as they are written.
package enum MergePatch {
    // What is still to be written, the last first.
    private enum Step {
        case member(JSONValue, JSONValue)
        case merged(JSONValue, JSONValue?, JSONValue)
        case end
    }

    /// Writes an object with the patch's changes made.
    package static func write(_ object: JSONValue, changedBy patch: JSONValue, to writer: inout JSONWriter) {
        var steps: [Step] = []
        writer.beginObject()
        push(object, patch, to: &steps)
        while let step = steps.popLast() {
            switch step {
            case .end: writer.endObject()
            case .member(let name, let value):
                writer.name(name)
                writer.copy(value)
            case .merged(let name, let object, let patch):
                writer.name(name)
                writer.beginObject()
                push(object, patch, to: &steps)
            }
        }
    }

    private static func push(_ object: JSONValue?, _ patch: JSONValue, to steps: inout [Step]) {
        var own: [Step] = []
        if let object, object.kind == .object {
            for member in object.members {
                guard let change = patch.member(named: member.name) else {
                    own.append(.member(member.name, member.value))
                    continue
                }
                if let step = step(member.name, member.value, change) { own.append(step) }
            }
        }
        for change in patch.members where object?.member(named: change.name) == nil {
            if let step = step(change.name, nil, change.value) { own.append(step) }
        }
        steps.append(.end)
        steps += own.reversed()
    }

    private static func step(_ name: JSONValue, _ value: JSONValue?, _ change: JSONValue) -> Step? {
        switch change.kind {
        case .null: nil
        case .object: .merged(name, value, change)
        default: .member(name, change)
        }
    }
}

extension JSONValue {
    /// The member of an object with the name that another document's member has.
    fileprivate func member(named name: JSONValue) -> JSONValue? {
        name.withString { self[$0] } ?? nil
    }
}
