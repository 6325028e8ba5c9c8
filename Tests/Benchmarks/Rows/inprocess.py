"""The verifier without a process around it: `JWT` called from Swift, on one processor."""

import os
import subprocess

from Bench import machine, programs
from Bench.material import algorithms
from Bench.table import Line, at_least, compared

name = "inprocess"
summary = "JWT's Verifier called from Swift, against the same in C"

_bounds = {"HS256": 0.55, "RS256": 0.93, "ES256": 0.97, "EdDSA": 0.97}


def rate(bench, algorithm):
    """Verifications a second of the processor's time, of the Swift program."""
    words = [bench.in_process, bench.material.key(algorithm)["jwk"], bench.material.tokens(algorithm), str(bench.seconds)]
    run = subprocess.run(
        words, capture_output=True, text=True, preexec_fn=lambda: os.sched_setaffinity(0, {machine.second}))
    if run.returncode != 0:
        raise programs.Failure(f"InProcess {algorithm}: {run.stderr}")
    return float(run.stdout)


def measure(bench):
    if bench.in_process is None:
        yield Line(name, "verify", "", note="skipped: InProcess does not lie beside the program")
        return
    for algorithm in algorithms:
        figures = bench.interleaved(limit=lambda: bench.loop("verify", algorithm), ours=lambda: rate(bench, algorithm))
        yield compared(name, f"{algorithm}, 1 processor", "/s", figures["limit"], figures["ours"], at_least(_bounds[algorithm]))
