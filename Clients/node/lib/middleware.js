"use strict";

const {Jwtls} = require("./jwtls.js");
const {TokenRefused} = require("./errors.js");

/** Why a request is not let through: `status` and `headers` are what Express, Connect and RFC 6750 §3 want in the response. */
class Unauthorized extends Error {
  constructor(message, status, challenge, cause) {
    super(message, cause === undefined ? undefined : {cause});
    this.name = "Unauthorized";
    this.code = cause?.code ?? "request.unauthorized";
    this.status = this.statusCode = status;
    this.expose = true;
    this.headers = {"WWW-Authenticate": challenge};
  }
}

/**
 * Middleware for Express, Connect, or anything that calls `(request, response, next)`. Takes the parameters of `verify`, and of its
 * own: `jwtls` (a client; else one is started), `optional` (a request without a token goes through), `realm`, `property` (where
 * the claims go: `request.auth`), `token` (a function that finds the token in a request), `respond` (answer by itself, and not
 * through `next(error)`).
 */
function bearer({jwtls = new Jwtls(), optional = false, realm, property = "auth", token: find = fromHeader, respond = false, ...params} = {}) {
  const quoted = (text) => `"${String(text).replace(/[^\x20-\x7e]|["\\]/g, "")}"`;
  const challenge = (fields) => {
    const list = Object.entries({realm, ...fields}).filter(([, value]) => value !== undefined);
    return ["Bearer", list.map(([name, value]) => `${name}=${quoted(value)}`).join(", ")].filter(Boolean).join(" ");
  };

  async function authorize(request) {
    const token = await find(request);
    if (token === undefined || token === null) {
      if (optional) return;
      throw new Unauthorized("There is no token in the request.", 401, challenge({}));
    }
    if (token === malformed) {
      throw new Unauthorized("The header Authorization has no bearer token.", 400, challenge({error: "invalid_request"}));
    }
    try {
      request[property] = await jwtls.verify(token, params);
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      const isTooLittle = error.error === "insufficient_scope";
      throw new Unauthorized(error.message, isTooLittle ? 403 : 401, challenge({error: error.error, error_description: error.message, scope: error.scope}), error);
    }
  }

  return function bearerToken(request, response, next) {
    authorize(request).then(() => next(), (error) => {
      if (!respond || !(error instanceof Unauthorized)) return next(error);
      response.statusCode = error.status;
      response.setHeader("WWW-Authenticate", error.headers["WWW-Authenticate"]);
      response.setHeader("Content-Type", "text/plain; charset=utf-8");
      response.end(`${error.message}\n`);
    });
  };
}

const malformed = Symbol("malformed");

function fromHeader(request) {
  const header = request.headers.authorization;
  if (header === undefined || !/^bearer( |$)/i.test(header)) return undefined;
  return /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header)?.[1] ?? malformed;
}

module.exports = {bearer, Unauthorized};
