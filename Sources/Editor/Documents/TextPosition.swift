package import JSON

/// A place in a document as a client says it: a line and a character in it, from 0.
package struct TextPosition: Sendable, Hashable {
    package let line: Int
    package let character: Int

    /// A place.
    package init(line: Int, character: Int) {
        (self.line, self.character) = (line, character)
    }

    /// The place that a value says; nil where it says none. What is beyond all documents is as far as one can be.
    init?(_ value: JSONValue?) {
        guard let line = value?["line"]?.integer, let character = value?["character"]?.integer,
            line >= 0, character >= 0
        else { return nil }
        self.init(line: Int(min(line, 1 << 31)), character: Int(min(character, 1 << 31)))
    }

    /// Writes the place as an object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("line", line)
            writer.member("character", character)
        }
    }
}

/// From one place of a document to another.
package struct TextRange: Sendable, Hashable {
    package let start: TextPosition
    package let end: TextPosition

    /// A range.
    package init(start: TextPosition, end: TextPosition) {
        (self.start, self.end) = (start, end)
    }

    /// The range that a value says; nil where it says none.
    init?(_ value: JSONValue?) {
        guard let start = TextPosition(value?["start"]), let end = TextPosition(value?["end"]) else { return nil }
        self.init(start: start, end: end)
    }

    /// Writes the range as an object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("start")
            start.write(to: &writer)
            writer.name("end")
            end.write(to: &writer)
        }
    }
}

extension JSONWriter {
    /// Writes a member for a range.
    mutating func member(_ name: StaticString, _ range: TextRange) {
        self.name(name)
        range.write(to: &self)
    }
}
