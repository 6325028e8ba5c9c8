"""An editor with a large log: opened and diagnosed, a key pressed in it, a hover; and the memory beside it."""

import json
import os
import random
import subprocess
import time

from Bench.table import Line, at_most, compared, median

name = "editor"
summary = "a log of 10 MB with 10 000 tokens in an editor: opened, changed, hovered, and what is resident"

_line_bytes = 1000


def measure(bench):
    count = 2000 if bench.is_quick else 10_000
    text = _log(bench.material.lines(bench.material.tokens("RS256")), count)
    rounds = [(_copy(text), _session(bench, text, count)) for _ in range(bench.rounds)]
    copies, sessions = zip(*rounds)
    size = f"{len(text) / 1e6:.0f} MB, {count} tokens"
    yield compared(name, f"opened and told, {size}", "ms", copies, [one["open"] for one in sessions], at_most(500, "jwtls"))
    keys = [one["keys"] for one in sessions]
    hovers = [one["hovers"] for one in sessions]
    yield Line(name, "a key: p50", "ms", None, median(_at(one, 0.50) for one in keys))
    yield Line(name, "a key: p99", "ms", None, median(_at(one, 0.99) for one in keys), None, at_most(10, "jwtls"))
    yield Line(name, "a key: processor time", "ms", None, median(one["key_cpu"] for one in sessions))
    yield Line(name, "hover: p50", "ms", None, median(_at(one, 0.50) for one in hovers), None, at_most(1, "jwtls"))
    yield Line(name, "hover: p99", "ms", None, median(_at(one, 0.99) for one in hovers))
    yield Line(name, "resident without a document", "MB", None, median(one["idle"] for one in sessions), None, at_most(20, "jwtls"))
    yield compared(name, "resident with it, by its size", "MB", [len(text) / 1e6] * len(sessions), [one["open_size"] for one in sessions],
                   at_most(3))


def _log(tokens, count):
    lines = []
    for number in range(count):
        line = f"2026-01-01T00:00:00Z INFO request={number} authorization=\"Bearer {tokens[number % len(tokens)]}\" "
        lines.append(line + "x" * max(0, _line_bytes - 1 - len(line)))
    return "\n".join(lines)


def _at(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def _copy(text):
    """What it takes to send the same bytes to a program that sends them back."""
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cat:
        body = json.dumps(text).encode()
        start = time.perf_counter()
        sent = 0
        while sent < len(body):
            part = body[sent:sent + 32_768]
            cat.stdin.write(part)
            cat.stdin.flush()
            cat.stdout.read(len(part))
            sent += len(part)
        return 1000 * (time.perf_counter() - start)


class _Client:
    def __init__(self, program):
        self.process = subprocess.Popen([program, "--store", "none", "--allow-debug"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0

    def send(self, method, params, asks=False):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if asks:
            self.last += 1
            message["id"] = self.last
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            length = int(line.split(b":")[1])
        return self.process.stdout.read(length)

    def ask(self, method, params):
        """How many milliseconds an answer takes."""
        start = time.perf_counter()
        self.send(method, params, asks=True)
        mark = b'{"jsonrpc":"2.0","id":%d,' % self.last
        while not self.receive().startswith(mark):
            pass
        return 1000 * (time.perf_counter() - start)

    def resident(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS"))

    def processor(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _session(bench, text, count):
    client = _Client(bench.program)
    client.ask("initialize", {"processId": None, "capabilities": {"general": {"positionEncodings": ["utf-16"]}}})
    client.send("initialized", {})
    client.ask("server/info", {})
    figures = {"idle": client.resident()}
    document = {"uri": "file:///none/service.log"}
    dice = random.Random(1)
    start = time.perf_counter()
    client.send("textDocument/didOpen", {"textDocument": {**document, "languageId": "log", "version": 1, "text": text}})
    client.receive()
    figures["open"] = 1000 * (time.perf_counter() - start)
    # What it came in is given back once it is dealt with.
    client.ask("server/info", {})
    figures["open_size"] = client.resident()
    before, keys = client.processor(), []
    for number in range(100 if bench.is_quick else 300):
        place = {"line": dice.randrange(count), "character": dice.randrange(40)}
        begin = time.perf_counter()
        client.send("textDocument/didChange", {
            "textDocument": {**document, "version": number + 2},
            "contentChanges": [{"range": {"start": place, "end": place}, "text": "y"}]})
        # The next answer comes behind all that is told of the change.
        client.ask("server/stats", {})
        keys.append(1000 * (time.perf_counter() - begin))
    figures["keys"], figures["key_cpu"] = keys, (client.processor() - before) / len(keys)
    figures["hovers"] = [client.ask("textDocument/hover", {
        "textDocument": document, "position": {"line": dice.randrange(count), "character": 90}}) for _ in range(len(keys))]
    client.process.stdin.close()
    client.process.wait()
    return figures
