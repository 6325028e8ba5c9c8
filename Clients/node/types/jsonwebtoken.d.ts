import type {KeyObject} from "node:crypto";

export type Secret = string | Buffer | Uint8Array | KeyObject | {key: string | Buffer; passphrase?: string};
export interface Header { alg: string; typ?: string; kid?: string; [member: string]: any }
export type Payload = {[claim: string]: any};
export interface Complete { header: Header; payload: Payload | string; signature: string }
export type GetKey = (header: Header, callback: (error: Error | null, key?: Secret) => void) => void;

export interface SignOptions {
  algorithm?: string;
  keyid?: string;
  /** Seconds, or a text such as `"2 days"`; a text without a unit is milliseconds. */
  expiresIn?: string | number;
  notBefore?: string | number;
  audience?: string | string[];
  subject?: string;
  issuer?: string;
  jwtid?: string;
  mutatePayload?: boolean;
  noTimestamp?: boolean;
  header?: Partial<Header>;
}

export interface VerifyOptions {
  algorithms?: string[];
  audience?: string | RegExp | Array<string | RegExp>;
  clockTimestamp?: number;
  clockTolerance?: number;
  complete?: boolean;
  issuer?: string | string[];
  ignoreExpiration?: boolean;
  ignoreNotBefore?: boolean;
  jwtid?: string;
  nonce?: string;
  subject?: string;
  maxAge?: string | number;
}

type Callback<Value> = (error: Error | null, value?: Value) => void;

/** Without a callback a process is started for the call: some ten milliseconds. */
export function sign(payload: Payload | string | Buffer, key: Secret, options?: SignOptions): string;
export function sign(payload: Payload | string | Buffer, key: Secret, callback: Callback<string>): void;
export function sign(payload: Payload | string | Buffer, key: Secret, options: SignOptions, callback: Callback<string>): void;

/** Without a callback a process is started for the call: some ten milliseconds. */
export function verify(token: string, key: Secret, options?: VerifyOptions): any;
export function verify(token: string, key: Secret | GetKey, callback: Callback<any>): void;
export function verify(token: string, key: Secret | GetKey, options: VerifyOptions, callback: Callback<any>): void;

/** What a token says, without a key and without trusting it. */
export function decode(token: string, options?: {complete?: boolean; json?: boolean}): any;

export const promises: {
  sign(payload: Payload | string | Buffer, key: Secret, options?: SignOptions): Promise<string>;
  verify(token: string, key: Secret | GetKey, options?: VerifyOptions): Promise<any>;
  decode(token: string, options?: {complete?: boolean; json?: boolean}): Promise<any>;
};

export class JsonWebTokenError extends Error { inner?: unknown }
export class TokenExpiredError extends JsonWebTokenError { expiredAt: Date }
export class NotBeforeError extends JsonWebTokenError { date: Date }
