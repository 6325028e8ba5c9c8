"use strict";

const vscode = require("vscode");

/**
 * Shows a message (`Error`, `Warning` or `Information`); resolves to the action that was chosen. VS Code takes `[…](command:…)` in one for a
 * link that does something, and the name of a file or a token may hold that: here nothing is a link.
 */
function say(level, text, ...actions) {
  return vscode.window[`show${level}Message`](`jwtls: ${text.replaceAll("](", "] (")}`, ...actions);
}

module.exports = {say};
