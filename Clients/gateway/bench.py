#!/usr/bin/env python3
"""Requests a second and the 99th percentile through nginx: without a guard, with one that lets everybody pass, with jwtls behind it, and with
PyJWT in its own process in the place of jwtls. wrk asks, with a thousand tokens in turn. Prints rows of the tables in README.md.

    JWTLS_PATH=…/jwtls python bench.py [SECONDS]      needs nginx, wrk, and for PyJWT its package and cryptography
"""

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "python")]

from jwtls import Jwtls  # noqa: E402

try:
    import jwt
except ImportError:
    jwt = None

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 5
ROUNDS = 6
CONNECTIONS = 32
TOKENS = 1000
PORT, API_PORT = 18480, 18481
#: Name, path, options of jwtls, and whether PyJWT verifies in its place.
VARIANTS = [
    ("nginx without a guard", "/bare", [], False),
    ("guard, open route", "/open", [], False),
    ("{}, guard with jwtls", "/api", [], False),
    ("{}, guard with jwtls that remembers tokens", "/api", ["--remember-tokens", "2000"], False),
    ("{}, guard with PyJWT in process", "/api", [], True),
]
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


class InProcess:
    """The guard's questions, answered by PyJWT: signature, expiry, audience and issuer."""

    def __init__(self, key, algorithm):
        self.key, self.algorithm = key, algorithm
        self.restarts = self.waiting = 0

    async def verify(self, token, **_):
        try:
            claims = jwt.decode(token, self.key, [self.algorithm], audience="api", issuer="https://issuer.example")
        except jwt.InvalidTokenError:
            return {"valid": False, "error": "invalid_token", "failures": []}
        return {"valid": True, "claims": claims}

    async def is_well(self):
        return True


async def serve_in_process():
    """The same server and the same guard, in this process."""
    from jwtls_gateway.__main__ import bound
    from jwtls_gateway.config import read
    from jwtls_gateway.guard import Guard
    from jwtls_gateway.metrics import Metrics
    from jwtls_gateway.pages import Pages
    from jwtls_gateway.server import Server

    key = json.loads(Path("public.jwk").read_text())
    config = read("gateway.json")
    pages = Pages(Guard(config, InProcess(jwt.PyJWK(key, key["alg"]), key["alg"]), Metrics()))
    server = Server(pages.answer_or_guard, print, connections=1024, head_bytes=32768, head_seconds=10, idle_seconds=75)
    await server.listen(bound(config.listen, 0o600))
    await asyncio.Event().wait()


def ticks(pid):
    """Seconds of processor that a process and those below it have used."""
    used = 0.0
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        pass
    return used


def below(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(each) for each in task.read_text().split()]
    return found


class Bench:
    def __init__(self, folder):
        self.folder = folder
        self.env = {**os.environ, "XDG_STATE_HOME": str(folder), "PYTHONPATH": f"{HERE}:{HERE.parent / 'python'}"}
        for name in ("nginx.conf", "guard.conf", "guarded.conf"):
            text = (HERE / "nginx" / name).read_text()
            text = text.replace("127.0.0.1:8081", f"127.0.0.1:{API_PORT}").replace("127.0.0.1:8080", f"127.0.0.1:{PORT}")
            if name == "nginx.conf":
                # The API is nginx too, so that it is never what is waited for; one worker, as the guard has one.
                plain = f"server {{ listen 127.0.0.1:{API_PORT}; location / {{ return 200 ok; }} }}"
                bare = 'location /bare { proxy_pass http://api; proxy_http_version 1.1; proxy_set_header Connection ""; }'
                text = text.replace("        location / {", f"        {bare}\n        location / {{")
                text = text.replace("worker_processes auto", "worker_processes 1").rstrip()[:-1] + plain + "}\n"
            (folder / name).write_text(text)
        self.nginx = self.start(
            [NGINX, "-p", f"{folder}", "-c", "nginx.conf", "-g", "daemon off;" + (" user root;" if os.geteuid() == 0 else "")]
        )

    def start(self, command):
        with open(self.folder / "programs.log", "a", encoding="utf-8") as log:
            return subprocess.Popen(command, cwd=self.folder, env=self.env, stderr=log)

    def write(self, algorithm, client):
        made = client.keygen(alg=algorithm, timeout=60)["keys"][0]
        private = made.get("private") or made["secret"]
        public = {**(made.get("public") or private)["jwk"], "alg": algorithm}
        path = self.folder / "public.jwk"
        path.touch(mode=0o600)
        path.write_text(json.dumps(public))
        policy = {"key": {"file": "public.jwk"}, "algorithms": algorithm, "audience": "api", "issuer": "https://issuer.example"}
        (self.folder / "jwtls.json").touch(mode=0o600)
        (self.folder / "jwtls.json").write_text(json.dumps({"policies": {"api": policy}}))
        tokens = [
            client.sign(private, claims={"sub": f"user-{n}", "scope": "read write"}, issuer="https://issuer.example",
                        audience="api", expires_in="1h", timeout=60)["token"]
            for n in range(TOKENS)
        ]  # fmt: skip
        listed = ",".join(f'"Bearer {token}"' for token in tokens)
        (self.folder / "ask.lua").write_text(
            f"local tokens = {{{listed}}}\nlocal n = 0\n"
            "request = function() n = n % #tokens + 1; wrk.headers['Authorization'] = tokens[n]; return wrk.format() end\n"
        )

    def guard(self, *arguments, in_process=False):
        config = {
            "listen": "unix:guard.sock",
            "convention": "nginx",
            "identity": {"X-Subject": "sub", "X-Scopes": "scope"},
            "jwtls": {"arguments": ["--config", "jwtls.json", "--store", "store/store.sqlite", *arguments]},
            "routes": [
                {"name": "open", "prefix": "/open", "access": "open"},
                {"name": "api", "prefix": "/api", "policy": "api"},
            ],
        }
        (self.folder / "gateway.json").write_text(json.dumps(config))
        command = (
            [sys.executable, __file__, "--in-process"]
            if in_process
            else [sys.executable, "-m", "jwtls_gateway", "--config", "gateway.json"]
        )
        return self.start(command)

    def measure(self, path, guard=None):
        """Requests a second, 99th percentile, and microseconds of nginx, Python and jwtls for each request."""
        groups = [below(self.nginx.pid), [guard.pid] if guard else [], below(guard.pid) if guard else []]
        before = [sum(map(ticks, group)) for group in groups]
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{SECONDS}s",
            "--latency",
            "-s",
            "ask.lua",
            f"http://127.0.0.1:{PORT}{path}",
        ]
        said = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in said:
            raise SystemExit(said + (self.folder / "programs.log").read_text()[-2000:])
        requests = int(re.search(r"(\d+) requests in", said).group(1))
        used = [1e6 * (sum(map(ticks, group)) - start) / requests for group, start in zip(groups, before)]
        return float(re.search(r"Requests/sec: +([\d.]+)", said).group(1)), re.search(r"99% +(\S+)", said).group(1), used

    def wait(self, path):
        for _ in range(300):
            time.sleep(0.1)
            token = re.search(r'"(Bearer [^"]*)"', (self.folder / "ask.lua").read_text()).group(1)
            command = ["curl", "-sf", "-o", "/dev/null", "-H", f"Authorization: {token}", f"http://127.0.0.1:{PORT}{path}"]
            if subprocess.run(command).returncode == 0:
                return
        raise SystemExit((self.folder / "programs.log").read_text())

    @staticmethod
    def end(process):
        process.send_signal(signal.SIGTERM)
        process.wait()


def row(name, measured):
    rate, p99, used = measured
    parts = " | ".join(f"{each:.0f}" if each else "" for each in used)
    print(f"| {name} | {f'{rate:,.0f}'.replace(',', ' ')} | {p99} | {parts} |", flush=True)


def main():
    if "--in-process" in sys.argv:
        asyncio.run(serve_in_process())
        return
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o700)
    (folder / "store").mkdir(mode=0o700)
    bench = Bench(folder)
    try:
        with Jwtls(arguments=["--store", "none"]) as client:
            rows = {}
            # In turns, and the best of each: what the machine does besides only makes it worse.
            for _ in range(ROUNDS):
                for algorithm in ("HS256", "RS256", "ES256"):
                    bench.write(algorithm, client)
                    for name, path, arguments, in_process in VARIANTS:
                        if (in_process and jwt is None) or ("{}" not in name and algorithm != "HS256"):
                            continue
                        guard = bench.guard(*arguments, in_process=in_process)
                        bench.wait(path)
                        measured = bench.measure(path, None if path == "/bare" else guard)
                        name = name.format(algorithm)
                        rows[name] = max(rows.get(name, measured), measured)
                        bench.end(guard)
                        (folder / "guard.sock").unlink(missing_ok=True)
            print("| | requests/s | p99 | nginx µs | Python µs | jwtls µs |\n|---|---:|---:|---:|---:|---:|")
            for name, measured in rows.items():
                row(name, measured)
    finally:
        bench.end(bench.nginx)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
