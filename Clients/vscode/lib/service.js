"use strict";

const vscode = require("vscode");
const {ConnectionEnded} = require("./connection.js");
const {selector} = require("./documents.js");
const {say} = require("./messages.js");
const {Session} = require("./session.js");
const {program} = require("./settings.js");

/** So often in so many milliseconds a process that ended is replaced, each time a little later. */
const restarts = {count: 5, within: 180_000, first: 100, longest: 5000};

/** The service behind the editor: started, replaced where it ends, and stopped; its state stands in the status item. */
class Service {
  #manifest;
  #log;
  #status;
  #session;
  #program;
  #ended = [];
  #timer;
  #turn = 0;
  #ending;
  #isRunning = false;

  constructor(manifest, log) {
    this.#manifest = manifest;
    this.#log = log;
    this.#status = vscode.languages.createLanguageStatusItem("jwtls", selector);
    this.#status.name = "jwtls";
    this.#status.command = {title: "Show log", command: "jwtls.showLog"};
    this.#show("stopped");
  }

  /** Any method, of LSP or of the token service: resolves to its result, or rejects with a `ResponseError`. */
  request(method, params = {}, token) {
    if (!this.#isRunning) return Promise.reject(new ConnectionEnded("jwtls is not running."));
    return this.#session.request(method, params, token);
  }

  /** Starts the service. That it cannot be started is shown, and rejects nothing: VS Code goes on without it. */
  async start() {
    this.#program = program();
    this.#show("starting");
    const session = new Session(this.#program, this.#manifest, this.#log, (error) => this.#lost(session, error));
    this.#session = session;
    try {
      await session.begin();
      if (session !== this.#session || !session.isOpen) return;
      this.#log.info(`jwtls ${session.serverInfo.version} serves as process ${session.pid}.`);
      this.#show("running");
    } catch (error) {
      // What has ended was said by `#lost`.
      if (error instanceof ConnectionEnded || session !== this.#session) return;
      this.#fail(error.message);
      await this.#halt();
    }
  }

  /** Ends the service, and does not replace it. */
  async stop() {
    this.#turn += 1;
    await this.#halt();
    this.#show("stopped");
  }

  /** Ends the service and starts another, however often it has ended before. */
  async restart() {
    const turn = ++this.#turn;
    await this.#halt();
    // Meanwhile somebody may have had another wish.
    if (turn !== this.#turn) return;
    this.#ended = [];
    await this.start();
  }

  async #halt() {
    clearTimeout(this.#timer);
    const session = this.#session;
    this.#session = undefined;
    // Whoever comes second waits for the same end.
    if (session) this.#ending = session.stop();
    await this.#ending;
  }

  /** The same, if it is another program by now. */
  async restartIfMoved() {
    if (program() !== this.#program) await this.restart();
  }

  dispose() { this.#status.dispose(); }

  #lost(session, error) {
    if (session !== this.#session) return;
    this.#log.error(error.message);
    // A program that is not there does not come by itself.
    if (error.isFinal) return this.#fail(error.message);
    const now = Date.now();
    this.#ended = [...this.#ended.filter((time) => time > now - restarts.within), now];
    if (this.#ended.length > restarts.count) return this.#fail(`jwtls has ended ${this.#ended.length} times within 3 minutes.`);
    this.#show("starting");
    const delay = Math.min(restarts.first * 2 ** (this.#ended.length - 1), restarts.longest);
    this.#timer = setTimeout(() => this.start(), delay);
  }

  #fail(message) {
    this.#show("failed", message);
    const choices = [["Restart", "jwtls.restart"], ["Settings", "workbench.action.openSettings", "jwtls.path"], ["Log", "jwtls.showLog"]];
    say("Error", message, ...choices.map(([title]) => title)).then((chosen) => {
      const choice = choices.find(([title]) => title === chosen);
      if (choice) vscode.commands.executeCommand(...choice.slice(1));
    });
  }

  // Starting, running, stopped or failed.
  #show(state, detail) {
    this.#isRunning = state === "running";
    this.#status.text = `jwtls: ${state}`;
    this.#status.detail = detail ?? this.#session?.serverInfo?.version;
    this.#status.busy = state === "starting";
    this.#status.severity = state === "failed" ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  }
}

module.exports = {Service};
