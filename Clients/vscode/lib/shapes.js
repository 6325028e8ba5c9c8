"use strict";

const vscode = require("vscode");

// What VS Code hands back is what it was given: LSP's own object is found again by it.
const origins = new WeakMap();

/** Remembers what an object of VS Code was made from. */
function made(from, object) {
  origins.set(object, from);
  return object;
}

/** What an object of VS Code was made from. */
const origin = (object) => origins.get(object);

const toPosition = ({line, character}) => new vscode.Position(line, character);
const toRange = ({start, end}) => new vscode.Range(start.line, start.character, end.line, end.character);
const toUri = (text) => vscode.Uri.parse(text, true);
const toLocation = ({uri, range}) => new vscode.Location(toUri(uri), toRange(range));

const fromPosition = ({line, character}) => ({line, character});
const fromRange = ({start, end}) => ({start: fromPosition(start), end: fromPosition(end)});
const document = ({uri}) => ({textDocument: {uri: uri.toString()}});

/** Text for people. What a token says stands in it: no HTML, and no link does anything. */
function toText(content) {
  if (content === undefined || typeof content === "string") return content;
  if (content.kind !== "markdown") return new vscode.MarkdownString().appendText(content.value);
  const text = new vscode.MarkdownString(content.value);
  text.isTrusted = false;
  text.supportHtml = false;
  return text;
}

const severities = {
  1: vscode.DiagnosticSeverity.Error, 2: vscode.DiagnosticSeverity.Warning,
  3: vscode.DiagnosticSeverity.Information, 4: vscode.DiagnosticSeverity.Hint,
};

function toDiagnostic(finding) {
  const diagnostic = new vscode.Diagnostic(toRange(finding.range), finding.message, severities[finding.severity]);
  diagnostic.source = finding.source;
  const href = finding.codeDescription?.href;
  diagnostic.code = href === undefined ? finding.code : {value: finding.code, target: toUri(href)};
  diagnostic.tags = finding.tags;
  return made(finding, diagnostic);
}

function toCommand(command) {
  return command && {title: command.title, command: command.command, arguments: command.arguments};
}

/** LSP counts kinds of symbols and of proposals from 1, VS Code from 0. */
const toKind = (kind) => kind - 1;

function toSymbol(symbol) {
  const {name, detail, kind, range, selectionRange, children} = symbol;
  const shown = new vscode.DocumentSymbol(name, detail ?? "", toKind(kind), toRange(range), toRange(selectionRange));
  shown.children = (children ?? []).map(toSymbol);
  return shown;
}

module.exports = {
  document, fromPosition, fromRange, made, origin, toCommand, toDiagnostic, toKind, toLocation, toPosition, toRange, toSymbol, toText, toUri,
};
