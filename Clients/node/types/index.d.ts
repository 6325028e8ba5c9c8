import type {Methods, ServerInfoResult, Token, VerifyParams, VerifyResult} from "./methods";
export {Key, Methods, Span, Time, Token, VerifyParams, VerifyResult} from "./methods";

export interface Options {
  /** The program; else the variable `JWTLS_PATH`, else `jwtls` on the `PATH`. */
  path?: string;
  /** What keeps what outlives a call: `jwtls serve --store`. */
  store?: string;
  /** The configuration file, which has policies by their names: `jwtls serve --config`. */
  config?: string;
  /** Further options of `jwtls serve`. */
  args?: string[];
  /** How long a call waits, in milliseconds: 10 000 unless it is said; `Infinity` for as long as it takes. */
  timeout?: number;
}

export interface CallOptions {
  /** Cancels the call, which then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** How long this call waits, in milliseconds. */
  timeout?: number;
  /** `false`: where the process ends before it answers, the call is lost and not made again. */
  retry?: boolean;
  /** Is told of progress, where the call has a `workDoneToken`. */
  progress?(value: {kind: "begin" | "report" | "end"; message?: string; percentage?: number}): void;
}

/** The claims of a token that is good. */
export interface Claims {
  iss?: string;
  sub?: string;
  aud?: string | string[];
  exp?: number;
  nbf?: number;
  iat?: number;
  jti?: string;
  [claim: string]: any;
}

export interface Jwtls extends Methods {}
export class Jwtls {
  /** Takes what `start` takes; the process starts with the first call. */
  constructor(options?: Options);
  /** Starts the service and asks who it is. */
  static start(options?: Options): Promise<Jwtls>;
  /** What `server/info` said at the start. */
  readonly info?: ServerInfoResult;
  /** The number of the process, where there is one. */
  readonly pid?: number;
  /** Any method by its name on the wire. */
  call<Result = any>(method: string, params?: object, options?: CallOptions): Promise<Result>;
  /** The claims of a token that is good; rejects with a `TokenRefused` where it is not. */
  verify<Of = Claims>(token: Token, params: VerifyParams, options?: CallOptions): Promise<Of>;
  /** The whole report on a token, good or not. */
  check(token: Token, params: VerifyParams, options?: CallOptions): Promise<VerifyResult>;
  /** Verifies many tokens, at most `concurrency` (256) at a time, and yields what comes of each in their order. */
  verifyMany<Of = Claims>(
    tokens: Iterable<string> | AsyncIterable<string>, params: VerifyParams, options?: CallOptions & {concurrency?: number},
  ): AsyncGenerator<{token: string; claims: Of; error?: undefined} | {token: string; claims?: undefined; error: TokenRefused}, void, void>;
  /** Waits for the answers that are still to come, and lets the process end. `await using` does it. */
  close(): Promise<void>;
}

/** Something that was found about a token: Protocol/findings.json has all codes. */
export interface Finding {
  code: string;
  severity: "error" | "warning" | "information" | "hint";
  message: string;
  pointer?: string;
  range?: [number, number];
  spec?: string;
  expected?: unknown;
  actual?: unknown;
  [more: string]: unknown;
}

/** What this client throws: `code` is a word of Protocol/errors.json or Protocol/findings.json, or one of this client's own. */
export class JwtlsError extends Error {
  readonly code?: string;
  /** The number on the wire, of an error of the service. */
  readonly number?: number;
  readonly blame?: "caller" | "environment" | "service";
  readonly method?: string;
  /** A JSON pointer into the parameters. */
  readonly parameter?: string;
  readonly hint?: string;
  readonly limit?: number;
  readonly offset?: number;
}
/** The call was wrong. */
export class CallError extends JwtlsError {}
/** A file, the store, the configuration or the program is not as it must be. */
export class EnvironmentError extends JwtlsError {}
/** Something failed in the service; the call may be made again. */
export class ServiceError extends JwtlsError {}
/** The process ended before it answered, and the call was not, or cannot be, made again. */
export class ConnectionLost extends ServiceError {}
/** No answer came in time; the call was cancelled. */
export class Timeout extends JwtlsError {}
/** A token was refused. What is wrong first makes the class. */
export class TokenRefused extends JwtlsError {
  readonly failures: Finding[];
  readonly report: VerifyResult;
  /** Every code of `failures`. */
  readonly codes: string[];
  /** The error code of RFC 6750 §3.1. */
  readonly error: "invalid_token" | "insufficient_scope";
  /** The scopes that are needed, where they are what is not enough. */
  readonly scope?: string;
}

/** The class for each finding, by its code. */
export const refusals: Readonly<Record<string, typeof TokenRefused>>;

export class ExpiredToken extends TokenRefused {}
export class TokenNotYetValid extends TokenRefused {}
export class TokenTooOld extends TokenRefused {}
export class InvalidSignature extends TokenRefused {}
export class InvalidAudience extends TokenRefused {}
export class InvalidIssuer extends TokenRefused {}
export class InvalidSubject extends TokenRefused {}
export class InvalidNonce extends TokenRefused {}
export class InvalidTokenID extends TokenRefused {}
export class InvalidType extends TokenRefused {}
export class MissingClaim extends TokenRefused {}
export class MalformedToken extends TokenRefused {}
export class AlgorithmNotAllowed extends TokenRefused {}
export class KeyNotFound extends TokenRefused {}
export class RevokedToken extends TokenRefused {}
export class ReplayedToken extends TokenRefused {}
export class InsufficientScope extends TokenRefused {}
export class InsufficientRole extends TokenRefused {}
export class InsufficientGroup extends TokenRefused {}
export class DecryptionFailed extends TokenRefused {}
