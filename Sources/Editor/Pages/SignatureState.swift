import JSON
import JWT
import RPC

/// What the configured keys and the policy say of a token, asked when somebody wants to know.
enum SignatureState {
    /// There is none to verify.
    case unsecured
    case encrypted
    /// No key is configured.
    case notLookedAt
    /// It holds, with this key; what the policy refuses, in sentences.
    case valid(key: JSONValue?, refusals: [String])
    case invalid
    case keyUnknown
    /// It was not looked at, for this reason.
    case refused(String)

    /// Asks about a token.
    init(_ octets: [UInt8], _ note: TokenNote, for call: EditorCall) {
        switch note.kind {
        case .unsecured: self = .unsecured
        case .jwe: self = .encrypted
        default:
            guard let keys = call.view.keys else {
                self = .notLookedAt
                return
            }
            do throws(RPCError) {
                let answer = try call.workspace.world.call("verify") { writer in
                    writer.object { writer in
                        writer.name("token")
                        writer.string(octets.span)
                        writer.member("key", keys)
                        if let policy = call.view.settings.policy { writer.member("policy", policy) }
                        if note.kind != .jws { writer.member("profile", "sd-jwt" as StaticString) }
                        writer.member("checks", "none" as StaticString)
                    }
                }
                self.init(answer.root)
            } catch {
                self = .refused(error.message)
            }
        }
    }

    private init(_ answer: JSONValue) {
        let failures = answer.failuresAsideFromTime
        let messages = failures.compactMap { $0.failure["message"]?.string }
        if answer["signature"]?["status"]?.isString("verified") == true {
            self = .valid(key: answer["signature"]?["key"], refusals: messages)
            return
        }
        switch failures.first?.code {
        case .signatureInvalid: self = .invalid
        case .keyNotFound: self = .keyUnknown
        default: self = .refused(messages.first ?? "nobody can tell.")
        }
    }

    /// A sentence of it.
    func sentence(on page: HoverPage) -> String {
        switch self {
        case .unsecured: "\(page.strong("Not signed")): anybody can have written it."
        case .encrypted: "Encrypted: only who has the key can read what it says."
        case .notLookedAt: "Decoded only: no key is configured to verify the signature with."
        case .valid(let key, let refusals): valid(key, refusals, on: page)
        case .invalid: "Signature \(page.strong("invalid"))."
        case .keyUnknown: "Key unknown: none of the configured keys is for this token."
        case .refused(let message): "Not verified: \(page.sentence(message))"
        }
    }

    private func valid(_ key: JSONValue?, _ refusals: [String], on page: HoverPage) -> String {
        let name = key?["kid"].map { " \(page.named($0))" } ?? ""
        let type = key?["kty"]?.string.map { " (\($0))" } ?? ""
        var words = "Signature \(page.strong("valid")), by the configured key\(name)\(type)."
        for refusal in refusals.prefix(4) { words += " Refused: \(page.sentence(refusal))" }
        return words
    }
}

/// How a token stands in time, in words.
struct TimeState {
    /// `expires in 14 min`; nil where nothing is to be said.
    let text: String?

    /// How it stands now.
    init(_ note: TokenNote, at now: NumericDate) {
        text =
            switch note.state(at: now) {
            case .active: note.expires.map { "expires \(Calendar.distance($0, from: now))" }
            case .expired: note.expires.map { "expired \(Calendar.distance($0, from: now))" }
            case .notYetValid: note.notBefore.map { "not valid until \(Calendar.text($0) ?? "then")" }
            case .noExpiry: "never expires"
            case .invalid: "its times are wrong"
            case .unknown: nil
            }
    }
}
