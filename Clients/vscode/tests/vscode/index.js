"use strict";

// As much of VS Code's API as the extension uses, without VS Code: what is registered is kept in `host`, which tests ask and change.
const documents = require("./documents.js");
const values = require("./values.js");

const {Disposable, EventEmitter, Range, Selection, Uri, expect} = values;
const configured = new EventEmitter();
const foldersChanged = new EventEmitter();
const trusted = new EventEmitter();

const host = {
  documents, providers: new Map(), commands: new Map(), contents: new Map(), collections: [], watchers: [], statuses: [], log: [], messages: [],
  /** What a person chooses when asked; nothing unless a test says so. */
  choose: () => undefined,
  configuration: {default: {}, global: {}, workspace: {}},
  restricted: new Set(),
  folders: undefined, isTrusted: true, clipboard: "", active: undefined, logLevel: values.LogLevel.Info, levelChanged: new EventEmitter(),

  /** Takes what package.json says: defaults, and what a workspace that is not trusted has no say in. */
  install(manifest) {
    for (const [name, {default: value}] of Object.entries(manifest.contributes.configuration.properties)) host.configuration.default[name] = value;
    host.restricted = new Set(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations);
  },
  configure(target, changes) {
    Object.assign(host.configuration[target], changes);
    configured.fire({affectsConfiguration: (section) => Object.keys(changes).some((name) => name === section || name.startsWith(`${section}.`))});
  },
  setFolders(folders) {
    const [removed, added] = [host.folders ?? [], folders];
    host.folders = folders;
    foldersChanged.fire({added, removed});
  },
  grantTrust() { host.isTrusted = true; trusted.fire(); },
  setLogLevel(level) { host.logLevel = level; host.levelChanged.fire(level); },
  focus(document, start, end = start) { host.active = {document, selection: new Selection(start, end)}; },
  diagnostics: (uri) => host.collections.flatMap((collection) => collection.found.get(uri.toString()) ?? []),
  /** How many listeners there are for the events of documents, which all end with a session. */
  listeners: () => [documents.opened, documents.changed, documents.saved, documents.closed].reduce((sum, {count}) => sum + count, 0),
};

function register(kind, selector, provider, metadata) {
  const entry = {selector, provider, metadata};
  host.providers.set(kind, [...host.providers.get(kind) ?? [], entry]);
  return new Disposable(() => host.providers.set(kind, host.providers.get(kind).filter((one) => one !== entry)));
}

const registering = (kind, ...methods) => (selector, provider, ...metadata) => {
  for (const {scheme, language} of selector) expect([scheme, language].some((one) => typeof one === "string"), "a selector");
  for (const method of methods) expect(typeof provider[method] === "function", `a provider with ${method}`);
  return register(kind, selector, provider, metadata);
};

const languages = {
  // As VS Code has it: ten for each of the two that fits, none where one does not.
  match: (selector, document) => Math.max(0, ...selector.map(({scheme, language}) => (
    (scheme === undefined || scheme === document.uri.scheme) && (language === undefined || language === document.languageId) ? 10 : 0))),
  createDiagnosticCollection(name) {
    const collection = {
      name, found: new Map(),
      set(uri, diagnostics) {
        expect(uri instanceof Uri && diagnostics.every((one) => one instanceof values.Diagnostic), "diagnostics");
        collection.found.set(uri.toString(), diagnostics);
      },
      dispose() { collection.found.clear(); host.collections = host.collections.filter((one) => one !== collection); },
    };
    host.collections.push(collection);
    return collection;
  },
  createLanguageStatusItem(id, selector) {
    const item = {id, selector, dispose() { host.statuses = host.statuses.filter((one) => one !== item); }};
    host.statuses.push(item);
    return item;
  },
  registerHoverProvider: registering("hover", "provideHover"),
  registerDefinitionProvider: registering("definition", "provideDefinition"),
  registerReferenceProvider: registering("references", "provideReferences"),
  registerDocumentHighlightProvider: registering("highlight", "provideDocumentHighlights"),
  registerDocumentSymbolProvider: registering("symbol", "provideDocumentSymbols"),
  registerWorkspaceSymbolProvider: (provider) => registering("workspaceSymbol", "provideWorkspaceSymbols")([], provider),
  registerDocumentLinkProvider: registering("link", "provideDocumentLinks"),
  registerSelectionRangeProvider: registering("selection", "provideSelectionRanges"),
  registerFoldingRangeProvider: registering("folding", "provideFoldingRanges"),
  registerInlayHintsProvider: registering("hint", "provideInlayHints", "resolveInlayHint"),
  registerCodeLensProvider: registering("lens", "provideCodeLenses", "resolveCodeLens"),
  registerCodeActionsProvider: registering("action", "provideCodeActions", "resolveCodeAction"),
  registerCompletionItemProvider: registering("completion", "provideCompletionItems"),
  registerDocumentSemanticTokensProvider: registering("colours", "provideDocumentSemanticTokens"),
  registerDocumentRangeSemanticTokensProvider: registering("colours of a range", "provideDocumentRangeSemanticTokens"),
};

function configuration(section) {
  const name = (key) => `${section}.${key}`;
  const inspect = (key) => ({
    key: name(key), defaultValue: host.configuration.default[name(key)], globalValue: host.configuration.global[name(key)],
    workspaceValue: !host.isTrusted && host.restricted.has(name(key)) ? undefined : host.configuration.workspace[name(key)],
  });
  return {
    inspect,
    get(key) {
      const {workspaceValue, globalValue, defaultValue} = inspect(key);
      return workspaceValue ?? globalValue ?? defaultValue;
    },
  };
}

const workspace = {
  get textDocuments() { return [...documents.open.values()]; },
  get workspaceFolders() { return host.folders; },
  get isTrusted() { return host.isTrusted; },
  getConfiguration: configuration,
  openTextDocument: (source) => documents.openTextDocument(source, host.contents, Uri),
  applyEdit: (edit) => documents.applyEdit(edit, workspace.openTextDocument),
  createFileSystemWatcher(pattern) {
    expect(typeof pattern === "string", "a glob");
    const [created, altered, deleted] = [new EventEmitter(), new EventEmitter(), new EventEmitter()];
    const watcher = {
      pattern, created, altered, deleted, onDidCreate: created.event, onDidChange: altered.event, onDidDelete: deleted.event,
      dispose() { host.watchers = host.watchers.filter((one) => one !== watcher); },
    };
    host.watchers.push(watcher);
    return watcher;
  },
  registerTextDocumentContentProvider(scheme, provider) {
    expect(!host.contents.has(scheme), "a scheme has one provider");
    host.contents.set(scheme, provider);
    return new Disposable(() => host.contents.delete(scheme));
  },
  onDidOpenTextDocument: documents.opened.event, onDidChangeTextDocument: documents.changed.event,
  onDidSaveTextDocument: documents.saved.event, onDidCloseTextDocument: documents.closed.event,
  onDidChangeConfiguration: configured.event, onDidChangeWorkspaceFolders: foldersChanged.event, onDidGrantWorkspaceTrust: trusted.event,
};

const message = (level) => async (text, ...actions) => {
  expect(typeof text === "string", "a message");
  host.messages.push({level, text, actions});
  return host.choose(text, actions);
};

const window = {
  get activeTextEditor() { return host.active; },
  createOutputChannel(name, options) {
    expect(options?.log === true, "a channel for a log");
    const write = (level) => (text) => { expect(typeof text === "string", "a line"); host.log.push(`${level} ${text}`); };
    return {
      name, trace: write("trace"), debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error"),
      get logLevel() { return host.logLevel; }, onDidChangeLogLevel: host.levelChanged.event,
      show() { host.logShown = true; }, dispose() {},
    };
  },
  showErrorMessage: message("error"), showWarningMessage: message("warning"), showInformationMessage: message("information"),
  async showTextDocument(document, {preserveFocus, selection}) {
    expect(document instanceof documents.TextDocument, "a document");
    if (!preserveFocus) host.focus(document, ...(selection ? [selection.start, selection.end] : [new values.Position(0, 0)]));
    return host.active;
  },
};

const commands = {
  registerCommand(name, run) {
    expect(!host.commands.has(name), `command '${name}' already exists`);
    host.commands.set(name, run);
    return new Disposable(() => host.commands.delete(name));
  },
  async executeCommand(name, ...args) {
    expect(host.commands.has(name), `command '${name}' not found`);
    return host.commands.get(name)(...args);
  },
};

const env = {
  language: "en",
  clipboard: {writeText: async (text) => { expect(typeof text === "string", "text"); host.clipboard = text; }},
  openExternal: async (uri) => { host.external = uri; return true; },
};

module.exports = {...values, Range, commands, env, host, languages, version: "1.86.0", window, workspace};
