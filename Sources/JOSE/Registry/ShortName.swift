import JSON

/// A name of at most eight bytes as one number, so that comparing names is comparing numbers.
///
/// Different names are different numbers: no name here holds a NUL, and one that does is none of ours.
struct ShortName: Hashable, Sendable {
    private let bytes: UInt64

    /// The number of a name, or nil where it is too long or holds a NUL.
    init?(_ name: Span<UInt8>) {
        guard name.count <= 8 else { return nil }
        var bytes: UInt64 = 0
        for index in name.indices {
            guard name[index] != 0 else { return nil }
            bytes = bytes << 8 | UInt64(name[index])
        }
        self.bytes = bytes
    }

    /// The number of a name of ours.
    init?(_ name: StaticString) {
        let utf8 = Array(name.description.utf8)
        self.init(utf8.span)
    }

    /// The number of the name of a member, or nil where it is none of ours.
    init?(_ name: JSONValue) {
        if let range = name.plainRange {
            let bytes = name.document.bytes
            self.init(bytes.span.extracting(range))
        } else if let utf8 = name.utf8 {
            self.init(utf8.span)
        } else {
            return nil
        }
    }
}
