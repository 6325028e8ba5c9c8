import JOSE
import JSON
import JWT
import RPC

/// The preparations that one thread made last, found by the bytes of the request around its token.
///
/// A preparation is used again only where every other byte of the parameters is the same. Those bytes are kept meanwhile,
/// a shared secret's text among them, and wiped when they are let go; where a private key or a password stands in them,
/// nothing is kept.
struct PreparedVerifications {
    private struct Entry {
        let before: RememberedBytes
        let after: RememberedBytes
        let prepared: PreparedVerification
        /// What recognises the call without its being read.
        private(set) var template: CallTemplate?

        mutating func note(_ template: CallTemplate?) {
            guard let template else { return }
            self.template = template
            template.adopt()
        }
    }

    private static let capacity = 16
    /// Requests with more beside their token are prepared each time.
    private static let rememberedBytes = 64 << 10
    private var entries: [Entry] = []

    /// The preparation for a call that came before, if it is still there.
    func prepared(for repetition: Repetition) -> PreparedVerification? {
        for index in entries.indices where entries[index].template === repetition.template {
            return entries[index].prepared
        }
        return nil
    }

    /// The preparation for a call: one from before, or a new one.
    mutating func prepared(for call: Call, _ surroundings: Surroundings) throws(RPCError) -> PreparedVerification {
        if let params = call.arguments.params, let token = params["token"] {
            let bytes = params.document.bytes
            let before = bytes.span.extracting(params.range.lowerBound..<token.range.lowerBound)
            let after = bytes.span.extracting(token.range.upperBound..<params.range.upperBound)
            for index in entries.indices
            where entries[index].before.isEqual(to: before) && entries[index].after.isEqual(to: after) {
                guard token.kind == .string || token.kind == .object else { continue }
                entries[index].note(call.template)
                return entries[index].prepared
            }
        }
        try call.arguments.check(for: call.method)
        guard let params = call.arguments.params, let token = params["token"], let key = params["key"] else {
            throw RPCError(.invalidParameters, "verify needs a token and a key.")
        }
        let keys = try KeyInput(key, at: "/key", for: call, surroundings)
        let prepared = try PreparedVerification(call, keys, surroundings)
        if !keys.isVolatile, !keys.isPrivate { remember(prepared, params, token, call.template) }
        return prepared
    }

    private mutating func remember(
        _ prepared: PreparedVerification, _ params: JSONValue, _ token: JSONValue, _ template: CallTemplate?
    ) {
        guard params.range.count - token.range.count <= Self.rememberedBytes else { return }
        let bytes = params.document.bytes
        if entries.count >= Self.capacity { entries.removeFirst() }
        var entry = Entry(
            before: RememberedBytes(bytes.span.extracting(params.range.lowerBound..<token.range.lowerBound)),
            after: RememberedBytes(bytes.span.extracting(token.range.upperBound..<params.range.upperBound)),
            prepared: prepared)
        entry.note(template)
        entries.append(entry)
    }
}
