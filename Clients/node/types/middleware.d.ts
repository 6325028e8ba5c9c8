import type {IncomingMessage, ServerResponse} from "node:http";
import type {Jwtls} from "./index";
import type {VerifyParams} from "./methods";

/** Why a request is not let through: what Express, Connect and RFC 6750 §3 want in the response. */
export class Unauthorized extends Error {
  readonly status: 400 | 401 | 403;
  readonly code: string;
  readonly headers: {"WWW-Authenticate": string};
}

export interface BearerOptions extends VerifyParams {
  /** A client; else one is started with the first request. */
  jwtls?: Jwtls;
  /** A request without a token goes through. */
  optional?: boolean;
  realm?: string;
  /** Where the claims go: `request.auth` unless it is said. */
  property?: string;
  /** Finds the token in a request: the header `Authorization` unless it is said. */
  token?: (request: any) => string | undefined | null | Promise<string | undefined | null>;
  /** Answer by itself, and not through `next(error)`. */
  respond?: boolean;
}

/** Middleware for Express, Connect, or anything that calls `(request, response, next)`. */
export function bearer(options?: BearerOptions): (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;
