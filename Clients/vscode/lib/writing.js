"use strict";

const vscode = require("vscode");
const {toWorkspaceEdit} = require("./edits.js");
const {some} = require("./reading.js");
const {document: identifier, fromPosition, fromRange, made, origin, toCommand, toKind, toRange, toText} = require("./shapes.js");

/** What people do with what stands there, each with the capability that offers it. */
function writers(ask, selector) {
  return {
    codeActionProvider: (capability) => codeActions(ask, selector, capability),
    codeLensProvider: () => codeLenses(ask, selector),
    completionProvider: ({triggerCharacters}) => vscode.languages.registerCompletionItemProvider(selector, {
      async provideCompletionItems(document, position, token) {
        const answer = await ask("textDocument/completion", {...identifier(document), position: fromPosition(position)}, token);
        return some(answer?.items)?.map(toProposal);
      },
    }, ...triggerCharacters),
  };
}

function toProposal(item) {
  const proposal = new vscode.CompletionItem(item.label, toKind(item.kind));
  proposal.detail = item.detail;
  proposal.documentation = toText(item.documentation);
  proposal.sortText = item.sortText;
  proposal.filterText = item.filterText;
  proposal.tags = item.tags;
  proposal.range = toRange(item.textEdit.range);
  const {newText} = item.textEdit;
  proposal.insertText = item.insertTextFormat === 2 ? new vscode.SnippetString(newText) : newText;
  return proposal;
}

function codeActions(ask, selector, {codeActionKinds}) {
  const kinds = codeActionKinds.map((kind) => vscode.CodeActionKind.Empty.append(kind));
  return vscode.languages.registerCodeActionsProvider(selector, {
    async provideCodeActions(document, range, context, token) {
      const actions = await ask("textDocument/codeAction", {
        ...identifier(document), range: fromRange(range),
        context: {
          diagnostics: context.diagnostics.map(origin).filter(Boolean), only: context.only && [context.only.value],
          triggerKind: context.triggerKind,
        },
      }, token);
      return some(actions)?.map((action) => toAction(action, context.diagnostics));
    },
    async resolveCodeAction(shown, token) {
      const action = await ask("codeAction/resolve", origin(shown), token);
      if (action?.edit) shown.edit = toWorkspaceEdit(action.edit);
      return shown;
    },
  }, {providedCodeActionKinds: kinds});
}

/** Which of the diagnostics that VS Code shows is the one that the service means. */
const same = (finding) => (diagnostic) => origin(diagnostic)?.code === finding.code && diagnostic.range.isEqual(toRange(finding.range));

function toAction(action, diagnostics) {
  const shown = made(action, new vscode.CodeAction(action.title, vscode.CodeActionKind.Empty.append(action.kind)));
  shown.diagnostics = action.diagnostics?.map((finding) => diagnostics.find(same(finding))).filter(Boolean);
  shown.isPreferred = action.isPreferred;
  shown.disabled = action.disabled;
  shown.command = toCommand(action.command);
  if (action.edit) shown.edit = toWorkspaceEdit(action.edit);
  return shown;
}

function codeLenses(ask, selector) {
  const changed = new vscode.EventEmitter();
  const registration = vscode.languages.registerCodeLensProvider(selector, {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      const lenses = await ask("textDocument/codeLens", identifier(document), token);
      return some(lenses)?.map((lens) => made(lens, new vscode.CodeLens(toRange(lens.range), toCommand(lens.command))));
    },
    async resolveCodeLens(shown, token) {
      const lens = await ask("codeLens/resolve", origin(shown), token);
      if (lens) shown.command = toCommand(lens.command);
      return shown;
    },
  });
  return {refresh: {"workspace/codeLens/refresh": () => changed.fire()}, dispose: () => { registration.dispose(); changed.dispose(); }};
}

module.exports = {writers};
