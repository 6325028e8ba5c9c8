import JSON

/// An object or an array that is being gone through, and how far.
struct DisclosureFrame {
    /// The disclosure that it came from; nil for the payload.
    let source: Int?
    /// How it is found in what is around it.
    let step: Step?
    /// How many disclosures are around it.
    let level: Int
    let isObject: Bool
    /// How many values of it were written.
    var written = 0
    /// The disclosures of members that are not there yet.
    var pending: [Int] = []
    private var nextOfPending = 0
    private let value: JSONValue
    private var members: JSONValue.Members
    private var elements: JSONValue.Elements
    private var names: Set<[UInt8]>?

    /// The name of a member, or the index of an element.
    enum Step {
        case name(JSONValue)
        case index(Int)

        var text: String {
            switch self {
            case .name(let name): JSONPointer.escape(name.utf8 ?? [UInt8]())
            case .index(let index): "\(index)"
            }
        }

        func isName(_ text: StaticString) -> Bool {
            if case .name(let name) = self { return name.isString(text) }
            return false
        }
    }

    init(_ value: JSONValue, source: Int?, step: Step?, level: Int) {
        self.value = value
        self.source = source
        self.step = step
        self.level = level
        isObject = value.kind == .object
        members = value.members
        elements = value.elements
    }

    mutating func nextMember() -> JSONValue.Member? { members.next() }

    mutating func nextElement() -> JSONValue? { elements.next() }

    mutating func nextPending() -> Int? {
        guard nextOfPending < pending.count else { return nil }
        defer { nextOfPending += 1 }
        return pending[nextOfPending]
    }

    /// Takes a name for a new member; false where there is one of that name.
    mutating func take(_ name: JSONValue) -> Bool {
        var names = names ?? Set(value.members.compactMap { $0.name.utf8 })
        self.names = nil
        defer { self.names = names }
        return names.insert(name.utf8 ?? [UInt8]()).inserted
    }
}
