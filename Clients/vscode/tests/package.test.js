"use strict";

const assert = require("node:assert/strict");
const {execFileSync} = require("node:child_process");
const {chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync} = require("node:fs");
const path = require("node:path");
const {test} = require("node:test");
const {ask, found, home, host, manifest, place, start, token} = require("./support.js");

const extension = path.join(__dirname, "..");
const protocol = path.join(extension, "../../Protocol");
const page = readFileSync(path.join(extension, "README.md"), "utf8");
const json = (file) => JSON.parse(readFileSync(file, "utf8"));

const has = (program) => {
  try {
    execFileSync(program, ["--version"], {stdio: "ignore"});
    return true;
  } catch {
    return false;
  }
};
const skip = has("python3") ? false : "python3 is not here";

const unpack = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    archive.extractall(sys.argv[2])
    print("\\n".join(archive.namelist()))`;

/** The package, unpacked as VS Code does; the folder, and the names of its parts. */
function packed(file = path.join(mkdtempSync(path.join(home, "vsix-")), "jwtls.vsix")) {
  execFileSync("python3", [path.join(extension, "package.py"), file]);
  const folder = mkdtempSync(path.join(home, "installed-"));
  const names = execFileSync("python3", ["-c", unpack, file, folder], {encoding: "utf8"}).trim().split("\n");
  return {file, folder, names};
}

test("the package holds what the extension needs, and its manifest says what package.json says", {skip}, () => {
  const {folder, names} = packed();
  const needed = ["package.json", "README.md", "LICENSE.txt", "extension.js", ...readdirSync(path.join(extension, "lib")).map((name) => `lib/${name}`)];
  assert.deepEqual(needed.filter((name) => !names.includes(`extension/${name}`)), []);
  assert.deepEqual(names.filter((name) => /test/.test(name)), []);
  for (const name of names) assert.equal(lstatSync(path.join(folder, name)).isSymbolicLink(), false);

  const xml = readFileSync(path.join(folder, "extension.vsixmanifest"), "utf8");
  const identity = /<Identity Language="en-US" Id="([^"]*)" Version="([^"]*)" Publisher="([^"]*)"\/>/.exec(xml);
  assert.deepEqual([...identity].slice(1), [manifest.name, manifest.version, manifest.publisher]);
  assert.ok(xml.includes(`"Microsoft.VisualStudio.Code.Engine" Value="${manifest.engines.vscode}"`));
  for (const [, asset] of xml.matchAll(/<Asset [^>]*Path="([^"]*)"/g)) assert.ok(names.includes(asset), asset);
  // Every part has a type, or an installer refuses the whole.
  const types = readFileSync(path.join(folder, "[Content_Types].xml"), "utf8");
  for (const name of names.slice(1)) assert.ok(types.includes(`Extension="${path.extname(name)}"`), name);
  for (const {url} of manifest.contributes.jsonValidation) {
    const first = path.join(folder, "extension", url);
    for (const [, other] of readFileSync(first, "utf8").matchAll(/"\$ref": *"([^"#]+)"/g)) assert.ok(existsSync(path.join(path.dirname(first), other)), other);
  }
});

test("the same sources make the same bytes", {skip}, () => {
  assert.ok(readFileSync(packed().file).equals(readFileSync(packed().file)));
});

test("the first example of the page installs an extension that starts and serves", {skip}, async (context) => {
  const empty = mkdtempSync(path.join(home, "empty-"));
  symlinkSync(path.join(extension, "../../Clients"), path.join(empty, "Clients"));
  const [, commands] = /^```sh\n(.*?)^```$/ms.exec(page);
  // VS Code's own command, as far as it is about extensions: it unpacks one, and opens files.
  const bin = path.join(empty, "bin");
  mkdirSync(bin);
  const unpacked = path.join(empty, "unpacked");
  writeFileSync(path.join(bin, "unpack.py"), unpack);
  writeFileSync(path.join(bin, "code"), `#!/bin/sh
case $1 in --install-extension) exec python3 "${bin}/unpack.py" "$2" "${unpacked}" ;; app.env) echo opened ;; *) exit 2 ;; esac\n`);
  chmodSync(path.join(bin, "code"), 0o755);
  const output = execFileSync("sh", ["-ec", commands], {cwd: empty, env: {...process.env, PATH: `${bin}:${process.env.PATH}`}, encoding: "utf8"});
  assert.equal(output.trim().split("\n").at(-1), "opened");

  const editor = await start(context, {extension: path.join(unpacked, "extension", json(path.join(unpacked, "extension/package.json")).main)});
  const document = editor.open("app.env", `TOKEN=${token}\n`);
  await found(document);
  assert.match((await ask("hover", "provideHover", document, place(document, token, 4)))[0].contents.value, /HS256/);
});

test("the settings are those of the schema, of the same types", () => {
  const {properties} = json(path.join(protocol, "schemas/EditorSettings.schema.json"));
  const {"jwtls.path": own, ...settings} = manifest.contributes.configuration.properties;
  assert.equal(own.scope, "machine-overridable");
  assert.deepEqual(Object.keys(settings).map((name) => name.replace("jwtls.", "")), Object.keys(properties).filter((name) => name !== "$schema"));
  for (const [name, setting] of Object.entries(settings)) {
    const schema = properties[name.replace("jwtls.", "")];
    if (schema.type) assert.deepEqual(setting.type, schema.type, name);
    for (const word of ["minimum", "maximum", "maxItems"]) assert.equal(setting[word], schema[word], `${name} ${word}`);
    assert.deepEqual(setting.additionalProperties?.enum, schema.additionalProperties?.enum, name);
    const type = setting.default === null ? "null" : Array.isArray(setting.default) ? "array" : typeof setting.default;
    assert.ok([setting.type].flat().map((one) => (one === "integer" ? "number" : one)).includes(type), name);
  }
  for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(name in manifest.contributes.configuration.properties);
});

test("the page names every command, and its settings are settings", () => {
  for (const {title, command} of manifest.contributes.commands) {
    const isHidden = manifest.contributes.menus.commandPalette.some((item) => item.command === command && item.when === "false");
    if (!isHidden) assert.ok(page.includes(title), title);
  }
  const [, settings] = /^```json\n(.*?)^```$/ms.exec(page);
  for (const name of Object.keys(JSON.parse(settings))) assert.ok(name in manifest.contributes.configuration.properties, name);
  assert.ok(page.includes(`VS Code ${manifest.engines.vscode.slice(1).replace(/\.0$/, "")} and later`));
});

test("a file of tokens is told by its name or its first line", () => {
  const [{extensions, firstLine}] = manifest.contributes.languages;
  assert.deepEqual(extensions, [".jwt"]);
  assert.ok(new RegExp(firstLine).test(token));
  assert.equal(new RegExp(firstLine).test("eyJ is how a token begins"), false);
});

test("what is declared of colours is what the service is told and says", async (context) => {
  const {capabilities} = require("../lib/capabilities.js");
  const modifiers = manifest.contributes.semanticTokenModifiers.map(({id}) => id);
  assert.deepEqual(capabilities.textDocument.semanticTokens.tokenModifiers, modifiers);
  await start(context);
  const [{metadata: [legend]}] = host.providers.get("colours");
  assert.deepEqual(legend.tokenModifiers, modifiers);
  const [{scopes}] = manifest.contributes.semanticTokenScopes;
  assert.deepEqual(Object.keys(scopes), modifiers.map((name) => `*.${name}`));
});

test("the protocol's transcript of this client begins as it does", () => {
  const text = readFileSync(path.join(protocol, "transcripts/client-vscode.txt"), "utf8");
  const {params} = JSON.parse(/^→ (\{.*?)^← /ms.exec(text)[1]);
  assert.deepEqual(params.capabilities, require("../lib/capabilities.js").capabilities);
});

test("no file reaches for anything but VS Code, Node and its own neighbours", () => {
  for (const name of ["extension.js", ...readdirSync(path.join(extension, "lib")).map((one) => `lib/${one}`)]) {
    const text = readFileSync(path.join(extension, name), "utf8");
    for (const [, module] of text.matchAll(/require\("([^"]+)"\)/g)) assert.match(module, /^(vscode|node:.*|\.\/.*)$/, `${name}: ${module}`);
  }
  assert.equal(manifest.dependencies, undefined);
});
