import JSON
import RPC

/// The name of a set of the store, or of one key in it: `api`, `api/2026-01`.
struct KeyReference {
    /// The set's name.
    let set: [UInt8]
    /// The key's; nil where the set says which is meant.
    let keyID: [UInt8]?

    /// Reads what is meant; a key's name may hold anything, a set's only plain characters.
    init(_ value: JSONValue, at pointer: String) throws(RPCError) {
        guard let text = value.utf8 else {
            throw RPCError(.invalidParameters, "ref is the name of a set, or set/kid.", parameter: pointer)
        }
        let slash = text.firstIndex(of: UInt8(ascii: "/"))
        set = try Self.checkSet(Array(text[..<(slash ?? text.endIndex)]), at: pointer)
        keyID = try slash.map { (slash) throws(RPCError) in
            try Self.checkKeyID(Array(text[(slash + 1)...]), at: pointer)
        }
    }

    /// The set that a parameter names.
    static func set(_ name: StaticString = "set", of call: Call) throws(RPCError) -> [UInt8] {
        try checkSet(call.arguments[name]?.utf8 ?? [], at: "/\(name)")
    }

    /// The key that a parameter names, if it is there.
    static func keyID(_ name: StaticString = "kid", of call: Call) throws(RPCError) -> [UInt8]? {
        try call.arguments[name].map { (value) throws(RPCError) in
            try checkKeyID(value.utf8 ?? [], at: "/\(name)")
        }
    }

    private static func checkSet(_ text: [UInt8], at pointer: String) throws(RPCError) -> [UInt8] {
        guard KeyStoreLimits.nameOctets ~= text.count, text.allSatisfy(isPlain) else {
            throw RPCError(
                .invalidParameters,
                "A set's name is 1 to \(KeyStoreLimits.nameOctets.upperBound) letters, digits, and any of . _ - : @",
                parameter: pointer)
        }
        return text
    }

    private static func checkKeyID(_ text: [UInt8], at pointer: String) throws(RPCError) -> [UInt8] {
        guard KeyStoreLimits.keyIDOctets ~= text.count else {
            throw RPCError(
                .invalidParameters, "A kid has 1 to \(KeyStoreLimits.keyIDOctets.upperBound) bytes.",
                parameter: pointer)
        }
        return text
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: [".", "_", "-", ":", "@"].contains { (mark: Unicode.Scalar) in byte == UInt8(ascii: mark) }
        }
    }
}
