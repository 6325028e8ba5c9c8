"""One class for every finding that can refuse a token, and for every error. Made by make.py from Protocol/; changes are made there."""

from __future__ import annotations

from typing import Dict, Type

from .errors import InvalidToken, RequestError


class InvalidClaim(InvalidToken):
    """A finding whose word begins with `claim.` refused the token."""

    code = ""


class InvalidHeader(InvalidToken):
    """A finding whose word begins with `header.` refused the token."""

    code = ""


class InvalidSignature(InvalidToken):
    """The signature is not this key's for this token."""

    code = "signature.invalid"


class InvalidStatus(InvalidToken):
    """A finding whose word begins with `status.` refused the token."""

    code = ""


class InvalidProof(InvalidToken):
    """A finding whose word begins with `proof.` refused the token."""

    code = ""


class InvalidBinding(InvalidToken):
    """A finding whose word begins with `binding.` refused the token."""

    code = ""


class UnacceptableKey(InvalidToken):
    """A finding whose word begins with `key.` refused the token."""

    code = ""


class MalformedToken(InvalidToken):
    """The text is no token."""

    code = "token.malformed"


class TokenNotCanonical(InvalidToken):
    """The token is spelled in another way than the one that is allowed."""

    code = "token.not_canonical"


class TokenDuplicateMember(InvalidToken):
    """An object has two members of one name."""

    code = "token.duplicate_member"


class TokenTooLarge(InvalidToken):
    """A part of the token is larger than its limit."""

    code = "token.too_large"


class TokenSerializationNotAllowed(InvalidToken):
    """The token's serialization is not one that is allowed."""

    code = "token.serialization_not_allowed"


class TokenKindNotAllowed(InvalidToken):
    """The token is of another kind than the one that is expected."""

    code = "token.kind_not_allowed"


class TokenNotClaims(InvalidToken):
    """The content of a JWT must be a JSON object."""

    code = "token.not_claims"


class AlgorithmNotAllowed(InvalidHeader):
    """The token's algorithm is not one that is allowed."""

    code = "header.alg_not_allowed"


class AlgorithmKeyMismatch(InvalidHeader):
    """The key is not for the token's algorithm."""

    code = "header.alg_key_mismatch"


class HeaderAlgDeprecated(InvalidHeader):
    """A newer name says exactly which algorithm this is."""

    code = "header.alg_deprecated"


class HeaderCritUnsupported(InvalidHeader):
    """The header calls something critical that is not understood."""

    code = "header.crit_unsupported"


class HeaderCritMalformed(InvalidHeader):
    """The list of critical members is not as it must be."""

    code = "header.crit_malformed"


class HeaderB64NotAllowed(InvalidHeader):
    """The payload is not encoded where it must be."""

    code = "header.b64_not_allowed"


class HeaderTypMismatch(InvalidHeader):
    """The token is of another type than the one that is expected."""

    code = "header.typ_mismatch"


class HeaderWrongType(InvalidHeader):
    """A header member is of another type than it must be."""

    code = "header.wrong_type"


class HeaderEncryptionMember(InvalidHeader):
    """A signed token's header has a member that only encryption uses."""

    code = "header.encryption_member"


class DecryptionFailed(InvalidToken):
    """The token does not open with the keys given: a key, the token or both are wrong, and nobody can tell which."""

    code = "jwe.decryption_failed"


class HeaderEncNotAllowed(InvalidHeader):
    """The token's content encryption is not one that is allowed."""

    code = "header.enc_not_allowed"


class HeaderZipNotAllowed(InvalidHeader):
    """The token is compressed in a way that is not known."""

    code = "header.zip_not_allowed"


class JwePasswordWork(InvalidToken):
    """The password's derivation asks for fewer or more rounds, or for another salt, than is allowed."""

    code = "jwe.password_work"


class JweExpansionTooLarge(InvalidToken):
    """The content is larger than the limit once it is expanded."""

    code = "jwe.expansion_too_large"


class JweAadMismatch(InvalidToken):
    """What was authenticated beside the content is not what is expected."""

    code = "jwe.aad_mismatch"


class ClaimHeaderDiffers(InvalidClaim):
    """A claim that the header repeats is another in the content."""

    code = "claim.header_differs"


class TokenNestingTooDeep(InvalidToken):
    """Tokens stand in each other deeper than the limit."""

    code = "token.nesting_too_deep"


class TokenNestedNotMarked(InvalidToken):
    """The header does not say with cty that a token is inside."""

    code = "token.nested_not_marked"


class JweFixedValues(InvalidToken):
    """Values that must be random were given: this token is an example, and protects nothing."""

    code = "jwe.fixed_values"


class JwePasswordWorkUnusual(InvalidToken):
    """Some peers accept fewer rounds of a password's derivation only."""

    code = "jwe.password_work_unusual"


class SignatureInsufficient(InvalidSignature):
    """Fewer signatures hold than are needed."""

    code = "signature.insufficient"


class NoMatchingKey(UnacceptableKey):
    """None of the keys given is for this token."""

    code = "key.not_found"


class KeyAmbiguous(UnacceptableKey):
    """More than one of the keys given could be meant."""

    code = "key.ambiguous"


class KeyTooWeak(UnacceptableKey):
    """The key is weaker than its algorithm asks for."""

    code = "key.too_weak"


class KeyUseMismatch(UnacceptableKey):
    """The key's owner does not allow this use."""

    code = "key.use_mismatch"


class KeySkipped(UnacceptableKey):
    """A key of the set cannot be used and was passed over."""

    code = "key.skipped"


class KeyOdd(UnacceptableKey):
    """Something about the key is not as it should be."""

    code = "key.odd"


class KeyNotYetCurrent(UnacceptableKey):
    """The key that signed comes next, and ought not to sign yet."""

    code = "key.not_yet_current"


class KeyGraceTooShort(UnacceptableKey):
    """Tokens that the key signed live longer than it is accepted."""

    code = "key.grace_too_short"


class KeyFactorable(UnacceptableKey):
    """Everybody can factor the RSA modulus, and so has the private key."""

    code = "key.factorable"


class KeyRoca(UnacceptableKey):
    """The RSA key comes from a library whose keys can be factored."""

    code = "key.roca"


class KeyGuessable(UnacceptableKey):
    """The secret is one that attackers try first."""

    code = "key.guessable"


class KeyRevoked(UnacceptableKey):
    """The key's owner has revoked it."""

    code = "key.revoked"


class KeyExpired(UnacceptableKey):
    """The key, or its certificate, is past its time."""

    code = "key.expired"


class KeyNotYetValid(UnacceptableKey):
    """The time of the key, or of its certificate, has not begun."""

    code = "key.not_yet_valid"


class KeyAlgTwoNames(UnacceptableKey):
    """The algorithm has two names, and some peers know only one."""

    code = "key.alg_two_names"


class KeyDuplicateKid(UnacceptableKey):
    """Two keys of a set have the same kid."""

    code = "key.duplicate_kid"


class KeyMixedSet(UnacceptableKey):
    """Shared secrets stand in one set with asymmetric keys."""

    code = "key.mixed_set"


class KeyPrivateInPublicSet(UnacceptableKey):
    """Private keys stand in one set with public ones."""

    code = "key.private_in_public_set"


class KeyNotUsed(UnacceptableKey):
    """Keys for this algorithm are recognised, and not used here."""

    code = "key.not_used"


class CertificateWeak(InvalidToken):
    """The certificate is signed in a way that can be forged."""

    code = "certificate.weak"


class CertificateUntrusted(InvalidToken):
    """The certificates of the key do not lead to one that is trusted."""

    code = "certificate.untrusted"


class ExpiredToken(InvalidClaim):
    """The token has expired."""

    code = "claim.exp_expired"


class ImmatureToken(InvalidClaim):
    """The token is not valid yet."""

    code = "claim.nbf_not_yet"


class ClaimIatFuture(InvalidClaim):
    """The token says that it was issued in the future."""

    code = "claim.iat_future"


class ClaimIatTooOld(InvalidClaim):
    """The token was issued too long ago."""

    code = "claim.iat_too_old"


class ClaimLifetimeTooLong(InvalidClaim):
    """The token lives longer than is allowed."""

    code = "claim.lifetime_too_long"


class ClaimNoExpiry(InvalidClaim):
    """The token never expires."""

    code = "claim.no_expiry"


class ClaimMilliseconds(InvalidClaim):
    """The time looks like milliseconds; a NumericDate counts seconds."""

    code = "claim.milliseconds"


class ClaimAbsurdDate(InvalidClaim):
    """The time is before 2000 or after 2100."""

    code = "claim.absurd_date"


class ClaimTimesDisagree(InvalidClaim):
    """The token's times contradict each other."""

    code = "claim.times_disagree"


class MissingClaim(InvalidClaim):
    """A claim that is needed is not there."""

    code = "claim.missing"


class ClaimForbidden(InvalidClaim):
    """A claim is there that must not be."""

    code = "claim.forbidden"


class ClaimWrongType(InvalidClaim):
    """A claim is of another type than it must be."""

    code = "claim.wrong_type"


class InvalidIssuer(InvalidClaim):
    """The token is from another issuer."""

    code = "claim.iss_mismatch"


class InvalidSubject(InvalidClaim):
    """The token is about another subject."""

    code = "claim.sub_mismatch"


class InvalidAudience(InvalidClaim):
    """The token is meant for somebody else."""

    code = "claim.aud_mismatch"


class InvalidTokenID(InvalidClaim):
    """The token has another identifier."""

    code = "claim.jti_mismatch"


class InvalidNonce(InvalidClaim):
    """The token answers another request."""

    code = "claim.nonce_mismatch"


class ClaimAzpMismatch(InvalidClaim):
    """The token was given to another client."""

    code = "claim.azp_mismatch"


class InsufficientScope(InvalidClaim):
    """The token does not reach as far as is needed."""

    code = "claim.insufficient_scope"


class InsufficientRole(InvalidClaim):
    """The token does not carry a role that is needed."""

    code = "claim.insufficient_role"


class InsufficientGroup(InvalidClaim):
    """The token does not carry a group that is needed."""

    code = "claim.insufficient_group"


class ClaimRuleFailed(InvalidClaim):
    """A claim breaks a rule that the caller gave."""

    code = "claim.rule_failed"


class ClaimHashMismatch(InvalidClaim):
    """The token belongs to another token, code or state than the one that came with it."""

    code = "claim.hash_mismatch"


class ClaimStateMismatch(InvalidClaim):
    """The response answers another request."""

    code = "claim.state_mismatch"


class ClaimAuthTimeTooOld(InvalidClaim):
    """The user signed in too long ago."""

    code = "claim.auth_time_too_old"


class ClaimClientMismatch(InvalidClaim):
    """Two claims that name the client differ, or must not be the same."""

    code = "claim.client_mismatch"


class ClaimEventMissing(InvalidClaim):
    """The token does not tell of the event that it must tell of."""

    code = "claim.event_missing"


class ProofHtmMismatch(InvalidProof):
    """The proof is for a request with another method."""

    code = "proof.htm_mismatch"


class ProofHtuMismatch(InvalidProof):
    """The proof is for a request to another address."""

    code = "proof.htu_mismatch"


class ProofNonceMismatch(InvalidProof):
    """The proof does not carry the nonce that the server gave last."""

    code = "proof.nonce_mismatch"


class ProofAthMismatch(InvalidProof):
    """The proof is for another access token."""

    code = "proof.ath_mismatch"


class ProofInvalid(InvalidProof):
    """The proof that came with the token does not hold."""

    code = "proof.invalid"


class BindingMissing(InvalidBinding):
    """The token is not bound to a key, and must be."""

    code = "binding.missing"


class BindingMismatch(InvalidBinding):
    """The token is bound to another key than the sender's."""

    code = "binding.mismatch"


class BindingUnchecked(InvalidBinding):
    """The token is bound to a key, and nobody looked whether the sender has it."""

    code = "binding.unchecked"


class HeaderKeyUnusable(InvalidHeader):
    """The key that the token brings itself cannot be used."""

    code = "header.key_unusable"


class HeaderKeyUntrusted(InvalidHeader):
    """The key that the token brings itself is not one that is believed."""

    code = "header.key_untrusted"


class StatusListMalformed(InvalidStatus):
    """The status list is not as it must be."""

    code = "status.list_malformed"


class StatusListStale(InvalidStatus):
    """The status list is older than it says that it should get."""

    code = "status.list_stale"


class StatusListOlder(InvalidStatus):
    """A list of this address is kept that was not issued before this one."""

    code = "status.list_older"


class StatusMissing(InvalidStatus):
    """The token does not say where its status stands."""

    code = "status.missing"


class StatusUnknown(InvalidStatus):
    """What has become of the token cannot be told."""

    code = "status.unknown"


class StatusInvalid(InvalidStatus):
    """The token was revoked."""

    code = "status.invalid"


class StatusSuspended(InvalidStatus):
    """The token is suspended for a while."""

    code = "status.suspended"


class StatusApplicationSpecific(InvalidStatus):
    """The token has a status that its issuer defines."""

    code = "status.application_specific"


class TokenTruncated(InvalidToken):
    """The token ends before it should."""

    code = "token.truncated"


class TokenSeparatorMissing(InvalidToken):
    """Two parts of the token are not divided by a dot."""

    code = "token.separator_missing"


class TokenNotJson(InvalidToken):
    """A part of the token is not JSON."""

    code = "token.not_json"


class TokenBrokenString(InvalidToken):
    """A string holds what JSON does not allow."""

    code = "token.broken_string"


class TokenOtherContent(InvalidToken):
    """The content is no claims set: this is a JWS, but no JWT."""

    code = "token.other_content"


class TokenDetached(InvalidToken):
    """The payload is not in the token."""

    code = "token.detached"


class TokenUnencoded(InvalidToken):
    """The payload stands in the token as it is, not in base64url."""

    code = "token.unencoded"


class TokenDisclosures(InvalidToken):
    """Disclosures follow the token."""

    code = "token.disclosures"


class TokenNestedTooDeep(InvalidToken):
    """More tokens stand inside each other than are looked at."""

    code = "token.nested_too_deep"


class HeaderAlgNone(InvalidHeader):
    """Nothing protects this token: anybody can have written it."""

    code = "header.alg_none"


class HeaderAlgMissing(InvalidHeader):
    """The header names no algorithm."""

    code = "header.alg_missing"


class HeaderAlgUnknown(InvalidHeader):
    """The algorithm is not registered."""

    code = "header.alg_unknown"


class HeaderAlgMisplaced(InvalidHeader):
    """The algorithm is not for this kind of token."""

    code = "header.alg_misplaced"


class HeaderPrivateKey(InvalidHeader):
    """The token carries a private or secret key."""

    code = "header.private_key"


class HeaderKeyFromToken(InvalidHeader):
    """The token names its own key; that proves nothing about its author."""

    code = "header.key_from_token"


class SignatureMissing(InvalidSignature):
    """The signature is empty."""

    code = "signature.missing"


class SignatureUnexpected(InvalidSignature):
    """There is a signature although the header says none."""

    code = "signature.unexpected"


class SignatureLength(InvalidSignature):
    """The signature has another length than its algorithm makes."""

    code = "signature.length"


class SignatureDer(InvalidSignature):
    """The signature is DER where JOSE writes R and S."""

    code = "signature.der"


class ClaimMisleadingText(InvalidClaim):
    """A text holds characters that change how the text around it looks."""

    code = "claim.misleading_text"


class KeyBindingMissing(InvalidToken):
    """Nobody shows that the token is his who presents it."""

    code = "key_binding.missing"


class KeyBindingMismatch(InvalidToken):
    """The key binding is of another presentation."""

    code = "key_binding.mismatch"


class KeyBindingHolderKey(InvalidToken):
    """The token names no key that its holder could be known by."""

    code = "key_binding.holder_key"


class KeyBindingUnasked(InvalidToken):
    """The key binding holds, and was not compared with an audience and a nonce: it may be a replay."""

    code = "key_binding.unasked"


class KeyMislabelled(UnacceptableKey):
    """The label of a PEM block says something else than it holds."""

    code = "key.mislabelled"


class KeyInconsistent(UnacceptableKey):
    """What the members of a key say does not go together."""

    code = "key.inconsistent"


class ClaimExpiresSoon(InvalidClaim):
    """The token expires soon."""

    code = "claim.expires_soon"


class SignaturePublishedSecret(InvalidSignature):
    """Everybody can sign such tokens: the secret is a published one."""

    code = "signature.published_secret"


class RevokedToken(InvalidToken):
    """The token was revoked."""

    code = "token.revoked"


class TokenRevocationUnknown(InvalidToken):
    """Nobody can say whether the token was revoked."""

    code = "token.revocation_unknown"


class ReplayedToken(InvalidToken):
    """The token counts once, and was used before."""

    code = "token.replayed"


class TokenReplayUnknown(InvalidToken):
    """Nobody can say whether the token was used before."""

    code = "token.replay_unknown"


class TokenReplayEndless(InvalidToken):
    """The token has no exp, and its age is not bounded: that it was used would have to be remembered for ever."""

    code = "token.replay_endless"


class SpentToken(InvalidToken):
    """The token was replaced before: with this use of it, its whole family is revoked."""

    code = "token.spent"


class TokenFamilyRevoked(InvalidToken):
    """A token of this family was used again after it had been replaced."""

    code = "token.family_revoked"


class TokenFamilyEnded(InvalidToken):
    """The family of the token has ended: it has no further successors."""

    code = "token.family_ended"


class MessageNotJsonError(RequestError):
    """What arrived is not a message: not JSON, not UTF-8, or no valid header."""

    code = "message.not_json"


class RequestInvalidError(RequestError):
    """The message is JSON but no JSON-RPC 2.0 request, or comes at a wrong time."""

    code = "request.invalid"


class MethodNotFoundError(RequestError):
    """There is no such method."""

    code = "method.not_found"


class ParamsInvalidError(RequestError):
    """A parameter is unknown, missing, of a wrong type or out of its range."""

    code = "params.invalid"


class ServiceFailedError(RequestError):
    """Something failed that should not fail; the request may be sent again."""

    code = "service.failed"


class RequestNotInitializedError(RequestError):
    """An LSP request came before `initialize`."""

    code = "request.not_initialized"


class RequestCancelledError(RequestError):
    """The request was cancelled by `$/cancelRequest`."""

    code = "request.cancelled"


class DocumentChangedError(RequestError):
    """The document has changed since what the request is about was said."""

    code = "document.changed"


class RevisionUnsupportedError(RequestError):
    """The request is made in a revision of the Model Context Protocol that is not served."""

    code = "revision.unsupported"


class LimitMessageError(RequestError):
    """A message is larger than the limit; it was skipped."""

    code = "limit.message"


class LimitBatchError(RequestError):
    """A batch has more entries than the limit."""

    code = "limit.batch"


class LimitJsonError(RequestError):
    """JSON is nested deeper, or has more values or members, than the limit."""

    code = "limit.json"


class LimitAnswerError(RequestError):
    """The answer would be larger than the limit."""

    code = "limit.answer"


class LimitBusyError(RequestError):
    """Too many long-running requests are waiting."""

    code = "limit.busy"


class KeyUnusableError(RequestError):
    """A key that was given is not one that can be used."""

    code = "key.unusable"


class KeyPasswordError(RequestError):
    """A key is encrypted, and its password is missing or wrong."""

    code = "key.password"


class KeyNotFoundError(RequestError):
    """None of the keys given is for what was asked."""

    code = "key.not_found"


class KeyRefusedError(RequestError):
    """The key may not be used for what was asked."""

    code = "key.refused"


class LimitKeyError(RequestError):
    """A key, or a set of keys, is larger than the limit."""

    code = "limit.key"


class AlgorithmUnsupportedError(RequestError):
    """The algorithm is not one that is done here."""

    code = "algorithm.unsupported"


class SignRefusedError(RequestError):
    """The token would not be one that the request's own policy accepts."""

    code = "sign.refused"


class SignHandleError(RequestError):
    """There is no prepared signature with this handle, or it is no longer good."""

    code = "sign.handle"


class SignSignatureError(RequestError):
    """The signature that came back is not the key's for what was prepared."""

    code = "sign.signature"


class TokenUnusableError(RequestError):
    """A token that was given is not one that this can be done with."""

    code = "token.unusable"


class FileRefusedError(RequestError):
    """Reading this file, or this variable, was not allowed at start."""

    code = "file.refused"


class FileUnreadableError(RequestError):
    """The file, or the variable, is not there or cannot be read."""

    code = "file.unreadable"


class KeyFilePermissionsError(RequestError):
    """Others can read the file with the secret key."""

    code = "key.file_permissions"


class PolicyNotFoundError(RequestError):
    """There is no policy of this name."""

    code = "policy.not_found"


class PolicyInvalidError(RequestError):
    """Policies extend each other in a circle, or too many do."""

    code = "policy.invalid"


class PolicyFixedError(RequestError):
    """The policy stands in the configuration file, and is changed there."""

    code = "policy.fixed"


class PolicyNeededError(RequestError):
    """Another policy extends this one."""

    code = "policy.needed"


class LimitPolicyError(RequestError):
    """The policy is too large to be kept, or there are too many."""

    code = "limit.policy"


class ConfigUnreadableError(RequestError):
    """The configuration file is not there, or cannot be read."""

    code = "config.unreadable"


class ConfigInvalidError(RequestError):
    """The configuration file has a fault; the message says where."""

    code = "config.invalid"


class ConfigPermissionsError(RequestError):
    """Others can write the configuration file, or read a secret in it."""

    code = "config.permissions"


class KeysUnknownError(RequestError):
    """The store has no set of this name, or the set no key of this kid."""

    code = "keys.unknown"


class KeysConflictError(RequestError):
    """There is another key of this kid, or the set is no longer as the request takes it to be."""

    code = "keys.conflict"


class KeysStateError(RequestError):
    """The key's state, or that of its set, does not allow what was asked."""

    code = "keys.state"


class KeysSealedError(RequestError):
    """The process was started without what protects secret keys in the store."""

    code = "keys.sealed"


class KeysExpiredError(RequestError):
    """The set was fetched longer ago than it may be used."""

    code = "keys.expired"


class LimitKeysError(RequestError):
    """The store would hold more keys, or more sets, than the limit."""

    code = "limit.keys"


class StoreOffError(RequestError):
    """The process was started without a store, or the store has no such thing."""

    code = "store.off"


class StorePermissionsError(RequestError):
    """Others can reach the store's files, or they are not of the user's own."""

    code = "store.permissions"


class StoreLockedError(RequestError):
    """Another process holds the store for longer than can be waited for."""

    code = "store.locked"


class StoreFullError(RequestError):
    """There is no room for what should be kept."""

    code = "store.full"


class StoreReadOnlyError(RequestError):
    """The store cannot be written."""

    code = "store.read_only"


class StoreCorruptError(RequestError):
    """The store is damaged, or is something else; it is left as it is."""

    code = "store.corrupt"


class StoreNewerError(RequestError):
    """A newer release made the store."""

    code = "store.newer"


class StoreUnavailableError(RequestError):
    """The store cannot be reached, read or written."""

    code = "store.unavailable"


class StoreNotFoundError(RequestError):
    """The store holds nothing of this name or number."""

    code = "store.not_found"


#: By the word of the first failure.
REFUSALS: Dict[str, Type[InvalidToken]] = {
    "signature.invalid": InvalidSignature,
    "token.malformed": MalformedToken,
    "token.not_canonical": TokenNotCanonical,
    "token.duplicate_member": TokenDuplicateMember,
    "token.too_large": TokenTooLarge,
    "token.serialization_not_allowed": TokenSerializationNotAllowed,
    "token.kind_not_allowed": TokenKindNotAllowed,
    "token.not_claims": TokenNotClaims,
    "header.alg_not_allowed": AlgorithmNotAllowed,
    "header.alg_key_mismatch": AlgorithmKeyMismatch,
    "header.alg_deprecated": HeaderAlgDeprecated,
    "header.crit_unsupported": HeaderCritUnsupported,
    "header.crit_malformed": HeaderCritMalformed,
    "header.b64_not_allowed": HeaderB64NotAllowed,
    "header.typ_mismatch": HeaderTypMismatch,
    "header.wrong_type": HeaderWrongType,
    "header.encryption_member": HeaderEncryptionMember,
    "jwe.decryption_failed": DecryptionFailed,
    "header.enc_not_allowed": HeaderEncNotAllowed,
    "header.zip_not_allowed": HeaderZipNotAllowed,
    "jwe.password_work": JwePasswordWork,
    "jwe.expansion_too_large": JweExpansionTooLarge,
    "jwe.aad_mismatch": JweAadMismatch,
    "claim.header_differs": ClaimHeaderDiffers,
    "token.nesting_too_deep": TokenNestingTooDeep,
    "token.nested_not_marked": TokenNestedNotMarked,
    "jwe.fixed_values": JweFixedValues,
    "jwe.password_work_unusual": JwePasswordWorkUnusual,
    "signature.insufficient": SignatureInsufficient,
    "key.not_found": NoMatchingKey,
    "key.ambiguous": KeyAmbiguous,
    "key.too_weak": KeyTooWeak,
    "key.use_mismatch": KeyUseMismatch,
    "key.skipped": KeySkipped,
    "key.odd": KeyOdd,
    "key.not_yet_current": KeyNotYetCurrent,
    "key.grace_too_short": KeyGraceTooShort,
    "key.factorable": KeyFactorable,
    "key.roca": KeyRoca,
    "key.guessable": KeyGuessable,
    "key.revoked": KeyRevoked,
    "key.expired": KeyExpired,
    "key.not_yet_valid": KeyNotYetValid,
    "key.alg_two_names": KeyAlgTwoNames,
    "key.duplicate_kid": KeyDuplicateKid,
    "key.mixed_set": KeyMixedSet,
    "key.private_in_public_set": KeyPrivateInPublicSet,
    "key.not_used": KeyNotUsed,
    "certificate.weak": CertificateWeak,
    "certificate.untrusted": CertificateUntrusted,
    "claim.exp_expired": ExpiredToken,
    "claim.nbf_not_yet": ImmatureToken,
    "claim.iat_future": ClaimIatFuture,
    "claim.iat_too_old": ClaimIatTooOld,
    "claim.lifetime_too_long": ClaimLifetimeTooLong,
    "claim.no_expiry": ClaimNoExpiry,
    "claim.milliseconds": ClaimMilliseconds,
    "claim.absurd_date": ClaimAbsurdDate,
    "claim.times_disagree": ClaimTimesDisagree,
    "claim.missing": MissingClaim,
    "claim.forbidden": ClaimForbidden,
    "claim.wrong_type": ClaimWrongType,
    "claim.iss_mismatch": InvalidIssuer,
    "claim.sub_mismatch": InvalidSubject,
    "claim.aud_mismatch": InvalidAudience,
    "claim.jti_mismatch": InvalidTokenID,
    "claim.nonce_mismatch": InvalidNonce,
    "claim.azp_mismatch": ClaimAzpMismatch,
    "claim.insufficient_scope": InsufficientScope,
    "claim.insufficient_role": InsufficientRole,
    "claim.insufficient_group": InsufficientGroup,
    "claim.rule_failed": ClaimRuleFailed,
    "claim.hash_mismatch": ClaimHashMismatch,
    "claim.state_mismatch": ClaimStateMismatch,
    "claim.auth_time_too_old": ClaimAuthTimeTooOld,
    "claim.client_mismatch": ClaimClientMismatch,
    "claim.event_missing": ClaimEventMissing,
    "proof.htm_mismatch": ProofHtmMismatch,
    "proof.htu_mismatch": ProofHtuMismatch,
    "proof.nonce_mismatch": ProofNonceMismatch,
    "proof.ath_mismatch": ProofAthMismatch,
    "proof.invalid": ProofInvalid,
    "binding.missing": BindingMissing,
    "binding.mismatch": BindingMismatch,
    "binding.unchecked": BindingUnchecked,
    "header.key_unusable": HeaderKeyUnusable,
    "header.key_untrusted": HeaderKeyUntrusted,
    "status.list_malformed": StatusListMalformed,
    "status.list_stale": StatusListStale,
    "status.list_older": StatusListOlder,
    "status.missing": StatusMissing,
    "status.unknown": StatusUnknown,
    "status.invalid": StatusInvalid,
    "status.suspended": StatusSuspended,
    "status.application_specific": StatusApplicationSpecific,
    "token.truncated": TokenTruncated,
    "token.separator_missing": TokenSeparatorMissing,
    "token.not_json": TokenNotJson,
    "token.broken_string": TokenBrokenString,
    "token.other_content": TokenOtherContent,
    "token.detached": TokenDetached,
    "token.unencoded": TokenUnencoded,
    "token.disclosures": TokenDisclosures,
    "token.nested_too_deep": TokenNestedTooDeep,
    "header.alg_none": HeaderAlgNone,
    "header.alg_missing": HeaderAlgMissing,
    "header.alg_unknown": HeaderAlgUnknown,
    "header.alg_misplaced": HeaderAlgMisplaced,
    "header.private_key": HeaderPrivateKey,
    "header.key_from_token": HeaderKeyFromToken,
    "signature.missing": SignatureMissing,
    "signature.unexpected": SignatureUnexpected,
    "signature.length": SignatureLength,
    "signature.der": SignatureDer,
    "claim.misleading_text": ClaimMisleadingText,
    "key_binding.missing": KeyBindingMissing,
    "key_binding.mismatch": KeyBindingMismatch,
    "key_binding.holder_key": KeyBindingHolderKey,
    "key_binding.unasked": KeyBindingUnasked,
    "key.mislabelled": KeyMislabelled,
    "key.inconsistent": KeyInconsistent,
    "claim.expires_soon": ClaimExpiresSoon,
    "signature.published_secret": SignaturePublishedSecret,
    "token.revoked": RevokedToken,
    "token.revocation_unknown": TokenRevocationUnknown,
    "token.replayed": ReplayedToken,
    "token.replay_unknown": TokenReplayUnknown,
    "token.replay_endless": TokenReplayEndless,
    "token.spent": SpentToken,
    "token.family_revoked": TokenFamilyRevoked,
    "token.family_ended": TokenFamilyEnded,
}

#: By the first part of that word, for words of a later release.
ROOMS: Dict[str, Type[InvalidToken]] = {
    "claim": InvalidClaim,
    "header": InvalidHeader,
    "signature": InvalidSignature,
    "status": InvalidStatus,
    "proof": InvalidProof,
    "binding": InvalidBinding,
    "key": UnacceptableKey,
}

#: By `data.code`.
ERRORS: Dict[str, Type[RequestError]] = {
    "message.not_json": MessageNotJsonError,
    "request.invalid": RequestInvalidError,
    "method.not_found": MethodNotFoundError,
    "params.invalid": ParamsInvalidError,
    "service.failed": ServiceFailedError,
    "request.not_initialized": RequestNotInitializedError,
    "request.cancelled": RequestCancelledError,
    "document.changed": DocumentChangedError,
    "revision.unsupported": RevisionUnsupportedError,
    "limit.message": LimitMessageError,
    "limit.batch": LimitBatchError,
    "limit.json": LimitJsonError,
    "limit.answer": LimitAnswerError,
    "limit.busy": LimitBusyError,
    "key.unusable": KeyUnusableError,
    "key.password": KeyPasswordError,
    "key.not_found": KeyNotFoundError,
    "key.refused": KeyRefusedError,
    "limit.key": LimitKeyError,
    "algorithm.unsupported": AlgorithmUnsupportedError,
    "sign.refused": SignRefusedError,
    "sign.handle": SignHandleError,
    "sign.signature": SignSignatureError,
    "token.unusable": TokenUnusableError,
    "file.refused": FileRefusedError,
    "file.unreadable": FileUnreadableError,
    "key.file_permissions": KeyFilePermissionsError,
    "policy.not_found": PolicyNotFoundError,
    "policy.invalid": PolicyInvalidError,
    "policy.fixed": PolicyFixedError,
    "policy.needed": PolicyNeededError,
    "limit.policy": LimitPolicyError,
    "config.unreadable": ConfigUnreadableError,
    "config.invalid": ConfigInvalidError,
    "config.permissions": ConfigPermissionsError,
    "keys.unknown": KeysUnknownError,
    "keys.conflict": KeysConflictError,
    "keys.state": KeysStateError,
    "keys.sealed": KeysSealedError,
    "keys.expired": KeysExpiredError,
    "limit.keys": LimitKeysError,
    "store.off": StoreOffError,
    "store.permissions": StorePermissionsError,
    "store.locked": StoreLockedError,
    "store.full": StoreFullError,
    "store.read_only": StoreReadOnlyError,
    "store.corrupt": StoreCorruptError,
    "store.newer": StoreNewerError,
    "store.unavailable": StoreUnavailableError,
    "store.not_found": StoreNotFoundError,
}

__all__ = [
    "InvalidClaim",
    "InvalidHeader",
    "InvalidSignature",
    "InvalidStatus",
    "InvalidProof",
    "InvalidBinding",
    "UnacceptableKey",
    "MalformedToken",
    "TokenNotCanonical",
    "TokenDuplicateMember",
    "TokenTooLarge",
    "TokenSerializationNotAllowed",
    "TokenKindNotAllowed",
    "TokenNotClaims",
    "AlgorithmNotAllowed",
    "AlgorithmKeyMismatch",
    "HeaderAlgDeprecated",
    "HeaderCritUnsupported",
    "HeaderCritMalformed",
    "HeaderB64NotAllowed",
    "HeaderTypMismatch",
    "HeaderWrongType",
    "HeaderEncryptionMember",
    "DecryptionFailed",
    "HeaderEncNotAllowed",
    "HeaderZipNotAllowed",
    "JwePasswordWork",
    "JweExpansionTooLarge",
    "JweAadMismatch",
    "ClaimHeaderDiffers",
    "TokenNestingTooDeep",
    "TokenNestedNotMarked",
    "JweFixedValues",
    "JwePasswordWorkUnusual",
    "SignatureInsufficient",
    "NoMatchingKey",
    "KeyAmbiguous",
    "KeyTooWeak",
    "KeyUseMismatch",
    "KeySkipped",
    "KeyOdd",
    "KeyNotYetCurrent",
    "KeyGraceTooShort",
    "KeyFactorable",
    "KeyRoca",
    "KeyGuessable",
    "KeyRevoked",
    "KeyExpired",
    "KeyNotYetValid",
    "KeyAlgTwoNames",
    "KeyDuplicateKid",
    "KeyMixedSet",
    "KeyPrivateInPublicSet",
    "KeyNotUsed",
    "CertificateWeak",
    "CertificateUntrusted",
    "ExpiredToken",
    "ImmatureToken",
    "ClaimIatFuture",
    "ClaimIatTooOld",
    "ClaimLifetimeTooLong",
    "ClaimNoExpiry",
    "ClaimMilliseconds",
    "ClaimAbsurdDate",
    "ClaimTimesDisagree",
    "MissingClaim",
    "ClaimForbidden",
    "ClaimWrongType",
    "InvalidIssuer",
    "InvalidSubject",
    "InvalidAudience",
    "InvalidTokenID",
    "InvalidNonce",
    "ClaimAzpMismatch",
    "InsufficientScope",
    "InsufficientRole",
    "InsufficientGroup",
    "ClaimRuleFailed",
    "ClaimHashMismatch",
    "ClaimStateMismatch",
    "ClaimAuthTimeTooOld",
    "ClaimClientMismatch",
    "ClaimEventMissing",
    "ProofHtmMismatch",
    "ProofHtuMismatch",
    "ProofNonceMismatch",
    "ProofAthMismatch",
    "ProofInvalid",
    "BindingMissing",
    "BindingMismatch",
    "BindingUnchecked",
    "HeaderKeyUnusable",
    "HeaderKeyUntrusted",
    "StatusListMalformed",
    "StatusListStale",
    "StatusListOlder",
    "StatusMissing",
    "StatusUnknown",
    "StatusInvalid",
    "StatusSuspended",
    "StatusApplicationSpecific",
    "TokenTruncated",
    "TokenSeparatorMissing",
    "TokenNotJson",
    "TokenBrokenString",
    "TokenOtherContent",
    "TokenDetached",
    "TokenUnencoded",
    "TokenDisclosures",
    "TokenNestedTooDeep",
    "HeaderAlgNone",
    "HeaderAlgMissing",
    "HeaderAlgUnknown",
    "HeaderAlgMisplaced",
    "HeaderPrivateKey",
    "HeaderKeyFromToken",
    "SignatureMissing",
    "SignatureUnexpected",
    "SignatureLength",
    "SignatureDer",
    "ClaimMisleadingText",
    "KeyBindingMissing",
    "KeyBindingMismatch",
    "KeyBindingHolderKey",
    "KeyBindingUnasked",
    "KeyMislabelled",
    "KeyInconsistent",
    "ClaimExpiresSoon",
    "SignaturePublishedSecret",
    "RevokedToken",
    "TokenRevocationUnknown",
    "ReplayedToken",
    "TokenReplayUnknown",
    "TokenReplayEndless",
    "SpentToken",
    "TokenFamilyRevoked",
    "TokenFamilyEnded",
    "MessageNotJsonError",
    "RequestInvalidError",
    "MethodNotFoundError",
    "ParamsInvalidError",
    "ServiceFailedError",
    "RequestNotInitializedError",
    "RequestCancelledError",
    "DocumentChangedError",
    "RevisionUnsupportedError",
    "LimitMessageError",
    "LimitBatchError",
    "LimitJsonError",
    "LimitAnswerError",
    "LimitBusyError",
    "KeyUnusableError",
    "KeyPasswordError",
    "KeyNotFoundError",
    "KeyRefusedError",
    "LimitKeyError",
    "AlgorithmUnsupportedError",
    "SignRefusedError",
    "SignHandleError",
    "SignSignatureError",
    "TokenUnusableError",
    "FileRefusedError",
    "FileUnreadableError",
    "KeyFilePermissionsError",
    "PolicyNotFoundError",
    "PolicyInvalidError",
    "PolicyFixedError",
    "PolicyNeededError",
    "LimitPolicyError",
    "ConfigUnreadableError",
    "ConfigInvalidError",
    "ConfigPermissionsError",
    "KeysUnknownError",
    "KeysConflictError",
    "KeysStateError",
    "KeysSealedError",
    "KeysExpiredError",
    "LimitKeysError",
    "StoreOffError",
    "StorePermissionsError",
    "StoreLockedError",
    "StoreFullError",
    "StoreReadOnlyError",
    "StoreCorruptError",
    "StoreNewerError",
    "StoreUnavailableError",
    "StoreNotFoundError",
]
