import JOSE
import JSON
import JWT
import RPC

/// What a call of `sign` says about disclosures, read and done.
extension DisclosureDraft {
    /// Whether a call asks for an SD-JWT.
    static func isAsked(for arguments: Arguments) -> Bool {
        arguments["disclosable"] != nil || arguments["decoys"] != nil
            || profile(arguments).map { $0.disclosure != .none } == true
    }

    private static func profile(_ arguments: Arguments) -> Profile? {
        arguments["profile"].flatMap { Profile.named($0) }
    }

    /// The draft that a call asks for, if it does.
    convenience init?(_ arguments: Arguments) throws(RPCError) {
        guard Self.isAsked(for: arguments) else {
            guard arguments["disclosureHash"] == nil else {
                throw RPCError(
                    .invalidParameters, "disclosureHash is for an SD-JWT: say what is disclosable.",
                    parameter: "/disclosureHash")
            }
            return nil
        }
        if let profile = Self.profile(arguments), profile.disclosure == .none {
            throw RPCError(
                .invalidParameters, "Tokens of profile \(profile.name) are no SD-JWTs.", parameter: "/profile")
        }
        guard arguments["detached"]?.boolean != true else {
            throw RPCError(
                .invalidParameters, "detached is not for an SD-JWT: its disclosures are of what it holds.",
                parameter: "/detached")
        }
        var pointers: [JSONPointer] = []
        for text in arguments.strings("disclosable") ?? [JSONValue]() {
            guard let pointer = text.string.flatMap(JSONPointer.init) else {
                throw RPCError(
                    .invalidParameters, "disclosable holds JSON pointers such as \"/address/locality\".",
                    parameter: "/disclosable")
            }
            pointers.append(pointer)
        }
        let hash = arguments.string("disclosureHash").flatMap(NamedHash.init(rawValue:)) ?? .sha256
        self.init(pointers, decoys: arguments.integer("decoys") ?? 0, hash: hash)
    }

    /// Makes an SD-JWT's payload, and its disclosures, of claims that are JSON.
    func make(of claims: [UInt8], _ surroundings: Surroundings) throws(RPCError) -> Result {
        let root: JSONValue
        do throws(JSONFault) {
            root = try JSONDocument(claims).root
        } catch {
            throw RPCError(.invalidParameters, "The claims are too large: \(error.explanation).", parameter: "/claims")
        }
        do throws(Fault) {
            return try make(of: root) { (count) throws(Fault) in
                do throws(RPCError) {
                    return try surroundings.random(count)
                } catch {
                    throw .noRandom
                }
            }
        } catch {
            throw RPCError(error)
        }
    }
}

extension RPCError {
    fileprivate init(_ fault: DisclosureDraft.Fault) {
        switch fault {
        case .noClaim(let index):
            self.init(
                .invalidParameters, "No claim stands where disclosable points to.",
                parameter: "/disclosable/\(index)")
        case .critical(let index):
            self.init(
                .invalidParameters, "A claim that a token is judged by must not be disclosable: it could be withheld.",
                parameter: "/disclosable/\(index)",
                hint: "Of iss, exp, nbf, cnf nothing, of aud single names (RFC 9901 §9.7).")
        case .reserved(let name):
            self.init(
                .invalidParameters, "\(name) is a name that is kept for digests: no claim can have it.",
                parameter: "/claims")
        case .tooMany(let limit), .tooDeep(let limit):
            self.init(
                .invalidParameters, "An SD-JWT cannot have as many disclosures, or digests, or so deep (\(limit)).",
                parameter: "/disclosable", limit: limit)
        case .failed, .noRandom:
            self.init(.internalError, "No digest or no random octets could be had.")
        }
    }
}

extension ClaimAdditions {
    /// `cnf` for the holder's key: what is needed of it, and no more that could tell the holder apart (RFC 7800 §3.2).
    static func confirmation(_ key: Key) throws(RPCError) -> [UInt8] {
        guard let jwk = Thumbprint.canonical(key) else {
            throw RPCError(
                .invalidParameters, "A holder is known by a public key; this is a secret.", parameter: "/holderKey")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("jwk")
            writer.verbatim(jwk.span)
        }
        return writer.bytes
    }
}

extension Call {
    /// The holder's key, where a call names one.
    func holderKey(_ surroundings: Surroundings) throws(RPCError) -> Key? {
        guard let value = arguments["holderKey"] else { return nil }
        let keys = try KeyInput(value, at: "/holderKey", for: self, surroundings).keys
        guard let key = keys.first, keys.count == 1 else {
            throw RPCError(.invalidParameters, "A holder has one key.", parameter: "/holderKey")
        }
        return key
    }
}

extension SigningContent {
    /// What the header of an encryption around the token says in `cty` (RFC 7519 §5.2, RFC 9901 §12.2).
    func type(as serialization: SignedToken.Serialization) -> [UInt8] {
        if disclosable == nil { return Array("JWT".utf8) }
        return Array((serialization == .compact ? "sd-jwt" : "sd-jwt+json").utf8)
    }

    /// What stands behind the signature of a compact token.
    var tail: [UInt8] { disclosable.map { DisclosureDraft.tail($0.disclosures) } ?? [UInt8]() }

    /// Writes the disclosures, so that the issuer can tell them apart.
    func writeDisclosures(to writer: inout JSONWriter) {
        guard let made = disclosable?.disclosures else { return }
        writer.array("disclosures") { writer in
            for disclosure in made {
                writer.object { writer in
                    writer.member("pointer", disclosure.pointer)
                    writer.name("digest")
                    writer.plainString(disclosure.digest.span)
                    writer.name("disclosure")
                    writer.plainString(disclosure.text.span)
                }
            }
        }
    }
}

extension TokenDraft.Signer {
    /// The same signature, with disclosures in the header that it does not cover (RFC 9901 §8.1).
    func carrying(_ disclosures: [DisclosureDraft.Made]) -> TokenDraft.Signer {
        var writer = JSONWriter()
        writer.object { writer in
            // What was written here before is one object.
            let members = Array((unprotected ?? [UInt8]()).dropFirst().dropLast())
            if !members.isEmpty { writer.verbatim(members.span) }
            writer.array("disclosures") { writer in
                for disclosure in disclosures { writer.plainString(disclosure.text.span) }
            }
        }
        return TokenDraft.Signer(algorithm: algorithm, protected: protected, unprotected: writer.bytes)
    }
}
