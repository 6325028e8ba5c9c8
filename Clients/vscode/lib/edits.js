"use strict";

const vscode = require("vscode");
const {toRange, toUri} = require("./shapes.js");

const opened = (uri) => vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());

/** Whether a document has changed since an edit of it was made. */
function isStale({uri, version}) {
  const document = opened(toUri(uri));
  return version != null && document !== undefined && document.version !== version;
}

/** LSP's edit as VS Code's; nothing where a document that it is about has changed meanwhile. */
function toWorkspaceEdit({changes = {}, documentChanges}) {
  const edit = new vscode.WorkspaceEdit();
  const steps = documentChanges ?? Object.entries(changes).map(([uri, edits]) => ({textDocument: {uri}, edits}));
  for (const step of steps) {
    if (step.kind !== undefined) {
      if (step.kind !== "create") throw new Error(`A workspace edit cannot ${step.kind} here.`);
      const uri = toUri(step.uri);
      // A document without a file begins with its first text.
      if (uri.scheme !== "untitled") edit.createFile(uri, step.options);
      continue;
    }
    const uri = toUri(step.textDocument.uri);
    if (isStale(step.textDocument)) return undefined;
    for (const {range, newText} of step.edits) edit.replace(uri, toRange(range), newText);
  }
  return edit;
}

/** Does what `workspace/applyEdit` asks for; answers what LSP wants to know. */
async function applyEdit({edit}) {
  const change = toWorkspaceEdit(edit);
  if (change === undefined) return {applied: false, failureReason: "The document has changed meanwhile."};
  return {applied: change.size === 0 || await vscode.workspace.applyEdit(change)};
}

module.exports = {applyEdit, toWorkspaceEdit};
