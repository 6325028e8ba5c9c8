/// Why a text is not JSON (RFC 8259, RFC 7493), and the offset of the first byte that says so.
package struct JSONFault: Error, Equatable, Sendable {
    /// What stands at the offset.
    package enum Kind: Equatable, Sendable {
        /// Nothing, or only white space.
        case empty
        /// The text stops inside a value.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte
        /// Another value or stray bytes behind the end.
        case trailingBytes
        /// A byte order mark.
        case byteOrderMark
        /// A number that is not written as RFC 8259 §6 says.
        case number
        /// A backslash followed by none of the known escapes.
        case escape
        /// A control character inside a string.
        case controlCharacter
        /// Bytes that are not UTF-8.
        case utf8
        /// Half of a surrogate pair in `\u` escapes.
        case loneSurrogate
        /// More nesting, values or members than the limit given.
        case tooDeep(limit: Int)
        case tooManyValues(limit: Int)
        case tooManyMembers(limit: Int)
    }

    /// What is wrong.
    package let kind: Kind
    /// The byte where it is wrong, counted from the first byte of the text.
    package let offset: Int

    /// A fault of this kind at this byte.
    package init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    /// One clause for people, without any byte of the text.
    package var explanation: String {
        switch kind {
        case .empty: "there is no value"
        case .unexpectedEnd: "the text ends inside a value"
        case .unexpectedByte: "this byte cannot stand here"
        case .trailingBytes: "something follows the value"
        case .byteOrderMark: "a byte order mark cannot stand here"
        case .number: "a number is not written as JSON writes numbers"
        case .escape: "a backslash starts no known escape"
        case .controlCharacter: "a control character in a string must be escaped"
        case .utf8: "the bytes are not UTF-8"
        case .loneSurrogate: "an escape is half of a surrogate pair"
        case .tooDeep(let limit): "values are nested deeper than \(limit)"
        case .tooManyValues(let limit): "there are more than \(limit) values"
        case .tooManyMembers(let limit): "an object has more than \(limit) members"
        }
    }

    /// The limit that was passed, if that is what is wrong.
    package var limit: Int? {
        switch kind {
        case .tooDeep(let limit), .tooManyValues(let limit), .tooManyMembers(let limit): limit
        default: nil
        }
    }
}
