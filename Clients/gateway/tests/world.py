"""Keys, policies, tokens, an API, the guard and proxies in a folder of their own."""

import http.client
import http.server
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

from jwtls import Jwtls

from . import CLIENT, PACKAGE

KEY = {"secret": "correct horse battery staple, twice", "encoding": "utf8"}


def wait_for(condition, what="it does not happen", seconds=30.0):
    """Waits until something holds; how long that takes decides nothing."""
    until = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(what)
        time.sleep(0.01)


def free_port():
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return made.getsockname()[1]


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("guard", timeout=30)
        self._path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(30)
        self.sock.connect(self._path)


class Said:
    """An answer: its status, its headers in lower case, its body."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {}
        for name, value in response.getheaders():
            self.headers.setdefault(name.lower(), []).append(value)
        self.body = response.read()

    def one(self, name):
        values = self.headers.get(name, [])
        return values[0] if len(values) == 1 else values or None


def asked(connection, method, target, headers=()):
    """Sends one request with exactly these headers (and Host where they have none), and reads the answer."""
    try:
        names = [name.lower() for name, _ in headers]
        connection.putrequest(method, target, skip_host="host" in names, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        return Said(connection.getresponse())
    finally:
        connection.close()


class Api(http.server.ThreadingHTTPServer):
    """An API that says which headers reached it."""

    daemon_threads = True

    def __init__(self):
        self.seen = 0
        super().__init__(("127.0.0.1", 0), _Echo)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def end(self):
        self.shutdown()
        self.server_close()


class _Echo(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.server.seen += 1
        length = int(self.headers.get("Content-Length", 0))
        body = {
            "method": self.command,
            "path": self.path,
            "headers": self.headers.items(),
            "body": self.rfile.read(length).decode(),
        }
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = answer

    def log_message(self, *_):
        pass


class GatewayTest(unittest.TestCase):
    """Each test has a folder with a key, a configuration of jwtls and a store; `guard` starts a guard there."""

    #: What jwtls accepts, by name; a test says more.
    policies = {}
    store = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="gw"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.folder.chmod(0o700)
        self.env = {**os.environ, "XDG_STATE_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        self.write_policies(self.policies)
        self.store = self.store or f"{self.folder}/store/store.sqlite"
        self.arguments = ["--config", f"{self.folder}/jwtls.json", "--store", self.store]
        self.jwtls = Jwtls(arguments=self.arguments, env=self.env)
        self.addCleanup(self.jwtls.close)

    def write_policies(self, more):
        base = {"key": KEY, "algorithms": "HS256", "audience": "api", "requireExpiry": True}
        policies = {"api": base, **{name: {"extends": "api", **members} for name, members in more.items()}}
        path = self.folder / "jwtls.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps({"policies": policies}))

    def token(self, claims=None, key=KEY, **params):
        params = {"audience": "api", "expires_in": "1h", "jti": True, **params}
        return self.jwtls.sign(key, claims={"sub": "alice", "scope": "read", **(claims or {})}, **params)["token"]

    def configure(self, routes, **members):
        config = {
            "listen": "unix:guard.sock",
            "convention": "nginx",
            "realm": "api",
            "identity": {"X-Subject": "sub", "X-Scopes": "scope", "X-Tenant": "/org/id"},
            # As long as a machine needs that has much else to do; a test that is about time says its own.
            "jwtls": {"arguments": self.arguments, "timeout": 60},
            "routes": routes,
            **members,
        }
        (self.folder / "gateway.json").write_text(json.dumps(config))

    def guard(self, routes=({"name": "api", "prefix": "/", "policy": "api"},), **members):
        """A guard that listens at guard.sock, and where it is configured to."""
        self.configure(list(routes), **members)
        return self.start_guard()

    def start_guard(self):
        command = [sys.executable, "-m", "jwtls_gateway", "--config", "gateway.json"]
        (self.folder / "guard.log").touch()
        begun = self.log().count(" listens")
        process = self.start(command, "guard.log", PYTHONPATH=f"{PACKAGE}:{CLIENT}", PYTHONDONTWRITEBYTECODE="1")
        wait_for(lambda: process.poll() is not None or self.log().count(" listens") > begun, "the guard does not listen")
        self.assertIsNone(process.poll(), self.log())
        wait_for(self.listens)
        return process

    def start(self, command, log, number=signal.SIGTERM, **env):
        """A program in the folder of the test, which ends with it."""
        with open(self.folder / log, "a", encoding="utf-8") as file:
            process = subprocess.Popen(command, cwd=self.folder, env={**self.env, **env}, stdout=file, stderr=file)
        self.addCleanup(self.end, process, number)
        return process

    def listens(self):
        try:
            self.ask("/healthz")
        except OSError:
            return False
        return True

    @staticmethod
    def end(process, number=signal.SIGTERM):
        if process.poll() is None:
            process.send_signal(number)
        return process.wait(30)

    def log(self):
        return (self.folder / "guard.log").read_text()

    def ask(self, target, headers=(), method="GET", socket="guard.sock"):
        """One request straight to the guard's socket."""
        return asked(UnixConnection(self.folder / socket), method, target, headers)

    def asking(
        self,
        target="/notes",
        token=None,
        headers=(),
        method="GET",
        host="api.example",
        address="192.0.2.1",
        socket="guard.sock",
    ):
        """What nginx asks about a request."""
        said = [
            ("X-Original-Method", method),
            ("X-Original-Host", host),
            ("X-Original-URI", target),
            ("X-Original-Address", address),
            *headers,
        ]
        if token is not None:
            said.append(("Authorization", f"Bearer {token}"))
        answer = self.ask("/authorize", said, socket=socket)
        # What nginx makes of it.
        if answer.status == 403:
            answer.status = int(answer.one("x-guard-status"))
        return answer

    def metric(self, name):
        page = self.ask("/metrics").body.decode()
        found = re.search(rf"^{re.escape(name)} (.*)$", page, re.M)
        return float(found.group(1)) if found else 0.0

    def pids_of_jwtls(self, guard):
        listed = Path(f"/proc/{guard.pid}/task/{guard.pid}/children").read_text().split()
        return [int(each) for each in listed]
