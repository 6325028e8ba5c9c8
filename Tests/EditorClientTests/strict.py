#!/usr/bin/env python3
"""Holds everything that jwtls says in an editor's session to lsprotocol, which knows every shape of LSP.

strict.py JWTLS FOLDER: one session for each set of capabilities that pytest-lsp has captured from editors. In each, every request
is made that the server says it answers. Prints what each session saw, a line each: the editor, a tab, JSON.
"""

import json
import pathlib
import subprocess
import sys

import pytest_lsp
from lsprotocol import converters, types

_converter = converters.get_converter()
_token = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJhbGljZSIsImV4cCI6MTMwMDgxOTM4MH0.c2ln"
_documents = {
    "token.env": ("sh", f"first\nTOKEN={_token}\n"),
    "claims.json": ("json", '{"iss": "joe", "exp": 1300819380, "aud": ["a"], "": 1}\n'),
    "jwks.json": ("json", '{"keys": [{"kty": "oct", "kid": "a", "k": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "alg": "HS256"}]}\n'),
    "key.pem": ("pem", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n"),
    "notes.md": ("markdown", f"# 😀 {_token} and π {_token}\n"),
    "empty": ("plaintext", ""),
}


class Session:
    """One process and what it says; each message is taken apart by lsprotocol."""

    def __init__(self, program):
        self._process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._last = 0
        self.diagnostics = {}
        self.asked = []

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self):
        length = 0
        while line := self._process.stdout.readline().strip():
            name, value = line.split(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return json.loads(self._process.stdout.read(length))

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def ask(self, method, params):
        """The result as it came, once lsprotocol could read it; an error raises."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            message = self._receive()
            if "method" in message:
                self._take(message)
                continue
            assert message["id"] == self._last, message
            assert "error" not in message, (method, message)
            _converter.structure(message, types.METHOD_TO_TYPES[method][1])
            return message["result"]

    def _take(self, message):
        _converter.structure(message, types.METHOD_TO_TYPES[message["method"]][0])
        if "id" in message:
            self.asked.append(message["method"])
            result = [None] if message["method"] == "workspace/configuration" else None
            self._send({"id": message["id"], "result": result})
        elif message["method"] == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]

    def end(self):
        assert self.ask("shutdown", None) is None
        self.notify("exit", None)
        code = self._process.wait(10)
        assert code == 0, code


def _questions(session, capabilities, uri, text):
    """Every request about a document that these capabilities promise, with its answer."""
    document = {"textDocument": {"uri": uri}}
    lines = text.split("\n")
    places = [{"line": line, "character": character} for line in range(len(lines)) for character in (0, 7, 40, 90, 10_000)]
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": len(lines), "character": 0}}
    at_place = {
        "hoverProvider": "hover", "definitionProvider": "definition", "documentHighlightProvider": "documentHighlight",
        "completionProvider": "completion",
    }
    for promise, name in at_place.items():
        for place in places if capabilities.get(promise) else []:
            yield name, session.ask(f"textDocument/{name}", {**document, "position": place})
    if capabilities.get("referencesProvider"):
        for place in places:
            yield "references", session.ask(
                "textDocument/references", {**document, "position": place, "context": {"includeDeclaration": True}})
    of_document = {
        "documentSymbolProvider": "documentSymbol", "codeLensProvider": "codeLens", "documentLinkProvider": "documentLink",
        "foldingRangeProvider": "foldingRange", "diagnosticProvider": "diagnostic",
    }
    for promise, name in of_document.items():
        if capabilities.get(promise):
            answer = session.ask(f"textDocument/{name}", document)
            yield name, answer
            if isinstance(capabilities[promise], dict) and capabilities[promise].get("resolveProvider"):
                for item in answer or []:
                    yield f"{name} resolved", session.ask(f"{name}/resolve", item)
    if capabilities.get("selectionRangeProvider"):
        yield "selectionRange", session.ask("textDocument/selectionRange", {**document, "positions": places})
    if capabilities.get("inlayHintProvider"):
        hints = session.ask("textDocument/inlayHint", {**document, "range": whole})
        yield "inlayHint", hints
        for hint in hints or []:
            yield "inlayHint resolved", session.ask("inlayHint/resolve", hint)
    if semantic := capabilities.get("semanticTokensProvider"):
        answer = session.ask("textDocument/semanticTokens/full", document)
        yield "semanticTokens", answer
        if isinstance(semantic.get("full"), dict) and semantic["full"].get("delta"):
            session.ask("textDocument/semanticTokens/full/delta", {**document, "previousResultId": answer["resultId"]})
            session.ask("textDocument/semanticTokens/full/delta", {**document, "previousResultId": "none"})
        if semantic.get("range"):
            session.ask("textDocument/semanticTokens/range", {**document, "range": whole})
    if capabilities.get("codeActionProvider"):
        found = session.diagnostics.get(uri, [])
        for place in places:
            params = {**document, "range": {"start": place, "end": place}, "context": {"diagnostics": found}}
            for action in session.ask("textDocument/codeAction", params) or []:
                yield "codeAction", action
                provider = capabilities["codeActionProvider"]
                if isinstance(provider, dict) and provider.get("resolveProvider") and "kind" in action:
                    yield "codeAction resolved", session.ask("codeAction/resolve", action)


def _converse(program, folder, capabilities):
    session = Session(program)
    answer = session.ask("initialize", {
        "processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities,
        "workspaceFolders": [{"uri": folder.as_uri(), "name": "folder"}]})
    session.notify("initialized", {})
    seen = {}
    for name, (language, text) in _documents.items():
        uri = (folder / name).as_uri()
        session.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}})
        for question, result in _questions(session, answer["capabilities"], uri, text):
            seen[question] = seen.get(question, 0) + bool(result)
    if answer["capabilities"].get("workspaceSymbolProvider"):
        seen["workspaceSymbol"] = len(session.ask("workspace/symbol", {"query": ""}) or [])
    session.end()
    seen["diagnostics"] = sum(len(found) for found in session.diagnostics.values())
    return {"encoding": answer["capabilities"]["positionEncoding"], "asked": sorted(set(session.asked)), "seen": seen}


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    for file in sorted((pathlib.Path(pytest_lsp.__file__).parent / "clients").glob("*.json")):
        capabilities = json.loads(file.read_text())
        print(file.stem, json.dumps(_converse(program, folder, capabilities["capabilities"])), sep="\t", flush=True)


if __name__ == "__main__":
    main()
