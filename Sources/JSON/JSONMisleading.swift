extension JSONValue {
    /// Whether a string, here or deeper, holds characters that could change how the text around it reads: controls other
    /// than line breaks and tabs, bidirectional marks, characters that cannot be seen. Names of members count.
    package var holdsMisleadingText: Bool {
        switch kind {
        case .string:
            // Printable ASCII without escapes needs no second look.
            if document.isPlain, plainRange != nil { return false }
            return withString { $0.isMisleading } ?? false
        case .array: return elements.contains { $0.holdsMisleadingText }
        case .object: return members.contains { $0.name.holdsMisleadingText || $0.value.holdsMisleadingText }
        case .null, .false, .true, .number: return false
        }
    }
}

extension Span where Element == UInt8 {
    fileprivate var isMisleading: Bool {
        var position = 0
        while position < count {
            guard let length = utf8Length(at: position) else { return true }
            let scalar = scalar(at: position, length: length)
            if JSONEscape.isUnsafeToShow(scalar), scalar != 0x0A, scalar != 0x0D, scalar != 0x09 { return true }
            position += length
        }
        return false
    }
}
