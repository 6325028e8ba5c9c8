"use strict";

const os = require("node:os");
const path = require("node:path");
const vscode = require("vscode");

const section = "jwtls";
/** What is about this client, and nothing that the service should hear of. */
const own = new Set(["path"]);

/** The names of the settings that are the service's, as package.json has them. */
function names(manifest) {
  return Object.keys(manifest.contributes.configuration.properties)
    .map((name) => name.slice(section.length + 1)).filter((name) => !own.has(name));
}

const isSet = ({globalValue, workspaceValue, workspaceFolderValue}) =>
  [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);

/** The settings that somebody has set. The others are left to .jwtls.json, which counts less than what an editor says. */
function settings(manifest, scope) {
  const configuration = vscode.workspace.getConfiguration(section, scope);
  return Object.fromEntries(names(manifest)
    .filter((name) => isSet(configuration.inspect(name) ?? {}))
    .map((name) => [name, configuration.get(name)]));
}

/** The program: the setting, or what JWTLS_PATH says, or jwtls on the PATH. What a workspace says counts once it is trusted. */
function program() {
  const configuration = vscode.workspace.getConfiguration(section);
  const inspected = configuration.inspect("path");
  const set = vscode.workspace.isTrusted ? configuration.get("path") : inspected?.globalValue;
  const name = set || process.env.JWTLS_PATH || "jwtls";
  if (name.startsWith("~/")) return path.join(os.homedir(), name.slice(2));
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!name.includes("/") || path.isAbsolute(name) || folder?.scheme !== "file") return name;
  return path.join(folder.fsPath, name);
}

module.exports = {program, section, settings};
