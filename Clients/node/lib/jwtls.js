"use strict";

const {KeyObject} = require("node:crypto");
const {Connection} = require("./connection.js");
const {methods} = require("./tables.js");
const {ConnectionLost, JwtlsError, Timeout, refusalOf} = require("./errors.js");

/** So often in so many milliseconds a process that ended is replaced. */
const restarts = {count: 5, within: 180_000};
/** How often a call is sent at most. */
const attempts = 2;

const byName = new Map(Object.values(methods).map((entry) => [entry.method, entry]));

/** The service: one process, started when it is needed, and replaced where it ends. */
class Jwtls {
  #program;
  #arguments;
  #timeout;
  #connection;
  #ended = [];
  #isClosed = false;
  /** What `server/info` said at the start. */
  info;

  /** Takes what `Jwtls.start` takes; the process starts with the first call. */
  constructor({path, args = [], store, config, timeout = 10_000} = {}) {
    this.#program = path ?? process.env.JWTLS_PATH ?? "jwtls";
    this.#arguments = ["serve", ...(store === undefined ? [] : ["--store", store]), ...(config === undefined ? [] : ["--config", config]), ...args];
    this.#timeout = timeout;
  }

  /** Starts the service and asks who it is. */
  static async start(options) {
    const jwtls = new Jwtls(options);
    jwtls.info = await jwtls.serverInfo();
    return jwtls;
  }

  /** Any method by its name on the wire: resolves to its result, or rejects with a `JwtlsError`. */
  call(method, params = {}, {signal, timeout = this.#timeout, progress, retry = true} = {}) {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new ConnectionLost("This client was closed.");
      if (signal?.aborted) throw signal.reason;
      const call = {method, params: withKeys(params), progress, retry, attempts: 0, cancel() {}, settle};
      let timer;
      const abort = () => { call.cancel(); settle(signal.reason); };
      function settle(error, result) {
        call.isSettled = true;
        clearTimeout(timer);
        if (signal) callsUnder(signal).delete(abort);
        if (error !== undefined) reject(error);
        else resolve(result);
      }
      if (signal) callsUnder(signal).add(abort);
      if (timeout !== Infinity && timeout > 0) {
        timer = setTimeout(() => { call.cancel(); settle(new Timeout(`${method} was not answered within ${timeout} ms.`)); }, timeout);
      }
      this.#send(call);
    });
  }

  /** The claims of a token that is good; rejects with a `TokenRefused` where it is not. */
  async verify(token, params, options) {
    const report = await this.check(token, {checks: "none", ...params}, options);
    if (report.valid !== true) throw refusalOf(report);
    return report.claims ?? report;
  }

  /** The whole report on a token, good or not. */
  check(token, params, options) {
    return this.call("verify", {...params, token}, options);
  }

  /**
   * Verifies many tokens, from an array, an iterator or a stream, at most `concurrency` at a time. Yields, in their order,
   * `{token, claims}` or `{token, error}`; only an error that is about no token ends it.
   */
  async *verifyMany(tokens, params, {concurrency = 256, ...options} = {}) {
    const checked = withKeys({...params});
    const source = tokens[Symbol.asyncIterator]?.() ?? tokens[Symbol.iterator]();
    const stop = new AbortController();
    const abort = () => stop.abort(options.signal.reason);
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener("abort", abort, {once: true});
    const waiting = [];
    let isAtEnd = false;
    try {
      for (;;) {
        while (!isAtEnd && waiting.length < concurrency) {
          const {done, value: token} = await source.next();
          if (done) { isAtEnd = true; break; }
          waiting.push(this.verify(token, checked, {...options, signal: stop.signal}).then(
            (claims) => ({token, claims}), (error) => ({token, error})));
        }
        const outcome = await waiting.shift();
        if (outcome === undefined) return;
        if (outcome.error && outcome.error.report === undefined) throw outcome.error;
        yield outcome;
      }
    } finally {
      options.signal?.removeEventListener("abort", abort);
      stop.abort(new JwtlsError("Nobody asks for the rest.", {code: "call.abandoned"}));
      if (!isAtEnd) await source.return?.();
    }
  }

  /** Waits for the answers that are still to come, and lets the process end. */
  async close() {
    this.#isClosed = true;
    await this.#connection?.close();
  }

  /** The number of the process, where there is one. */
  get pid() { return this.#connection?.isOpen ? this.#connection.pid : undefined; }

  #send(call) {
    if (call.isSettled) return;
    if (!this.#connection?.isOpen) {
      const since = Date.now() - restarts.within;
      this.#ended = this.#ended.filter((time) => time > since);
      if (this.#ended.length > restarts.count) {
        call.settle(new ConnectionLost(`jwtls has ended ${this.#ended.length} times within 3 minutes, and is not started again so soon.`));
        return;
      }
      this.#connection = new Connection(this.#program, this.#arguments, (error, calls) => this.#replace(error, calls));
    }
    call.attempts += 1;
    call.cancel = this.#connection.send(call);
  }

  // What may be asked twice is asked again, of a new process; the rest is told that it is lost.
  #replace(error, calls) {
    if (error instanceof ConnectionLost) this.#ended.push(Date.now());
    for (const call of calls) {
      if (error instanceof ConnectionLost && !this.#isClosed && call.attempts < attempts && isRepeatable(call)) this.#sendAgain(call);
      else call.settle(error);
    }
  }

  #sendAgain(call) {
    try {
      this.#send(call);
    } catch (error) {
      call.settle(error);
    }
  }
}

const underSignals = new WeakMap();

/** What to do when this signal comes. It has one listener, however many calls are made under it. */
function callsUnder(signal) {
  let calls = underSignals.get(signal);
  if (calls === undefined) {
    calls = new Set();
    underSignals.set(signal, calls);
    signal.addEventListener("abort", () => { for (const abort of calls) abort(); }, {once: true});
  }
  return calls;
}

// A token that counts once, and a place in a status list, are used up by the call.
function isRepeatable({method, params, retry}) {
  const uses = params.replay ?? params.verify?.replay ?? params.statuses ?? params.policy?.replay;
  return retry && byName.get(method)?.isRepeatable === true && uses === undefined;
}

/** The same parameters, with the JWK of each `KeyObject` in its place. */
function withKeys(params) {
  let changed;
  for (const [name, value] of Object.entries(params)) {
    const key = Array.isArray(value) ? (value.some((one) => one instanceof KeyObject) ? value.map(keyOf) : value) : keyOf(value);
    if (key !== value) changed = {...changed, [name]: key};
  }
  return changed ? {...params, ...changed} : params;
}

const keyOf = (value) => (value instanceof KeyObject ? {jwk: value.export({format: "jwk"})} : value);

for (const [name, {method, first}] of Object.entries(methods)) {
  if (name in Jwtls.prototype) continue;
  const call = first
    ? {[name](subject, params, options) { return this.call(method, {...params, [first]: subject}, options); }}[name]
    : {[name](params, options) { return this.call(method, params, options); }}[name];
  Object.defineProperty(Jwtls.prototype, name, {value: call, writable: true, configurable: true});
}

Object.defineProperty(Jwtls.prototype, Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose"), {
  value() { return this.close(); }, writable: true, configurable: true,
});

module.exports = {Jwtls};
