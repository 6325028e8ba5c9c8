"use strict";

// The values of VS Code's API, as strict about what they are made of as VS Code is itself, or stricter.

function expect(condition, what) {
  if (!condition) throw new TypeError(`Illegal argument: ${what}`);
}

class Disposable {
  constructor(end) { this.end = end; }
  dispose() { this.end?.(); this.end = undefined; }
}

class EventEmitter {
  #listeners = new Set();
  event = (listener) => {
    expect(typeof listener === "function", "a listener is a function");
    const entry = {listener};
    this.#listeners.add(entry);
    return new Disposable(() => this.#listeners.delete(entry));
  };
  get count() { return this.#listeners.size; }
  fire(value) { for (const {listener} of [...this.#listeners]) listener(value); }
  dispose() { this.#listeners.clear(); }
}

class Uri {
  constructor(scheme, authority, path, query, fragment) { Object.assign(this, {scheme, authority, path, query, fragment}); }

  static parse(text, isStrict) {
    const parts = /^(([^:/?#]+?):)?(\/\/([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))?/.exec(text);
    expect(typeof text === "string" && (parts[2] || !isStrict), `[UriError]: Scheme is missing: ${text}`);
    expect(/^\w[\w\d+.-]*$/.test(parts[2] ?? "file"), "[UriError]: Scheme contains illegal characters.");
    return new Uri(parts[2] ?? "file", ...[4, 5, 7, 9].map((index) => decodeURIComponent(parts[index] ?? "")));
  }

  static file(path) { return new Uri("file", "", path, "", ""); }
  get fsPath() { return this.path; }

  toString() {
    const encoded = (text) => encodeURIComponent(text).replaceAll("%2F", "/");
    const isHierarchical = this.authority !== "" || this.scheme === "file";
    return `${this.scheme}:${isHierarchical ? "//" : ""}${encoded(this.authority)}${encoded(this.path)}`
      + `${this.query && `?${encoded(this.query)}`}${this.fragment && `#${encoded(this.fragment)}`}`;
  }
}

class Position {
  constructor(line, character) {
    expect(Number.isInteger(line) && line >= 0, "line must be a number that is not negative");
    expect(Number.isInteger(character) && character >= 0, "character must be a number that is not negative");
    Object.assign(this, {line, character});
    Object.freeze(this);
  }
  isBefore(other) { return this.line < other.line || (this.line === other.line && this.character < other.character); }
  isEqual(other) { return this.line === other.line && this.character === other.character; }
}

class Range {
  constructor(...parts) {
    if (parts.length === 4) parts = [new Position(parts[0], parts[1]), new Position(parts[2], parts[3])];
    expect(parts.length === 2 && parts.every((part) => part instanceof Position), "a range has two positions");
    const [start, end] = parts[1].isBefore(parts[0]) ? [parts[1], parts[0]] : parts;
    this.start = start;
    this.end = end;
  }
  get isEmpty() { return this.start.isEqual(this.end); }
  get isSingleLine() { return this.start.line === this.end.line; }
  isEqual(other) { return this.start.isEqual(other.start) && this.end.isEqual(other.end); }
  contains(other) {
    const {start, end} = other instanceof Range ? other : {start: other, end: other};
    return !start.isBefore(this.start) && !this.end.isBefore(end);
  }
  intersects(other) { return !this.end.isBefore(other.start) && !other.end.isBefore(this.start); }
}

class Selection extends Range {
  get active() { return this.end; }
}

class MarkdownString {
  constructor(value = "") { this.value = value; }
  appendText(text) {
    this.value += text.replace(/[\\`*_{}[\]()#+\-!~<>]/g, "\\$&").replace(/\n/g, "\n\n");
    return this;
  }
}

const isText = (value) => typeof value === "string" || value instanceof MarkdownString;

class Location {
  constructor(uri, range) { expect(uri instanceof Uri && range instanceof Range, "a location"); Object.assign(this, {uri, range}); }
}

class Diagnostic {
  constructor(range, message, severity) {
    expect(range instanceof Range, "range must be set");
    expect(typeof message === "string" && message !== "", "message must be set");
    expect([0, 1, 2, 3].includes(severity), "a severity");
    Object.assign(this, {range, message, severity});
  }
}

class Hover {
  constructor(contents, range) {
    expect(isText(contents), "contents must be defined");
    expect(range === undefined || range instanceof Range, "a range");
    Object.assign(this, {contents, range});
  }
}

class DocumentHighlight {
  constructor(range, kind = 0) { expect(range instanceof Range && [0, 1, 2].includes(kind), "a highlight"); Object.assign(this, {range, kind}); }
}

const isSymbolKind = (kind) => Number.isInteger(kind) && kind >= 0 && kind <= 25;

class DocumentSymbol {
  constructor(name, detail, kind, range, selectionRange) {
    expect(typeof name === "string" && name !== "", "name must not be falsy");
    expect(typeof detail === "string" && isSymbolKind(kind), "detail and kind");
    expect(range.contains(selectionRange), "selectionRange must be contained in fullRange");
    Object.assign(this, {name, detail, kind, range, selectionRange, children: []});
  }
}

class SymbolInformation {
  constructor(name, kind, containerName, location) {
    expect(typeof name === "string" && isSymbolKind(kind) && typeof containerName === "string" && location instanceof Location, "a symbol");
    Object.assign(this, {name, kind, containerName, location});
  }
}

class DocumentLink {
  constructor(range, target) {
    expect(range instanceof Range && target instanceof Uri, "a link");
    Object.assign(this, {range, target});
  }
}

class SelectionRange {
  constructor(range, parent) {
    expect(range instanceof Range && (parent === undefined || parent instanceof SelectionRange), "a selection range");
    expect(parent === undefined || parent.range.contains(range), "parent must contain this range");
    Object.assign(this, {range, parent});
  }
}

class FoldingRange {
  constructor(start, end, kind) { expect(Number.isInteger(start) && end > start, "a fold has two lines"); Object.assign(this, {start, end, kind}); }
}

class InlayHint {
  constructor(position, label, kind) {
    expect(position instanceof Position && typeof label === "string" && label !== "", "a hint");
    Object.assign(this, {position, label, kind});
  }
}

class CodeLens {
  constructor(range, command) { expect(range instanceof Range, "a range"); Object.assign(this, {range, command}); }
  get isResolved() { return Boolean(this.command); }
}

class CodeActionKind {
  constructor(value) { this.value = value; }
  append(parts) { return new CodeActionKind(this.value ? `${this.value}.${parts}` : parts); }
  contains(other) { return this.value === "" || other.value === this.value || other.value.startsWith(`${this.value}.`); }
}
CodeActionKind.Empty = new CodeActionKind("");

class CodeAction {
  constructor(title, kind) {
    expect(typeof title === "string" && kind instanceof CodeActionKind, "an action");
    Object.assign(this, {title, kind});
  }
}

class SnippetString {
  constructor(value) { this.value = value; }
}

class CompletionItem {
  constructor(label, kind) {
    expect(typeof label === "string" && Number.isInteger(kind) && kind >= 0 && kind <= 26, "a proposal");
    Object.assign(this, {label, kind});
  }
}

class SemanticTokensLegend {
  constructor(tokenTypes, tokenModifiers) { Object.assign(this, {tokenTypes, tokenModifiers}); }
}

class SemanticTokens {
  constructor(data, resultId) {
    expect(data instanceof Uint32Array && data.length % 5 === 0, "numbers, five for each");
    Object.assign(this, {data, resultId});
  }
}

class SemanticTokensEdit {
  constructor(start, deleteCount, data) { expect(data instanceof Uint32Array, "numbers"); Object.assign(this, {start, deleteCount, data}); }
}

class SemanticTokensEdits {
  constructor(edits, resultId) { Object.assign(this, {edits, resultId}); }
}

class WorkspaceEdit {
  steps = [];
  get size() { return this.steps.length; }
  replace(uri, range, text) {
    expect(uri instanceof Uri && range instanceof Range && typeof text === "string", "a replacement");
    this.steps.push({uri, range, text});
  }
  createFile(uri, options) { this.steps.push({uri, create: options ?? {}}); }
}

class CancellationError extends Error {}

class CancellationTokenSource {
  #emitter = new EventEmitter();
  token = {isCancellationRequested: false, onCancellationRequested: this.#emitter.event};
  cancel() { this.token.isCancellationRequested = true; this.#emitter.fire(); }
}

module.exports = {
  CancellationError, CancellationTokenSource, CodeAction, CodeActionKind, CodeLens, CompletionItem, Diagnostic, Disposable, DocumentHighlight,
  DocumentLink, DocumentSymbol, EventEmitter, FoldingRange, Hover, InlayHint, Location, MarkdownString, Position, Range, Selection, SelectionRange,
  SemanticTokens, SemanticTokensEdit, SemanticTokensEdits, SemanticTokensLegend, SnippetString, SymbolInformation, Uri, WorkspaceEdit, expect,
  DiagnosticSeverity: {Error: 0, Warning: 1, Information: 2, Hint: 3},
  DiagnosticTag: {Unnecessary: 1, Deprecated: 2},
  FoldingRangeKind: {Comment: {value: "comment"}, Imports: {value: "imports"}, Region: {value: "region"}},
  LanguageStatusSeverity: {Information: 0, Warning: 1, Error: 2},
  LogLevel: {Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5},
};
