package import JSON

/// One JSON-RPC 2.0 message, told apart by its members (JSON-RPC 2.0 §4 and §5).
package enum Message {
    case request(Request)
    /// An answer to what we asked, or to something we never asked.
    case response(JSONValue)
    /// No message: the error goes to this id, or to `null`.
    case invalid(id: JSONValue?, RPCError)

    /// Tells what this value is.
    package init(_ value: JSONValue, limits: RPCLimits) {
        guard value.kind == .object else {
            self = .invalid(id: nil, RPCError(.invalidRequest, "A message is an object; this is \(value.kind.phrase)."))
            return
        }
        let id = value["id"]
        do throws(RPCError) {
            try Self.refuseDuplicates(in: value)
            let isValidID = try Self.checkID(id, limits)
            guard let method = value["method"] else {
                self = try Self.withoutMethod(value)
                return
            }
            guard value["jsonrpc"]?.isString("2.0") == true else {
                throw RPCError(.invalidRequest, "A message says \"jsonrpc\": \"2.0\".")
            }
            guard method.kind == .string else {
                throw RPCError(.invalidRequest, "method is a string; this is \(method.kind.phrase).")
            }
            self = .request(Request(id: isValidID ? id : nil, method: method, params: value["params"]))
        } catch {
            self = .invalid(id: Self.echoed(id, in: value, limits), error)
        }
    }

    private static func withoutMethod(_ value: JSONValue) throws(RPCError) -> Message {
        guard value["result"] != nil || value["error"] != nil else {
            throw RPCError(.invalidRequest, "A message has a method, or a result or an error.")
        }
        return .response(value)
    }

    private static func refuseDuplicates(in value: JSONValue) throws(RPCError) {
        guard let name = value.firstRepeatedName else { return }
        throw RPCError(.invalidRequest, "The member \(name.excerpt()) is given twice.", offset: name.offset)
    }

    private static func checkID(_ id: JSONValue?, _ limits: RPCLimits) throws(RPCError) -> Bool {
        guard let id else { return false }
        guard id.kind == .string || id.kind == .number || id.kind == .null else {
            throw RPCError(.invalidRequest, "id is a string, a number or null; this is \(id.kind.phrase).")
        }
        guard id.range.count <= limits.idBytes else {
            throw RPCError(.invalidRequest, "id is longer than \(limits.idBytes) bytes.", limit: limits.idBytes)
        }
        return true
    }

    // An id that is one, and stands there once, is echoed even when the rest is wrong.
    private static func echoed(_ id: JSONValue?, in value: JSONValue, _ limits: RPCLimits) -> JSONValue? {
        guard let id, id.kind == .string || id.kind == .number, id.range.count <= limits.idBytes else { return nil }
        return value.members.reduce(0) { $0 + ($1.name.isString("id") ? 1 : 0) } == 1 ? id : nil
    }
}

/// A call of a method: a request where it has an id, a notification where it has none.
package struct Request: Sendable {
    /// What the answer carries, byte for byte.
    package let id: JSONValue?
    /// The method's name, a string.
    package let method: JSONValue
    /// The parameters as they came.
    package let params: JSONValue?

    /// The same request with its values in a detached copy of its document.
    func moved(to copy: JSONDocument) -> Request {
        Request(id: id?.moved(to: copy), method: method.moved(to: copy), params: params?.moved(to: copy))
    }
}
