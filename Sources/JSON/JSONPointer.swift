/// The way from a document's outermost value to one inside it: `/cnf/jwk/kty` (RFC 6901).
package struct JSONPointer: Sendable, Hashable {
    /// The names and indices on the way, unescaped UTF-8.
    package let steps: [[UInt8]]

    /// Reads a pointer: empty for the whole document, otherwise a slash before each step, `~0` for `~`, `~1` for `/`.
    package init?(_ text: String) {
        guard !text.isEmpty else {
            steps = []
            return
        }
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/") else { return nil }
        var steps: [[UInt8]] = []
        for part in bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let step = Self.unescape(part) else { return nil }
            steps.append(step)
        }
        self.steps = steps
    }

    /// The pointer to a member of the outermost object.
    package init(member name: String) {
        steps = [Array(name.utf8)]
    }

    /// The pointer to the value that these steps lead to.
    package init(steps: [[UInt8]]) {
        self.steps = steps
    }

    /// The value that the pointer leads to in this one, or nil where the way ends before.
    package func value(in root: JSONValue) -> JSONValue? {
        var value = root
        for step in steps {
            guard let next = Self.follow(step, from: value) else { return nil }
            value = next
        }
        return value
    }

    /// The pointer as it is written.
    package var text: String {
        steps.reduce(into: "") { text, step in
            text += "/" + Self.escape(step)
        }
    }

    /// One step as it is written in a pointer.
    package static func escape(_ step: [UInt8]) -> String {
        var escaped: [UInt8] = []
        for byte in step {
            switch byte {
            case UInt8(ascii: "~"): escaped += [byte, UInt8(ascii: "0")]
            case UInt8(ascii: "/"): escaped += [UInt8(ascii: "~"), UInt8(ascii: "1")]
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func unescape(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        var step: [UInt8] = []
        var iterator = part.makeIterator()
        while let byte = iterator.next() {
            guard byte == UInt8(ascii: "~") else {
                step.append(byte)
                continue
            }
            switch iterator.next() {
            case UInt8(ascii: "0"): step.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): step.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return step
    }

    private static func follow(_ step: [UInt8], from value: JSONValue) -> JSONValue? {
        switch value.kind {
        case .object: return value[step.span]
        case .array:
            guard let index = index(step), index < value.count else { return nil }
            return value.elements.dropFirst(index).first { _ in true }
        default: return nil
        }
    }

    // An array index has no leading zero and no sign (RFC 6901 §4); `-` names no element that is there.
    private static func index(_ step: [UInt8]) -> Int? {
        guard (1...9).contains(step.count), step.allSatisfy(\.isDigit) else { return nil }
        guard step.count == 1 || step.first != UInt8(ascii: "0") else { return nil }
        return step.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
