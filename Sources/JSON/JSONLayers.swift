/// Objects that stand behind each other: a member is that of the first object that has it.
package struct JSONLayers: Sendable {
    /// The objects, the one that counts most first.
    package let objects: [JSONValue]

    /// These objects, the one that counts most first.
    package init(_ objects: [JSONValue]) {
        self.objects = objects
    }

    /// One object alone.
    package init(_ object: JSONValue) {
        objects = [object]
    }

    /// The member of this name, or nil where no object has one.
    package subscript(_ name: StaticString) -> JSONValue? {
        for object in objects {
            if let value = object[name] { return value }
        }
        return nil
    }
}
