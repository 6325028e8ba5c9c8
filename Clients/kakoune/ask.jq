# Text from standard input, as the requests of an editor's session that are about one place in it.
#   $kind    hover, verify or decode
#   $column  the place in its first line, in bytes from 1; 0 is the whole text
#   $folder  where .jwtls.json and the key files are
# The option jwtls_settings, in the environment, is what else is set.

def address: "file://" + (split("/") | map(@uri) | join("/"));

# Beside what it is about a hover tells all of it, and not one part; everything else is done at its first byte.
(if $column == "0" then [" " + ., if $kind == "hover" then 0 else 1 end] else [., ($column | tonumber) - 1] end) as [$text, $character]
| {textDocument: {uri: "untitled:selection"}, position: {line: 0, character: $character}} as $place
| ({id: 1, method: "initialize", params: {
      processId: null, rootUri: ($folder | address), initializationOptions: ($ENV.kak_opt_jwtls_settings | fromjson),
      capabilities: {general: {positionEncodings: ["utf-8"]}, textDocument: {hover: {contentFormat: ["plaintext"]}}}}},
   {method: "initialized", params: {}},
   {method: "textDocument/didOpen", params: {textDocument: {
      uri: "untitled:selection", languageId: "plaintext", version: 1, text: $text}}},
   if $kind == "hover" then {id: 2, method: "textDocument/hover", params: $place}
   else {id: 2, method: "workspace/executeCommand", params: {
      command: "jwtls.\($kind)", arguments: [{uri: $place.textDocument.uri, position: $place.position}]}} end)
| {jsonrpc: "2.0"} + .
