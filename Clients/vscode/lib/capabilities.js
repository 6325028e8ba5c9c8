"use strict";

const numbers = (last) => Array.from({length: last}, (_, index) => index + 1);

/** What this client can do, as `initialize` says it: what is not here is not implemented (Protocol/editor.md). */
const capabilities = {
  // VS Code counts in nothing else.
  general: {positionEncodings: ["utf-16"], staleRequestSupport: {cancel: true, retryOnContentModified: []}},
  textDocument: {
    synchronization: {didSave: true},
    publishDiagnostics: {tagSupport: {valueSet: [1, 2]}, versionSupport: true, codeDescriptionSupport: true, dataSupport: true},
    hover: {contentFormat: ["markdown", "plaintext"]},
    definition: {linkSupport: true},
    references: {},
    documentHighlight: {},
    selectionRange: {},
    foldingRange: {rangeLimit: 5000, lineFoldingOnly: true},
    documentLink: {tooltipSupport: true},
    documentSymbol: {hierarchicalDocumentSymbolSupport: true, symbolKind: {valueSet: numbers(26)}},
    codeLens: {},
    codeAction: {
      codeActionLiteralSupport: {codeActionKind: {valueSet: ["quickfix", "refactor", "refactor.rewrite", "source"]}},
      isPreferredSupport: true, disabledSupport: true, dataSupport: true, resolveSupport: {properties: ["edit"]},
    },
    completion: {
      completionItem: {snippetSupport: true, documentationFormat: ["markdown", "plaintext"], tagSupport: {valueSet: [1]}},
      completionItemKind: {valueSet: numbers(25)},
    },
    inlayHint: {resolveSupport: {properties: ["tooltip"]}},
    semanticTokens: {
      requests: {range: true, full: {delta: true}},
      // The types are those that every theme knows; the modifiers are the extension's own (package.json).
      tokenTypes: ["keyword", "string", "number", "type", "property", "regexp"],
      tokenModifiers: ["jwtHeader", "jwtClaims", "jwtSignature"],
      formats: ["relative"], overlappingTokenSupport: false, multilineTokenSupport: false,
    },
  },
  workspace: {
    applyEdit: true,
    workspaceEdit: {documentChanges: true, resourceOperations: ["create"], failureHandling: "abort"},
    configuration: true,
    didChangeConfiguration: {},
    didChangeWatchedFiles: {dynamicRegistration: true},
    executeCommand: {},
    symbol: {symbolKind: {valueSet: numbers(26)}},
    workspaceFolders: true,
    inlayHint: {refreshSupport: true},
    codeLens: {refreshSupport: true},
    semanticTokens: {refreshSupport: true},
    textDocumentContent: {},
  },
  window: {showMessage: {messageActionItem: {}}, showDocument: {support: true}},
};

module.exports = {capabilities};
