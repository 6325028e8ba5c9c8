"""Many requests in flight: how many are answered in a second, and what each costs of a processor's time."""

from Bench import machine
from Bench.material import algorithms
from Bench.table import at_least, at_most, compared

name = "pipelined"
summary = "throughput and processor time of verify and decode, against the C limit server and raw loops"

_cost = {"HS256": 1.3, "RS256": 1.1, "ES256": 1.05, "EdDSA": 1.05}
_of_raw = {"RS256": 0.75, "ES256": 0.88, "EdDSA": 0.88}


def rates(figures):
    return [one["rate"] for one in figures]


def costs(figures):
    return [one["cpu_us"] for one in figures]


def measure(bench):
    for algorithm in algorithms:
        yield from _alone(bench, "verify", algorithm)
        yield from _together(bench, "verify", algorithm)
    for method in ("decode", "brief"):
        yield from _alone(bench, method, "RS256")
        yield from _together(bench, method, "RS256")


def _title(method, algorithm):
    return {"verify": algorithm, "brief": "brief decode"}.get(method, method)


def _alone(bench, method, algorithm):
    path = bench.material.requests(method, algorithm)
    figures = bench.interleaved(
        limit=lambda: bench.pipelined(bench.server(method, algorithm), path, None, is_alone=True),
        ours=lambda: bench.pipelined([bench.program], path, method, is_alone=True))
    limit, ours = figures["limit"], figures["ours"]
    bound = at_least(0.75) if _title(method, algorithm) == "HS256" else None
    yield compared(name, f"{_title(method, algorithm)}, 1 processor", "/s", rates(limit), rates(ours), bound)
    cost = at_most(_cost[algorithm]) if method == "verify" else None
    yield compared(name, f"{_title(method, algorithm)}, processor time", "us", costs(limit), costs(ours), cost)


def _together(bench, method, algorithm):
    path = bench.material.requests(method, algorithm)
    threads = len(machine.processors)
    contestants = {
        "limit": lambda: bench.pipelined(bench.server(method, algorithm, threads), path, None),
        "ours": lambda: bench.pipelined([bench.program], path, method),
    }
    if method == "verify" and algorithm in _of_raw:
        contestants["raw"] = lambda: bench.loop("raw", algorithm, threads)
    figures = bench.interleaved(**contestants)
    ours = rates(figures["ours"])
    bound = at_least(0.95) if _title(method, algorithm) == "RS256" else None
    yield compared(name, f"{_title(method, algorithm)}, all, to C server", "/s", rates(figures["limit"]), ours, bound)
    if "raw" in figures:
        yield compared(name, f"{algorithm}, all, to raw loops", "/s", figures["raw"], ours, at_least(_of_raw[algorithm]))
