"use strict";

const {spawn} = require("node:child_process");
const {FrameError, Frames, framed} = require("./frames.js");

const cancelled = -32800;
const methodNotFound = -32601;

/** What the service answers instead of a result: `code` is its number, `data.code` its word (Protocol/errors.json). */
class ResponseError extends Error {
  constructor({code, message, data}) {
    super(message);
    this.code = code;
    this.data = data;
  }

  get isCancelled() { return this.code === cancelled; }
}

/** The process has ended, or was never there; `isFinal` where another would fare no better. */
class ConnectionEnded extends Error {
  isFinal = false;
}

const final = (message) => Object.assign(new ConnectionEnded(message), {isFinal: true});

/**
 * One process that speaks LSP over its standard streams. Emits nothing by itself: `asked(method, params)` answers its requests, `told`
 * hears its notifications, `said` its standard error, and `ended(error)` is called once.
 */
class Connection {
  #child;
  #frames = new Frames();
  #pending = new Map();
  #lastID = 0;
  #isOpen = true;
  #listener;
  #leave;
  #gone = new Promise((resolve) => { this.#leave = resolve; });

  constructor(program, options, listener) {
    this.#listener = listener;
    this.#child = spawn(program, options, {stdio: ["pipe", "pipe", "pipe"], windowsHide: true});
    const {stdin, stdout, stderr} = this.#child;
    this.#child.on("error", (error) => this.#end(final(`${program} cannot be started: ${error.message}`)));
    // Not `exit`: what stands in the pipe is still an answer.
    this.#child.on("close", (code, signal) => {
      this.#end(new ConnectionEnded(signal ? `jwtls has ended by the signal ${signal}.` : `jwtls has ended with code ${code}.`));
    });
    // There are no streams where there is no program; `error` says it.
    for (const stream of [stdin, stdout, stderr]) stream?.on("error", () => {});
    stdout?.on("data", (chunk) => this.#read(chunk));
    stderr?.setEncoding("utf8").on("data", (text) => listener.said(text));
  }

  get isOpen() { return this.#isOpen; }
  get pid() { return this.#child.pid; }

  /** Resolves to the result, or rejects with a `ResponseError`; a `CancellationToken` cancels it in the service, too. */
  request(method, params, token) {
    if (!this.#isOpen) return Promise.reject(new ConnectionEnded("jwtls is not running."));
    const id = ++this.#lastID;
    return new Promise((resolve, reject) => {
      const subscription = token?.onCancellationRequested(() => this.notify("$/cancelRequest", {id}));
      const done = (settle) => (value) => { subscription?.dispose(); settle(value); };
      this.#pending.set(id, {resolve: done(resolve), reject: done(reject)});
      this.#send({id, method, params});
      if (token?.isCancellationRequested) this.notify("$/cancelRequest", {id});
    });
  }

  notify(method, params) { this.#send({method, params}); }

  /** Ends the process as LSP has it, or by force where it does not end within 2 s. */
  async stop() {
    if (!this.#isOpen) return;
    const force = setTimeout(() => this.#child.kill("SIGKILL"), 2000);
    // A refusal, or an end in the middle, is an end all the same.
    await this.request("shutdown", null).catch(() => {});
    this.notify("exit", null);
    this.#child.stdin.end();
    await this.#gone;
    clearTimeout(force);
  }

  #send(message) {
    if (this.#isOpen) this.#child.stdin.write(framed({jsonrpc: "2.0", ...message}));
  }

  #read(chunk) {
    try {
      for (const message of this.#frames.read(chunk)) this.#take(message);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#child.kill("SIGKILL");
      this.#end(final(`This is not jwtls: ${error.message}.`));
    }
  }

  #take(message) {
    if (message.method !== undefined && message.id !== undefined) return void this.#answer(message);
    if (message.method !== undefined) return this.#listener.told(message.method, message.params);
    const call = this.#pending.get(message.id);
    if (!call) return;
    this.#pending.delete(message.id);
    if (message.error) call.reject(new ResponseError(message.error));
    else call.resolve(message.result);
  }

  async #answer({id, method, params}) {
    try {
      const result = await this.#listener.asked(method, params);
      if (result === undefined) this.#send({id, error: {code: methodNotFound, message: `${method} is not known here.`}});
      else this.#send({id, result});
    } catch (error) {
      this.#send({id, error: {code: -32603, message: String(error?.message ?? error)}});
    }
  }

  #end(error) {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const calls = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of calls) call.reject(error);
    this.#leave();
    this.#listener.ended(error);
  }
}

module.exports = {Connection, ConnectionEnded, ResponseError};
