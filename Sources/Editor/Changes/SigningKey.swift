import JSON
import JWT
import RPC

/// One of the configured keys, as token methods take it, and what it can sign with.
struct SigningKey {
    /// The key as JSON.
    let key: [UInt8]
    /// `kid`, if it has one.
    let keyID: String?
    /// The algorithms that it can sign with, the natural one first.
    let algorithms: [String]

    /// Every configured key that can sign, in the order of the settings.
    static func all(_ call: EditorCall) -> [SigningKey] {
        (call.view.keys?.elements.flatMap { candidates($0) } ?? []).compactMap { SigningKey($0, call) }
    }

    private init?(_ key: [UInt8], _ call: EditorCall) {
        do throws(RPCError) {
            let answer = try call.workspace.world.call("key/inspect") { writer in
                writer.object { writer in
                    writer.name("key")
                    writer.verbatim(key.span)
                }
            }
            guard answer.root["keys"]?.count == 1,
                let description = answer.root["keys"]?.elements.first(where: { _ in true })
            else { return nil }
            let fitting = description["compatible"]?["sign"]?.elements.compactMap(\.string) ?? []
            guard !fitting.isEmpty else { return nil }
            self.key = key
            keyID = description["kid"]?.string
            algorithms = fitting
        } catch {
            // What cannot be read signs nothing; whoever asks it to verify is told.
            return nil
        }
    }

    // A set is its keys, one by one: with several, a token would get several signatures.
    private static func candidates(_ value: JSONValue) -> [[UInt8]] {
        if let text = value.utf8 {
            guard text.first(where: { !$0.isSpace }) == UInt8(ascii: "{") else { return [json { $0.copy(value) }] }
            do throws(JSONFault) {
                return members(of: try JSONDocument(text).root)
            } catch {
                return []
            }
        }
        if let set = value["jwks"] { return members(of: set) }
        return [json { $0.copy(value) }]
    }

    private static func members(of value: JSONValue) -> [[UInt8]] {
        let keys = value["keys"].map { Array($0.elements) } ?? [value]
        return keys.map { key in json { writer in writer.object { $0.member("jwk", key) } } }
    }

    private static func json(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        body(&writer)
        return writer.bytes
    }
}

extension SigningKey {
    /// The key to sign a token like this one with: the one that its header names, or the only one that can; nothing is guessed.
    static func forSuccessor(of header: JSONValue, _ call: CommandCall) throws(RPCError) -> SigningKey {
        guard let algorithm = header["alg"]?.string, algorithm != "none" else {
            throw RPCError(.invalidParameters, "The token has no signature.")
        }
        let fitting = all(call.editor).filter { $0.algorithms.contains(algorithm) }
        guard let first = fitting.first else {
            throw RPCError(
                .invalidParameters, "No configured key can sign with \(VisibleText.escape(algorithm)).",
                hint: "See the setting keys.")
        }
        let name = call.words["kid"] ?? header["kid"]?.string
        if let name, let named = fitting.first(where: { $0.keyID == name }) { return named }
        let open = name == nil || call.words["kid"] != nil ? fitting : fitting.filter { $0.keyID == nil }
        guard call.words["kid"] == nil, open.count <= 1, let only = open.first else {
            guard let name else {
                throw RPCError(
                    .invalidParameters, "Several configured keys can sign with \(first.algorithms.first ?? "it").",
                    hint: "Say which with kid.")
            }
            throw RPCError(
                .invalidParameters,
                "No configured key named \(VisibleText.escape(VisibleText.shorten(name, to: 40))) can sign.",
                hint: "See the setting keys.")
        }
        return only
    }

    /// The key for claims that no token says anything about: the one that is named, or the first that can sign.
    static func forClaims(_ call: CommandCall) throws(RPCError) -> SigningKey {
        let keys = all(call.editor)
        let name = call.words["kid"]
        guard let key = keys.first(where: { name == nil || $0.keyID == name }) else {
            throw RPCError(
                .invalidParameters,
                name == nil ? "No configured key can sign." : "No configured key of that name can sign.",
                hint: "See the setting keys.")
        }
        return key
    }

    /// A token of these claims as they are, under a header like this one.
    func sign(
        _ claims: [UInt8], under header: JSONValue?, withNewID: Bool = false, _ call: CommandCall
    ) throws(RPCError) -> String {
        let answer = try call.editor.workspace.world.call("sign") { writer in
            writer.object { writer in
                writer.name("key")
                writer.verbatim(key.span)
                writer.name("claims")
                writer.verbatim(claims.span)
                writer.member("issuedAt", false)
                if withNewID { writer.member("jti", true) }
                if let header { Self.write(header, to: &writer) }
            }
        }
        defer { answer.wipe() }
        guard let token = answer.root["token"]?.string else {
            throw RPCError(.internalError, "The token could not be made.")
        }
        return token
    }

    // The parameters that make a header like this one.
    private static func write(_ header: JSONValue, to writer: inout JSONWriter) {
        writer.member("alg", header["alg"])
        for name in ["typ", "kid"] as [StaticString] {
            if let value = header[name] { writer.member(name, value) } else { writer.member(name, false) }
        }
        let own: [StaticString] = ["alg", "typ", "kid", "jwk", "x5c"]
        if header["jwk"] != nil {
            writer.member("embed", "jwk" as StaticString)
        } else if header["x5c"] != nil {
            writer.member("embed", "x5c" as StaticString)
        }
        let others = header.members.filter { member in !own.contains { member.name.isString($0) } }
        guard !others.isEmpty else { return }
        writer.object("header") { writer in
            for member in others {
                writer.name(member.name)
                writer.copy(member.value)
            }
        }
    }
}
