import JOSE
import JSON
import JWT
import RPC

/// Everything about a call of `verify` but its token, read and checked: what one issuer's tokens have in common.
struct PreparedVerification {
    let verifier: Verifier
    let detached: [UInt8]?
    let checks: VerdictAnswer.Checks
    let diagnoses: Bool
    private let instant: TimeInput?

    init(_ call: Call, _ keys: KeyInput, _ surroundings: Surroundings) throws(RPCError) {
        let policy = try Policy(call)
        verifier = Verifier(
            policy: policy, keySets: keys.sets, limits: surroundings.tokenLimits, isLasting: !keys.isVolatile)
        detached = try Self.detached(call.arguments)
        checks = VerdictAnswer.Checks(rawValue: call.arguments.string("checks") ?? "all") ?? .all
        diagnoses = call.arguments.boolean("diagnose") ?? true
        instant = try call.arguments["now"].map { (value) throws(RPCError) in try TimeInput(value, for: "now") }
    }

    /// The instant to verify at, told by the clock or by the caller.
    func now(_ clock: NumericDate) -> NumericDate { instant?.date(from: clock) ?? clock }

    private static func detached(_ arguments: Arguments) throws(RPCError) -> [UInt8]? {
        guard let encoded = arguments["detachedPayload"]?.utf8 else { return arguments["detachedText"]?.utf8 }
        guard arguments["detachedText"] == nil else {
            throw RPCError(
                .invalidParameters, "detachedPayload and detachedText exclude each other.", parameter: "/detachedText")
        }
        do throws(Base64URL.Fault) {
            return try Base64URL.decode(encoded.span)
        } catch {
            throw RPCError(
                .invalidParameters, "detachedPayload is not base64url: \(error.explanation).",
                parameter: "/detachedPayload", offset: error.offset)
        }
    }
}

extension TimeInput {
    /// The instant that a parameter says.
    init(_ value: JSONValue, for parameter: String) throws(RPCError) {
        guard let input = TimeInput(value) else {
            throw RPCError(
                .invalidParameters,
                "\(parameter) must be seconds, RFC 3339 text, \"now\", or a span from now such as \"+10m\".",
                parameter: "/\(parameter)")
        }
        self = input
    }
}

extension NumericDate {
    /// The instant that a parameter means.
    init(_ value: JSONValue, for parameter: String, now: NumericDate) throws(RPCError) {
        self = try TimeInput(value, for: parameter).date(from: now)
    }
}

/// The preparations that one thread made last, found by the bytes of the request around its token.
///
/// A preparation is used again only where every other byte of the parameters is the same.
struct PreparedVerifications {
    private struct Entry {
        let before: RememberedBytes
        let after: RememberedBytes
        let prepared: PreparedVerification
    }

    private static let capacity = 16
    /// Requests with more beside their token are prepared each time.
    private static let rememberedBytes = 64 << 10
    private var entries: [Entry] = []

    /// The preparation for a call: one from before, or a new one.
    mutating func prepared(for call: Call, _ surroundings: Surroundings) throws(RPCError) -> PreparedVerification {
        if let params = call.arguments.params, let token = params["token"] {
            let bytes = params.document.bytes
            let before = bytes.span.extracting(params.range.lowerBound..<token.range.lowerBound)
            let after = bytes.span.extracting(token.range.upperBound..<params.range.upperBound)
            for index in entries.indices
            where entries[index].before.isEqual(to: before) && entries[index].after.isEqual(to: after) {
                if token.kind == .string || token.kind == .object { return entries[index].prepared }
            }
        }
        try call.arguments.check(for: call.method)
        guard let params = call.arguments.params, let token = params["token"], let key = params["key"] else {
            throw RPCError(.invalidParameters, "verify needs a token and a key.")
        }
        let keys = try KeyInput(key, at: "/key", for: call, surroundings)
        let prepared = try PreparedVerification(call, keys, surroundings)
        if !keys.isVolatile { remember(prepared, params, token) }
        return prepared
    }

    private mutating func remember(_ prepared: PreparedVerification, _ params: JSONValue, _ token: JSONValue) {
        guard params.range.count - token.range.count <= Self.rememberedBytes else { return }
        let bytes = params.document.bytes
        if entries.count >= Self.capacity { entries.removeFirst() }
        entries.append(
            Entry(
                before: RememberedBytes(bytes.span.extracting(params.range.lowerBound..<token.range.lowerBound)),
                after: RememberedBytes(bytes.span.extracting(token.range.upperBound..<params.range.upperBound)),
                prepared: prepared))
    }
}
