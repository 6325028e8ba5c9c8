import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// The names of the algorithms that sign. The document of the methods is the same under every library, and so are these:
    /// what jwtls has a name for. Which of them are there is what `server/info` says.
    static let signingNames: [StaticString] = SigningAlgorithm.all.map(\.name)

    /// Half a signature: what somebody else is to sign.
    static let signPrepare = Method(
        MethodDescription(
            "sign/prepare",
            "Makes all of a token but its signature, for a signer elsewhere (an HSM, a KMS, an agent); sign/complete takes it up.",
            parameters: [
                Parameter(
                    "key", .schema(.key), "The public key that the signature will be checked with.", required: true)
            ] + Parameter.signing + [.signingPolicy],
            result: Schema(
                "PreparedSignature", [.object],
                """
                {"type": "object", "required": ["handle", "signingInput", "alg", "expiresInSeconds"],
                 "properties": {"handle": {"type": "string"}, "signingInput": {"type": "string", "description": "The bytes to sign, base64url."},
                  "digest": {"type": "object", "description": "Their digest, base64url, for a signer that takes one."},
                  "alg": {"type": "string"}, "expiresInSeconds": {"type": "integer"}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyLimit, .keyNotFound, .keyRefused, .algorithmUnsupported, .fileRefused,
                .fileUnreadable, .filePermissions,
            ] + ErrorCode.policyFaults,
            example: """
                {"key":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}},"claims":{"sub":"alice"}}
                """,
            isConversational: true)
    ) { (call, bench, writer) throws(RPCError) in
        guard let key = call.arguments["key"] else { return }
        let keys = try KeyInput(key, at: "/key", for: call, bench.surroundings, to: .name)
        guard keys.keys.count == 1 else {
            throw RPCError(.invalidParameters, "sign/prepare takes one key.", parameter: "/key")
        }
        let order = try SigningOrder(call, keys: keys.keys, kept: keys.signers, bench.surroundings, isElsewhere: true)
        let handle = try bench.surroundings.preparedSignatures.keep(order, bench.surroundings)
        try order.writePreparation(handle: handle, to: &writer)
    }

    /// The other half: the signature that came back.
    static let signComplete = Method(
        MethodDescription(
            "sign/complete",
            "Puts a signature that was made elsewhere to the token of sign/prepare, once, if it holds.",
            parameters: [
                Parameter("handle", .string, "The handle that sign/prepare gave.", required: true),
                Parameter("signature", .string, "The signature, base64url or base64.", required: true),
                Parameter("encoding", .choice(["raw", "der"]), "How an ECDSA signature is written (raw: R and S)."),
            ],
            result: .signed, errors: [.signingHandle, .signingMismatch, .signingRefused],
            example: #"{"handle":"AAAAAAAAAAAAAAAAAAAAAA","signature":"AAAA"}"#, isConversational: true)
    ) { (call, bench, writer) throws(RPCError) in
        let handle = call.arguments["handle"]?.utf8 ?? [UInt8]()
        let order = try bench.surroundings.preparedSignatures.take(handle, at: bench.surroundings.clock())
        guard bench.surroundings.policies.isCurrent(order.plan.epoch) else {
            throw RPCError(
                .signingRefused, "The policy that the token was prepared under has changed.",
                hint: "Prepare it anew.")
        }
        let signature = try order.signature(call.arguments)
        guard order.isSigned(by: signature) else {
            throw RPCError(
                .signingMismatch, "The signature is not the key's for this token.", parameter: "/signature",
                hint: "Sign the signingInput itself, or its digest where the signer takes one, and prepare anew.")
        }
        var notes: HeaderNotes?
        try order.answer([signature], knowing: &notes, bench, to: &writer)
    }
}

extension SigningOrder {
    fileprivate func writePreparation(handle: [UInt8], to writer: inout JSONWriter) throws(RPCError) {
        guard let signer = draft.signers.first else { return }
        let input = draft.signingInput(signer)
        let digest: (name: String, value: [UInt8])?
        do throws(KeyFault) {
            digest = try signer.algorithm.digest(of: input)
        } catch {
            throw RPCError(.internalError, "The digest could not be computed.")
        }
        writer.object { writer in
            writer.name("handle")
            writer.plainString(handle.span)
            writer.name("signingInput")
            writer.plainString(Base64URL.encode(input.span).span)
            if let digest {
                writer.object("digest") { writer in
                    writer.member("alg", digest.name)
                    writer.name("value")
                    writer.plainString(Base64URL.encode(digest.value.span).span)
                }
            }
            writer.member("alg", signer.algorithm.name)
            writer.member("expiresInSeconds", Int(PreparedSignatures.lifetime.seconds))
        }
    }

    fileprivate func signature(_ arguments: Arguments) throws(RPCError) -> [UInt8] {
        let text = arguments["signature"]?.utf8 ?? [UInt8]()
        var octets: [UInt8]
        do throws(Base64URL.Fault) {
            octets = try Base64URL.decode(text.span)
        } catch {
            octets = try Self.base64(text)
        }
        guard arguments.string("encoding") == "der" else { return octets }
        guard let raw = draft.signers.first?.algorithm.signature(fromDER: octets) else {
            throw RPCError(.invalidParameters, "The signature is not DER of this algorithm.", parameter: "/signature")
        }
        return raw
    }

    private static func base64(_ text: [UInt8]) throws(RPCError) -> [UInt8] {
        do throws(Base64.Fault) {
            return try Base64.decode(text.span)
        } catch {
            throw RPCError(
                .invalidParameters, "The signature is neither base64url nor base64.", parameter: "/signature",
                offset: error.offset)
        }
    }
}
