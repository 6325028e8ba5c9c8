import JOSE
import JSON
import JWT
import RPC

/// The header of a signature that is made: `alg` from the key, then what was asked for.
struct SigningHeader {
    private let arguments: Arguments
    private let isClaims: Bool
    private let isEncoded: Bool
    private let profile: Profile?

    init(_ arguments: Arguments, for profile: Profile?, isClaims: Bool, isEncoded: Bool) {
        self.profile = profile
        self.arguments = arguments
        self.isClaims = isClaims
        self.isEncoded = isEncoded
    }

    /// What a key signs with.
    func signer(for key: Key, to operation: SignatureOperation) throws(RPCError) -> TokenDraft.Signer {
        let algorithm = try Self.algorithm(arguments, for: key)
        if let refusal = key.refusal(for: algorithm, to: operation) {
            throw RPCError(
                .keyRefused, "The key may not sign with \(algorithm.name): \(refusal.explanation).", parameter: "/key")
        }
        let keyID = try keyID(of: key)
        let type = try self.type()
        let identity = try KeyInHeader(arguments, for: profile)
        let own = ["alg", "typ", "kid", "b64", "crit"] as [StaticString]
        try refuse(own + ["jwk", "enc", "zip"] + (identity.map { [$0.name] } ?? []), in: "header")
        try refuse(["alg", "crit", "b64"], in: "unprotectedHeader")
        if DisclosureDraft.isAsked(for: arguments) { try refuse(["disclosures", "kb_jwt"], in: "unprotectedHeader") }
        let members = try identity?.json(of: key)
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("alg", algorithm.name)
            if let type {
                writer.name("typ")
                writer.string(type.span)
            }
            if let keyID {
                writer.name("kid")
                writer.string(keyID.span)
            }
            if let identity, let members {
                writer.name(identity.name)
                writer.verbatim(members.span)
            }
            if let header = arguments["header"] { writer.copyMembers(of: header) }
            if !isEncoded {
                // RFC 7797 §6: whoever does not know b64 must not accept the token.
                writer.member("b64", false)
                writer.member("crit", ["b64"])
            }
        }
        return TokenDraft.Signer(
            algorithm: algorithm, protected: writer.bytes, unprotected: arguments["unprotectedHeader"].map(Self.copy))
    }

    /// The `kid` that a signer's header has.
    static func keyID(in signer: TokenDraft.Signer?) -> [UInt8]? {
        guard let signer else { return nil }
        do throws(JSONFault) {
            return try JSONDocument(signer.protected).root["kid"]?.utf8
        } catch {
            return nil
        }
    }

    /// What a key signs with: what is asked for, or what is natural for it.
    static func algorithm(_ arguments: Arguments, for key: Key) throws(RPCError) -> SigningAlgorithm {
        let named = arguments["alg"]?.withString { SigningAlgorithm.named($0) } ?? nil
        guard let algorithm = named ?? SigningAlgorithm.natural(for: key) else {
            throw RPCError(
                .algorithmUnsupported, "The key is for no algorithm for signatures that is done here.",
                parameter: "/key")
        }
        guard !algorithm.isMissing else { throw RPCError(missing: algorithm, at: named == nil ? "/key" : "/alg") }
        return algorithm
    }

    private func keyID(of key: Key) throws(RPCError) -> [UInt8]? {
        // Whoever reads a proof has the key, and no use for its name.
        if profile?.bringsKey == true, arguments["kid"] == nil { return nil }
        if let value = arguments["kid"] {
            if let text = value.utf8 { return text }
            if value.boolean == false { return nil }
            throw RPCError(.invalidParameters, "kid must be a string, or false for none.", parameter: "/kid")
        }
        if let keyID = key.keyID { return keyID }
        guard arguments.boolean("thumbprintKid") == true else { return nil }
        guard let thumbprint = key.publicThumbprint else {
            throw RPCError(
                .invalidParameters, "A secret is not named by its thumbprint, which is a digest of it.",
                parameter: "/thumbprintKid")
        }
        return thumbprint
    }

    // A profile says it by itself.
    private func type() throws(RPCError) -> [UInt8]? {
        guard let named = profile?.types.first else { return try Self.type(arguments, isClaims: isClaims) }
        return Array("\(named)".utf8)
    }

    /// The `typ` that a token gets.
    static func type(_ arguments: Arguments, isClaims: Bool) throws(RPCError) -> [UInt8]? {
        guard let value = arguments["typ"] else {
            guard isClaims else { return nil }
            return Array((DisclosureDraft.isAsked(for: arguments) ? "sd-jwt" : "JWT").utf8)
        }
        if let text = value.utf8 { return text }
        if value.boolean == false { return nil }
        throw RPCError(.invalidParameters, "typ must be a string, or false for none.", parameter: "/typ")
    }

    private func refuse(_ names: [StaticString], in parameter: StaticString) throws(RPCError) {
        guard let header = arguments[parameter] else { return }
        if let duplicate = header.firstDuplicate {
            throw RPCError(
                .invalidParameters, "\(parameter) has \(duplicate.lexeme.prefix(80)) twice.", parameter: "/\(parameter)"
            )
        }
        for name in names where header[name] != nil {
            throw RPCError(
                .invalidParameters,
                "\(parameter) must not set \(name): it has a parameter of its own, or no place here.",
                parameter: "/\(parameter)/\(name)")
        }
    }

    private static func copy(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.copy(value)
        return writer.bytes
    }
}
