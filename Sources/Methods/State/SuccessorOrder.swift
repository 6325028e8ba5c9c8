import JOSE
import JSON
import JWT
import RPC
import Store

/// The successor that a call of `rotate` asks for: its claims and its lifetime, and how long the family may live.
struct SuccessorOrder {
    let now: NumericDate
    /// For how long the token before the last may come again, and gets the last one again.
    let grace: Int64
    private let lifetime: TimeSpan?
    private let familyLifetime: TimeSpan
    private let changes: JSONValue?

    /// What a family lives for unless the caller says otherwise, and how long a grace can be.
    static let familyLifetime = TimeSpan(seconds: 30 * 86_400)
    static let graceLimit: Int64 = 60

    // Who the token is from, about and for whom, and when, is what a family is.
    private static let fixed: [StaticString] = ["iss", "sub", "jti", "iat", "exp", "nbf", "cnf", "client_id"]

    init(_ arguments: Arguments, at now: NumericDate) throws(RPCError) {
        self.now = NumericDate(seconds: now.seconds)
        lifetime = try Self.span("expiresIn", arguments)
        familyLifetime = try Self.span("familyExpiresIn", arguments) ?? Self.familyLifetime
        grace = try Self.span("grace", arguments)?.seconds ?? 0
        guard grace <= Self.graceLimit else {
            throw RPCError(
                .invalidParameters, "grace is at most \(Self.graceLimit) seconds.", parameter: "/grace",
                limit: Int(Self.graceLimit))
        }
        changes = arguments["changes"]
        for name in Self.fixed where changes?[name] != nil {
            throw RPCError(
                .invalidParameters, "\(name) stays with a family, or is set by it.", parameter: "/changes/\(name)")
        }
    }

    private static func span(_ name: StaticString, _ arguments: Arguments) throws(RPCError) -> TimeSpan? {
        guard let value = arguments[name] else { return nil }
        guard let span = TimeSpan(value), span.seconds >= 0 else {
            throw RPCError(
                .invalidParameters, "\(name) is seconds, or a length of time such as \"15m\".", parameter: "/\(name)")
        }
        return span
    }

    /// When a family that begins now ends.
    var end: Int64 { now.advanced(by: familyLifetime).seconds }

    /// The claims of the successor of a token: those of the token with the changes, and times and a name of its own.
    func claims(after old: JSONValue, named tokenID: String, in end: Int64) throws(RPCError) -> [UInt8] {
        var merged = JSONWriter()
        var nothing = JSONWriter()
        nothing.object { _ in }
        let (claims, patch) = (try Self.read(nothing.bytes), changes)
        MergePatch.write(old, changedBy: patch ?? claims, to: &merged)
        let life = if let lifetime { lifetime } else { try Self.lifetime(of: old) }
        let expires = min(now.advanced(by: life).seconds, end)
        var times = JSONWriter()
        times.object { writer in
            writer.member("jti", tokenID)
            writer.member("iat", now.seconds)
            writer.member("exp", expires)
            if old["nbf"] != nil { writer.member("nbf", now.seconds) }
        }
        var result = JSONWriter()
        MergePatch.write(try Self.read(merged.bytes), changedBy: try Self.read(times.bytes), to: &result)
        return result.bytes
    }

    // As long as the token before.
    private static func lifetime(of claims: JSONValue) throws(RPCError) -> TimeSpan {
        let issued = claims["iat"].flatMap { NumericDate($0) }
        let expires = claims["exp"].flatMap { NumericDate($0) }
        guard let issued, let expires, issued < expires else {
            throw RPCError(
                .invalidParameters, "The token has no iat and exp to take a lifetime from: expiresIn is needed.",
                parameter: "/expiresIn")
        }
        return TimeSpan(seconds: expires.seconds(since: issued))
    }

    static func read(_ bytes: [UInt8]) throws(RPCError) -> JSONValue {
        do throws(JSONFault) {
            return try JSONDocument(bytes).root
        } catch {
            throw RPCError(error)
        }
    }
}
