"use strict";

const vscode = require("vscode");
const {say} = require("./messages.js");
const {fromPosition, fromRange} = require("./shapes.js");

/** Where a command is about, when nobody says: the selection, or the place of the cursor. */
function here() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const {document, selection} = editor;
  const place = selection.isEmpty ? {position: fromPosition(selection.active)} : {range: fromRange(selection)};
  return {uri: document.uri.toString(), version: document.version, ...place};
}

/** Has the service do what a command says (Protocol/editor.md), and shows or keeps what it answers. */
async function execute(service, name, argument = here()) {
  if (argument === undefined) return void say("Warning", "There is no editor with a token in it.");
  try {
    const answer = await service.request("workspace/executeCommand", {command: name, arguments: [argument]});
    if (name === "jwtls.copyClaims") await vscode.env.clipboard.writeText(answer);
    else if (typeof answer?.text === "string") await show(answer);
    return answer;
  } catch (error) {
    say("Warning", error.message);
  }
}

async function show({language, text}) {
  const document = await vscode.workspace.openTextDocument({language, content: text});
  await vscode.window.showTextDocument(document, {preview: true});
}

/** Registers every command of package.json: the service's by the names that they have there, and those about the service. */
function commands(manifest, service, log) {
  const own = {"jwtls.restart": () => service.restart(), "jwtls.showLog": () => log.show()};
  return manifest.contributes.commands.map(({command}) => vscode.commands.registerCommand(
    command, own[command] ?? ((argument) => execute(service, command, argument))));
}

module.exports = {commands};
