"use strict";

const vscode = require("vscode");
const {document: identifier, fromRange} = require("./shapes.js");

/** What is served: files of every language, what is not saved yet, cells of notebooks, and the documents that jwtls itself shows. */
const selector = ["file", "untitled", "vscode-notebook-cell", "jwtls"].map((scheme) => ({scheme}));

const isServed = (document) => vscode.languages.match(selector, document) > 0;

/** Tells the service which documents are open, and how they change (LSP 3.17, "Text Document Synchronization"). */
function synchronize(connection) {
  const known = new Set();

  function open(document) {
    if (!isServed(document) || known.has(document.uri.toString())) return;
    known.add(document.uri.toString());
    connection.notify("textDocument/didOpen", {
      textDocument: {uri: document.uri.toString(), languageId: document.languageId, version: document.version, text: document.getText()},
    });
  }

  function change({document, contentChanges}) {
    // Nothing has changed where a document was only saved.
    if (contentChanges.length === 0 || !known.has(document.uri.toString())) return;
    connection.notify("textDocument/didChange", {
      textDocument: {uri: document.uri.toString(), version: document.version},
      contentChanges: contentChanges.map(({range, text}) => ({range: fromRange(range), text})),
    });
  }

  function save(document) {
    if (known.has(document.uri.toString())) connection.notify("textDocument/didSave", identifier(document));
  }

  function close(document) {
    if (known.delete(document.uri.toString())) connection.notify("textDocument/didClose", identifier(document));
  }

  vscode.workspace.textDocuments.forEach(open);
  return [
    vscode.workspace.onDidOpenTextDocument(open), vscode.workspace.onDidChangeTextDocument(change),
    vscode.workspace.onDidSaveTextDocument(save), vscode.workspace.onDidCloseTextDocument(close),
  ];
}

module.exports = {selector, synchronize};
