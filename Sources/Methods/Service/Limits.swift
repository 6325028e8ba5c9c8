package import JOSE
import JSON
import JWT
package import RPC
import Store

/// Every limit of this room, and of those below it, that has a name.
package enum Limits {
    /// The rows for a connection, tokens and keys with these limits.
    package static func rows(
        _ limits: RPCLimits, token: TokenLimits = TokenLimits(), key: KeyLimits = KeyLimits()
    ) -> [LimitRow] {
        connection(limits) + rows(of: token) + rows(of: key) + [
            LimitRow(
                "signatures.prepared", PreparedSignatures.capacity,
                "Tokens that wait for a signature from elsewhere; the oldest makes room."),
            LimitRow(
                "verify.rememberedTokens", VerifierDesk.rememberedTokensLimit,
                "Tokens whose signature held that a thread can be told to recognise."),
            LimitRow(
                "replay.entries", Int(ReplayTable.limit),
                "Uses of tokens that count once that are remembered in a scope; none is forgotten early."),
            LimitRow(
                "rotate.graceSeconds", Int(SuccessorOrder.graceLimit), "Seconds of grace for a token that was replaced."
            ),
            LimitRow(
                "revocation.nameBytes", Revocation.Name.partLimit,
                "Bytes of a jti, a subject, an issuer or a kid that can be revoked."),
            LimitRow("revocation.textBytes", RevocationOrder.textLimit, "Bytes of a reason or a note."),
            LimitRow("revocation.lists", StatusListTable.limit, "Status lists that the store keeps."),
            LimitRow("keygen.keys", KeyOrder.counts.upperBound, "Keys that one call of keygen makes."),
            LimitRow("keygen.modulusBits", KeyRecipe.modulusBits.upperBound, "Bits in the modulus of a new RSA key."),
            LimitRow("policy.nameBytes", PolicyDeclaration.nameBytes, "Bytes of the name of a policy."),
            LimitRow("policy.extensions", PolicyDeclaration.extensions, "Policies that extend each other."),
            LimitRow("config.bytes", ConfigurationLimits.bytes, "Bytes of the configuration file."),
            LimitRow(
                "config.policies", PolicyDeclaration.policies, "Policies in the configuration file, or in the store."),
            LimitRow("policy.bytes", PolicyDeclaration.policyBytes, "Bytes of a policy that is put into the store."),
            LimitRow("keys.sets", KeyStoreLimits.sets, "Sets of keys in the store."),
            LimitRow("keys.perSet", KeyStoreLimits.keys, "Keys in a set of the store, retired ones included."),
            LimitRow("keys.nameBytes", KeyStoreLimits.nameOctets.upperBound, "Bytes in the name of a set."),
            LimitRow("keys.listed", KeyStoreLimits.page.upperBound, "Keys in one page of keys/list."),
            LimitRow("keys.reasonBytes", KeyStoreLimits.reasonOctets, "Bytes in the reason of a rotation."),
            LimitRow("match.pairs", KeyPair.limit, "Pairs of keys that one call of key/match finds."),
        ]
    }

    /// Writes the limits in force as an object of names and numbers.
    static func write(_ surroundings: Surroundings, to writer: inout JSONWriter) {
        writer.object { writer in
            for row in rows(surroundings.limits, token: surroundings.tokenLimits) + surroundings.otherLimits {
                writer.name(row.name)
                writer.integer(row.value)
            }
        }
    }

    private static func connection(_ limits: RPCLimits) -> [LimitRow] {
        [
            LimitRow(
                "message.bytes", limits.messageBytes, "Bytes in one message; a longer one is passed over with an error."
            ),
            LimitRow(
                "message.skippedBytes", limits.skippedBytes,
                "Bytes of a body that is passed over; behind a longer one the next header is looked for at once."),
            LimitRow("message.headerBytes", limits.headerBytes, "Bytes in the header block before a message."),
            LimitRow("message.headerLines", limits.headerLines, "Header lines before a message."),
            LimitRow("message.lengthDigits", limits.lengthDigits, "Digits in a Content-Length."),
            LimitRow("message.batchEntries", limits.batchEntries, "Requests in one batch."),
            LimitRow("message.idBytes", limits.idBytes, "Bytes in a request's id."),
            LimitRow("message.answerBytes", limits.answerBytes, "Bytes in one answer."),
            LimitRow(
                "requests.inFlight", limits.inFlight, "Requests read before the first is answered; then reading stops."),
            LimitRow("requests.queued", limits.queued, "Long-running requests that wait; one more is refused."),
            LimitRow("json.depth", limits.json.depth, "Arrays and objects inside each other."),
            LimitRow("json.values", limits.json.values, "Values in one message."),
            LimitRow("json.members", limits.json.members, "Members of one object."),
        ]
    }

    private static func rows(of token: TokenLimits) -> [LimitRow] {
        [
            LimitRow("token.bytes", token.tokenBytes, "Bytes of a token's text."),
            LimitRow("token.headerBytes", token.headerBytes, "Bytes of one header, decoded."),
            LimitRow("token.signatureBytes", token.signatureBytes, "Bytes of one signature, decoded."),
            LimitRow("token.signatures", token.signatures, "Signatures, or recipients, of one token."),
            LimitRow("disclosures", DisclosureLimits.disclosures, "Disclosures of one SD-JWT."),
            LimitRow("disclosures.digests", DisclosureLimits.digests, "Digests in one SD-JWT, decoys among them."),
            LimitRow("disclosures.depth", DisclosureLimits.depth, "Disclosures inside each other."),
            LimitRow(
                "disclosures.decoys", DisclosureDraft.decoyLimit,
                "Decoys in each place with digests of an SD-JWT that is made."),
            LimitRow("token.nesting", DecryptionPolicy.depthLimit, "Tokens inside each other."),
            LimitRow(
                "password.rounds", PasswordWork.iterations.upperBound,
                "Rounds of PBKDF2 that a token encrypted with a password may ask for; at least 1000."),
            LimitRow(
                "password.roundsSummed", PasswordWork.iterationsSummed,
                "Rounds of PBKDF2 that one call spends on all recipients and layers."),
            LimitRow(
                "password.saltBytes", PasswordWork.saltOctets.upperBound, "Octets of p2s; at least 8."),
            LimitRow(
                "token.expandedBytes", DecryptionPolicy().expandedBytes,
                "Octets of a compressed content, unless the caller allows more."),
            LimitRow(
                "token.expandedBytesAllowed", DecryptionPolicy.expandedBytesLimit,
                "Octets of a compressed content that a caller can allow."),
            LimitRow("token.criticalNames", token.criticalNames, "Names in crit."),
            LimitRow("token.keyIDBytes", token.keyIDBytes, "Bytes of kid, as it is written."),
            LimitRow(
                "token.nameBytes", ClaimLimits.nameBytes, "Bytes of iss, sub, jti or one audience, as they are written."
            ),
            LimitRow("token.audiences", ClaimLimits.audiences, "Audiences of one token."),
            LimitRow("token.keysTried", token.keysTried, "Keys that are tried for one signature."),
        ]
    }

    private static func rows(of key: KeyLimits) -> [LimitRow] {
        [
            LimitRow("key.bytes", key.octets, "Bytes of a JWK, a JWK Set, a PEM text or DER."),
            LimitRow("key.keys", key.keys, "Keys of a JWK Set."),
            LimitRow("key.blocks", key.blocks, "Blocks of a PEM text."),
            LimitRow("key.certificates", key.certificates, "Certificates of one key."),
            LimitRow("key.certificateBytes", key.certificateOctets, "Bytes of all certificates of one key."),
            LimitRow(
                "key.derivationRounds", key.derivationRounds, "Rounds of PBKDF2 that an encrypted key may ask for."),
            LimitRow("key.scryptBytes", key.scryptOctets, "Bytes of memory that an encrypted key may ask scrypt for."),
            LimitRow("key.bcryptRounds", key.bcryptRounds, "Rounds of bcrypt that an OpenSSH key may ask for."),
            LimitRow("key.encryptedParts", key.encryptedParts, "Parts of a PKCS #12 file that are encrypted."),
            LimitRow(
                "key.commentBytes", key.commentOctets, "Bytes of the comment beside a key that is written."),
            LimitRow("key.secretBytes", key.secretOctets, "Octets of a secret."),
        ]
    }
}
