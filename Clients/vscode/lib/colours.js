"use strict";

const vscode = require("vscode");
const {document: identifier, fromRange} = require("./shapes.js");

/** The parts of tokens in colours (LSP 3.17, "Semantic Tokens"): all of a document, what has changed since, or what is in sight. */
function colours(ask, selector) {
  return {semanticTokensProvider: ({legend, full, range}) => register(ask, selector, legend, full, range)};
}

const toTokens = (answer) => answer && new vscode.SemanticTokens(Uint32Array.from(answer.data), answer.resultId);

function register(ask, selector, {tokenTypes, tokenModifiers}, full, range) {
  const legend = new vscode.SemanticTokensLegend(tokenTypes, tokenModifiers);
  const changed = new vscode.EventEmitter();
  const provider = {
    onDidChangeSemanticTokens: changed.event,
    async provideDocumentSemanticTokens(document, token) {
      return toTokens(await ask("textDocument/semanticTokens/full", identifier(document), token));
    },
  };
  if (full?.delta) {
    provider.provideDocumentSemanticTokensEdits = async (document, previousResultId, token) => {
      const answer = await ask("textDocument/semanticTokens/full/delta", {...identifier(document), previousResultId}, token);
      if (!answer?.edits) return toTokens(answer);
      const edits = answer.edits.map(({start, deleteCount, data}) => new vscode.SemanticTokensEdit(start, deleteCount, Uint32Array.from(data ?? [])));
      return new vscode.SemanticTokensEdits(edits, answer.resultId);
    };
  }
  const registrations = [vscode.languages.registerDocumentSemanticTokensProvider(selector, provider, legend)];
  if (range) {
    registrations.push(vscode.languages.registerDocumentRangeSemanticTokensProvider(selector, {
      async provideDocumentRangeSemanticTokens(document, stretch, token) {
        return toTokens(await ask("textDocument/semanticTokens/range", {...identifier(document), range: fromRange(stretch)}, token));
      },
    }, legend));
  }
  return {
    refresh: {"workspace/semanticTokens/refresh": () => changed.fire()},
    dispose() { [...registrations, changed].forEach((one) => one.dispose()); },
  };
}

module.exports = {colours};
