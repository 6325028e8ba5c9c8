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

/** What the setting says; what a workspace says counts once it is trusted, and so does what lies in it. */
function named() {
  const configuration = vscode.workspace.getConfiguration(section);
  const {isTrusted, workspaceFolders} = vscode.workspace;
  const name = isTrusted ? configuration.get("path") : configuration.inspect("path")?.globalValue;
  if (name?.startsWith("~/")) return path.join(os.homedir(), name.slice(2));
  if (!name?.includes("/") || path.isAbsolute(name)) return name;
  const folder = workspaceFolders?.[0]?.uri;
  return isTrusted && folder?.scheme === "file" ? path.join(folder.fsPath, name) : undefined;
}

/** The program: the setting, or what JWTLS_PATH says, or jwtls on the PATH. */
const program = () => named() || process.env.JWTLS_PATH || "jwtls";

module.exports = {program, section, settings};
