"""Other requests while an RSA key is made: they must not wait for it."""

import os

from Bench.table import at_most, compared

name = "keygen"
summary = "one request at a time, alone and beside a running RSA key generation"


def measure(bench):
    beside = os.path.join(bench.material.folder, "beside.request")
    with open(beside, "w") as file:
        file.write('{"jsonrpc":"2.0","id":"beside","method":"keygen","params":{"alg":"RS256","size":2048}}\n')
    for algorithm in ("HS256", "RS256"):
        path = bench.material.requests("verify", algorithm)
        # On all processors: on one, whatever else runs there would be what is measured.
        free = {"own": None, "program": None, "headers": True, "seconds": max(bench.seconds, 0.5)}
        figures = bench.interleaved(
            alone=lambda: bench.serial([bench.program], path, "verify", **free),
            beside=lambda: bench.serial([bench.program], path, "verify", beside=beside, **free))
        for percentile in ("p50", "p99"):
            alone, busy = ([one[f"{percentile}_us"] for one in figures[when]] for when in ("alone", "beside"))
            bound = at_most(2) if percentile == "p50" else None
            made = sum(one["beside"] for one in figures["beside"])
            yield compared(name, f"{algorithm} {percentile}, beside/alone", "us", alone, busy, bound, f"{made} keys made")
