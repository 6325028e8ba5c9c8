"use strict";

const assert = require("node:assert/strict");
const {test} = require("node:test");
const {Position, Range, ask, codes, found, host, idle, place, provider, secret, start, stretch, token, until, vscode} = require("./support.js");

test("a token that has expired is found where it stands, says so, and is gone with its text", async (context) => {
  const editor = await start(context);
  const document = editor.open("app.env", `first line\nTOKEN=${token}\n`);
  const [diagnostic] = await found(document);
  assert.deepEqual(diagnostic.range, new Range(1, 6, 1, 95));
  assert.equal(diagnostic.code.value ?? diagnostic.code, "claim.exp_expired");
  assert.equal(diagnostic.source, "jwtls");
  assert.match(diagnostic.message, /^The token expired/);
  assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
  assert.deepEqual(diagnostic.tags, [vscode.DiagnosticTag.Unnecessary]);

  document.change([{range: stretch(document, token), text: "none"}]);
  await until("the end of the diagnostic", () => host.diagnostics(document.uri).length === 0);
});

test("a hover says what the token is, as text without HTML and without commands", async (context) => {
  const editor = await start(context);
  const document = editor.open("app.env", `a=π😀 ${token}`);
  const [hover] = await ask("hover", "provideHover", document, place(document, token, 4));
  assert.match(hover.contents.value, /HS256/);
  assert.match(hover.contents.value, /2011-03-22/);
  assert.equal(hover.contents.isTrusted, false);
  assert.equal(hover.contents.supportHtml, false);
  // Two units of UTF-16 for the face, and the header alone.
  assert.deepEqual(hover.range, new Range(0, 6, 0, 6 + token.indexOf(".")));
  assert.deepEqual(await ask("hover", "provideHover", document, new Position(0, 0)), []);
});

test("the parts of a token are coloured, anew where they have changed, and where they are in sight", async (context) => {
  const editor = await start(context);
  const document = editor.open("a.jwt", token, "jwt");
  const [all] = await ask("colours", "provideDocumentSemanticTokens", document);
  const [header, claims, signature] = token.split(".").map(({length}) => length);
  const {tokenTypes, tokenModifiers} = host.providers.get("colours")[0].metadata[0];
  const said = [...all.data].reduce((rows, number, index) => {
    if (index % 5 === 0) rows.push([]);
    rows.at(-1).push(number);
    return rows;
  }, []).map(([line, character, length, type, modifiers]) => [line, character, length, tokenTypes[type], tokenModifiers[Math.log2(modifiers)]]);
  assert.deepEqual(said, [
    [0, 0, header, "keyword", "jwtHeader"], [0, header + 1, claims, "string", "jwtClaims"], [0, claims + 1, signature, "number", "jwtSignature"],
  ]);

  document.change([{range: new Range(0, 0, 0, 0), text: "  "}]);
  const delta = await provider("colours").provideDocumentSemanticTokensEdits(document, all.resultId, idle);
  assert.ok(delta instanceof vscode.SemanticTokensEdits);
  assert.deepEqual(delta.edits.map(({start, deleteCount, data}) => [start, deleteCount, [...data]]), [[1, 1, [2]]]);
  const unknown = await provider("colours").provideDocumentSemanticTokensEdits(document, "none", idle);
  assert.equal(unknown.data.length, 15);
  const [seen] = await ask("colours of a range", "provideDocumentRangeSemanticTokens", document, new Range(0, 0, 0, 5));
  assert.equal(seen.data.length, 15);
});

test("hints and lenses stand beside a token, and say more when they are looked at", async (context) => {
  const editor = await start(context, {prepare: () => host.configure("global", {"jwtls.keys": [secret]})});
  const document = editor.open("app.env", `TOKEN=${token}\n`);
  const [hint] = await ask("hint", "provideInlayHints", document, new Range(0, 0, 1, 0));
  assert.match(hint.label, /^expired 2011-03-22 · HS256/);
  assert.deepEqual(hint.position, place(document, token, token.length));
  assert.equal(hint.tooltip, undefined);
  await provider("hint").resolveInlayHint(hint, undefined);
  assert.match(hint.tooltip.value, /HMAC/);

  const lenses = await ask("lens", "provideCodeLenses", document);
  const titles = await Promise.all(lenses.map(async (lens) => (lens.isResolved ? lens : await provider("lens").resolveCodeLens(lens, undefined)).command.title));
  assert.deepEqual(titles, ["Decode", "Verify (invalid)", "Sign again"]);
  for (const {command} of lenses) assert.ok(host.commands.has(command.command), command.command);
});

test("the service has what is seen asked for again when it has changed", async (context) => {
  const editor = await start(context);
  let refreshed = 0;
  for (const [kind, event] of [["hint", "onDidChangeInlayHints"], ["lens", "onDidChangeCodeLenses"], ["colours", "onDidChangeSemanticTokens"]]) {
    provider(kind)[event](() => { refreshed += 1; });
  }
  editor.open("app.env", `TOKEN=${token}\n`);
  host.configure("global", {"jwtls.keys": [secret]});
  await until("three refreshes", () => refreshed >= 3);
});

const set = JSON.stringify({keys: [{kty: "oct", kid: "a", alg: "HS256", k: "A".repeat(43)}]}, undefined, 2);

test("keys and tokens stand in the outline, lead to each other, and are found by name", async (context) => {
  const editor = await start(context);
  const keys = editor.open("jwks.json", set, "json");
  const [symbol] = await ask("symbol", "provideDocumentSymbols", keys);
  assert.ok(symbol instanceof vscode.DocumentSymbol);
  assert.equal(symbol.children[0].name, "Key a");
  assert.equal((await ask("workspaceSymbol", "provideWorkspaceSymbols", undefined, "key")).some(({name}) => name === "Key a"), true);

  const {token: signed} = await editor.call("sign", {key: {jwk: JSON.parse(set).keys[0]}, claims: {sub: "alice"}, expiresIn: "1h"});
  const document = editor.open("app.env", `TOKEN=${signed}\nAGAIN=${signed}\n`);
  const [definition] = await ask("definition", "provideDefinition", document, place(document, signed, 3));
  assert.equal(definition.targetUri.toString(), keys.uri.toString());
  assert.equal(keys.getText(definition.targetRange).startsWith("{"), true);
  const references = await ask("references", "provideReferences", keys, place(keys, '"a"', 1), {includeDeclaration: false});
  assert.deepEqual(references.map(({uri}) => uri.toString()), [document.uri.toString(), document.uri.toString()]);
  assert.equal((await ask("highlight", "provideDocumentHighlights", document, place(document, signed, 3))).length, 2);
  // Words that are nobody's are left to VS Code.
  assert.equal(await provider("highlight").provideDocumentHighlights(document, new Position(0, 1)), undefined);
});

test("names in JSON have links, proposals and hovers, and a key is selected and folded as one", async (context) => {
  const editor = await start(context);
  const claims = editor.open("claims.json", '{\n  "exp": 1300819380,\n  ""\n}\n', "json");
  const links = await ask("link", "provideDocumentLinks", claims);
  assert.match(links[0].target.toString(), /rfc7519/);
  const proposals = await ask("completion", "provideCompletionItems", claims, place(claims, '""', 1));
  const audience = proposals.find(({label}) => label === "aud");
  assert.ok(audience.range.isSingleLine && audience.range.contains(place(claims, '""', 1)));
  assert.ok(audience.insertText instanceof vscode.SnippetString);
  assert.deepEqual(host.providers.get("completion")[0].metadata, ['"']);

  const keys = editor.open("jwks.json", set, "json");
  const [selection] = await ask("selection", "provideSelectionRanges", keys, [place(keys, '"a"', 1)]);
  const texts = [];
  for (let one = selection; one; one = one.parent) texts.push(keys.getText(one.range));
  assert.ok(texts.includes(JSON.stringify(JSON.parse(set).keys[0], undefined, 2).replaceAll("\n", "\n    ")), texts.join("\n---\n"));

  const pem = editor.open("key.pem", "x\n-----BEGIN PUBLIC KEY-----\nAAAA\nAAAA\n-----END PUBLIC KEY-----\n");
  const folds = await ask("folding", "provideFoldingRanges", pem);
  assert.deepEqual(folds.map(({start, end}) => [start, end]), [[1, 4]]);
  // A language that VS Code folds by itself is left to it.
  assert.deepEqual(await ask("folding", "provideFoldingRanges", editor.open("a.yaml", pem.getText(), "yaml")), []);
});

test("documents that are no files are served where they are text that somebody writes", async (context) => {
  await start(context);
  const fresh = host.documents.show(vscode.Uri.parse("untitled:Untitled-7"), "plaintext", token);
  await found(fresh);
  const cell = host.documents.show(vscode.Uri.parse("vscode-notebook-cell:/a.ipynb#W0"), "python", `t = "${token}"`);
  await found(cell);
  const output = host.documents.show(vscode.Uri.parse("output:log"), "Log", token);
  assert.deepEqual(await ask("hover", "provideHover", output, new Position(0, 3)), []);
  assert.deepEqual(codes(output), []);
});

// Dice that fall the same in every run.
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
}

test("after any changes the service has the text that the editor has", async (context) => {
  const editor = await start(context);
  const roll = dice(20);
  const pieces = ["", "x", "π", "😀", "\n", "\n\n", `${token}\n`, ` ${token} `, token.slice(0, 30), "e\u0301 "];
  const document = editor.open("app.env", `1\n${token}\n😀 2\n`);
  const colours = async (one) => [...(await ask("colours", "provideDocumentSemanticTokens", one))[0].data];
  // No cursor stands inside a pair of surrogates.
  const isPlace = (offset) => !/^[\udc00-\udfff]/.test(document.getText().slice(offset, offset + 1));
  const edit = (first, last) => ({range: new Range(document.positionAt(first), document.positionAt(last)), text: pieces[roll(pieces.length)]});
  let parts = 0;
  for (let round = 0; round < 300; round++) {
    const {length} = document.getText();
    const first = roll(length + 1);
    const last = Math.min(length, first + roll(8));
    const second = Math.min(length, last + 1 + roll(60));
    if (![first, last, second].every(isPlace)) continue;
    // Every third time there is a second cursor behind the first.
    document.change(round % 3 === 0 && second > last ? [edit(first, last), edit(second, second)] : [edit(first, last)]);
    if (round % 10 > 0) continue;
    const same = editor.open("other.env", document.getText());
    const seen = await colours(document);
    assert.deepEqual(seen, await colours(same), document.getText());
    host.documents.close(same);
    parts += seen.length / 5;
  }
  assert.ok(parts > 100, `${parts} parts of tokens were compared`);
});
