extension JSONWriter {
    /// Writes a value as its own document has it: order, number text and escapes stay; white space between values goes,
    /// and characters that could mislead a reader are escaped.
    package mutating func copy(_ value: JSONValue) {
        let bytes = value.document.bytes
        guard !value.document.isPlain else { return verbatim(bytes.span.extracting(value.range)) }
        switch value.kind {
        case .object:
            object { writer in
                for member in value.members {
                    writer.name(member.name)
                    writer.copy(member.value)
                }
            }
        case .array:
            array { writer in
                for element in value.elements { writer.copy(element) }
            }
        case .string: copyString(bytes.span.extracting(value.range))
        case .null, .false, .true, .number: verbatim(bytes.span.extracting(value.range))
        }
    }

    // The escapes of the text stay as they are; only what stands unescaped is looked at.
    private mutating func copyString(_ quoted: Span<UInt8>) {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(quoted.count)
        var position = 0
        while position < quoted.count {
            let length = quoted.utf8Length(at: position, to: quoted.count) ?? 1
            let scalar = quoted.scalar(at: position, length: length)
            if JSONEscape.isUnsafeToShow(scalar) {
                JSONEscape.appendScalar(scalar, to: &escaped)
            } else {
                for offset in position..<(position + length) { escaped.append(quoted[offset]) }
            }
            position += length
        }
        verbatim(escaped.span)
    }
}
