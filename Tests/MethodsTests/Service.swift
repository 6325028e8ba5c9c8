import JSON
import JWT
import Methods
import RPC

/// The service as a client sees it, in process, at a clock that stands still: one call in, one answer out.
final class Service {
    /// What the clock says: 2027-01-15T08:00:00Z.
    static let now: Int64 = 1_800_000_000

    private let responder: MethodResponder
    private let limits = RPCLimits()

    /// A service with nothing in its caches.
    convenience init(now: Int64 = Service.now) {
        self.init(Surroundings(clock: { NumericDate(seconds: now) }))
    }

    /// A service that sees this of the world.
    init(_ surroundings: Surroundings) {
        responder = MethodResponder(surroundings)
    }

    /// What a call is answered, parameters given as JSON text.
    func call(_ method: String, _ parameters: Parameters) throws -> Answer {
        try call(method, text: parameters.json)
    }

    /// What a call is answered, parameters given as JSON text that may not be JSON.
    func call(_ method: String, text: String) throws -> Answer {
        let message = Self.message(method, text, id: 1)
        let document: JSONDocument
        do throws(JSONFault) {
            document = try JSONDocument(Array(message.utf8), limits: limits.json)
        } catch {
            return Answer(error: RPCError(error))
        }
        guard case .request(let request) = Message(document.root, limits: limits) else { throw Trouble.noRequest }
        let description = Methods.descriptions.first { $0.name.description == method }
        guard let description else { throw Trouble.noMethod(method) }
        var buffer = AnswerBuffer(framing: .lines, limits: limits)
        if buffer.answer(.call(request, description), by: responder, lane: .slow) != nil { throw Trouble.noAnswer }
        // Claims as deep as they may be stand deeper in the answer.
        return Answer(try JSONDocument(buffer.bytes, limits: JSONLimits(depth: 128)).root)
    }

    /// Whether a call is put off to where it delays nobody.
    func isDeferred(_ method: String, _ parameters: Parameters) throws -> Bool {
        let document = try JSONDocument(Array(Self.message(method, parameters.json, id: 1).utf8), limits: limits.json)
        guard case .request(let request) = Message(document.root, limits: limits) else { throw Trouble.noRequest }
        let description = Methods.descriptions.first { $0.name.description == method }
        guard let description else { throw Trouble.noMethod(method) }
        var buffer = AnswerBuffer(framing: .lines, limits: limits)
        return buffer.answer(.call(request, description), by: responder, lane: .quick) != nil
    }

    /// A request, its id last: so its parameters stand at the same byte whatever the id is.
    static func message(_ method: String, _ parameters: String, id: Int) -> String {
        #"{"jsonrpc":"2.0","method":"\#(method)","params":\#(parameters),"id":\#(id)}"#
    }

    /// Why a test cannot even ask.
    enum Trouble: Error {
        case noRequest, noMethod(String), noAnswer
    }
}

/// The parameters of a call: names, and values that are JSON text.
struct Parameters: ExpressibleByDictionaryLiteral, Sendable {
    private var members: [(name: String, value: String)]

    init(dictionaryLiteral elements: (String, String)...) {
        members = elements.map { (name: $0.0, value: $0.1) }
    }

    /// The same, with these added, or in the place of what has the same name.
    func with(_ others: Parameters) -> Parameters {
        var result = self
        result.members.removeAll { member in others.members.contains { $0.name == member.name } }
        result.members += others.members
        return result
    }

    /// A value, as JSON text.
    subscript(name: String) -> String? { members.first { $0.name == name }?.value }

    /// All of them, in order.
    var all: [(name: String, value: String)] { members }

    var json: String {
        "{" + members.map { "\(quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }
}

/// A text as a JSON string.
func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
}
