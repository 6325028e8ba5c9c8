import JOSE
import JSON
import RPC

/// A key that a call asks to be made and kept.
struct KeyMaking {
    private let order: KeyOrder

    /// What says how a key is made: what keygen takes, as far as it is about the key itself.
    static let description = MethodDescription(
        "generate", "How a key is made.",
        parameters: Methods.keygen.description.parameters.filter {
            ["alg", "kty", "crv", "size", "use"].contains("\($0.name)")
        },
        result: Schema("Generate", [.object], "{}"))

    /// Reads what is asked for in an object of a call.
    init(_ value: JSONValue, for call: Call, at pointer: String) throws(RPCError) {
        do throws(RPCError) {
            order = try KeyOrder(call.with(try Arguments(value, for: Self.description)))
        } catch {
            throw error.inside(pointer)
        }
    }

    /// A key for this algorithm.
    init(algorithm: JSONValue, for call: Call) throws(RPCError) {
        let text = Self.object { $0.member("alg", algorithm) }
        do throws(RPCError) {
            order = try KeyOrder(call.with(try Arguments(text, for: Self.description)))
        } catch {
            var error = error
            error.parameter = "/alg"
            throw error
        }
    }

    /// A key like another one.
    init(like key: Key, for call: Call) throws(RPCError) {
        let value = Self.object { writer in
            if let algorithm = key.algorithm {
                writer.name("alg")
                writer.string(algorithm.span)
            } else {
                writer.member("kty", key.type.name)
            }
            if let curve = key.curve { writer.member("crv", curve.name) }
            if key.type == .rsa || key.type == .oct { writer.member("size", key.bits) }
            if let use = key.attributes.use {
                writer.name("use")
                writer.string(use.value.span)
            }
        }
        do throws(RPCError) {
            order = try KeyOrder(call.with(try Arguments(value, for: Self.description)))
        } catch {
            throw RPCError(
                .invalidParameters, "No key like the current one can be made: \(error.message)",
                parameter: "/generate", hint: "Say how it is made with alg or generate.")
        }
    }

    /// Makes it; a name that nobody chose is the key's thumbprint, or by chance for a secret.
    func make(_ call: Call, _ surroundings: Surroundings, named keyID: [UInt8]?) throws(RPCError) -> Key {
        if order.isLong { try call.takesLong() }
        let cancellation = call.cancellation
        let key: Key
        do throws(KeyFault) {
            key = try Key.make(order.recipe) { cancellation.isCancelled }
        } catch {
            try cancellation.check()
            throw RPCError(writing: error)
        }
        var attributes = order.attributes
        if let keyID {
            attributes.keyID = keyID
        } else {
            attributes.keyID = try order.name.keyID(of: key, surroundings)
        }
        return key.with(attributes)
    }

    private static func object(_ members: (inout JSONWriter) -> Void) -> JSONValue? {
        var writer = JSONWriter()
        writer.object { members(&$0) }
        do throws(JSONFault) {
            return try JSONDocument(writer.bytes).root
        } catch {
            // What was just written is JSON.
            return nil
        }
    }
}
