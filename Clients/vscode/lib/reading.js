"use strict";

const vscode = require("vscode");
const {
  document: identifier, fromPosition, fromRange, made, origin, toKind, toLocation, toPosition, toRange, toSymbol, toText, toUri,
} = require("./shapes.js");

// Where VS Code knows no structure of a text. Elsewhere brackets and indentation say more of what to select and to fold, and VS Code
// asks for neither once somebody has registered.
const plain = ["plaintext", "jwt", "json", "jsonc", "dotenv", "properties", "ini"];

/** Nothing instead of an empty list: VS Code then asks those who know less of the document, for words that are alike for one. */
const some = (list) => (list?.length > 0 ? list : undefined);

const at = (document, position) => ({...identifier(document), position: fromPosition(position)});

/** What people look at, each with the capability that offers it (LSP 3.17, "Language Features"). `ask` answers null where it failed. */
function readers(ask, selector) {
  const {languages} = vscode;
  const narrow = selector.flatMap((filter) => plain.map((language) => ({...filter, language})));
  return {
    hoverProvider: () => languages.registerHoverProvider(selector, {
      async provideHover(document, position, token) {
        const hover = await ask("textDocument/hover", at(document, position), token);
        return hover && new vscode.Hover(toText(hover.contents), hover.range && toRange(hover.range));
      },
    }),

    definitionProvider: () => languages.registerDefinitionProvider(selector, {
      async provideDefinition(document, position, token) {
        const links = await ask("textDocument/definition", at(document, position), token);
        return some(links)?.map((link) => ({
          originSelectionRange: link.originSelectionRange && toRange(link.originSelectionRange),
          targetUri: toUri(link.targetUri), targetRange: toRange(link.targetRange), targetSelectionRange: toRange(link.targetSelectionRange),
        }));
      },
    }),

    referencesProvider: () => languages.registerReferenceProvider(selector, {
      async provideReferences(document, position, context, token) {
        const includeDeclaration = context.includeDeclaration;
        return some(await ask("textDocument/references", {...at(document, position), context: {includeDeclaration}}, token))?.map(toLocation);
      },
    }),

    documentHighlightProvider: () => languages.registerDocumentHighlightProvider(selector, {
      async provideDocumentHighlights(document, position, token) {
        const places = some(await ask("textDocument/documentHighlight", at(document, position), token));
        return places?.map(({range, kind}) => new vscode.DocumentHighlight(toRange(range), kind && toKind(kind)));
      },
    }),

    documentSymbolProvider: () => languages.registerDocumentSymbolProvider(selector, {
      async provideDocumentSymbols(document, token) {
        return some(await ask("textDocument/documentSymbol", identifier(document), token))?.map(toSymbol);
      },
    }, {label: "jwtls"}),

    workspaceSymbolProvider: () => languages.registerWorkspaceSymbolProvider({
      async provideWorkspaceSymbols(query, token) {
        const symbols = await ask("workspace/symbol", {query}, token);
        return some(symbols)?.map(({name, containerName, kind, location}) =>
          new vscode.SymbolInformation(name, toKind(kind), containerName ?? "", toLocation(location)));
      },
    }),

    documentLinkProvider: () => languages.registerDocumentLinkProvider(selector, {
      async provideDocumentLinks(document, token) {
        const links = await ask("textDocument/documentLink", identifier(document), token);
        return some(links)?.map(({range, target, tooltip}) => {
          const link = new vscode.DocumentLink(toRange(range), toUri(target));
          link.tooltip = tooltip;
          return link;
        });
      },
    }),

    selectionRangeProvider: () => languages.registerSelectionRangeProvider(narrow, {
      async provideSelectionRanges(document, positions, token) {
        const params = {...identifier(document), positions: positions.map(fromPosition)};
        const chain = ({range, parent}) => new vscode.SelectionRange(toRange(range), parent && chain(parent));
        return some(await ask("textDocument/selectionRange", params, token))?.map(chain);
      },
    }),

    foldingRangeProvider: () => languages.registerFoldingRangeProvider(narrow, {
      async provideFoldingRanges(document, context, token) {
        const folds = await ask("textDocument/foldingRange", identifier(document), token);
        return some(folds)?.map(({startLine, endLine}) => new vscode.FoldingRange(startLine, endLine, vscode.FoldingRangeKind.Region));
      },
    }),

    inlayHintProvider: () => inlayHints(ask, selector),
  };
}

function inlayHints(ask, selector) {
  const changed = new vscode.EventEmitter();
  const registration = vscode.languages.registerInlayHintsProvider(selector, {
    onDidChangeInlayHints: changed.event,
    async provideInlayHints(document, range, token) {
      const hints = await ask("textDocument/inlayHint", {...identifier(document), range: fromRange(range)}, token);
      return some(hints)?.map((hint) => {
        const shown = made(hint, new vscode.InlayHint(toPosition(hint.position), hint.label));
        shown.paddingLeft = hint.paddingLeft;
        shown.tooltip = toText(hint.tooltip);
        return shown;
      });
    },
    async resolveInlayHint(shown, token) {
      const hint = origin(shown);
      if (hint?.data === undefined) return shown;
      shown.tooltip = toText((await ask("inlayHint/resolve", hint, token))?.tooltip);
      return shown;
    },
  });
  return {refresh: {"workspace/inlayHint/refresh": () => changed.fire()}, dispose: () => { registration.dispose(); changed.dispose(); }};
}

module.exports = {readers, some};
