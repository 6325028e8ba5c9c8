"use strict";

const {spawnSync} = require("node:child_process");
const {KeyObject} = require("node:crypto");
const {promisify} = require("node:util");
const {Jwtls} = require("./jwtls.js");
const {CallError, ConnectionLost, EnvironmentError, errorOf} = require("./errors.js");

/** In the place of the package `jsonwebtoken`: its `sign`, `verify` and `decode`, its options, its errors. */
class JsonWebTokenError extends Error {
  constructor(message, cause) {
    super(message, cause === undefined ? undefined : {cause});
    this.name = this.constructor.name;
    if (cause !== undefined) Object.defineProperty(this, "inner", {value: cause});
  }
}

class TokenExpiredError extends JsonWebTokenError {
  constructor(message, expiredAt) { super(message); this.expiredAt = expiredAt; }
}

class NotBeforeError extends JsonWebTokenError {
  constructor(message, date) { super(message); this.date = date; }
}

let service;
const shared = () => (service ??= new Jwtls());

// One call, in a process of its own that ends with it: what the forms without a callback cost.
function ask(method, params) {
  const program = process.env.JWTLS_PATH ?? "jwtls";
  const input = `${JSON.stringify({jsonrpc: "2.0", id: 1, method, params})}\n`;
  const {stdout, error} = spawnSync(program, ["serve"], {input, encoding: "utf8", maxBuffer: 64 << 20});
  if (error) throw new EnvironmentError(`jwtls cannot be started: ${error.message}`, {code: "program.missing", cause: error});
  let answer;
  try {
    answer = JSON.parse(stdout);
  } catch (cause) {
    throw new ConnectionLost("jwtls has ended without an answer.", {cause});
  }
  if (answer.error) throw errorOf(answer.error, method);
  return answer.result;
}

// A generator asks with `yield [method, params]`, and is run over either way of asking.
function runSync(steps) {
  let step = steps.next();
  while (!step.done) {
    let result;
    try {
      result = ask(...step.value);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(result);
  }
  return step.value;
}

async function run(steps) {
  let step = steps.next();
  while (!step.done) {
    let result;
    try {
      result = await shared().call(...step.value);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(result);
  }
  return step.value;
}

const finish = (promise, callback) => promise.then((value) => process.nextTick(callback, null, value), (error) => process.nextTick(callback, error));

const units = {ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_557_600};
const span = /^(-?\d*\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$/i;

/** Seconds: a number is that, a text without a unit is milliseconds. */
function seconds(value, name) {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const parts = typeof value === "string" && value.length <= 100 ? span.exec(value) : null;
  if (!parts) throw new Error(`"${name}" should be a number of seconds or string representing a timespan eg: "1d", "20h", 60`);
  const unit = (parts[2] ?? "ms").toLowerCase();
  return Number(parts[1]) * units[/^(ms|mse|mil)/.test(unit) ? "ms" : unit[0]];
}

function keyOf(key, isSecretAllowed = true) {
  if (key instanceof KeyObject) return {jwk: key.export({format: "jwk"})};
  if (key && typeof key === "object" && !ArrayBuffer.isView(key) && key.key !== undefined) {
    return {...keyOf(key.key, false), ...(key.passphrase === undefined ? {} : {password: String(key.passphrase)})};
  }
  const text = typeof key === "string" ? key : Buffer.from(key.buffer ?? key, key.byteOffset ?? 0, key.byteLength).toString("latin1");
  if (/^\s*-----BEGIN /.test(text)) return {pem: text};
  if (!isSecretAllowed) throw new JsonWebTokenError("secretOrPrivateKey is not valid key material");
  return typeof key === "string" ? {secret: key, encoding: "utf8"} : {secret: Buffer.from(text, "latin1").toString("base64"), encoding: "base64"};
}

function* signing(payload, secret, options) {
  if (!secret) throw new Error("secretOrPrivateKey must have a value");
  const isClaims = payload !== null && typeof payload === "object" && !Buffer.isBuffer(payload);
  const params = {key: keyOf(secret), alg: options.algorithm ?? "HS256", header: {...options.header}, issuedAt: false};
  const typ = "typ" in params.header ? params.header.typ : isClaims ? "JWT" : undefined;
  const kid = options.keyid ?? params.header.kid;
  for (const name of ["alg", "typ", "kid"]) delete params.header[name];
  if (Object.keys(params.header).length === 0) delete params.header;
  if (typ !== undefined) params.typ = typ;
  if (kid !== undefined) params.kid = kid;
  const named = {audience: "aud", issuer: "iss", subject: "sub", jwtid: "jti"};
  if (!isClaims) {
    const wrong = ["expiresIn", "notBefore", "noTimestamp", ...Object.keys(named)].filter((name) => options[name] !== undefined);
    if (wrong.length > 0) throw new Error(`invalid ${wrong.join(",")} option for ${typeof payload} payload`);
    params.payload = Buffer.from(payload).toString("base64url");
    delete params.issuedAt;
  } else {
    const claims = options.mutatePayload ? payload : {...payload};
    for (const name of ["iat", "exp", "nbf"]) {
      if (claims[name] !== undefined && typeof claims[name] !== "number") throw new Error(`"${name}" should be a number of seconds`);
    }
    if (claims.exp !== undefined && options.expiresIn !== undefined) {
      throw new Error('Bad "options.expiresIn" option the payload already has an "exp" property.');
    }
    if (claims.nbf !== undefined && options.notBefore !== undefined) {
      throw new Error('Bad "options.notBefore" option the payload already has an "nbf" property.');
    }
    const now = claims.iat ?? Math.floor(Date.now() / 1000);
    if (options.noTimestamp) delete claims.iat;
    else claims.iat = now;
    if (options.notBefore !== undefined) claims.nbf = Math.floor(now + seconds(options.notBefore, "notBefore"));
    if (options.expiresIn !== undefined) claims.exp = Math.floor(now + seconds(options.expiresIn, "expiresIn"));
    for (const [name, claim] of Object.entries(named)) {
      if (options[name] === undefined) continue;
      if (claims[claim] !== undefined) {
        throw new Error(`Bad "options.${name}" option. The payload already has an "${claim}" property.`);
      }
      claims[claim] = options[name];
    }
    params.claims = claims;
    // The first instant at which it is to be good, which the claims may say: it is made where it is good then.
    params.now = Math.max(now, claims.nbf ?? now);
  }
  return (yield ["sign", params]).token;
}

const list = (value) => (value === undefined ? undefined : [].concat(value));

function* verifying(token, decoded, key, options) {
  if (options.nonce !== undefined && (typeof options.nonce !== "string" || options.nonce.trim() === "")) {
    throw new JsonWebTokenError("nonce must be a non-empty string");
  }
  if (options.clockTimestamp !== undefined && typeof options.clockTimestamp !== "number") throw new JsonWebTokenError("clockTimestamp must be a number");
  if (!key) throw new JsonWebTokenError("secret or public key must be provided");
  const now = options.clockTimestamp || Math.floor(Date.now() / 1000);
  const tolerance = options.clockTolerance ?? 0;
  const claims = decoded.payload;
  const isObject = claims !== null && typeof claims === "object" && !Array.isArray(claims);
  const params = {token, key: keyOf(key), now, checks: "none", diagnose: false,
    ...(options.algorithms && {algorithms: options.algorithms}), ...(!isObject && {expect: "bytes"})};
  const report = yield ["verify", params];
  const others = report.valid ? [] : report.failures.filter(({code}) => code !== "claim.exp_expired" && code !== "claim.nbf_not_yet");
  if (others.length > 0) throw refusal(others);
  // What is left is asked by `jsonwebtoken`'s own rules, which have regular expressions, and times that can be ignored.
  const numeric = (name) => {
    if (typeof claims[name] !== "number") throw new JsonWebTokenError(`invalid ${name} value`);
    return claims[name];
  };
  if (isObject && claims.nbf !== undefined && !options.ignoreNotBefore) {
    const begins = numeric("nbf");
    if (begins > now + tolerance) throw new NotBeforeError("jwt not active", new Date(begins * 1000));
  }
  if (isObject && claims.exp !== undefined && !options.ignoreExpiration) {
    const ends = numeric("exp");
    if (now >= ends + tolerance) throw new TokenExpiredError("jwt expired", new Date(ends * 1000));
  }
  if (!report.valid) {
    // Its time is not now, and that does not matter: then all else must be good at a time that is.
    const then = typeof claims.exp === "number" ? Math.ceil(claims.exp) - 1 : claims.nbf;
    const again = yield ["verify", {...params, now: then}];
    if (!again.valid) throw refusal(again.failures);
  }
  const audiences = list(options.audience);
  if (audiences && !list(claims.aud ?? []).some((aud) => audiences.some((one) => (one instanceof RegExp ? new RegExp(one.source, one.flags).test(aud) : one === aud)))) {
    throw new JsonWebTokenError(`jwt audience invalid. expected: ${audiences.join(" or ")}`);
  }
  for (const [option, claim] of Object.entries({issuer: "iss", subject: "sub", jwtid: "jti", nonce: "nonce"})) {
    if (options[option] === undefined) continue;
    if (!list(options[option]).includes(claims[claim])) throw new JsonWebTokenError(`jwt ${option} invalid. expected: ${options[option]}`);
  }
  if (options.maxAge !== undefined) {
    if (!isObject || typeof claims.iat !== "number") throw new JsonWebTokenError("iat required when maxAge is specified");
    const ends = claims.iat + seconds(options.maxAge, "maxAge");
    if (now >= ends + tolerance) throw new TokenExpiredError("maxAge exceeded", new Date(ends * 1000));
  }
  return options.complete ? decoded : claims;
}

// In the words of `jsonwebtoken`, which programs compare.
function refusal(failures) {
  const {code, message} = failures[0];
  const words = {
    "token.malformed": "jwt malformed",
    "signature.invalid": "invalid signature",
    "header.alg_not_allowed": "invalid algorithm",
    "header.alg_key_mismatch": "invalid algorithm",
    "token.revoked": "jwt revoked",
  };
  return new JsonWebTokenError(words[code] ?? (code.startsWith("token.") ? "invalid token" : message), failures[0]);
}

/** What a token says, without a key and without trusting it; null where it says nothing. Nobody is asked. */
function decode(token, options = {}) {
  const parts = typeof token === "string" ? /^([\w-]+)\.([\w-]*)\.([\w-]*)$/.exec(token) : null;
  if (!parts) return null;
  try {
    const header = JSON.parse(Buffer.from(parts[1], "base64url").toString());
    let payload = Buffer.from(parts[2], "base64url").toString();
    try {
      payload = JSON.parse(payload);
    } catch (error) {
      if (options.json || header.typ === "JWT") throw error;
    }
    return options.complete ? {header, payload, signature: parts[3]} : payload;
  } catch {
    return null;
  }
}

// What a token says; one that is none never gets as far as the service.
function checked(token) {
  if (!token) throw new JsonWebTokenError("jwt must be provided");
  if (typeof token !== "string") throw new JsonWebTokenError("jwt must be a string");
  if (token.split(".").length !== 3) throw new JsonWebTokenError("jwt malformed");
  const decoded = decode(token, {complete: true});
  if (!decoded) throw new JsonWebTokenError("invalid token");
  if (token.endsWith(".")) throw new JsonWebTokenError("jwt signature is required");
  return decoded;
}

// A key, or options, that jwtls refuses are refused as `jsonwebtoken` refuses them.
function* translated(steps) {
  try {
    return yield* steps;
  } catch (error) {
    throw error instanceof CallError ? new JsonWebTokenError(error.message, error) : error;
  }
}

function sign(payload, secretOrPrivateKey, options, callback) {
  if (typeof options === "function") [options, callback] = [{}, options];
  const steps = translated(signing(payload, secretOrPrivateKey, options ?? {}));
  if (!callback) return runSync(steps);
  finish(run(steps), callback);
}

function verify(token, secretOrPublicKey, options, callback) {
  if (typeof options === "function") [options, callback] = [{}, options];
  options = {...options};
  if (!callback) {
    if (typeof secretOrPublicKey === "function") {
      throw new JsonWebTokenError("verify must be called asynchronous if secret or public key is provided as a callback");
    }
    return runSync(translated(verifying(token, checked(token), secretOrPublicKey, options)));
  }
  finish((async () => {
    const decoded = checked(token);
    const key = typeof secretOrPublicKey !== "function" ? secretOrPublicKey
      : await promisify(secretOrPublicKey)(decoded.header).catch((error) => {
        throw new JsonWebTokenError(`error in secret or public key callback: ${error.message}`, error);
      });
    return run(translated(verifying(token, decoded, key, options)));
  })(), callback);
}

module.exports = {
  sign, verify, decode, JsonWebTokenError, TokenExpiredError, NotBeforeError,
  /** The same, answered by promises. */
  promises: {
    sign: promisify(sign),
    verify: promisify(verify),
    decode: async (token, options) => decode(token, options),
  },
};
