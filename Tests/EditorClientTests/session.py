"""What the tests of clients that are configuration have in common: jwtls started as the configuration says, asked as an editor asks it,
and what came of it counted. They find this file beside Clients/."""

import json
import os
import pathlib
import queue
import re
import shutil
import subprocess
import tempfile
import threading

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.wFfZrUEAzfOTkCXXY7n5M_3zY3S0KNkQzQpFHOvTz5c"
# Long enough for any machine; nothing fails by it but what never comes.
_patience = 60


def environment(home):
    """A surrounding in which nothing of the user's own has a say, and `jwtls` is the program that JWTLS names."""
    program = shutil.which(os.environ.get("JWTLS", "jwtls"))
    if program is None:
        raise SystemExit("JWTLS does not name a program")
    folder = pathlib.Path(home) / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "jwtls").exists():
        (folder / "jwtls").symlink_to(pathlib.Path(program).resolve())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "JWTLS"))}
    return {**kept, "HOME": str(home), "PATH": f"{folder}:{os.environ['PATH']}"}


def initialize(client):
    """The parameters with which a client began, out of its transcript."""
    text = (REPOSITORY / f"Protocol/transcripts/client-{client}.txt").read_text("utf-8")
    return json.JSONDecoder().raw_decode(text, text.index("→ {") + 2)[0]["params"]


def plain_initialize():
    """What a client says that can apply edits and is told of diagnostics, when it is not known what it says of itself."""
    return {"processId": None, "capabilities": {
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}, "publishDiagnostics": {}},
        "workspace": {"applyEdit": True, "configuration": True, "workspaceEdit": {"documentChanges": True}}}}


class Session:
    """One process that speaks LSP; what it asks is answered as by an editor with these settings."""

    def __init__(self, command, folder, env, settings=None):
        self._settings = settings
        self._process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._messages = queue.Queue()
        self._last = 0
        self._found = {}
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while header := self._process.stdout.readline():
            length = 0
            while header.strip():
                name, value = header.split(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = self._process.stdout.readline()
            self._messages.put(json.loads(self._process.stdout.read(length)))
        self._messages.put(None)

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def ask(self, method, params):
        """The result; an error raises."""
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": params})
        answer = self._until(lambda message: message.get("id") == number and "method" not in message)
        if "error" in answer:
            raise ValueError(f"{method}: {answer['error']}")
        return answer["result"]

    def diagnostics(self, uri):
        """What is told of a document."""
        while uri not in self._found:
            self._until(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        return self._found.pop(uri)

    def until_configured(self):
        """Waits until it has been answered what it asked for its settings."""
        self._until(lambda message: message.get("method") == "workspace/configuration")

    def _until(self, is_wanted):
        while True:
            message = self._messages.get(timeout=_patience)
            if message is None:
                raise EOFError("jwtls has ended")
            self._take(message)
            if is_wanted(message):
                return message

    def _take(self, message):
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._found[message["params"]["uri"]] = message["params"]["diagnostics"]
        if method is not None and "id" in message:
            items = message["params"].get("items", []) if method == "workspace/configuration" else None
            self._send({"id": message["id"], "result": [self._settings for _ in items] if items is not None else None})

    def end(self):
        """Ends it as LSP has it; the exit code."""
        self.ask("shutdown", None)
        self.notify("exit", None)
        return self._process.wait(_patience)


class Checks:
    """Counts what was as it should be, and says what was not."""

    def __init__(self):
        self._passed = self._failed = self._skipped = 0

    def says(self, name, expected, seen):
        if expected == seen:
            self._passed += 1
            return
        self._failed += 1
        print(f"failed: {name}\n  expected: {expected!r}\n  seen:     {seen!r}")

    def holds(self, name, condition, seen=None):
        self.says(name, True, True if condition else seen)

    def skips(self, reason):
        self._skipped += 1
        print(f"skipped: {reason}")

    def finish(self):
        """Prints the counts; ends the process."""
        print(f"{self._passed} passed, {self._failed} failed, {self._skipped} skipped", flush=True)
        raise SystemExit(1 if self._failed else 0)


def blocks(page, language):
    """The blocks of a page in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)


def converse(checks, name, command, options, params, settings=None, changed=None, files=None, hover="HS256"):
    """A session as a configuration says it: started, told `options`, answered `settings` or told `changed` ones, asked about a token that has
    expired, and ended. They may have that shown as a hint; what the hover says tells whether anything else of them was taken up."""
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home).resolve() / "project"
        folder.mkdir()
        for file, text in (files or {}).items():
            (folder / file).write_text(text, "utf-8")
        session = Session(command, folder, environment(home), settings)
        session.ask("initialize", {
            **params, "processId": None, "rootUri": folder.as_uri(), "initializationOptions": options,
            "workspaceFolders": [{"uri": folder.as_uri(), "name": "project"}]})
        session.notify("initialized", {})
        if settings is not None:
            session.until_configured()
        if changed is not None:
            session.notify("workspace/didChangeConfiguration", {"settings": changed})
        uri = (folder / "app.env").as_uri()
        session.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "plaintext", "version": 1, "text": f"first line\nTOKEN={TOKEN}\n"}})
        contents = session.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 9}})["contents"]
        wanted = (settings or (changed or {}).get("jwtls") or options or {}).get("severities", {}).get("claim.exp_expired", "warning")
        severity = {"error": 1, "warning": 2, "information": 3, "hint": 4}[wanted]
        found = [(one["code"], one["severity"], one["range"]["start"]["character"]) for one in session.diagnostics(uri)]
        checks.holds(f"{name}: what is found", ("claim.exp_expired", severity, 6) in found, found)
        checks.holds(f"{name}: the hover", hover in contents["value"], contents)
        checks.says(f"{name}: how it ends", 0, session.end())
