// Made from Protocol/openrpc.json by generate.mjs.
import type {KeyObject} from "node:crypto";
import type {CallOptions} from "./index";

/** A key: statement K1 of Protocol/README.md; a `KeyObject` of node:crypto counts as its JWK. */
export type Key = string | KeyObject | Record<string, unknown> | Array<string | KeyObject | Record<string, unknown>>;
/** A token: compact, or in a JSON serialization. */
export type Token = string | Record<string, unknown>;
/** An instant: seconds since 1970, RFC 3339, or from now as `"+10m"`. */
export type Time = number | string;
/** A span: seconds, or text such as `"15m"`. */
export type Span = number | string;

/** Shows what a token says, without a key and without trusting it, also of one that is damaged or wrapped. */
export interface DecodeParams {
  /** The instant that times are measured from; the clock's by default. */
  now?: Time;
  /** Whether only the header, the payload and faults of the text are told; false by default. */
  brief?: boolean;
  /** Whether claims and header parameters are explained; true by default. */
  describe?: boolean;
  /** What the answer leaves out: none (nothing, the default), signature, claims, or all. */
  redact?: "none" | "signature" | "claims" | "all";
}

/** Verifies a signed token: its signature with the keys given, its claims and times under the policy given. */
export interface VerifyParams {
  /** The keys to verify with, unless the token's own are believed. */
  key?: Key;
  /** A policy by its name, or the members of one; a parameter that is given beside it counts in its place. */
  policy?: string | Record<string, unknown>;
  /** Algorithms that are accepted; without it, every one that fits the key. */
  algorithms?: "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87" | Array<"HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87">;
  /** Issuers that are accepted, compared byte by byte with iss. */
  issuer?: string | Array<string>;
  /** Audiences of which aud must name one. */
  audience?: string | Array<string>;
  /** Whether aud must name any or all of them (any). */
  audienceMatch?: "any" | "all";
  /** Subjects that are accepted in sub. */
  subject?: string | Array<string>;
  /** The identifier that jti must be. */
  jti?: string;
  /** The nonce that the token must carry. */
  nonce?: string;
  /** Authorized parties that are accepted in azp. */
  azp?: string | Array<string>;
  /** Types that are accepted in the protected header; application/ and case do not count. */
  typ?: string | Array<string>;
  /** Scopes that scope or scp must hold. */
  requiredScopes?: string | Array<string> | Record<string, unknown>;
  /** Roles that roles or role must hold. */
  requiredRoles?: string | Array<string> | Record<string, unknown>;
  /** Groups that groups must hold. */
  requiredGroups?: string | Array<string> | Record<string, unknown>;
  /** Claims that must be there. */
  requiredClaims?: string | Array<string>;
  /** Claims that must not be there. */
  forbiddenClaims?: string | Array<string>;
  /** Rules by JSON pointer: required, type, value, oneOf, contains, pattern, minimum, maximum, minLength, maxLength. */
  claims?: Record<string, unknown>;
  /** How far clocks may differ (0, at most 600 s). */
  clockTolerance?: Span;
  /** How long ago iat may be; makes iat required. */
  maxTokenAge?: Span;
  /** How long the token may live in all; makes exp required. */
  maxLifetime?: Span;
  /** Whether a token without exp is refused (false). */
  requireExpiry?: boolean;
  /** A JWT, or any content, whose claims are not looked at (jwt). */
  expect?: "jwt" | "bytes";
  /** Serializations that are accepted (all). */
  serializations?: "compact" | "flattened" | "general" | Array<"compact" | "flattened" | "general">;
  /** How many signatures of several must hold (any). */
  signaturePolicy?: "any" | "all" | Record<string, unknown>;
  /** Which of several keys are tried: those of the token's kid, or all that fit (kid). */
  keySelection?: "kid" | "all";
  /** Extensions that the caller understands: names and true. */
  crit?: Record<string, unknown>;
  /** Whether alg may stand in the unprotected header (false). */
  unprotectedAlgorithm?: boolean;
  /** Whether the store is asked about revoked tokens: on, where it must answer, prefer, where it may not; without it, where there is one. */
  revocation?: "on" | "prefer" | "off";
  /** Makes the token count once: scope, a word for what it counts for, and window, how long at least a use is remembered. */
  replay?: Record<string, unknown>;
  /** Whether weak or ambiguous keys are told of or refused (warn). */
  strength?: "warn" | "strict";
  /** The kind of token, by a specification that says what its type, its claims and their values must be. */
  profile?: "at+jwt" | "dpop" | "client-assertion" | "jar" | "jarm" | "id_token" | "logout" | "secevent" | "statuslist" | "sd-jwt" | "sd-jwt+kb";
  /** The method of the request that a proof is for (profile dpop). */
  htm?: string;
  /** The address of the request that a proof is for (profile dpop). */
  htu?: string;
  /** The access token that at_hash or ath is of (profiles id_token, dpop). */
  accessToken?: string;
  /** The authorization code that c_hash is of (profile id_token). */
  code?: string;
  /** What state is (profile jarm), or s_hash is of (profile id_token). */
  state?: string;
  /** How long ago the user may have signed in, for profile id_token. */
  maxAuthenticationAge?: Span;
  /** What the key binding of an SD-JWT is held against: audience, nonce, algorithms, maxAge (5 m), clockTolerance. */
  keyBinding?: Record<string, unknown>;
  /** In place of key: thumbprints (RFC 7638, SHA-256) of which the public key that the token brings in jwk must have one. */
  jkt?: string | Array<string>;
  /** Certificates that those of x5c must lead to; nobody is trusted otherwise. */
  trustedRoots?: Key;
  /** Whether the certificates that the system trusts are such roots (false). */
  systemRoots?: boolean;
  /** Names of which the certificate in x5c must be for one: a host, or DNS:, URI:, email: or IP: and the name. */
  certificateNames?: string | Array<string>;
  /** The proof that came with the token, which must be bound to its key: proof, htm, htu, and nonce, maxTokenAge, clockTolerance, algorithms. */
  dpop?: Record<string, unknown>;
  /** The certificate of the sender's connection, which the token must be bound to. */
  certificate?: Key;
  /** Status lists, signed, of which one must say that the token is valid. */
  statusList?: string | Array<string>;
  /** The keys of whoever issues the status lists (those of the token). */
  statusKey?: Key;
  /** The instant to verify at (now). */
  now?: Time;
  /** The payload, base64url, where it is not in the token. */
  detachedPayload?: string;
  /** The payload, as text, where it is not in the token. */
  detachedText?: string;
  /** Which checks the answer lists (all). */
  checks?: "all" | "failed" | "none";
  /** Whether a signature that does not hold is explained (true). */
  diagnose?: boolean;
}

/** Makes a signed token of claims, or of any other content, with the keys given. */
export interface SignParams {
  /** The private key or the secret; several make a general JSON token. */
  key: Key;
  /** The claims, in their order, numbers as they are written. */
  claims?: Record<string, unknown>;
  /** Other content than claims, base64url. */
  payload?: string;
  /** Other content than claims, as text. */
  text?: string;
  /** How long the token lives: sets exp. */
  expiresIn?: Span;
  /** From when the token is valid: sets nbf. */
  notBefore?: Time;
  /** When the token was issued: sets iat (now); false leaves it out. */
  issuedAt?: Record<string, unknown>;
  /** The token's identifier: a string, or true for a random one. */
  jti?: string | boolean;
  /** Sets iss. */
  issuer?: string;
  /** Sets sub. */
  subject?: string;
  /** Sets aud. */
  audience?: string | Array<string>;
  /** The instant to make the token at (now). */
  now?: Time;
  /** The algorithm, one that server/info lists; without it, the key's own. */
  alg?: "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87";
  /** typ of the header: a string, or false for none (JWT for claims). */
  typ?: string | boolean;
  /** kid of the header: a string, or false for none (the key's own). */
  kid?: string | boolean;
  /** Whether a key without a kid is named by its thumbprint (false). */
  thumbprintKid?: boolean;
  /** Further members of the protected header. */
  header?: Record<string, unknown>;
  /** Members of the header that no signature covers; JSON serializations only. */
  unprotectedHeader?: Record<string, unknown>;
  /** How the token is written (compact). */
  serialization?: "compact" | "flattened" | "general";
  /** Whether the content stays out of the token (false). */
  detached?: boolean;
  /** Whether the content is signed as base64url (true). */
  b64?: boolean;
  /** What the header says of the key itself: its public part, its certificates, or the digest of the first. */
  embed?: "jwk" | "x5c" | "x5t#S256";
  /** The list of profile statuslist: size, or list (an earlier one), bits (1), and set: numbers and what has become of them. */
  statuses?: Record<string, unknown>;
  /** Claims, by JSON pointer, that the holder can disclose one by one: makes an SD-JWT. */
  disclosable?: string | Array<string>;
  /** Digests of nothing in each place that has digests, which hide how many there are (0). */
  decoys?: number;
  /** What digests are made by (sha-256). */
  disclosureHash?: "sha-256" | "sha-384" | "sha-512";
  /** The holder's key, of which the public part goes into cnf. */
  holderKey?: Key;
  /** The kind of token, by a specification that says what its type, its claims and their values must be. */
  profile?: "at+jwt" | "dpop" | "client-assertion" | "jar" | "jarm" | "id_token" | "logout" | "secevent" | "statuslist" | "sd-jwt" | "sd-jwt+kb";
  /** The method of the request that a proof is for (profile dpop). */
  htm?: string;
  /** The address of the request that a proof is for (profile dpop). */
  htu?: string;
  /** The access token that at_hash or ath is of (profiles id_token, dpop). */
  accessToken?: string;
  /** The authorization code that c_hash is of (profile id_token). */
  code?: string;
  /** What state is (profile jarm), or s_hash is of (profile id_token). */
  state?: string;
  /** What the token must be accepted under: a policy by its name, or its members. What it leaves no choice about is set. */
  policy?: string | Record<string, unknown>;
  /** Encrypts the signed token in the same call: key, and what else encrypt takes but content. */
  encrypt?: Record<string, unknown>;
}

/** Makes all of a token but its signature, for a signer elsewhere (an HSM, a KMS, an agent); sign/complete takes it up. */
export interface SignPrepareParams {
  /** The public key that the signature will be checked with. */
  key: Key;
  /** The claims, in their order, numbers as they are written. */
  claims?: Record<string, unknown>;
  /** Other content than claims, base64url. */
  payload?: string;
  /** Other content than claims, as text. */
  text?: string;
  /** How long the token lives: sets exp. */
  expiresIn?: Span;
  /** From when the token is valid: sets nbf. */
  notBefore?: Time;
  /** When the token was issued: sets iat (now); false leaves it out. */
  issuedAt?: Record<string, unknown>;
  /** The token's identifier: a string, or true for a random one. */
  jti?: string | boolean;
  /** Sets iss. */
  issuer?: string;
  /** Sets sub. */
  subject?: string;
  /** Sets aud. */
  audience?: string | Array<string>;
  /** The instant to make the token at (now). */
  now?: Time;
  /** The algorithm, one that server/info lists; without it, the key's own. */
  alg?: "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87";
  /** typ of the header: a string, or false for none (JWT for claims). */
  typ?: string | boolean;
  /** kid of the header: a string, or false for none (the key's own). */
  kid?: string | boolean;
  /** Whether a key without a kid is named by its thumbprint (false). */
  thumbprintKid?: boolean;
  /** Further members of the protected header. */
  header?: Record<string, unknown>;
  /** Members of the header that no signature covers; JSON serializations only. */
  unprotectedHeader?: Record<string, unknown>;
  /** How the token is written (compact). */
  serialization?: "compact" | "flattened" | "general";
  /** Whether the content stays out of the token (false). */
  detached?: boolean;
  /** Whether the content is signed as base64url (true). */
  b64?: boolean;
  /** What the header says of the key itself: its public part, its certificates, or the digest of the first. */
  embed?: "jwk" | "x5c" | "x5t#S256";
  /** The list of profile statuslist: size, or list (an earlier one), bits (1), and set: numbers and what has become of them. */
  statuses?: Record<string, unknown>;
  /** Claims, by JSON pointer, that the holder can disclose one by one: makes an SD-JWT. */
  disclosable?: string | Array<string>;
  /** Digests of nothing in each place that has digests, which hide how many there are (0). */
  decoys?: number;
  /** What digests are made by (sha-256). */
  disclosureHash?: "sha-256" | "sha-384" | "sha-512";
  /** The holder's key, of which the public part goes into cnf. */
  holderKey?: Key;
  /** The kind of token, by a specification that says what its type, its claims and their values must be. */
  profile?: "at+jwt" | "dpop" | "client-assertion" | "jar" | "jarm" | "id_token" | "logout" | "secevent" | "statuslist" | "sd-jwt" | "sd-jwt+kb";
  /** The method of the request that a proof is for (profile dpop). */
  htm?: string;
  /** The address of the request that a proof is for (profile dpop). */
  htu?: string;
  /** The access token that at_hash or ath is of (profiles id_token, dpop). */
  accessToken?: string;
  /** The authorization code that c_hash is of (profile id_token). */
  code?: string;
  /** What state is (profile jarm), or s_hash is of (profile id_token). */
  state?: string;
  /** What the token must be accepted under: a policy by its name, or its members. What it leaves no choice about is set. */
  policy?: string | Record<string, unknown>;
}

/** Puts a signature that was made elsewhere to the token of sign/prepare, once, if it holds. */
export interface SignCompleteParams {
  /** The handle that sign/prepare gave. */
  handle: string;
  /** The signature, base64url or base64. */
  signature: string;
  /** How an ECDSA signature is written (raw: R and S). */
  encoding?: "raw" | "der";
}

/** Makes a presentation of an SD-JWT: what of it is disclosed, and with a key, for whom and that it is the holder's. */
export interface PresentParams {
  /** What is disclosed: JSON pointers into the claims as decode shows them, what is around included; the empty pointer for all (nothing). */
  disclose?: string | Array<string>;
  /** The holder's private key, the one of cnf: makes a key binding. */
  key?: Key;
  /** The algorithm of the key binding; without it, the key's own. */
  alg?: "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87";
  /** Whom the presentation is for; with a key. */
  audience?: string;
  /** What the one whom it is for asked to see in it; with a key. */
  nonce?: string;
  /** The instant of the key binding (now). */
  now?: Time;
}

/** Finds tokens and keys in any text and says what each is, whether it is still good, and what should not stand there. It repeats none of them. */
export interface ScanParams {
  /** A name for the text, which the answer repeats. */
  name?: string;
  /** Keys to verify the tokens with; without them signatures are not looked at. */
  key?: Key;
  /** A policy by its name, or the members of one; a parameter that is given beside it counts in its place. */
  policy?: string | Record<string, unknown>;
  /** Algorithms that are accepted; without it, every one that fits the key. */
  algorithms?: "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87" | Array<"HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87">;
  /** Issuers that are accepted, compared byte by byte with iss. */
  issuer?: string | Array<string>;
  /** Audiences of which aud must name one. */
  audience?: string | Array<string>;
  /** Whether aud must name any or all of them (any). */
  audienceMatch?: "any" | "all";
  /** Subjects that are accepted in sub. */
  subject?: string | Array<string>;
  /** The identifier that jti must be. */
  jti?: string;
  /** The nonce that the token must carry. */
  nonce?: string;
  /** Authorized parties that are accepted in azp. */
  azp?: string | Array<string>;
  /** Types that are accepted in the protected header; application/ and case do not count. */
  typ?: string | Array<string>;
  /** Scopes that scope or scp must hold. */
  requiredScopes?: string | Array<string> | Record<string, unknown>;
  /** Roles that roles or role must hold. */
  requiredRoles?: string | Array<string> | Record<string, unknown>;
  /** Groups that groups must hold. */
  requiredGroups?: string | Array<string> | Record<string, unknown>;
  /** Claims that must be there. */
  requiredClaims?: string | Array<string>;
  /** Claims that must not be there. */
  forbiddenClaims?: string | Array<string>;
  /** Rules by JSON pointer: required, type, value, oneOf, contains, pattern, minimum, maximum, minLength, maxLength. */
  claims?: Record<string, unknown>;
  /** How far clocks may differ (0, at most 600 s). */
  clockTolerance?: Span;
  /** How long ago iat may be; makes iat required. */
  maxTokenAge?: Span;
  /** How long the token may live in all; makes exp required. */
  maxLifetime?: Span;
  /** Whether a token without exp is refused (false). */
  requireExpiry?: boolean;
  /** A JWT, or any content, whose claims are not looked at (jwt). */
  expect?: "jwt" | "bytes";
  /** Serializations that are accepted (all). */
  serializations?: "compact" | "flattened" | "general" | Array<"compact" | "flattened" | "general">;
  /** How many signatures of several must hold (any). */
  signaturePolicy?: "any" | "all" | Record<string, unknown>;
  /** Which of several keys are tried: those of the token's kid, or all that fit (kid). */
  keySelection?: "kid" | "all";
  /** Extensions that the caller understands: names and true. */
  crit?: Record<string, unknown>;
  /** Whether alg may stand in the unprotected header (false). */
  unprotectedAlgorithm?: boolean;
  /** Whether the store is asked about revoked tokens: on, where it must answer, prefer, where it may not; without it, where there is one. */
  revocation?: "on" | "prefer" | "off";
  /** Makes the token count once: scope, a word for what it counts for, and window, how long at least a use is remembered. */
  replay?: Record<string, unknown>;
  /** Whether weak or ambiguous keys are told of or refused (warn). */
  strength?: "warn" | "strict";
  /** The kind of token, by a specification that says what its type, its claims and their values must be. */
  profile?: "at+jwt" | "dpop" | "client-assertion" | "jar" | "jarm" | "id_token" | "logout" | "secevent" | "statuslist" | "sd-jwt" | "sd-jwt+kb";
  /** The method of the request that a proof is for (profile dpop). */
  htm?: string;
  /** The address of the request that a proof is for (profile dpop). */
  htu?: string;
  /** The access token that at_hash or ath is of (profiles id_token, dpop). */
  accessToken?: string;
  /** The authorization code that c_hash is of (profile id_token). */
  code?: string;
  /** What state is (profile jarm), or s_hash is of (profile id_token). */
  state?: string;
  /** How long ago the user may have signed in, for profile id_token. */
  maxAuthenticationAge?: Span;
  /** What the key binding of an SD-JWT is held against: audience, nonce, algorithms, maxAge (5 m), clockTolerance. */
  keyBinding?: Record<string, unknown>;
  /** The instant to judge at (now). */
  now?: Time;
}

/** Gives a text back without the tokens, private keys and shared secrets in it. */
export interface RedactParams {
  /** What stays of a token: its header, which says what it was, or nothing (none). */
  keep?: "header" | "none";
}

/** Encrypts claims, or any other content, so that only the holders of the keys given can read it. */
export interface EncryptParams {
  /** The recipient's public key, a shared secret or a password; several make a general JSON token. */
  key?: Key;
  /** The claims, in their order, numbers as they are written. */
  claims?: Record<string, unknown>;
  /** Other content than claims, base64url. */
  payload?: string;
  /** Other content than claims, as text. */
  text?: string;
  /** How long the token lives: sets exp. */
  expiresIn?: Span;
  /** From when the token is valid: sets nbf. */
  notBefore?: Time;
  /** When the token was issued: sets iat (now); false leaves it out. */
  issuedAt?: Record<string, unknown>;
  /** The token's identifier: a string, or true for a random one. */
  jti?: string | boolean;
  /** Sets iss. */
  issuer?: string;
  /** Sets sub. */
  subject?: string;
  /** Sets aud. */
  audience?: string | Array<string>;
  /** The instant to make the token at (now). */
  now?: Time;
  /** Several recipients, each with a key, instead of key. */
  recipients?: Array<Record<string, unknown>>;
  /** How the content key is brought to the recipient; without it, the key's own. */
  alg?: "RSA-OAEP" | "RSA-OAEP-256" | "RSA-OAEP-384" | "RSA-OAEP-512" | "A128KW" | "A192KW" | "A256KW" | "dir" | "ECDH-ES" | "ECDH-ES+A128KW" | "ECDH-ES+A192KW" | "ECDH-ES+A256KW" | "A128GCMKW" | "A192GCMKW" | "A256GCMKW" | "PBES2-HS256+A128KW" | "PBES2-HS384+A192KW" | "PBES2-HS512+A256KW";
  /** How the content is encrypted (A256GCM). */
  enc?: "A128CBC-HS256" | "A192CBC-HS384" | "A256CBC-HS512" | "A128GCM" | "A192GCM" | "A256GCM";
  /** Compresses the content first, which tells its length and what it resembles. */
  zip?: "DEF";
  /** kid of the header: a string, or false for none (the key's own). */
  kid?: string | boolean;
  /** cty of the header; "JWT" says that the content is a token. */
  cty?: string;
  /** Further members of the protected header. */
  header?: Record<string, unknown>;
  /** Members of the header that all recipients share and nothing covers; JSON serializations only. */
  unprotectedHeader?: Record<string, unknown>;
  /** What ECDH-ES knows of who encrypts, base64url. */
  apu?: string;
  /** What ECDH-ES knows of the recipient, base64url. */
  apv?: string;
  /** Rounds of a password's derivation (600000 with SHA-256, else 210000). */
  p2c?: number;
  /** What is authenticated beside the content, base64url; JSON serializations only. */
  aad?: string;
  /** Values that must be random, to repeat a published example: cek, iv, epk, p2s, keyIv, protected. */
  unsafe?: Record<string, unknown>;
  /** typ of the header: a string, or false for none (JWT for claims). */
  typ?: string | boolean;
  /** How the token is written (compact). */
  serialization?: "compact" | "flattened" | "general";
  /** What the token must be accepted under: a policy by its name, or its members. What it leaves no choice about is set. */
  policy?: string | Record<string, unknown>;
}

/** Opens an encrypted token with the keys given, and checks the claims inside or the signed token inside. */
export interface DecryptParams {
  /** The private key, the shared secret or the password. */
  key?: Key;
  /** Asks for a signed token inside and says what it is held against: key, and a policy as verify has it. */
  verify?: Record<string, unknown>;
  /** A policy by its name, or the members of one; a parameter that is given beside it counts in its place. */
  policy?: string | Record<string, unknown>;
  /** Key management that is accepted; without it, every one that fits the key but RSA1_5. */
  keyManagementAlgorithms?: "RSA1_5" | "RSA-OAEP" | "RSA-OAEP-256" | "RSA-OAEP-384" | "RSA-OAEP-512" | "A128KW" | "A192KW" | "A256KW" | "dir" | "ECDH-ES" | "ECDH-ES+A128KW" | "ECDH-ES+A192KW" | "ECDH-ES+A256KW" | "A128GCMKW" | "A192GCMKW" | "A256GCMKW" | "PBES2-HS256+A128KW" | "PBES2-HS384+A192KW" | "PBES2-HS512+A256KW" | Array<"RSA1_5" | "RSA-OAEP" | "RSA-OAEP-256" | "RSA-OAEP-384" | "RSA-OAEP-512" | "A128KW" | "A192KW" | "A256KW" | "dir" | "ECDH-ES" | "ECDH-ES+A128KW" | "ECDH-ES+A192KW" | "ECDH-ES+A256KW" | "A128GCMKW" | "A192GCMKW" | "A256GCMKW" | "PBES2-HS256+A128KW" | "PBES2-HS384+A192KW" | "PBES2-HS512+A256KW">;
  /** Content encryptions that are accepted (all). */
  contentEncryptionAlgorithms?: "A128CBC-HS256" | "A192CBC-HS384" | "A256CBC-HS512" | "A128GCM" | "A192GCM" | "A256GCM" | Array<"A128CBC-HS256" | "A192CBC-HS384" | "A256CBC-HS512" | "A128GCM" | "A192GCM" | "A256GCM">;
  /** The fewest rounds of a password's derivation that are accepted (1000). */
  minPBES2Count?: number;
  /** The most rounds of a password's derivation that are accepted (1000000). */
  maxPBES2Count?: number;
  /** Octets that a compressed content may have (262144). */
  maxDecompressedLength?: number;
  /** What must have been authenticated beside the content, base64url. */
  aad?: string;
  /** Issuers that are accepted, compared byte by byte with iss. */
  issuer?: string | Array<string>;
  /** Audiences of which aud must name one. */
  audience?: string | Array<string>;
  /** Whether aud must name any or all of them (any). */
  audienceMatch?: "any" | "all";
  /** Subjects that are accepted in sub. */
  subject?: string | Array<string>;
  /** The identifier that jti must be. */
  jti?: string;
  /** The nonce that the token must carry. */
  nonce?: string;
  /** Authorized parties that are accepted in azp. */
  azp?: string | Array<string>;
  /** Types that are accepted in the protected header; application/ and case do not count. */
  typ?: string | Array<string>;
  /** Scopes that scope or scp must hold. */
  requiredScopes?: string | Array<string> | Record<string, unknown>;
  /** Roles that roles or role must hold. */
  requiredRoles?: string | Array<string> | Record<string, unknown>;
  /** Groups that groups must hold. */
  requiredGroups?: string | Array<string> | Record<string, unknown>;
  /** Claims that must be there. */
  requiredClaims?: string | Array<string>;
  /** Claims that must not be there. */
  forbiddenClaims?: string | Array<string>;
  /** Rules by JSON pointer: required, type, value, oneOf, contains, pattern, minimum, maximum, minLength, maxLength. */
  claims?: Record<string, unknown>;
  /** How far clocks may differ (0, at most 600 s). */
  clockTolerance?: Span;
  /** How long ago iat may be; makes iat required. */
  maxTokenAge?: Span;
  /** How long the token may live in all; makes exp required. */
  maxLifetime?: Span;
  /** Whether a token without exp is refused (false). */
  requireExpiry?: boolean;
  /** A JWT, or any content, whose claims are not looked at (jwt). */
  expect?: "jwt" | "bytes";
  /** Serializations that are accepted (all). */
  serializations?: "compact" | "flattened" | "general" | Array<"compact" | "flattened" | "general">;
  /** Which of several keys are tried: those of the token's kid, or all that fit (kid). */
  keySelection?: "kid" | "all";
  /** Extensions that the caller understands: names and true. */
  crit?: Record<string, unknown>;
  /** Whether the store is asked about revoked tokens: on, where it must answer, prefer, where it may not; without it, where there is one. */
  revocation?: "on" | "prefer" | "off";
  /** Makes the token count once: scope, a word for what it counts for, and window, how long at least a use is remembered. */
  replay?: Record<string, unknown>;
  /** Whether weak or ambiguous keys are told of or refused (warn). */
  strength?: "warn" | "strict";
  /** The kind of token, by a specification that says what its type, its claims and their values must be. */
  profile?: "at+jwt" | "dpop" | "client-assertion" | "jar" | "jarm" | "id_token" | "logout" | "secevent" | "statuslist" | "sd-jwt" | "sd-jwt+kb";
  /** The method of the request that a proof is for (profile dpop). */
  htm?: string;
  /** The address of the request that a proof is for (profile dpop). */
  htu?: string;
  /** The access token that at_hash or ath is of (profiles id_token, dpop). */
  accessToken?: string;
  /** The authorization code that c_hash is of (profile id_token). */
  code?: string;
  /** What state is (profile jarm), or s_hash is of (profile id_token). */
  state?: string;
  /** How long ago the user may have signed in, for profile id_token. */
  maxAuthenticationAge?: Span;
  /** What the key binding of an SD-JWT is held against: audience, nonce, algorithms, maxAge (5 m), clockTolerance. */
  keyBinding?: Record<string, unknown>;
  /** The instant to look at the claims (now). */
  now?: Time;
  /** Which checks the answer lists (all). */
  checks?: "all" | "failed" | "none";
}

/** Takes a token and gives its successor, which carries its claims; the token itself is good no more, and using it again revokes the whole family (RFC 9700 §4.14.2). */
export interface RotateParams {
  /** The keys to verify it with; its successor is signed with the one that holds. */
  key?: Key;
  /** The private key or the secret to sign the successor with, where that is another. */
  signingKey?: Key;
  /** What the token is held against, and its successor too: a policy by its name, or its members. */
  policy?: string | Record<string, unknown>;
  /** Changes of the claims by a merge patch (RFC 7396); iss, sub, cnf, client_id and the times are not changed. */
  changes?: Record<string, unknown>;
  /** How long the successor lives (as long as the token). */
  expiresIn?: Span;
  /** How long the family lives that begins with this token (30 d). */
  familyExpiresIn?: Span;
  /** For how long the token can come again and gets the same successor, if that was not used (0, at most 60 s). */
  grace?: Span;
  /** The instant to rotate at (now). */
  now?: Time;
}

/** Revokes a token, or all tokens of a subject, an issuer or a key: verify refuses them from then on, in every process with the same store. */
export interface RevokeParams {
  /** The token: by its jti where key is given, else by what was signed of it. */
  token?: Token;
  /** The keys that the token is signed with. */
  key?: Key;
  /** The identifier of one token; with issuer, of that issuer alone. */
  jti?: string;
  /** The subject of tokens; with issuer, of that issuer alone. */
  subject?: string;
  /** The issuer of tokens, by itself or beside jti, subject or kid. */
  issuer?: string;
  /** The name of a key that tokens are signed with. */
  kid?: string;
  /** The thumbprint (RFC 7638, SHA-256) of such a key. */
  thumbprint?: string;
  /** Only tokens of subject or issuer that were issued up to then. */
  issuedBefore?: Time;
  /** Why; verify says it. */
  reason?: string;
  /** For people who read the list. */
  note?: string;
  /** When the last of these tokens has expired, and the entry may go (exp of a token, else never). */
  until?: Time;
}

/** Lists what is revoked, and the status lists that are kept, in the order in which that was done. */
export interface RevocationsListParams {
  /** Only entries of this kind. */
  kind?: "token" | "jti" | "subject" | "issuer" | "kid" | "thumbprint" | "list";
  /** How many at most (100). */
  limit?: number;
  /** The id of the last entry of the page before. */
  after?: number;
}

/** Takes back a revocation, or a status list that is kept: the tokens that it hit are good again, if they were otherwise. */
export interface RevocationsRemoveParams {
  /** The entry's id, as revoke answers it. */
  id: number;
}

/** Takes away revocations whose tokens have all expired, as revoke does by itself now and then; status lists stay until they are removed. */
export interface RevocationsPruneParams {
}

/** Signs a status list (Token Status List) of the tokens that were revoked with key and name this list in status: what who verifies elsewhere asks. */
export interface RevocationsExportParams {
  /** Where the list is published, as the tokens name it: its sub. */
  uri: string;
  /** The private key or the secret to sign it with. */
  key: Key;
  /** The algorithm; without it, the key's own. */
  alg?: "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87";
  /** Bits of one status: 1, 2, 4 or 8 (1). */
  bits?: number;
  /** The list has room for a multiple of so many tokens, so that its length tells of none (131072). */
  size?: number;
  /** How long the list is good: sets exp. */
  expiresIn?: Span;
  /** After how long the list is to be fetched anew: sets ttl. */
  ttl?: Span;
}

/** Verifies a status list (Token Status List) and keeps it in the place of an earlier one: verify looks up in it the tokens that name it. */
export interface RevocationsImportParams {
  /** The keys of whoever issues the list. */
  key: Key;
  /** Where it was fetched, which must be its sub (any). */
  uri?: string;
}

/** Makes keys, private and public part, named by their thumbprints. */
export interface KeygenParams {
  /** The algorithm the key is for, one that server/info lists: it says kty, crv and size. */
  alg?: "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87" | "RSA-OAEP" | "RSA-OAEP-256" | "RSA-OAEP-384" | "RSA-OAEP-512" | "A128KW" | "A192KW" | "A256KW" | "dir" | "ECDH-ES" | "ECDH-ES+A128KW" | "ECDH-ES+A192KW" | "ECDH-ES+A256KW" | "A128GCMKW" | "A192GCMKW" | "A256GCMKW";
  /** The type, where there is no alg. */
  kty?: "RSA" | "EC" | "OKP" | "oct" | "AKP";
  /** The curve, where neither alg nor kty says it. */
  crv?: "P-256" | "P-384" | "P-521" | "secp256k1" | "Ed25519" | "Ed448" | "X25519" | "X448";
  /** Bits of an RSA modulus (3072) or of a secret (what alg asks for, else 256). */
  size?: number;
  /** What the key is for (sig, or enc where the curve does not sign). */
  use?: "sig" | "enc";
  /** "thumbprint", another text, or false for none (the thumbprint; for a secret, a random text). */
  kid?: string | false;
  /** How many keys (1). */
  count?: number;
  /** JWK, or PKCS #8 and SPKI in PEM or base64 of DER (jwk; pem where there is a password). */
  format?: "jwk" | "pem" | "der";
  /** Encrypts the private key: PKCS #8, or with format jwk an encrypted JWK, with 600 000 rounds of PBKDF2. */
  password?: string;
  /** Makes a certificate that the key signs itself, for this name: CN=example.com,O=Example, or a common name alone. */
  subject?: string;
  /** How many days a new certificate is valid for, from now on (365). */
  days?: number;
  /** Asks for $/progress notifications, which carry this token. */
  workDoneToken?: string | number;
}

/** Says what keys are: type, size, what they may be used with, thumbprints, and what is weak or odd about them. */
export interface KeyInspectParams {
  /** The keys, in any form. */
  key: Key;
  /** Whether secrets get thumbprints too, which are digests of them (false). */
  secretThumbprint?: boolean;
  /** The instant at which validity is judged (now). */
  now?: Time;
  /** Certificates that those of x5c must lead to; nobody is trusted otherwise. */
  trustedRoots?: Key;
  /** Whether the certificates that the system trusts are such roots (false). */
  systemRoots?: boolean;
}

/** Writes a key in another form, and says what that form cannot carry. */
export interface KeyConvertParams {
  /** The key, in any form; for jwks, any number of keys. */
  key: Key;
  /** The form: pkcs8 and sec1 hold private keys, spki public ones, pkcs1 RSA keys of both kinds, x509 a certificate, openssh and openssh-public what OpenSSH reads, pkcs12 a private key with its certificates, raw the octets of a shared secret. */
  to: "jwk" | "jwks" | "pkcs8" | "pkcs1" | "sec1" | "spki" | "x509" | "openssh" | "openssh-public" | "pkcs12" | "raw";
  /** How a form other than JSON is written: pem or der (pem); raw, which needs it: utf8, base64url, base64 or hex. */
  encoding?: "pem" | "der" | "utf8" | "base64url" | "base64" | "hex";
  /** Whether only the public part is written (false). */
  public?: boolean;
  /** Encrypts pkcs8, with 600 000 rounds of PBKDF2, openssh, with 24 rounds of bcrypt, or pkcs12, which needs it. */
  newPassword?: string;
  /** What people know the key by, for openssh, openssh-public and pkcs12 (as it is). */
  comment?: string;
  /** Sets kid, for a form that is JSON (as it is). */
  kid?: string | false;
  /** Sets alg, for a form that is JSON (as it is). */
  alg?: string;
  /** Sets use, for a form that is JSON (as it is). */
  use?: "sig" | "enc";
  /** Makes a certificate that the key signs itself, for this name: CN=example.com,O=Example, or a common name alone. */
  subject?: string;
  /** How many days a new certificate is valid for, from now on (365). */
  days?: number;
}

/** Gives the thumbprint of a key (RFC 7638), its URI (RFC 9278), and the JSON that is hashed. */
export interface KeyThumbprintParams {
  /** The key; of a private one, its public part counts. */
  key: Key;
  /** The hash function (sha-256). */
  hash?: "sha-256" | "sha-384" | "sha-512";
  /** How the thumbprint is written (base64url); ssh is OpenSSH's own fingerprint in its place. */
  form?: "base64url" | "hex" | "uri" | "ssh";
  /** Whether a shared secret gets a thumbprint, which is a digest of that secret (false). */
  secret?: boolean;
}

/** Says whether two keys are the same or a pair, or which keys of two sets are. */
export interface KeyMatchParams {
  /** The one key, or several. */
  a: Key;
  /** The other key, or several. */
  b: Key;
}

/** Lists the policies that have a name. */
export interface PoliciesListParams {
}

/** Tells what a policy comes to: every member that counts, and where it stands. */
export interface PoliciesGetParams {
  /** The name of the policy. */
  name: string;
}

/** Holds a token against a policy as verify does, and tells which policy says each member that counts. */
export interface PoliciesTestParams {
  /** The keys to verify with, unless the token's own are believed. */
  key?: Key;
  /** A policy by its name, or the members of one; a parameter that is given beside it counts in its place. */
  policy: string | Record<string, unknown>;
  /** Algorithms that are accepted; without it, every one that fits the key. */
  algorithms?: "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87" | Array<"HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87">;
  /** Issuers that are accepted, compared byte by byte with iss. */
  issuer?: string | Array<string>;
  /** Audiences of which aud must name one. */
  audience?: string | Array<string>;
  /** Whether aud must name any or all of them (any). */
  audienceMatch?: "any" | "all";
  /** Subjects that are accepted in sub. */
  subject?: string | Array<string>;
  /** The identifier that jti must be. */
  jti?: string;
  /** The nonce that the token must carry. */
  nonce?: string;
  /** Authorized parties that are accepted in azp. */
  azp?: string | Array<string>;
  /** Types that are accepted in the protected header; application/ and case do not count. */
  typ?: string | Array<string>;
  /** Scopes that scope or scp must hold. */
  requiredScopes?: string | Array<string> | Record<string, unknown>;
  /** Roles that roles or role must hold. */
  requiredRoles?: string | Array<string> | Record<string, unknown>;
  /** Groups that groups must hold. */
  requiredGroups?: string | Array<string> | Record<string, unknown>;
  /** Claims that must be there. */
  requiredClaims?: string | Array<string>;
  /** Claims that must not be there. */
  forbiddenClaims?: string | Array<string>;
  /** Rules by JSON pointer: required, type, value, oneOf, contains, pattern, minimum, maximum, minLength, maxLength. */
  claims?: Record<string, unknown>;
  /** How far clocks may differ (0, at most 600 s). */
  clockTolerance?: Span;
  /** How long ago iat may be; makes iat required. */
  maxTokenAge?: Span;
  /** How long the token may live in all; makes exp required. */
  maxLifetime?: Span;
  /** Whether a token without exp is refused (false). */
  requireExpiry?: boolean;
  /** A JWT, or any content, whose claims are not looked at (jwt). */
  expect?: "jwt" | "bytes";
  /** Serializations that are accepted (all). */
  serializations?: "compact" | "flattened" | "general" | Array<"compact" | "flattened" | "general">;
  /** How many signatures of several must hold (any). */
  signaturePolicy?: "any" | "all" | Record<string, unknown>;
  /** Which of several keys are tried: those of the token's kid, or all that fit (kid). */
  keySelection?: "kid" | "all";
  /** Extensions that the caller understands: names and true. */
  crit?: Record<string, unknown>;
  /** Whether alg may stand in the unprotected header (false). */
  unprotectedAlgorithm?: boolean;
  /** Whether the store is asked about revoked tokens: on, where it must answer, prefer, where it may not; without it, where there is one. */
  revocation?: "on" | "prefer" | "off";
  /** Makes the token count once: scope, a word for what it counts for, and window, how long at least a use is remembered. */
  replay?: Record<string, unknown>;
  /** Whether weak or ambiguous keys are told of or refused (warn). */
  strength?: "warn" | "strict";
  /** The kind of token, by a specification that says what its type, its claims and their values must be. */
  profile?: "at+jwt" | "dpop" | "client-assertion" | "jar" | "jarm" | "id_token" | "logout" | "secevent" | "statuslist" | "sd-jwt" | "sd-jwt+kb";
  /** The method of the request that a proof is for (profile dpop). */
  htm?: string;
  /** The address of the request that a proof is for (profile dpop). */
  htu?: string;
  /** The access token that at_hash or ath is of (profiles id_token, dpop). */
  accessToken?: string;
  /** The authorization code that c_hash is of (profile id_token). */
  code?: string;
  /** What state is (profile jarm), or s_hash is of (profile id_token). */
  state?: string;
  /** How long ago the user may have signed in, for profile id_token. */
  maxAuthenticationAge?: Span;
  /** What the key binding of an SD-JWT is held against: audience, nonce, algorithms, maxAge (5 m), clockTolerance. */
  keyBinding?: Record<string, unknown>;
  /** In place of key: thumbprints (RFC 7638, SHA-256) of which the public key that the token brings in jwk must have one. */
  jkt?: string | Array<string>;
  /** Certificates that those of x5c must lead to; nobody is trusted otherwise. */
  trustedRoots?: Key;
  /** Whether the certificates that the system trusts are such roots (false). */
  systemRoots?: boolean;
  /** Names of which the certificate in x5c must be for one: a host, or DNS:, URI:, email: or IP: and the name. */
  certificateNames?: string | Array<string>;
  /** The proof that came with the token, which must be bound to its key: proof, htm, htu, and nonce, maxTokenAge, clockTolerance, algorithms. */
  dpop?: Record<string, unknown>;
  /** The certificate of the sender's connection, which the token must be bound to. */
  certificate?: Key;
  /** Status lists, signed, of which one must say that the token is valid. */
  statusList?: string | Array<string>;
  /** The keys of whoever issues the status lists (those of the token). */
  statusKey?: Key;
  /** The instant to verify at (now). */
  now?: Time;
  /** The payload, base64url, where it is not in the token. */
  detachedPayload?: string;
  /** The payload, as text, where it is not in the token. */
  detachedText?: string;
  /** Which checks the answer lists (all). */
  checks?: "all" | "failed" | "none";
  /** Whether a signature that does not hold is explained (true). */
  diagnose?: boolean;
}

/** Keeps a policy in the store under a name, in the place of one that is kept there. */
export interface PoliciesPutParams {
  /** The name of the policy. */
  name: string;
  /** Its members. Keys that are secret do not stand in it. */
  policy: Record<string, unknown>;
}

/** Takes a policy out of the store. */
export interface PoliciesRemoveParams {
  /** The name of the policy. */
  name: string;
}

/** Keeps a key in a set of the store: the first of a set signs, another one comes next. Or keeps a set that was fetched. */
export interface KeysPutParams {
  /** The name of the set. */
  set: string;
  /** The key, private or public, or the shared secret. */
  key?: Key;
  /** How a key is made that is kept: alg, kty, crv, size, use, as keygen takes them. */
  generate?: Record<string, unknown>;
  /** Its name in the set (its own, else its thumbprint; for a secret by chance). */
  kid?: string;
  /** A JWK Set that was fetched, in the place of the one before. */
  jwks?: Record<string, unknown>;
  /** For how long the JWK Set is good (for ever). */
  maxAge?: Span;
  /** The instant to take it for (now). */
  now?: Time;
}

/** Tells of a key of the store, with its public part; the secret one only where it is exported by its name. */
export interface KeysGetParams {
  /** The name of the set. */
  set: string;
  /** Its name in the set (that of the current one). */
  kid?: string;
  /** Whether the answer holds the private key or the secret; its kid must be given, too (false). */
  export?: boolean;
  /** The instant to take it for (now). */
  now?: Time;
}

/** Lists the keys of the store, by set and in their order, a page at a time. */
export interface KeysListParams {
  /** The name of the only set to list. */
  set?: string;
  /** How many keys a page has at most (100). */
  limit?: number;
  /** What the page before gave as next. */
  cursor?: string;
  /** The instant to take it for (now). */
  now?: Time;
}

/** Takes a key out of a set of the store, or the whole set. The current key goes only with its set, or alone. */
export interface KeysRemoveParams {
  /** The name of the set. */
  set: string;
  /** The name of the key. */
  kid?: string;
  /** Whether the whole set goes (false). */
  all?: boolean;
  /** The instant to take it for (now). */
  now?: Time;
}

/** Brings another key in, the one that comes next or a new one. What the key before it signed is accepted for a while. */
export interface KeysRotateParams {
  /** The name of the set. */
  set: string;
  /** The algorithm of the other key (that of the current one). */
  alg?: "HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87" | "RSA-OAEP" | "RSA-OAEP-256" | "RSA-OAEP-384" | "RSA-OAEP-512" | "A128KW" | "A192KW" | "A256KW" | "dir" | "ECDH-ES" | "ECDH-ES+A128KW" | "ECDH-ES+A192KW" | "ECDH-ES+A256KW" | "A128GCMKW" | "A192GCMKW" | "A256GCMKW";
  /** How the other key is made: alg, kty, crv, size, use, as keygen takes them (like the current one). */
  generate?: Record<string, unknown>;
  /** The name of a key that is made (its thumbprint; for a secret by chance). */
  kid?: string;
  /** When it begins to sign (as soon as it was published long enough). */
  activate?: Time;
  /** For how long it is published before it signs (0). */
  publishBefore?: Span;
  /** For how long from then on what the key before it signed is accepted (the longest life of a token that it signed here, else 24h). 0 gives it up at once, and revokes what it signed. */
  grace?: Span;
  /** The kid that must be current: where another one is, nothing is done. */
  from?: string;
  /** Whether the answer only tells what would be (false). */
  dryRun?: boolean;
  /** Why, for people: kept with what is revoked. */
  reason?: string;
  /** The instant to take it for (now). */
  now?: Time;
}

/** Gives the public keys of a set as they are published: current, next, previous, in an order that stays. */
export interface KeysJwksParams {
  /** The name of the set. */
  set: string;
  /** The instant to take it for (now). */
  now?: Time;
}

/** Says what is here: version, OpenSSL, methods, algorithms, key formats, limits in force. */
export interface ServerInfoParams {
}

/** Counts what was answered since the start. */
export interface ServerStatsParams {
}

/** Answers the OpenRPC document of every method here. */
export interface RpcDiscoverParams {
}

export type DecodeResult = {"verified": false; "kind": "jws" | "jwe" | "unsecured" | "sd-jwt" | "sd-jwt+kb" | "any"; "serialization": "compact" | "flattened" | "general"; "complete": boolean; "profile"?: Record<string, any>; "segments"?: Array<Record<string, any>>; "header"?: Record<string, any>; "headerText"?: string; "unprotectedHeader"?: Record<string, any>; "parameters"?: Array<any>; "payloadType": "json" | "text" | "binary" | "jwt" | "encrypted" | "detached" | "absent"; "payload"?: any; "payloadText"?: string; "payloadBase64url"?: string; "claims"?: Array<Record<string, any>>; "times"?: Record<string, any>; "signature"?: Record<string, any>; "signatures"?: Array<any>; "recipients"?: Array<any>; "keyHints"?: Record<string, any>; "sdJwt"?: Record<string, any>; "nested"?: Record<string, any>; "findings": Array<any>; [more: string]: any};
export type VerifyResult = {"valid": boolean; "claims"?: Record<string, any>; "payload"?: string; "text"?: string; "header"?: Record<string, any>; "failures"?: Array<any>; "error"?: "invalid_token" | "insufficient_scope"; "scope"?: string; "signature"?: Record<string, any>; "profile"?: string; "status"?: Record<string, any>; "sdJwt"?: Record<string, any>; "revocation"?: Record<string, any>; "replay"?: Record<string, any>; "dpop"?: Record<string, any>; "signatures"?: Array<any>; "expiresInSeconds"?: number; "checks"?: Array<any>; "findings"?: Array<any>; "diagnosis"?: Array<any>; [more: string]: any};
export type SignResult = {"token": string | Record<string, any>; "serialization": string; "alg": string; "enc"?: string; "nested"?: Record<string, any>; "kid"?: string; "jti"?: string; "issuedAt"?: number; "expires"?: number; "expiresInSeconds"?: number; "bytes"?: number; "disclosures"?: Array<Record<string, any>>; "findings"?: Array<any>; [more: string]: any};
export type SignPrepareResult = {"handle": string; "signingInput": string; "digest"?: Record<string, any>; "alg": string; "expiresInSeconds": number; [more: string]: any};
export type SignCompleteResult = {"token": string | Record<string, any>; "serialization": string; "alg": string; "enc"?: string; "nested"?: Record<string, any>; "kid"?: string; "jti"?: string; "issuedAt"?: number; "expires"?: number; "expiresInSeconds"?: number; "bytes"?: number; "disclosures"?: Array<Record<string, any>>; "findings"?: Array<any>; [more: string]: any};
export type PresentResult = {"token": string | Record<string, any>; "serialization": string; "disclosed": Array<string>; "withheld": Array<string>; "keyBinding"?: Record<string, any>; "bytes": number; [more: string]: any};
export type ScanResult = {"name"?: string; "found": Array<Record<string, any>>; "tokens": number; "keys": number; "exposed": number; "complete": boolean; [more: string]: any};
export type RedactResult = {"text": string; "replaced": number; [more: string]: any};
export type EncryptResult = {"token": string | Record<string, any>; "serialization": string; "alg"?: string; "enc": string; "recipients"?: Array<any>; "jti"?: string; "issuedAt"?: number; "expires"?: number; "expiresInSeconds"?: number; "bytes"?: number; "findings"?: Array<any>; [more: string]: any};
export type DecryptResult = {"valid": boolean; "claims"?: Record<string, any>; "payload"?: string; "text"?: string; "failures"?: Array<any>; "header"?: Record<string, any>; "unprotectedHeader"?: Record<string, any>; "recipientHeader"?: Record<string, any>; "encryption"?: Record<string, any>; "nested"?: Record<string, any>; "revocation"?: Record<string, any>; "replay"?: Record<string, any>; "sdJwt"?: Record<string, any>; "expiresInSeconds"?: number; "checks"?: Array<any>; "findings"?: Array<any>; [more: string]: any};
export type RotateResult = {"valid": boolean; "token"?: string | Record<string, any>; "serialization"?: string; "alg"?: string; "kid"?: string; "jti"?: string; "issuedAt"?: number; "expires"?: number; "expiresInSeconds"?: number; "bytes"?: number; "family"?: Record<string, any>; "failures"?: Array<any>; "error"?: string; "findings"?: Array<any>; [more: string]: any};
export type RevokeResult = {"id": number; "kind": "token" | "jti" | "subject" | "issuer" | "kid" | "thumbprint" | "list"; "about"?: Record<string, any>; "since": number; "issuedBefore"?: number; "until"?: number; "status"?: Record<string, any>; "reason"?: string; "note"?: string; [more: string]: any};
export type RevocationsListResult = {"entries": Array<Record<string, any>>; "next"?: number; [more: string]: any};
export type RevocationsRemoveResult = Record<string, any>;
export type RevocationsPruneResult = {"removed": number; [more: string]: any};
export type RevocationsExportResult = {"token": string; "serialization": string; "alg": string; "kid"?: string; "issuedAt": number; "expires"?: number; "expiresInSeconds"?: number; "bytes"?: number; "findings"?: Array<any>; "list": Record<string, any>; [more: string]: any};
export type RevocationsImportResult = {"valid": boolean; "id"?: number; "kind"?: "list"; "about"?: Record<string, any>; "since"?: number; "failures"?: Array<any>; "findings"?: Array<any>; [more: string]: any};
export type KeygenResult = {"keys": Array<Record<string, any>>; "jwks"?: Record<string, any>; "findings"?: Array<any>; [more: string]: any};
export type KeyInspectResult = {"format": Record<string, any>; "keys": Array<Record<string, any>>; "skipped"?: Array<any>; "findings"?: Array<any>; [more: string]: any};
export type KeyConvertResult = {"jwk"?: Record<string, any>; "jwks"?: Record<string, any>; "pem"?: string; "ssh"?: string; "secret"?: string; "encoding"?: "utf8" | "base64url" | "base64" | "hex"; "der"?: string; "format": Record<string, any>; "public": boolean; "dropped": Array<string>; "skipped"?: Array<any>; "findings"?: Array<any>; [more: string]: any};
export type KeyThumbprintResult = {"thumbprint": string; "hash": string; "uri": string; "canonical"?: string; [more: string]: any};
export type KeyMatchResult = {"same": boolean; "relation"?: "identical" | "pair" | "none"; "pairs"?: Array<Record<string, any>>; [more: string]: any};
export type PoliciesListResult = {"file"?: string; "policies": Array<Record<string, any>>; [more: string]: any};
export type PoliciesGetResult = {"name"?: string; "description"?: string; "extends"?: Array<string>; "from"?: "file" | "store" | "call"; "place"?: string; "changed"?: number; "members": Array<Record<string, any>>; [more: string]: any};
export type PoliciesTestResult = {"valid": boolean; "policy": Record<string, any>; "verdict": Record<string, any>; [more: string]: any};
export type PoliciesPutResult = {"name": string; "created": boolean; [more: string]: any};
export type PoliciesRemoveResult = {"removed": boolean; [more: string]: any};
export type KeysPutResult = Record<string, any>;
export type KeysGetResult = {"set": string; "kid": string; "state": "next" | "current" | "previous" | "retired"; "kty": string; "crv"?: string; "bits"?: number; "use"?: string; "alg"?: string; "thumbprint"?: string; "holds": "public" | "private" | "secret"; "created": number; "activates"?: number; "verifyUntil"?: number; "longestLifeSeconds"?: number; "changed"?: boolean; "public"?: Key; "key"?: Key; "findings"?: Array<any>; [more: string]: any};
export type KeysListResult = {"keys": Array<Record<string, any>>; "fetched"?: Array<Record<string, any>>; "next"?: string; [more: string]: any};
export type KeysRemoveResult = {"removed": number; [more: string]: any};
export type KeysRotateResult = {"set": string; "current"?: string; "next"?: string; "previous": Array<Record<string, any>>; "retired": Array<string>; "jwks"?: Record<string, any>; "schedule": Array<Record<string, any>>; "revoked"?: string; "makes"?: boolean; "dryRun"?: boolean; "findings"?: Array<any>; [more: string]: any};
export type KeysJwksResult = {"set": string; "jwks": Record<string, any>; "until"?: number; [more: string]: any};
export type ServerInfoResult = Record<string, any>;
export type ServerStatsResult = Record<string, any>;
export type RpcDiscoverResult = Record<string, any>;

/** Every method of the service, by its name in JavaScript. */
export interface Methods {
  /** Shows what a token says, without a key and without trusting it, also of one that is damaged or wrapped. */
  decode(token: Token, params?: DecodeParams, options?: CallOptions): Promise<DecodeResult>;
  /** Makes a signed token of claims, or of any other content, with the keys given. */
  sign(params: SignParams, options?: CallOptions): Promise<SignResult>;
  /** Makes all of a token but its signature, for a signer elsewhere (an HSM, a KMS, an agent); sign/complete takes it up. */
  signPrepare(params: SignPrepareParams, options?: CallOptions): Promise<SignPrepareResult>;
  /** Puts a signature that was made elsewhere to the token of sign/prepare, once, if it holds. */
  signComplete(params: SignCompleteParams, options?: CallOptions): Promise<SignCompleteResult>;
  /** Makes a presentation of an SD-JWT: what of it is disclosed, and with a key, for whom and that it is the holder's. */
  present(token: Token, params?: PresentParams, options?: CallOptions): Promise<PresentResult>;
  /** Finds tokens and keys in any text and says what each is, whether it is still good, and what should not stand there. It repeats none of them. */
  scan(text: string, params?: ScanParams, options?: CallOptions): Promise<ScanResult>;
  /** Gives a text back without the tokens, private keys and shared secrets in it. */
  redact(text: string, params?: RedactParams, options?: CallOptions): Promise<RedactResult>;
  /** Encrypts claims, or any other content, so that only the holders of the keys given can read it. */
  encrypt(params?: EncryptParams, options?: CallOptions): Promise<EncryptResult>;
  /** Opens an encrypted token with the keys given, and checks the claims inside or the signed token inside. */
  decrypt(token: Token, params?: DecryptParams, options?: CallOptions): Promise<DecryptResult>;
  /** Takes a token and gives its successor, which carries its claims; the token itself is good no more, and using it again revokes the whole family (RFC 9700 §4.14.2). */
  rotate(token: Token, params?: RotateParams, options?: CallOptions): Promise<RotateResult>;
  /** Revokes a token, or all tokens of a subject, an issuer or a key: verify refuses them from then on, in every process with the same store. */
  revoke(params?: RevokeParams, options?: CallOptions): Promise<RevokeResult>;
  /** Lists what is revoked, and the status lists that are kept, in the order in which that was done. */
  revocationsList(params?: RevocationsListParams, options?: CallOptions): Promise<RevocationsListResult>;
  /** Takes back a revocation, or a status list that is kept: the tokens that it hit are good again, if they were otherwise. */
  revocationsRemove(params: RevocationsRemoveParams, options?: CallOptions): Promise<RevocationsRemoveResult>;
  /** Takes away revocations whose tokens have all expired, as revoke does by itself now and then; status lists stay until they are removed. */
  revocationsPrune(params?: RevocationsPruneParams, options?: CallOptions): Promise<RevocationsPruneResult>;
  /** Signs a status list (Token Status List) of the tokens that were revoked with key and name this list in status: what who verifies elsewhere asks. */
  revocationsExport(params: RevocationsExportParams, options?: CallOptions): Promise<RevocationsExportResult>;
  /** Verifies a status list (Token Status List) and keeps it in the place of an earlier one: verify looks up in it the tokens that name it. */
  revocationsImport(token: Token, params: RevocationsImportParams, options?: CallOptions): Promise<RevocationsImportResult>;
  /** Makes keys, private and public part, named by their thumbprints. */
  keygen(params?: KeygenParams, options?: CallOptions): Promise<KeygenResult>;
  /** Says what keys are: type, size, what they may be used with, thumbprints, and what is weak or odd about them. */
  keyInspect(params: KeyInspectParams, options?: CallOptions): Promise<KeyInspectResult>;
  /** Writes a key in another form, and says what that form cannot carry. */
  keyConvert(params: KeyConvertParams, options?: CallOptions): Promise<KeyConvertResult>;
  /** Gives the thumbprint of a key (RFC 7638), its URI (RFC 9278), and the JSON that is hashed. */
  keyThumbprint(params: KeyThumbprintParams, options?: CallOptions): Promise<KeyThumbprintResult>;
  /** Says whether two keys are the same or a pair, or which keys of two sets are. */
  keyMatch(params: KeyMatchParams, options?: CallOptions): Promise<KeyMatchResult>;
  /** Lists the policies that have a name. */
  policiesList(params?: PoliciesListParams, options?: CallOptions): Promise<PoliciesListResult>;
  /** Tells what a policy comes to: every member that counts, and where it stands. */
  policiesGet(params: PoliciesGetParams, options?: CallOptions): Promise<PoliciesGetResult>;
  /** Holds a token against a policy as verify does, and tells which policy says each member that counts. */
  policiesTest(token: Token, params: PoliciesTestParams, options?: CallOptions): Promise<PoliciesTestResult>;
  /** Keeps a policy in the store under a name, in the place of one that is kept there. */
  policiesPut(params: PoliciesPutParams, options?: CallOptions): Promise<PoliciesPutResult>;
  /** Takes a policy out of the store. */
  policiesRemove(params: PoliciesRemoveParams, options?: CallOptions): Promise<PoliciesRemoveResult>;
  /** Keeps a key in a set of the store: the first of a set signs, another one comes next. Or keeps a set that was fetched. */
  keysPut(params: KeysPutParams, options?: CallOptions): Promise<KeysPutResult>;
  /** Tells of a key of the store, with its public part; the secret one only where it is exported by its name. */
  keysGet(params: KeysGetParams, options?: CallOptions): Promise<KeysGetResult>;
  /** Lists the keys of the store, by set and in their order, a page at a time. */
  keysList(params?: KeysListParams, options?: CallOptions): Promise<KeysListResult>;
  /** Takes a key out of a set of the store, or the whole set. The current key goes only with its set, or alone. */
  keysRemove(params: KeysRemoveParams, options?: CallOptions): Promise<KeysRemoveResult>;
  /** Brings another key in, the one that comes next or a new one. What the key before it signed is accepted for a while. */
  keysRotate(params: KeysRotateParams, options?: CallOptions): Promise<KeysRotateResult>;
  /** Gives the public keys of a set as they are published: current, next, previous, in an order that stays. */
  keysJwks(params: KeysJwksParams, options?: CallOptions): Promise<KeysJwksResult>;
  /** Says what is here: version, OpenSSL, methods, algorithms, key formats, limits in force. */
  serverInfo(params?: ServerInfoParams, options?: CallOptions): Promise<ServerInfoResult>;
  /** Counts what was answered since the start. */
  serverStats(params?: ServerStatsParams, options?: CallOptions): Promise<ServerStatsResult>;
  /** Answers the OpenRPC document of every method here. */
  rpcDiscover(params?: RpcDiscoverParams, options?: CallOptions): Promise<RpcDiscoverResult>;
}
