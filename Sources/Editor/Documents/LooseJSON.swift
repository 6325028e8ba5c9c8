import JSON

/// JSON objects in any text, read forgivingly: what is being typed is no JSON yet, and what stands around it may be none at all.
///
/// It says where names and values stand, and nothing of what they mean. A string ends with its line, so that one that was not
/// closed spoils no more than that.
struct LooseJSON {
    /// What a value begins like.
    enum Kind { case string, number, word, object, array }

    /// A value, quotes and brackets included.
    struct Value {
        let kind: Kind
        fileprivate(set) var range: Range<Int>
    }

    /// A member: where its name stands, without quotes, and its value, if there is one yet.
    struct Member {
        let name: Range<Int>
        fileprivate(set) var value: Value?
    }

    /// An object, in the order of where they begin.
    struct Object {
        let start: Int
        /// The byte behind it; of one that is not closed, where the reading ended.
        fileprivate(set) var end: Int
        fileprivate(set) var isClosed = false
        fileprivate(set) var members: [Member] = []
        /// The object that it stands in, and under which name, perhaps inside an array.
        let parent: Int?
        let name: Range<Int>?

        /// All of it.
        var range: Range<Int> { start..<max(start, end) }
    }

    /// The text.
    let text: [UInt8]
    /// What was found.
    private(set) var objects: [Object] = []

    private enum Container {
        case object(Int)
        case array(start: Int, name: Range<Int>?)
    }

    private var open: [Container] = []
    /// The name that a value is to follow, once for each container.
    private var names: [Range<Int>?] = []
    private var position: Int

    /// The deepest that containers are inside each other.
    private static let depth = 64
    /// How far is read to either side of a place.
    private static let reach = 64 << 10
    /// Texts that are read whole.
    static let wholeText = 4 << 20

    /// Reads a stretch of a text, up to where the innermost object around a place ends, if there is a place.
    init(_ text: [UInt8], _ stretch: Range<Int>, around place: Int? = nil) {
        self.text = text
        position = stretch.lowerBound
        let end = min(stretch.upperBound, text.count)
        while position < end {
            step(end)
            if let place, let last = lastClosed, objects[last].start < place, objects[last].end > place { break }
            lastClosed = nil
            // Nothing that begins behind the place is around it.
            if let place, position >= place, !isInObject { break }
        }
        close(at: min(position, end))
    }

    private var lastClosed: Int?
    private var isInObject: Bool { open.contains { if case .object = $0 { true } else { false } } }

    /// Reads what is around a place of a text: as little before it as shows the object that it stands in.
    init(around place: Int, in text: [UInt8]) {
        let place = min(max(0, place), text.count)
        var reach = 2048
        while true {
            let start =
                Self.lineStart(in: text, before: max(0, place - reach))
                ?? Self.nextLine(in: text, max(0, place - reach)..<place)
            let end = min(text.count, place + Self.reach)
            let read = LooseJSON(text, (start ?? place)..<max(place, end), around: place)
            let isLast = reach >= Self.reach || start == 0 || start == nil
            if isLast || read.object(at: place) != nil {
                self = read
                return
            }
            reach *= 8
        }
    }

    // Where a line begins, no string is open; nil where the line is longer than anybody reads.
    private static func lineStart(in text: [UInt8], before place: Int) -> Int? {
        var start = place
        while start > 0, text[start - 1] != UInt8(ascii: "\n") {
            start -= 1
            if place - start > reach { return nil }
        }
        return start
    }

    private static func nextLine(in text: [UInt8], _ stretch: Range<Int>) -> Int? {
        text[stretch].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
    }

    /// The innermost object around a place.
    func object(at place: Int) -> Int? {
        objects.lastIndex { $0.start < place && (place < $0.end || !$0.isClosed && place <= $0.end) }
    }

    /// The member of an object whose name or value a place stands in.
    func member(at place: Int, of object: Int) -> Member? {
        objects[object].members.last { member in
            member.name.lowerBound - 1 <= place
                && place <= (member.value?.range.upperBound ?? member.name.upperBound + 1)
        }
    }

    /// The first member of this name.
    func member(_ name: StaticString, of object: Int) -> Member? {
        objects[object].members.first { text[$0.name].elementsEqual("\(name)".utf8) }
    }

    /// The content of a string, if that is what the value is; as it is written, without quotes.
    func string(_ value: Value?) -> Range<Int>? {
        guard let value, value.kind == .string else { return nil }
        let isClosed = value.range.count > 1 && text[value.range.upperBound - 1] == UInt8(ascii: "\"")
        return
            (value.range.lowerBound + 1)..<max(value.range.lowerBound + 1, value.range.upperBound - (isClosed ? 1 : 0))
    }

    /// The strings of an array, without quotes, as far as they stand in one line each.
    func strings(_ value: Value?) -> [Range<Int>] {
        guard let value, value.kind == .array else { return [] }
        var result: [Range<Int>] = []
        var place = value.range.lowerBound
        while place < value.range.upperBound {
            guard text[place] == UInt8(ascii: "\"") else {
                place += 1
                continue
            }
            let end = Self.stringEnd(in: text, from: place, before: value.range.upperBound)
            result.append((place + 1)..<max(place + 1, end - 1))
            place = max(place + 1, end)
        }
        return result
    }
}

/// How it is read.
extension LooseJSON {
    private mutating func step(_ end: Int) {
        switch text[position] {
        case UInt8(ascii: "{"): begin(isObject: true)
        case UInt8(ascii: "["): begin(isObject: false)
        case UInt8(ascii: "}"): endObject()
        case UInt8(ascii: "]"): endArray()
        case UInt8(ascii: "\""): readString(end)
        case UInt8(ascii: ","):
            if !names.isEmpty { names[names.count - 1] = nil }
            position += 1
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): readWord(.number, end)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): readWord(.word, end)
        default: position += 1
        }
    }

    private mutating func begin(isObject: Bool) {
        if open.count == Self.depth {
            open.removeFirst()
            names.removeFirst()
        }
        var name = names.last ?? nil
        if case .array(_, let around) = open.last { name = around }
        let parent = open.lazy.reversed().compactMap { container -> Int? in
            if case .object(let index) = container { index } else { nil }
        }.first
        if isObject {
            set(.object, position..<(position + 1))
            open.append(.object(objects.count))
            objects.append(Object(start: position, end: position, parent: parent, name: name))
        } else {
            set(.array, position..<(position + 1))
            open.append(.array(start: position, name: name))
        }
        names.append(nil)
        position += 1
    }

    // A value of the innermost object, under the name that stands before it.
    private mutating func set(_ kind: Kind, _ range: Range<Int>) {
        guard case .object(let index) = open.last, let name = names.last ?? nil else { return }
        guard let last = objects[index].members.indices.last, objects[index].members[last].name == name,
            objects[index].members[last].value == nil
        else { return }
        objects[index].members[last].value = Value(kind: kind, range: range)
    }

    private mutating func extendLast(to end: Int) {
        guard case .object(let index) = open.last, let last = objects[index].members.indices.last else { return }
        guard let value = objects[index].members[last].value, value.kind == .object || value.kind == .array else {
            return
        }
        objects[index].members[last].value?.range = value.range.lowerBound..<end
    }

    private mutating func endObject() {
        position += 1
        guard let place = open.lastIndex(where: { if case .object = $0 { true } else { false } }),
            case .object(let index) = open[place]
        else { return }
        open.removeSubrange(place...)
        names.removeSubrange(place...)
        objects[index].end = position
        objects[index].isClosed = true
        lastClosed = index
        extendLast(to: position)
    }

    private mutating func endArray() {
        position += 1
        guard case .array = open.last else { return }
        open.removeLast()
        names.removeLast()
        extendLast(to: position)
    }

    private mutating func readString(_ end: Int) {
        let start = position
        position = Self.stringEnd(in: text, from: start, before: text.count)
        guard case .object(let index) = open.last, let last = names.indices.last else { return }
        var next = position
        while next < text.count, text[next].isSpace { next += 1 }
        let hasColon = next < text.count && text[next] == UInt8(ascii: ":")
        // Where a comma or a value is missing, the next name is one all the same.
        let isValue = names[last] != nil && objects[index].members.last?.value == nil
        if isValue, !hasColon { return set(.string, start..<position) }
        let isClosed = position > start + 1 && text[position - 1] == UInt8(ascii: "\"")
        let name = (start + 1)..<max(start + 1, isClosed ? position - 1 : position)
        objects[index].members.append(Member(name: name, value: nil))
        names[last] = hasColon ? name : nil
        if hasColon { position = next + 1 }
    }

    private mutating func readWord(_ kind: Kind, _ end: Int) {
        let start = position
        while position < text.count, text[position].isOfWord { position += 1 }
        set(kind, start..<position)
    }

    /// The byte behind a string that begins at a place: behind its quote, or where its line ends.
    static func stringEnd(in text: [UInt8], from start: Int, before limit: Int) -> Int {
        var place = start + 1
        while place < limit {
            switch text[place] {
            case UInt8(ascii: "\\"): place += 1
            case UInt8(ascii: "\""): return place + 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return place
            default: break
            }
            place += 1
        }
        return min(place, limit)
    }

    private mutating func close(at end: Int) {
        for container in open.reversed() {
            if case .object(let index) = container { objects[index].end = max(objects[index].start, end) }
        }
    }
}

extension UInt8 {
    /// Whether a bare word or a number has it.
    var isOfWord: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
