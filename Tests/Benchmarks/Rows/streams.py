"""What standard input can be: a file, nothing, closed, a very long line. It works or it does not; and a file is no slower."""

import json
import subprocess

from Bench.table import Line, at_least, median

name = "streams"
summary = "a file, /dev/null, closed input and a long line work; a file runs at the speed of a pipe"


def measure(bench):
    path = bench.material.requests("verify", "RS256")
    one = bench.material.file_of_lines("RS256.one.request", lambda: bench.material.lines(path)[:1])
    rates = {"pipe": [], "file": []}
    for _ in range(bench.rounds):
        rates["pipe"].append(bench.pipelined([bench.program], path, "verify", count=bench.material.count)["rate"])
        first, whole = (bench.alternate([[bench.program]], 3, **{"in": file})[0]["median_ms"] for file in (one, path))
        rates["file"].append(bench.material.count / max(whole - first, 0.001) * 1e3)
    ratio = median(file / pipe for pipe, file in zip(rates["pipe"], rates["file"]))
    yield Line(name, "RS256, a file to a pipe", "/s", median(rates["pipe"]), median(rates["file"]), ratio, at_least(0.95))
    yield _works("regular file", f"exec {_quoted(bench.program)} < {_quoted(path)}", bench.material.count)
    yield _works("/dev/null", f"exec {_quoted(bench.program)} < /dev/null", 0)
    yield _works("closed input", f"exec {_quoted(bench.program)} <&-", 0)
    key = json.dumps({"jwk": bench.material.key("HS256")["private"]})
    claims = json.dumps({"long": "x" * 600_000, "exp": 4102444800})
    token = bench.material.ask("sign", [f'{{"claims":{claims},"key":{key}}}'])[0]["token"]
    line = '{"jsonrpc":"2.0","id":1,"method":"verify","params":{"token":"%s","key":%s,"nonce":null}}' % (token, key)
    line = line.replace(',"nonce":null', " " * max(0, (1 << 20) - len(line)))
    yield _works("a line of 1 MB", f"exec {_quoted(bench.program)}", 1, line + "\n", '"valid":true')


def _quoted(path):
    return "'" + path.replace("'", "'\\''") + "'"


def _works(metric, script, answers, text=None, word='"result"'):
    run = subprocess.run(["/bin/sh", "-c", script], input=text, stdin=None if text else subprocess.DEVNULL, capture_output=True, text=True)
    lines = run.stdout.splitlines()
    good = run.returncode == 0 and len(lines) == answers and all(word in line for line in lines)
    return Line(name, metric, verdict="works" if good else "fails", note=run.stderr.strip()[:80])
