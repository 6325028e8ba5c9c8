"use strict";

const assert = require("node:assert/strict");
const {readFileSync} = require("node:fs");
const path = require("node:path");
const {test} = require("node:test");
const {Range, ask, found, host, manifest, place, provider, secret, start, stretch, token, until, vscode} = require("./support.js");

const titled = (actions, title) => actions.find((action) => action.title === title);
const actionsAt = (document, range, context = {}) =>
  ask("action", "provideCodeActions", document, range, {diagnostics: host.diagnostics(document.uri), triggerKind: 1, ...context});

/** Does with an action what VS Code does with it when it is chosen. */
async function choose(action) {
  await provider("action").resolveCodeAction(action, undefined);
  if (action.edit) assert.equal(await vscode.workspace.applyEdit(action.edit), true);
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...action.command.arguments);
}

test("an action changes the document, and what it is for is among the actions for a finding", async (context) => {
  const editor = await start(context);
  const document = editor.open("app.env", `first line\nTOKEN=${token}\n`);
  await found(document);
  const actions = await actionsAt(document, stretch(document, token));
  const kinds = host.providers.get("action")[0].metadata[0].providedCodeActionKinds;
  for (const {kind} of actions) assert.ok(kinds.some((one) => one.contains(kind)), kind.value);
  assert.equal(titled(actions, "Redact the token").edit, undefined);
  assert.deepEqual(titled(actions, "Ignore claim.exp_expired here").diagnostics, host.diagnostics(document.uri));
  const fixes = await actionsAt(document, stretch(document, token), {only: vscode.CodeActionKind.Empty.append("quickfix")});
  assert.ok(fixes.length > 0 && fixes.every(({kind}) => kind.value === "quickfix"));
  assert.match(titled(actions, "Renew the token and sign it again").disabled.reason, /No keys/);
  await choose(titled(actions, "Redact the token"));
  assert.match(document.getText(), /^first line\nTOKEN=/);
  assert.equal(document.getText().includes(token.split(".")[2]), false);

});

test("an edit of a text that has changed meanwhile changes nothing", async (context) => {
  const editor = await start(context);
  const document = editor.open("app.env", `TOKEN=${token}\n`);
  const action = titled(await actionsAt(document, stretch(document, token)), "Redact the token");
  document.change([{range: new Range(0, 0, 0, 0), text: "# "}]);
  await choose(action);
  assert.equal(document.getText(), `# TOKEN=${token}\n`);
  assert.deepEqual(host.messages.map(({level}) => level), ["warning"]);
  assert.match(host.messages[0].text, /changed/);
});

test("commands are about the cursor or the selection of the editor when nobody says otherwise", async (context) => {
  const editor = await start(context);
  const document = editor.open("app.env", `TOKEN=${token}\nEXP=1300819380\n`);
  host.focus(document, place(document, token, 5));
  await vscode.commands.executeCommand("jwtls.copyClaims");
  assert.deepEqual(JSON.parse(host.clipboard), {exp: 1300819380});
  host.focus(document, place(document, token), place(document, token, token.length));
  await vscode.commands.executeCommand("jwtls.redact");
  assert.equal(document.getText().includes(token), false);

  host.active = undefined;
  await vscode.commands.executeCommand("jwtls.verify");
  assert.match(host.messages.at(-1).text, /no editor/);
  host.focus(document, place(document, "EXP"));
  await vscode.commands.executeCommand("jwtls.copyClaims");
  assert.equal(host.messages.at(-1).level, "warning");
});

test("a token is shown decoded in a document that only jwtls has", async (context) => {
  const editor = await start(context);
  const document = editor.open("app.env", `TOKEN=${token}\n`);
  host.focus(document, place(document, token, 5));
  await vscode.commands.executeCommand("jwtls.openDecoded");
  const shown = await until("the document", () => host.active.document !== document && host.active.document);
  assert.match(shown.uri.toString(), /^jwtls:\/decoded\/token-[\w-]+\.json$/);
  assert.deepEqual(JSON.parse(shown.getText()).claims, {exp: 1300819380});
  // What stands there is explained like any other JSON.
  const [hover] = await ask("hover", "provideHover", shown, place(shown, '"exp"', 2));
  assert.match(hover.contents.value, /expir/i);
  let told;
  host.contents.get("jwtls").onDidChange((uri) => { told = uri; });
  assert.equal(told, undefined);
});

test("claims are edited in a document of their own, and signed into their token", async (context) => {
  const editor = await start(context, {prepare: () => host.configure("global", {"jwtls.keys": [secret]})});
  const {token: signed} = await editor.call("sign", {key: secret, claims: {sub: "alice"}, expiresIn: "1h"});
  const document = editor.open("app.env", `TOKEN=${signed}\n`);
  host.focus(document, place(document, signed, 5));
  await vscode.commands.executeCommand("jwtls.openClaims");
  const claims = await until("the claims", () => host.active.document !== document && host.active.document);
  assert.match(claims.uri.toString(), /^untitled:token-[\w-]+\.claims\.json$/);
  claims.change([{range: stretch(claims, "alice"), text: "bob"}]);

  // Asked for again, it is shown as it is, and not filled twice.
  host.focus(document, place(document, signed, 5));
  await vscode.commands.executeCommand("jwtls.openClaims");
  await until("the claims again", () => host.active.document === claims);
  assert.equal(JSON.parse(claims.getText()).sub, "bob");

  await vscode.commands.executeCommand("jwtls.signClaims");
  await until("the other token", () => !document.getText().includes(signed));
  const [, fresh] = /^TOKEN=(.*)$/m.exec(document.getText());
  const report = await editor.call("verify", {token: fresh, key: secret});
  assert.deepEqual([report.valid, report.claims.sub], [true, "bob"]);
});

test("what a lens says is done, and the service tells what came of it", async (context) => {
  const editor = await start(context, {prepare: () => host.configure("global", {"jwtls.keys": [secret]})});
  const {token: signed} = await editor.call("sign", {key: secret, claims: {sub: "alice"}, expiresIn: "1h"});
  const document = editor.open("app.env", `TOKEN=${signed}\n`);
  const lenses = await ask("lens", "provideCodeLenses", document);
  const lens = await provider("lens").resolveCodeLens(lenses.find((one) => !one.isResolved), undefined);
  assert.equal(lens.command.title, "Verify (valid)");
  await vscode.commands.executeCommand(lens.command.command, ...lens.command.arguments);
  const {level, text} = await until("the message", () => host.messages.at(-1));
  assert.deepEqual([level, text], ["information", "jwtls: Valid under the configured keys."]);
});

test("the name of a file becomes no link in a message, which could be a command", async (context) => {
  const editor = await start(context);
  const {keys: [{public: key}]} = await editor.call("keygen", {alg: "ES256"});
  const name = "[keys](command:workbench.action.quit)";
  editor.open(name, JSON.stringify({...key.jwk, kid: undefined}), "json");
  const document = editor.open("app.env", `TOKEN=${token.replace("eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJFUzI1NiJ9")}\n`);
  host.focus(document, place(document, "eyJ", 5));
  await vscode.commands.executeCommand("jwtls.verify");
  const {text} = await until("the message", () => host.messages.at(-1));
  assert.match(text, /^jwtls: Refused under keys of \[keys\] \(command:/);
});

test("what a token says cannot end the comment that it is decoded into", async (context) => {
  const editor = await start(context);
  const {token: signed} = await editor.call("sign", {key: secret, claims: {sub: "*/ alert(1) /*"}, expiresIn: "1h"});
  const document = editor.open("a.css", `/* ${signed} */\n`, "css");
  await choose(titled(await actionsAt(document, stretch(document, signed)), "Decode into a comment below"));
  assert.ok(document.getText().includes("alert(1)"));
  // Between the comments there is nothing.
  assert.equal(document.getText().replace(/\/\*[^]*?\*\//g, "").trim(), "");
});

test("every command of the manifest is registered once, and those of the service are all there", async (context) => {
  const editor = await start(context);
  const named = manifest.contributes.commands.map(({command}) => command);
  assert.deepEqual([...host.commands.keys()].sort(), [...named].sort());
  const page = readFileSync(path.join(__dirname, "../../../Protocol/editor.md"), "utf8");
  const documented = [...page.matchAll(/^\| `(jwtls\.\w+)` \|/gm)].map(([, name]) => name);
  const own = ["jwtls.restart", "jwtls.showLog"];
  assert.deepEqual(named.filter((name) => !own.includes(name)).sort(), documented.sort());
  await vscode.commands.executeCommand("jwtls.showLog");
  assert.equal(host.logShown, true);
  assert.equal((await editor.call("server/info")).name, "jwtls");
});
