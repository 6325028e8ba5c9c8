"use strict";

const vscode = require("vscode");
const {commands} = require("./lib/commands.js");
const {Service} = require("./lib/service.js");
const {section} = require("./lib/settings.js");

let service;

/** Called by VS Code once; what other extensions get is `call(method, params, token)`, which asks the service anything. */
function activate(context) {
  const manifest = context.extension.packageJSON;
  const log = vscode.window.createOutputChannel("jwtls", {log: true});
  service = new Service(manifest, log);
  context.subscriptions.push(
    log, service, ...commands(manifest, service, log),
    vscode.workspace.onDidGrantWorkspaceTrust(() => service.restartIfMoved()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${section}.path`)) service.restartIfMoved();
    }));
  // A program that never answers holds up nothing.
  service.start();
  return {call: (method, params, token) => service.request(method, params, token)};
}

/** Called by VS Code when it ends, which waits for the promise. */
async function deactivate() {
  await service?.stop();
  service = undefined;
}

module.exports = {activate, deactivate};
