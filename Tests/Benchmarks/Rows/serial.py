"""One request at a time, the program and the pump on one processor: what a client waits for."""

from Bench import programs
from Bench.material import algorithms
from Bench.table import at_most, compared

name = "serial"
summary = "one request at a time, p50 and p99, against echo + the raw operation and the C limit server"

_bounds = {"HS256": 1.45, "RS256": 1.15, "ES256": 1.06, "EdDSA": 1.06}


def measure(bench):
    for algorithm in algorithms:
        path = bench.material.requests("verify", algorithm)
        figures = bench.interleaved(
            echo=lambda: bench.serial([programs.tool("echo")], path, None),
            raw=lambda: 1e6 / bench.loop("raw", algorithm),
            server=lambda: bench.serial(bench.server("verify", algorithm), path, "verify"),
            ours=lambda: bench.serial([bench.program], path, "verify"))
        echo = [one["p50_us"] for one in figures["echo"]]
        least = echo if algorithm == "HS256" else [pipe + raw for pipe, raw in zip(echo, figures["raw"])]
        ours = [one["p50_us"] for one in figures["ours"]]
        what = "echo" if algorithm == "HS256" else "echo + raw"
        yield compared(name, f"{algorithm} p50, to {what}", "us", least, ours, at_most(_bounds[algorithm]))
        yield compared(name, f"{algorithm} p50, to C server", "us", [one["p50_us"] for one in figures["server"]], ours)
        tail = [one["p99_us"] for one in figures["ours"]]
        if algorithm == "HS256":
            yield compared(name, f"{algorithm} p99, to echo's", "us", [one["p99_us"] for one in figures["echo"]], tail, at_most(2.5))
        else:
            yield compared(name, f"{algorithm} p99, to its p50", "us", ours, tail, at_most(2) if algorithm == "RS256" else None)
