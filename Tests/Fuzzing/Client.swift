import JSON
import JWT
import Methods
import RPC

/// The methods in process, at a clock that stands still: a call in, an answer out.
final class Client {
    /// What the clock says: 2027-01-15T08:00:00Z.
    static let now: Int64 = 1_800_000_000

    private let responder = MethodResponder(Surroundings(clock: { NumericDate(seconds: Client.now) }))
    private let limits = RPCLimits()

    /// What a method answers to parameters that are JSON; nil where they are none that the service reads.
    func call(_ method: String, _ parameters: [UInt8]) -> Answer? {
        let document: JSONDocument
        do throws(JSONFault) {
            // By themselves first, so that nothing in them can end the member that they are put in.
            _ = try JSONDocument(parameters, limits: limits.json)
            document = try JSONDocument(
                Array(#"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":"#.utf8) + parameters + [0x7D],
                limits: limits.json)
        } catch {
            return nil
        }
        guard case .request(let request) = Message(document.root, limits: limits) else {
            finding("\(shown(document.bytes)) is no request.")
        }
        guard let description = Methods.descriptions.first(where: { $0.name.description == method }) else {
            finding("There is no method \(method).")
        }
        var buffer = AnswerBuffer(framing: .lines, limits: limits)
        let rest = buffer.answer(.call(request, description), by: responder, lane: .slow)
        require(rest == nil, "The slow lane answered nothing to \(shown(document.bytes))")
        var bytes = buffer.bytes
        require(bytes.popLast() == 0x0A, "No line is \(shown(bytes))")
        let answer = Answer(bytes, to: shown(document.bytes))
        require(
            answer.isPlainToSee, "\(shown(bytes)) could mislead whoever reads the answer to \(shown(document.bytes))")
        return answer
    }
}

/// Parameters put together from JSON texts and strings.
struct Parameters {
    private(set) var bytes: [UInt8] = [0x7B]

    /// Parameters with these members.
    init(_ members: KeyValuePairs<String, [UInt8]>) {
        for (name, value) in members { add(name, value) }
        bytes.append(0x7D)
    }

    private mutating func add(_ name: String, _ value: [UInt8]) {
        if bytes.count > 1 { bytes.append(0x2C) }
        bytes += Array("\"\(name)\":".utf8) + value
    }
}

/// A text as a JSON string; bytes that are not UTF-8 become U+FFFD.
func quoted(_ text: [UInt8]) -> [UInt8] {
    var writer = JSONWriter()
    writer.string(text.span)
    return writer.bytes
}

/// A text as the service sees it when it was quoted.
func sent(_ text: [UInt8]) -> [UInt8] { Array(String(decoding: text, as: UTF8.self).utf8) }

/// A text of our own as JSON.
func json(_ text: String) -> [UInt8] { Array(text.utf8) }
