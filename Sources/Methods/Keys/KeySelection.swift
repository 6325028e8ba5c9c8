import JOSE
import JSON
import RPC

extension KeyInput {
    /// The one key that a parameter must hold, and may hold in any form.
    static func one(_ name: StaticString, for call: Call, _ surroundings: Surroundings) throws(RPCError) -> Key {
        let keys = try some(name, for: call, surroundings).keys
        guard keys.count == 1, let key = keys.first else {
            throw RPCError(
                .invalidParameters, "\(call.method.name) takes one key; \(name) holds \(keys.count).",
                parameter: "/\(name)", hint: "Give one of them alone.")
        }
        return key
    }

    /// The keys that a parameter holds, at least one.
    static func some(_ name: StaticString, for call: Call, _ surroundings: Surroundings) throws(RPCError) -> KeyInput {
        guard let value = call.arguments[name] else {
            throw RPCError(.invalidParameters, "\(name) is missing.", parameter: "/\(name)")
        }
        let input = try KeyInput(value, at: "/\(name)", for: call, surroundings)
        guard input.keys.isEmpty else { return input }
        if let skipped = input.sets.flatMap(\.skipped).first { throw RPCError(skipped.fault, at: "/\(name)") }
        throw RPCError(.keyNotFound, "\(name) is a set without keys.", parameter: "/\(name)")
    }

    /// A key and its place among everything that was given, skipped elements of sets included: for one set, its index.
    struct Placed {
        let index: Int
        let key: Key
    }

    /// A part of a set that is no usable key, and its place.
    struct Skipped {
        let index: Int
        let fault: KeyFault
    }

    /// The keys with their places, and what was skipped with its own.
    var places: (keys: [Placed], skipped: [Skipped]) {
        var keys: [Placed] = []
        var skipped: [Skipped] = []
        var start = 0
        for set in sets {
            let gaps = Set(set.skipped.map(\.index))
            let count = set.keys.count + set.skipped.count
            let free = (0..<count).filter { !gaps.contains($0) }
            keys += zip(free, set.keys).map { Placed(index: start + $0, key: $1) }
            skipped += set.skipped.map { Skipped(index: start + $0.index, fault: $0.fault) }
            start += count
        }
        return (keys, skipped)
    }
}

extension JSONWriter {
    /// Writes which elements of sets are no usable keys, and why; nothing where all are.
    mutating func skipped(_ skipped: [KeyInput.Skipped], at parameter: String) {
        guard !skipped.isEmpty else { return }
        array("skipped") { writer in
            for element in skipped {
                let error = RPCError(element.fault, at: parameter)
                writer.object { writer in
                    writer.member("index", element.index)
                    writer.member("code", error.code.word)
                    writer.member("message", "\(element.fault.explanation).")
                    writer.member("pointer", element.fault.pointer?.text)
                }
            }
        }
    }
}
