import JOSE
import JSON
import JWT
import RPC

/// What several methods take, read in one way.
extension Arguments {
    /// The token as it is verified or opened: an object, or text.
    var token: Verifier.Input? {
        self["token"].map { $0.kind == .object ? .object($0) : .text(TokenText($0)) }
    }

    /// The instant that a parameter says.
    func instant(_ name: StaticString = "now") throws(RPCError) -> TimeInput? {
        try self[name].map { (value) throws(RPCError) in try TimeInput(value, for: name) }
    }

    /// The instant that a call is about: what `now` says, else the clock's.
    func now(_ clock: NumericDate) throws(RPCError) -> NumericDate {
        try instant()?.date(from: clock) ?? clock
    }

    /// Which checks the answer lists.
    var checks: VerdictAnswer.Checks {
        string("checks").flatMap(VerdictAnswer.Checks.init(rawValue:)) ?? .all
    }

    /// How the token that is made is written, where the call says it.
    var serialization: SignedToken.Serialization? {
        string("serialization").flatMap(SignedToken.Serialization.init(rawValue:))
    }

    /// The octets of a parameter in base64url.
    func octets(_ name: StaticString) throws(RPCError) -> [UInt8]? {
        try self[name]?.octets(for: name)
    }
}

extension TokenText {
    /// A token as it stands in a message, and only decoded where it is a string with escapes. An object is the text in which
    /// it was sent.
    init(_ value: JSONValue) {
        if value.kind != .string {
            self.init(value.document.bytes, value.range)
        } else if let range = value.plainRange {
            self.init(value.document.bytes, range)
        } else {
            self.init(value.utf8 ?? [UInt8]())
        }
    }
}

extension JSONValue {
    /// The octets that this is the base64url of: the value of a parameter, or of a member of the one at `pointer`.
    func octets(for name: StaticString, inside pointer: String = "") throws(RPCError) -> [UInt8] {
        let place = "\(pointer)/\(name)"
        guard let text = utf8 else {
            throw RPCError(.invalidParameters, "\(name) is base64url.", parameter: place)
        }
        do throws(Base64URL.Fault) {
            return try Base64URL.decode(text.span)
        } catch {
            throw RPCError(
                .invalidParameters, "\(name) is not base64url: \(error.explanation).", parameter: place,
                offset: error.offset)
        }
    }
}

extension TimeInput {
    /// The instant that a parameter says.
    init(_ value: JSONValue, for parameter: StaticString) throws(RPCError) {
        guard let input = TimeInput(value) else {
            throw RPCError(
                .invalidParameters,
                "\(parameter) must be seconds, RFC 3339 text, \"now\", or a span from now such as \"+10m\".",
                parameter: "/\(parameter)")
        }
        self = input
    }
}

extension RPCError {
    /// Why a policy cannot be used: the parameters themselves, or the one at `pointer`.
    init(_ fault: PolicyFault, at pointer: String = "") {
        let place = pointer + fault.pointer
        self.init(
            .invalidParameters, "\(place.dropFirst()) must be \(fault.expected).", parameter: place, hint: fault.hint)
    }
}
