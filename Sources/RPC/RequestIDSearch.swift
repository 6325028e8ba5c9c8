import JSON

/// Looks for the id of a request that is refused unread, so that whoever waits for the answer hears of it.
///
/// It goes once through the bytes, as they come, and keeps nothing of them but what may be the id. It looks at the members of
/// the outermost object alone, and takes for granted that they are JSON. An `id` counts beside a `method` only: an answer has
/// one, too, which is none of the client's requests.
struct RequestIDSearch {
    private let limit: Int
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// Whether the next string of the outermost object is the name of a member.
    private var isName = false
    /// Whether what comes is the value of `id`.
    private var isID = false
    // The name, or what may be the id, as far as it has come; quotes included.
    private var token: [UInt8] = []
    private var id: [UInt8]?
    private var hasMethod = false
    /// Whether nothing more can be learnt.
    private(set) var isOver = false

    /// A search in a message of which nothing was seen yet.
    init(limits: RPCLimits) { limit = limits.idBytes }

    /// The id of the request that these bytes begin; nil where they do not tell.
    static func id(in bytes: Span<UInt8>, limits: RPCLimits) -> JSONValue? {
        var search = RequestIDSearch(limits: limits)
        _ = search.read(bytes)
        return search.found
    }

    /// What was found.
    var found: JSONValue? {
        guard hasMethod, let id else { return nil }
        do throws(JSONFault) {
            let value = try JSONDocument(id).root
            return value.kind == .string || value.kind == .number ? value : nil
        } catch {
            return nil
        }
    }

    /// Goes on, and answers how many bytes were looked at.
    mutating func read(_ bytes: Span<UInt8>) -> Int {
        var position = 0
        while position < bytes.count, !isOver {
            see(bytes[position])
            position += 1
        }
        return position
    }

    private mutating func see(_ byte: UInt8) {
        if isInString { return seeInString(byte) }
        switch depth {
        case 0: begin(byte)
        case 1: seeMember(byte)
        default: seeNested(byte)
        }
    }

    // A byte order mark and white space may stand before it.
    private mutating func begin(_ byte: UInt8) {
        if byte == UInt8(ascii: "{") {
            (depth, isName) = (1, true)
        } else if !byte.isSpace, ![0xEF, 0xBB, 0xBF].contains(byte) {
            isOver = true
        }
    }

    private mutating func seeMember(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""):
            isInString = true
            keep(byte)
        case UInt8(ascii: ":"): endName()
        case UInt8(ascii: ","):
            endValue()
            isName = true
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            // No id is either.
            if isID { giveUp() }
            depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            endValue()
            isOver = true
        default: if isID || !byte.isSpace { keep(byte) }
        }
    }

    private mutating func seeNested(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: return
        }
    }

    private mutating func seeInString(_ byte: UInt8) {
        if depth == 1 { keep(byte) }
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
        }
    }

    private mutating func endName() {
        guard isName else { return giveUp() }
        isName = false
        switch String(decoding: token, as: UTF8.self) {
        // Which of two it is nobody can say.
        case "\"id\"" where id != nil: giveUp()
        case "\"id\"": isID = true
        case "\"method\"": hasMethod = true
        // An answer.
        case "\"result\"", "\"error\"": giveUp()
        default: break
        }
        token = []
        conclude()
    }

    private mutating func endValue() {
        if isID { id = token }
        isID = false
        token = []
        conclude()
    }

    private mutating func conclude() {
        if hasMethod, id != nil { isOver = true }
    }

    private mutating func giveUp() {
        (id, hasMethod, isOver) = (nil, false, true)
    }

    // Names that are longer are none that is looked for, and longer ids are none.
    private mutating func keep(_ byte: UInt8) {
        guard isName || isID else { return }
        if token.count <= limit { token.append(byte) }
        if isID, token.count > limit { giveUp() }
    }
}
