"use strict";

const {execFileSync} = require("node:child_process");
const {mkdtempSync, rmSync, writeFileSync} = require("node:fs");
const {tmpdir} = require("node:os");
const path = require("node:path");
const vscode = require("vscode");
const {EventEmitter, Position, Range, Uri, host} = vscode;

const manifest = require("../package.json");

// Nothing of the user's own has a say.
const home = mkdtempSync(path.join(tmpdir(), "jwtls-vscode-"));
process.on("exit", () => rmSync(home, {recursive: true, force: true}));
const program = execFileSync("sh", ["-c", 'command -v "$1"', "-", process.env.JWTLS ?? "jwtls"], {encoding: "utf8"}).trim();
Object.assign(process.env, {JWTLS_PATH: program, HOME: home, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home});

const token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.wFfZrUEAzfOTkCXXY7n5M_3zY3S0KNkQzQpFHOvTz5c";
const secret = {secret: "correct horse battery staple, twice", encoding: "utf8"};

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits for something that comes, however long this machine takes; fails only where it never does. */
async function until(what, condition) {
  for (let wait = 0; wait < 3000; wait++) {
    const value = await condition();
    if (value) return value;
    await sleep(10);
  }
  throw new Error(`${what} never came`);
}

/** VS Code with a folder that holds these files, and the extension started in it; it is ended when the test is over. */
async function start(context, {files = {}, extension = "../extension.js", prepare = () => {}, isHanging = false} = {}) {
  const folder = mkdtempSync(path.join(home, "folder-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  host.install(manifest);
  host.folders = [{uri: Uri.file(folder), name: path.basename(folder)}];
  Object.assign(host, {isTrusted: true, active: undefined, choose: () => undefined});
  host.configuration.global = {};
  host.configuration.workspace = {};
  host.log.length = host.messages.length = 0;
  await prepare();
  const {activate, deactivate} = require(extension);
  const subscriptions = [];
  const api = activate({extension: {packageJSON: manifest}, subscriptions});
  let isEnded = false;
  async function end() {
    if (isEnded) return;
    isEnded = true;
    await deactivate();
    subscriptions.splice(0).reverse().forEach((one) => one.dispose());
    for (const document of [...host.documents.open.values()]) host.documents.close(document);
  }
  context.after(end);
  if (!isHanging) await until("the service", () => !host.statuses[0].busy);
  return {
    ...api, end, folder,
    /** Opens a document of the folder, which need not be a file. */
    open: (name, text, language = "plaintext") => host.documents.show(Uri.file(path.join(folder, name)), language, text),
    status: () => host.statuses[0]?.text,
    /** The number of the process that was started last. */
    pid: () => Number(/serves as process (\d+)/.exec([...host.log].reverse().find((line) => line.includes("serves as process")))?.[1]),
  };
}

const idle = {isCancellationRequested: false, onCancellationRequested: new EventEmitter().event};

/** Asks all providers of a kind that a document has, as VS Code does; what they say, together. */
async function ask(kind, method, document, ...args) {
  const entries = (host.providers.get(kind) ?? []).filter(({selector}) => selector.length === 0 || vscode.languages.match(selector, document) > 0);
  const answers = await Promise.all(entries.map(({provider}) => provider[method](...(document ? [document] : []), ...args, idle)));
  return answers.filter(Boolean).flat();
}

const provider = (kind) => host.providers.get(kind)[0].provider;

/** The place of a text in a document, so many characters behind its start. */
function place(document, text, offset = 0) {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`${text} is not in the document`);
  return document.positionAt(start + offset);
}

const stretch = (document, text) => new Range(place(document, text), place(document, text, text.length));

/** What is found in a document, once something is. */
const found = (document) => until("a diagnostic", () => {
  const diagnostics = host.diagnostics(document.uri);
  return diagnostics.length > 0 && diagnostics;
});

const codes = (document) => host.diagnostics(document.uri).map(({code}) => code.value ?? code).sort();

module.exports = {Position, Range, Uri, ask, codes, found, home, host, idle, manifest, place, program, provider, secret, start, stretch, token, until, vscode};
