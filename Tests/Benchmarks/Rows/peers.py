"""Other implementations that are installed here. They are not limits: jwtls must be ahead of them, by as much as it says."""

import os
import shutil
import subprocess
import sys

from Bench import machine, programs
from Bench.material import algorithms
from Bench.table import Line, at_least, compared
from Rows import inprocess

name = "peers"
summary = "PyJWT, joserfc, node and jose where they are installed: in one process, as a service, one shot"

_ahead_of_node = {"HS256": 9, "RS256": 3}


def _commands(bench):
    """The peers that are here: a name, and what makes a command of a mode and an algorithm."""
    folder = os.path.join(programs.here, "Peers")
    node = shutil.which("node")
    if node is not None:
        yield "node", lambda mode, algorithm: [
            node, os.path.join(folder, "node.mjs"), mode, algorithm, bench.material.key(algorithm)["public_pem"]]
    for library, module in (("PyJWT", "jwt"), ("joserfc", "joserfc")):
        python = _python(module)
        if python is not None:
            yield library, lambda mode, algorithm, python=python, library=library: [
                python, os.path.join(folder, "libraries.py"), library, mode, algorithm, bench.material.key(algorithm)["jwk"]]


def _python(module):
    """A Python that has the module: that of the tests, or that of the system."""
    for python in (os.path.join(programs.root, ".build", "peers", "bin", "python"), sys.executable):
        script = f"import {module}, cryptography"
        if os.path.exists(python) and subprocess.run([python, "-c", script], capture_output=True).returncode == 0:
            return python
    return None


def _loop(bench, command, algorithm):
    words = [*command, bench.material.tokens(algorithm), str(bench.seconds)]
    run = subprocess.run(words, capture_output=True, text=True, preexec_fn=lambda: os.sched_setaffinity(0, {machine.second}))
    if run.returncode != 0:
        raise programs.Failure(f"{' '.join(words)[:200]}: {run.stderr[-500:]}")
    return float(run.stdout)


def measure(bench):
    peers = dict(_commands(bench))
    for missing in {"node", "PyJWT", "joserfc"} - peers.keys():
        yield Line(name, missing, note="skipped: not installed")
    for peer, command in peers.items():
        for algorithm in algorithms if bench.in_process is not None else ():
            figures = bench.interleaved(
                peer=lambda: _loop(bench, command("loop", algorithm), algorithm),
                ours=lambda: inprocess.rate(bench, algorithm))
            yield compared(name, f"{peer} {algorithm}, in one process", "/s", figures["peer"], figures["ours"])
    for peer, command in peers.items():
        for algorithm in algorithms if peer == "node" else ("RS256",):
            yield _services(bench, peer, command("serve", algorithm), algorithm)
    yield from _one_shot(bench, peers)


def _services(bench, peer, command, algorithm):
    path = bench.material.requests("verify", algorithm)
    figures = bench.interleaved(
        peer=lambda: bench.pipelined(command, path, None),
        ours=lambda: bench.pipelined([bench.program], path, "verify"))
    target = at_least(_ahead_of_node[algorithm]) if peer == "node" and algorithm in _ahead_of_node else None
    peers, ours = ([one["rate"] for one in figures[who]] for who in ("peer", "ours"))
    return compared(name, f"{peer} {algorithm}, pipelined service", "/s", peers, ours, target)


def _one_shot(bench, peers):
    token_file = bench.material.tokens("RS256")
    token, key = bench.material.lines(token_file)[0], bench.material.key("RS256")
    commands = {"jwtls": [bench.program, "verify", token, "--key", key["public_pem"]]}
    commands |= {peer: [*command("once", "RS256"), token] for peer, command in peers.items()}
    if shutil.which("jose") is not None:
        # It takes a line end for a part of the signature.
        one = bench.material.file_of_text("RS256.alone.token", token)
        commands["jose"] = ["jose", "jws", "ver", "-i", one, "-k", key["jwk"], "-O", "-"]
    else:
        yield Line(name, "jose", note="skipped: not installed")
    figures = dict(zip(commands, bench.alternate(list(commands.values()), max(3, bench.rounds))))
    ours = figures.pop("jwtls")
    for peer, one in figures.items():
        yield Line(name, f"{peer} RS256, one shot", "ms", one["median_ms"], ours["median_ms"], ours["median_ms"] / one["median_ms"])
