"use strict";

const vscode = require("vscode");
const {capabilities} = require("./capabilities.js");
const {colours} = require("./colours.js");
const {Connection, ConnectionEnded, ResponseError} = require("./connection.js");
const {selector, synchronize} = require("./documents.js");
const {hostRequests} = require("./host.js");
const {say} = require("./messages.js");
const {readers} = require("./reading.js");
const {section} = require("./settings.js");
const {toDiagnostic, toUri} = require("./shapes.js");
const {writers} = require("./writing.js");

const contentModified = -32801;

/** One process from `initialize` to its end, with all that VS Code is told of it; what was registered ends with it. */
class Session {
  #connection;
  #log;
  #registered = [];
  #found = vscode.languages.createDiagnosticCollection(section);
  #content = new vscode.EventEmitter();
  #watched = new Map();
  #refreshes = {};
  #host;
  /** What the service says that it can do. */
  capabilities = {};
  serverInfo;

  constructor(program, manifest, log, ended) {
    this.#log = log;
    this.#host = hostRequests(manifest);
    this.#registered.push(this.#found, this.#content);
    this.#connection = new Connection(program, ["lsp"], {
      asked: (method, params) => this.#asked(method, params),
      told: (method, params) => this.#told(method, params),
      said: (text) => log.warn(text.trimEnd()),
      ended: (error) => { this.#dispose(); ended(error); },
    });
  }

  get pid() { return this.#connection.pid; }
  get isOpen() { return this.#connection.isOpen; }
  request(method, params, token) { return this.#connection.request(method, params, token); }
  stop() { return this.#connection.stop(); }

  /** Begins as LSP does, and registers what the service offers. */
  async begin() {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const answer = await this.request("initialize", {
      processId: process.pid, clientInfo: {name: "vscode", version: vscode.version}, locale: vscode.env.language,
      rootUri: folders[0]?.uri.toString() ?? null, workspaceFolders: folders.map(toFolder), capabilities, trace: this.#trace(),
    });
    this.capabilities = answer.capabilities;
    this.serverInfo = answer.serverInfo;
    if (answer.capabilities.positionEncoding !== "utf-16") throw new Error("jwtls does not count in UTF-16.");
    this.#connection.notify("initialized", {});
    this.#registered.push(...synchronize(this.#connection), ...this.#watchWorkspace(), ...this.#register());
  }

  #trace() { return this.#log.logLevel === vscode.LogLevel.Trace ? "messages" : "off"; }

  #register() {
    const ask = (method, params, token) => this.#ask(method, params, token);
    const features = {...readers(ask, selector), ...writers(ask, selector), ...colours(ask, selector)};
    const registered = Object.entries(features)
      .filter(([name]) => this.capabilities[name])
      .map(([name, register]) => register(this.capabilities[name]));
    for (const {refresh} of registered) Object.assign(this.#refreshes, refresh);
    for (const scheme of this.capabilities.workspace?.textDocumentContent?.schemes ?? []) {
      registered.push(vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.#content.event,
        provideTextDocumentContent: async (uri, token) => (await ask("workspace/textDocumentContent", {uri: uri.toString()}, token))?.text,
      }));
    }
    return registered;
  }

  // What fails is nothing to show, and is said where people look for it; what nobody waits for any more is neither.
  async #ask(method, params, token) {
    try {
      return await this.request(method, params, token);
    } catch (error) {
      if (error instanceof ResponseError && error.isCancelled) throw new vscode.CancellationError();
      // Somebody has chosen an action, and sees nothing of it.
      if (method === "codeAction/resolve") say("Warning", error.message);
      else if (!(error instanceof ConnectionEnded) && error.code !== contentModified) this.#log.error(`${method}: ${error.message}`);
      return null;
    }
  }

  #watchWorkspace() {
    const {workspace} = vscode;
    return [
      workspace.onDidChangeConfiguration((event) => {
        // It asks for what it wants to know.
        if (event.affectsConfiguration(section)) this.#connection.notify("workspace/didChangeConfiguration", {settings: null});
      }),
      workspace.onDidChangeWorkspaceFolders(({added, removed}) => {
        this.#connection.notify("workspace/didChangeWorkspaceFolders", {event: {added: added.map(toFolder), removed: removed.map(toFolder)}});
      }),
      this.#log.onDidChangeLogLevel(() => this.#connection.notify("$/setTrace", {value: this.#trace()})),
    ];
  }

  async #asked(method, params) {
    if (method === "client/registerCapability") return this.#watch(params.registrations);
    if (method === "client/unregisterCapability") return this.#unwatch(params.unregisterations);
    if (method === "workspace/textDocumentContent/refresh") { this.#content.fire(toUri(params.uri)); return null; }
    if (this.#refreshes[method]) { this.#refreshes[method](); return null; }
    return this.#host[method]?.(params);
  }

  #told(method, params) {
    if (method === "textDocument/publishDiagnostics") return this.#show(params);
    if (method === "window/logMessage") return this.#write(params);
    if (method === "$/logTrace") return this.#log.trace(params.message);
    if (method === "window/showMessage") return void this.#host["window/showMessageRequest"](params);
  }

  #show({uri, version, diagnostics}) {
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
    // What is about an older text is told anew in a moment.
    if (version !== undefined && document && document.version !== version) return;
    this.#found.set(toUri(uri), diagnostics.map(toDiagnostic));
  }

  #write({type, message}) {
    const level = {1: "error", 2: "warn", 3: "info", 4: "debug", 5: "debug"}[type] ?? "info";
    this.#log[level](message);
  }

  // Files are all that can be registered later: that is all that is said in `capabilities`.
  #watch(registrations) {
    for (const {id, method, registerOptions} of registrations) {
      if (method !== "workspace/didChangeWatchedFiles") throw new Error(`${method} cannot be registered here.`);
      const tell = (type) => (uri) => this.#connection.notify("workspace/didChangeWatchedFiles", {changes: [{uri: uri.toString(), type}]});
      this.#watched.set(id, registerOptions.watchers.map(({globPattern}) => {
        const watcher = vscode.workspace.createFileSystemWatcher(globPattern);
        watcher.onDidCreate(tell(1));
        watcher.onDidChange(tell(2));
        watcher.onDidDelete(tell(3));
        return watcher;
      }));
    }
    return null;
  }

  #unwatch(unregistrations) {
    for (const {id} of unregistrations) {
      this.#watched.get(id)?.forEach((watcher) => watcher.dispose());
      this.#watched.delete(id);
    }
    return null;
  }

  #dispose() {
    this.#unwatch([...this.#watched.keys()].map((id) => ({id})));
    for (const one of this.#registered.splice(0)) one.dispose();
  }
}

const toFolder = ({uri, name}) => ({uri: uri.toString(), name});

module.exports = {Session};
