"use strict";

const vscode = require("vscode");
const {applyEdit} = require("./edits.js");
const {say} = require("./messages.js");
const {section, settings} = require("./settings.js");
const {toRange, toUri} = require("./shapes.js");

/** What the service asks of VS Code, by its name in LSP; each answers what LSP wants to know. */
function hostRequests(manifest) {
  return {
    "workspace/applyEdit": applyEdit,
    "workspace/configuration": ({items}) => items.map((item) => (
      item.section === section ? settings(manifest, item.scopeUri && toUri(item.scopeUri)) : null)),
    "workspace/workspaceFolders": () => vscode.workspace.workspaceFolders?.map(({uri, name}) => ({uri: uri.toString(), name})) ?? null,
    "window/showDocument": showDocument,
    "window/showMessageRequest": showMessage,
  };
}

async function showDocument({uri, external, takeFocus, selection}) {
  if (external) return {success: await vscode.env.openExternal(toUri(uri))};
  const document = await vscode.workspace.openTextDocument(toUri(uri));
  await vscode.window.showTextDocument(document, {preserveFocus: !takeFocus, preview: false, selection: selection && toRange(selection)});
  return {success: true};
}

async function showMessage({type, message, actions = []}) {
  return await say({1: "Error", 2: "Warning"}[type] ?? "Information", message, ...actions) ?? null;
}

module.exports = {hostRequests};
