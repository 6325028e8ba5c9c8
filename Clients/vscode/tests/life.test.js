"use strict";

const assert = require("node:assert/strict");
const {chmodSync, existsSync, readFileSync, writeFileSync} = require("node:fs");
const path = require("node:path");
const {test} = require("node:test");
const {ask, codes, found, home, host, place, program, secret, start, token, until, vscode} = require("./support.js");

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const stated = (editor, state) => until(state, () => editor.status() === `jwtls: ${state}`);
const settled = (editor, pid) => until("another process", () => editor.status() === "jwtls: running" && editor.pid() !== pid && editor.pid());

/** A program in the place of jwtls, in sh. */
function standIn(name, script) {
  const file = path.join(home, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test("a process that is killed is replaced, and serves what is open", async (context) => {
  const editor = await start(context);
  const document = editor.open("app.env", `TOKEN=${token}\n`);
  await found(document);
  const pid = editor.pid();
  const listeners = host.listeners();
  process.kill(pid, "SIGKILL");
  await settled(editor, pid);
  await found(document);
  assert.match((await ask("hover", "provideHover", document, place(document, token, 4)))[0].contents.value, /HS256/);
  assert.equal(host.listeners(), listeners);
  for (const entries of host.providers.values()) assert.ok(entries.length <= 1);
  assert.equal(host.collections.length, 1);
  assert.match(host.log.join("\n"), /error jwtls has ended by the signal SIGKILL/);
});

test("what was asked of a process that ends is answered with nothing, and what is asked by name is refused", async (context) => {
  const editor = await start(context);
  const document = editor.open("app.env", `TOKEN=${token}\n`);
  const key = {secret: "correct horse battery staple, twice", encoding: "utf8"};
  const pid = editor.pid();
  const call = editor.call("keygen", {alg: "RS512", size: 8192});
  const hover = ask("hover", "provideHover", document, place(document, token, 4));
  process.kill(pid, "SIGKILL");
  await assert.rejects(call, /SIGKILL/);
  assert.ok((await hover).length <= 1);
  await settled(editor, pid);
  assert.equal((await editor.call("verify", {token, key})).valid, false);
});

test("a process that ends again and again is given up, until somebody starts it", async (context) => {
  const editor = await start(context);
  for (let count = 1; count <= 5; count++) {
    const pid = editor.pid();
    process.kill(pid, "SIGKILL");
    await settled(editor, pid);
  }
  host.choose = (text, actions) => actions[0];
  const pid = editor.pid();
  const ended = until("the message", () => host.messages.find(({text}) => text.includes("has ended 6 times within 3 minutes")));
  process.kill(pid, "SIGKILL");
  assert.deepEqual((await ended).actions, ["Restart", "Settings", "Log"]);
  // Whoever is told so has chosen to restart it.
  await settled(editor, pid);
});

test("it ends as LSP has it, at once, and leaves nothing behind", async (context) => {
  const trace = path.join(home, "trace");
  const editor = await start(context, {
    prepare: () => host.configure("global", {"jwtls.path": standIn("traced", `"${program}" "$@"; echo $? > "${trace}"`)}),
  });
  editor.open("app.env", `TOKEN=${token}\n`);
  const pid = editor.pid();
  await editor.end();
  assert.equal(readFileSync(trace, "utf8"), "0\n");
  assert.equal(isAlive(pid), false);
  assert.equal(host.listeners(), 0);
  assert.deepEqual([...host.providers.values()].flat(), []);
  for (const kept of [host.collections, host.watchers, host.statuses, [...host.commands], [...host.contents]]) assert.deepEqual(kept, []);
});

test("however often it is started at once, one process is left, and none when it ends meanwhile", async (context) => {
  const list = path.join(home, "processes");
  const editor = await start(context, {
    prepare: () => host.configure("global", {"jwtls.path": standIn("listed", `echo $$ >> "${list}"; exec "${program}" "$@"`)}),
  });
  const alive = () => readFileSync(list, "utf8").trim().split("\n").map(Number).filter(isAlive);
  await Promise.all([1, 2, 3].map(() => vscode.commands.executeCommand("jwtls.restart")));
  await stated(editor, "running");
  assert.deepEqual(alive(), [editor.pid()]);
  const restarted = vscode.commands.executeCommand("jwtls.restart");
  await editor.end();
  await restarted;
  assert.deepEqual(alive(), []);
});

test("a program that is not there, or is another one, is said once and not tried again", async (context) => {
  const editor = await start(context, {prepare: () => host.configure("global", {"jwtls.path": path.join(home, "nothing")})});
  await stated(editor, "failed");
  assert.equal(host.messages.length, 1);
  assert.match(host.messages[0].text, /nothing cannot be started: .*ENOENT/);
  await assert.rejects(editor.call("server/info"), /not running/);
  await vscode.commands.executeCommand("jwtls.restart");
  await until("the second message", () => host.messages.length === 2);

  host.configure("global", {"jwtls.path": standIn("other", `while :; do echo "usage: other [-h]"; done`)});
  await until("the third message", () => host.messages.find(({text}) => text.includes("This is not jwtls")));
  await stated(editor, "failed");

  const body = JSON.stringify({jsonrpc: "2.0", id: 1, result: {capabilities: {positionEncoding: "utf-8"}}});
  host.configure("global", {"jwtls.path": standIn("alike", `printf 'Content-Length: ${body.length}\\r\\n\\r\\n%s' '${body}'; exec cat >"${home}/heard"`)});
  await until("the fourth message", () => host.messages.find(({text}) => text.includes("does not count in UTF-16")));
  await until("its end", () => existsSync(path.join(home, "heard")) && readFileSync(path.join(home, "heard"), "utf8").includes("shutdown"));

  host.configure("global", {"jwtls.path": undefined});
  await stated(editor, "running");
  assert.equal((await editor.call("server/info")).name, "jwtls");
  assert.equal(host.messages.length, 4);
});

test("a program that never answers holds up nothing, and is ended for another", async (context) => {
  const editor = await start(context, {isHanging: true, prepare: () => host.configure("global", {"jwtls.path": standIn("mute", "exec sleep 1000")})});
  assert.equal(editor.status(), "jwtls: starting");
  await assert.rejects(editor.call("server/info"), /not running/);
  host.configure("global", {"jwtls.path": undefined});
  await stated(editor, "running");
  assert.deepEqual(host.messages, []);
});

test("settings that are changed are taken up at once, and only those that somebody has set are said", async (context) => {
  const editor = await start(context, {files: {".jwtls.json": '{"severities": {"claim.no_expiry": "error"}}'}});
  const {token: signed} = await editor.call("sign", {key: secret, claims: {sub: "alice"}});
  const document = editor.open("app.env", `TOKEN=${signed}\n`);
  const [diagnostic] = await found(document);
  // The file of the folder counts where the editor says nothing.
  assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
  host.configure("workspace", {"jwtls.severities": {"claim.no_expiry": "off"}});
  await until("the end of the finding", () => codes(document).length === 0);
  host.configure("workspace", {"jwtls.severities": undefined});
  await found(document);
  host.configure("global", {"jwtls.exclude": ["**/*.env"]});
  await until("the end of the finding", () => codes(document).length === 0);
  // Nothing that only VS Code knows is said to the service, which would complain.
  host.configure("global", {"jwtls.path": "jwtls", "jwtls.exclude": []});
  assert.deepEqual(host.log.filter((line) => line.startsWith("warn")), []);
});

test("every default that the settings show is the service's own", async (context) => {
  const editor = await start(context);
  const {token: soon} = await editor.call("sign", {key: secret, claims: {sub: "a"}, expiresIn: "14m"});
  const {token: long} = await editor.call("sign", {key: secret, claims: {sub: "a"}, expiresIn: "367d"});
  const text = `${token}\n${soon}\n${long}\n`;
  const seen = async () => {
    const documents = ["app.env", ".git/config", "fixtures/app.env"].map((name) => editor.open(name, text));
    await Promise.all([found(documents[0]), found(documents[2])]);
    const all = documents.map((one) => host.diagnostics(one.uri).map(({code, severity}) => `${code.value ?? code} ${severity}`));
    const hints = await ask("hint", "provideInlayHints", documents[0], new vscode.Range(0, 0, 9, 0));
    const lenses = await ask("lens", "provideCodeLenses", documents[0]);
    documents.forEach((one) => host.documents.close(one));
    await until("the end of the findings", () => documents.every((one) => codes(one).length === 0));
    return {all, hints: hints.length, lenses: lenses.length};
  };
  const unset = await seen();
  assert.equal(unset.all[0].length, 3);
  const defaults = Object.fromEntries(Object.entries(host.configuration.default).filter(([name]) => name !== "jwtls.path"));
  const document = editor.open("other.env", text);
  await found(document);
  // Once this has shown, the others are taken up, too.
  host.configure("global", {...defaults, "jwtls.enable": false});
  await until("the end of the findings", () => codes(document).length === 0);
  host.configure("global", {"jwtls.enable": true});
  await found(document);
  assert.deepEqual(await seen(), unset);
  assert.deepEqual(host.log.filter((line) => line.startsWith("warn")), []);
});

test("a folder that is not trusted does not say which program is started; it does once it is", async (context) => {
  const mark = path.join(home, "mark");
  const script = standIn("hostile", `touch "${mark}"; exec "${program}" "$@"`);
  const editor = await start(context, {prepare: () => {
    host.isTrusted = false;
    host.configure("workspace", {"jwtls.path": script});
    // Even where VS Code would hand it over.
    host.restricted.clear();
  }});
  const document = editor.open("app.env", `TOKEN=${token}\n`);
  await found(document);
  assert.equal(existsSync(mark), false);
  const pid = editor.pid();
  host.grantTrust();
  await settled(editor, pid);
  assert.equal(existsSync(mark), true);
  await found(document);
});

test("the program is the setting's, else that of JWTLS_PATH, else the one on the PATH; a relative path begins at the folder", async (context) => {
  const {program: named} = require("../lib/settings.js");
  const editor = await start(context);
  assert.equal(named(), program);
  delete process.env.JWTLS_PATH;
  context.after(() => { process.env.JWTLS_PATH = program; });
  assert.equal(named(), "jwtls");
  host.configuration.global["jwtls.path"] = "~/bin/jwtls";
  assert.equal(named(), path.join(require("node:os").homedir(), "bin/jwtls"));
  host.configuration.workspace["jwtls.path"] = "tools/jwtls";
  assert.equal(named(), path.join(editor.folder, "tools/jwtls"));
  // What lies in a folder that is not trusted is not started, whoever names it.
  host.isTrusted = false;
  Object.assign(host.configuration, {global: {"jwtls.path": "tools/jwtls"}, workspace: {}});
  assert.equal(named(), "jwtls");
});

test("files that the service watches are told of, and keys that a folder brings are read", async (context) => {
  const editor = await start(context, {files: {".jwtls.json": '{"keys": ["jwks.json"]}'}});
  const {keys: [{private: key}]} = await editor.call("keygen", {alg: "ES256"});
  const {token: signed} = await editor.call("sign", {key, claims: {sub: "alice"}, expiresIn: "1h"});
  const document = editor.open("app.env", `TOKEN=${signed}\n`);
  const hover = async () => (await ask("hover", "provideHover", document, place(document, signed, 4)))[0].contents.value;
  assert.doesNotMatch(await hover(), /Signature valid|valid under/i);
  const file = path.join(editor.folder, "jwks.json");
  writeFileSync(file, JSON.stringify({keys: [key.jwk]}));
  const watcher = await until("a watcher", () => host.watchers.find(({pattern}) => pattern.includes("jwks")));
  watcher.created.fire(vscode.Uri.file(file));
  await until("the signature", async () => /valid/i.test(await hover()) && !/no key is configured/i.test(await hover()));
});

test("folders that are added are told of", async (context) => {
  const editor = await start(context, {files: {"jwks.json": JSON.stringify({keys: [{kty: "oct", k: Buffer.from(secret.secret).toString("base64url")}]})}});
  const all = host.folders;
  host.setFolders([]);
  host.configure("global", {"jwtls.keys": ["jwks.json"]});
  const {token: signed} = await editor.call("sign", {key: secret, claims: {sub: "alice"}, expiresIn: "1h"});
  const document = editor.open("app.env", `TOKEN=${signed}\n`);
  const label = async () => (await ask("hint", "provideInlayHints", document, new vscode.Range(0, 0, 1, 0)))[0].label;
  assert.doesNotMatch(await label(), /verified/);
  host.setFolders(all);
  await until("the key", async () => (await label()).includes("verified"));
});

test("a question that nobody waits for any more is cancelled in the service, too", async (context) => {
  const editor = await start(context);
  const source = new vscode.CancellationTokenSource();
  const call = editor.call("keygen", {alg: "RS512", size: 8192}, source.token);
  source.cancel();
  await assert.rejects(call, {code: -32800});
  const document = editor.open("app.env", `TOKEN=${token}\n`);
  const hovers = host.providers.get("hover")[0].provider;
  const cancelled = {isCancellationRequested: true, onCancellationRequested: () => ({dispose() {}})};
  // It is answered, or said to be cancelled, as VS Code has it; never an error of another kind.
  await hovers.provideHover(document, place(document, token, 4), cancelled).catch((error) => assert.ok(error instanceof vscode.CancellationError));
});

test("what the service does is traced where the log shows it, without a token", async (context) => {
  const editor = await start(context);
  host.setLogLevel(vscode.LogLevel.Trace);
  const document = editor.open("app.env", `TOKEN=${token}\n`);
  await ask("hover", "provideHover", document, place(document, token, 4));
  await until("a trace", () => host.log.some((line) => line.startsWith("trace ") && line.includes("textDocument/hover")));
  assert.equal(host.log.join("\n").includes(token.slice(0, 20)), false);
});
