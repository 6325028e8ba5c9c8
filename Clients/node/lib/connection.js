"use strict";

const {spawn} = require("node:child_process");
const {ConnectionLost, EnvironmentError, errorOf} = require("./errors.js");
const {FrameError, Frames, framed} = require("./frames.js");

/** One process and what is asked of it. It never starts another: that is for who holds it. */
class Connection {
  #child;
  #pending = new Map();
  #nextID = 1;
  #unsent = [];
  #frames = new Frames();
  #said = "";
  #isOpen = true;
  #lost;

  /** `lost(error, calls)` is told once, when the process has ended, with the calls that have no answer. */
  constructor(program, options, lost) {
    this.#lost = lost;
    this.#child = spawn(program, options, {
      stdio: ["pipe", "pipe", "pipe"],
      // Of a process group of its own: Control-C is for the program that asks, which may still want answers.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    const child = this.#child;
    child.on("error", (error) => {
      const isMissing = error.code === "ENOENT" || error.code === "EACCES";
      this.#end(isMissing
        ? new EnvironmentError(`jwtls cannot be started: ${program} is no program; JWTLS_PATH says where it is.`, {code: "program.missing", cause: error})
        : new ConnectionLost(`jwtls cannot be started: ${error.message}`, {cause: error}));
    });
    // Not `exit`: what stands in the pipe is still an answer.
    child.on("close", (code, signal) => {
      const how = signal ? `by the signal ${signal}` : `with code ${code}`;
      this.#end(new ConnectionLost(`jwtls has ended ${how}.${this.#said ? ` It said: ${this.#said.trim()}` : ""}`));
    });
    // There are no streams where there is no room for another process; `error` says it, and `close` what becomes of a stream.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.on("error", () => {});
    child.stdout?.on("data", (chunk) => this.#read(chunk));
    child.stderr?.on("data", (text) => { this.#said = (this.#said + text).slice(-2000); });
    this.#hold(false);
  }

  get isOpen() { return this.#isOpen; }
  get pid() { return this.#child.pid; }

  /** Sends a call; its `settle(error, result)` is called once. Returns what cancels it. */
  send(call) {
    const id = this.#nextID++;
    // What cannot be written as JSON is thrown here, before anybody waits for its answer.
    this.#write({jsonrpc: "2.0", id, method: call.method, params: call.params});
    if (this.#pending.size === 0) this.#hold(true);
    this.#pending.set(id, call);
    return () => {
      if (!this.#pending.has(id)) return;
      this.#write({jsonrpc: "2.0", method: "$/cancelRequest", params: {id}});
      this.#forget(id);
    };
  }

  /** Lets the process end when all is answered; ends it where it does not. */
  async close() {
    if (!this.#isOpen) return;
    const child = this.#child;
    const gone = new Promise((resolve) => child.once("close", resolve));
    child.ref();
    while (this.#pending.size > 0 && this.#isOpen) {
      await new Promise((resolve) => { this.#drained = resolve; });
    }
    this.#flush();
    child.stdin.end();
    const timers = [[2000, "SIGTERM"], [4000, "SIGKILL"]].map(([after, signal]) => setTimeout(() => child.kill(signal), after));
    if (this.#isOpen) await gone;
    timers.forEach(clearTimeout);
  }

  #drained = () => {};

  // Everything that is asked in one turn of the event loop goes out in one write.
  #write(message) {
    const text = framed(message);
    if (this.#unsent.length === 0) setImmediate(() => this.#flush());
    this.#unsent.push(text);
  }

  #flush() {
    if (this.#unsent.length === 0) return;
    const text = this.#unsent.join("");
    this.#unsent = [];
    if (this.#isOpen) this.#child.stdin.write(text);
  }

  #read(chunk) {
    try {
      for (const message of this.#frames.read(chunk)) this.#take(message);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#fail(error.message);
    }
  }

  #take(message) {
    if (message.method !== undefined) {
      if (message.method === "$/progress") {
        for (const call of this.#pending.values()) {
          if (call.params?.workDoneToken === message.params.token) call.progress?.(message.params.value);
        }
      }
      return;
    }
    const call = this.#pending.get(message.id);
    if (!call) return; // Cancelled, or nobody's.
    this.#forget(message.id);
    if (message.error) call.settle(errorOf(message.error, call.method));
    else call.settle(undefined, message.result);
  }

  #forget(id) {
    this.#pending.delete(id);
    if (this.#pending.size > 0) return;
    this.#hold(false);
    this.#drained();
  }

  // What says something else is not jwtls, or not any more.
  #fail(why) {
    this.#child.kill("SIGKILL");
    this.#end(new ConnectionLost(`This is not jwtls: ${why}.`));
  }

  #end(error) {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const calls = [...this.#pending.values()];
    this.#pending.clear();
    this.#hold(false);
    this.#drained();
    this.#lost(error, calls);
  }

  // A process that nobody waits for does not keep this one alive.
  #hold(isAwaited) {
    const word = isAwaited ? "ref" : "unref";
    for (const handle of [this.#child, this.#child.stdin, this.#child.stdout, this.#child.stderr]) handle?.[word]?.();
  }
}

module.exports = {Connection};
