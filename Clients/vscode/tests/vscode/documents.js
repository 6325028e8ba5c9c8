"use strict";

const {readFileSync} = require("node:fs");
const {EventEmitter, Position, Range, expect} = require("./values.js");

const opened = new EventEmitter();
const changed = new EventEmitter();
const saved = new EventEmitter();
const closed = new EventEmitter();
const open = new Map();

/** A text document; positions count in UTF-16, as everywhere in VS Code. */
class TextDocument {
  #text;
  version = 1;
  isClosed = false;

  constructor(uri, languageId, text) {
    Object.assign(this, {uri, languageId});
    this.#text = text;
  }

  getText(range) { return range ? this.#text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.#text; }

  offsetAt({line, character}) {
    const lines = this.#text.split("\n");
    if (line >= lines.length) return this.#text.length;
    return lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + Math.min(character, lines[line].length);
  }

  positionAt(offset) {
    const before = this.#text.slice(0, offset).split("\n");
    return new Position(before.length - 1, before.at(-1).length);
  }

  /** Edits that are all about the text as it is; told as VS Code tells them, the last first. */
  change(edits) {
    const contentChanges = edits
      .map(({range, text}) => ({range, text, rangeOffset: this.offsetAt(range.start), rangeLength: this.offsetAt(range.end) - this.offsetAt(range.start)}))
      .sort((one, other) => other.rangeOffset - one.rangeOffset);
    for (const {rangeOffset, rangeLength, text} of contentChanges) {
      this.#text = this.#text.slice(0, rangeOffset) + text + this.#text.slice(rangeOffset + rangeLength);
    }
    this.version += 1;
    changed.fire({document: this, contentChanges});
  }
}

/** Opens a document, or gives the one that is open. */
function show(uri, languageId, text) {
  const key = uri.toString();
  if (!open.has(key)) {
    open.set(key, new TextDocument(uri, languageId, text));
    opened.fire(open.get(key));
  }
  return open.get(key);
}

function close(document) {
  expect(open.delete(document.uri.toString()), "the document is open");
  document.isClosed = true;
  closed.fire(document);
}

let untitled = 0;

/** `workspace.openTextDocument`, with the providers of texts that are not files. */
async function openTextDocument(source, providers, Uri) {
  if (!(source instanceof Uri)) {
    expect(typeof source?.content === "string", "a document's content");
    return show(Uri.parse(`untitled:Untitled-${++untitled}`), source.language ?? "plaintext", source.content);
  }
  const known = open.get(source.toString());
  if (known) return known;
  const language = source.path.endsWith(".json") ? "json" : "plaintext";
  if (source.scheme === "file") return show(source, language, readFileSync(source.fsPath, "utf8"));
  if (source.scheme === "untitled") return show(source, language, "");
  const provider = providers.get(source.scheme);
  if (!provider) throw new Error(`cannot open ${source.toString()}`);
  const text = await provider.provideTextDocumentContent(source, {isCancellationRequested: false, onCancellationRequested: new EventEmitter().event});
  expect(typeof text === "string", "a document's text");
  return show(source, language, text);
}

/** `workspace.applyEdit`: all of it or nothing; text for a document without a file makes it. */
async function applyEdit(edit, openOne) {
  const byDocument = new Map();
  for (const {uri, range, text, create} of edit.steps) {
    expect(create === undefined, "no test makes a file");
    const document = open.get(uri.toString()) ?? await openOne(uri);
    byDocument.set(document, [...byDocument.get(document) ?? [], {range, text}]);
  }
  for (const [document, edits] of byDocument) {
    const sorted = [...edits].sort((one, other) => document.offsetAt(one.range.start) - document.offsetAt(other.range.start));
    sorted.slice(1).forEach(({range}, index) => expect(!range.start.isBefore(sorted[index].range.end), "Overlapping ranges are not allowed!"));
    document.change(edits);
  }
  return true;
}

module.exports = {TextDocument, applyEdit, changed, close, closed, open, openTextDocument, opened, saved, show, Range};
