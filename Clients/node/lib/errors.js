"use strict";

const {findings} = require("./tables.js");

/** What this client throws: `code` is a word of Protocol/errors.json or Protocol/findings.json, or one of this client's own. */
class JwtlsError extends Error {
  constructor(message, {code, cause, ...more} = {}) {
    super(message, cause === undefined ? undefined : {cause});
    this.name = this.constructor.name;
    this.code = code;
    Object.assign(this, more);
  }
}

/** The call was wrong: another one may go through, this one will not. */
class CallError extends JwtlsError {}
/** A file, the store, the configuration or the program is not as it must be. */
class EnvironmentError extends JwtlsError {}
/** Something failed in the service; the call may be made again. */
class ServiceError extends JwtlsError {}

/** The process ended before it answered, and the call was not, or cannot be, made again. */
class ConnectionLost extends ServiceError {
  constructor(message, more) { super(message, {code: "connection.lost", ...more}); }
}

/** No answer came in time; the call was cancelled. */
class Timeout extends JwtlsError {
  constructor(message) { super(message, {code: "call.timeout"}); }
}

/** A token was refused. What is wrong first makes the class; `failures` has all of it, `report` the whole answer. */
class TokenRefused extends JwtlsError {
  constructor(report) {
    const failures = report.failures ?? [];
    super(failures[0]?.message ?? "The token is not valid.", {code: failures[0]?.code});
    this.failures = failures;
    Object.defineProperty(this, "report", {value: report});
  }

  /** Every code of `failures`. */
  get codes() { return this.failures.map((failure) => failure.code); }
  /** The error code of RFC 6750 §3.1 for a response: `invalid_token` or `insufficient_scope`. */
  get error() { return this.report.error ?? "invalid_token"; }
  /** The scopes that are needed, where they are what is not enough. */
  get scope() { return this.report.scope; }
}

/** A class for each finding, by its code. */
const refusals = {};
/** The same, by the names of the classes. */
const refusalClasses = {};
for (const [code, name] of Object.entries(findings)) {
  refusals[code] = refusalClasses[name] = {[name]: class extends TokenRefused {}}[name];
}

/** The exception for a report that is not valid. */
function refusalOf(report) {
  return new (refusals[report.failures?.[0]?.code] ?? TokenRefused)(report);
}

const byBlame = {caller: CallError, environment: EnvironmentError, service: ServiceError};

/** The exception for an error of the service. */
function errorOf({code: number, message, data = {}}, method) {
  const {code, blame, ...more} = data;
  return new (byBlame[blame] ?? JwtlsError)(message, {code, number, blame, method, ...more});
}

module.exports = {
  JwtlsError, CallError, EnvironmentError, ServiceError, ConnectionLost, Timeout, TokenRefused, refusals, refusalClasses, refusalOf, errorOf,
};
