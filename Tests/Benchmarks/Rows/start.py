"""From the start of the program to its first answer."""

from Bench import programs
from Bench.table import Line, at_most

name = "start"
summary = "spawn to first answer, against echo and the C limit server"


def measure(bench):
    for method, algorithm in (("decode", "HS256"), ("verify", "HS256"), ("verify", "RS256")):
        path = bench.material.requests(method, algorithm)
        commands = [[programs.tool("echo")], bench.server(method, algorithm), [bench.program]]
        runs = max(5, bench.rounds * (4 if bench.is_quick else 16))
        echo, server, ours = bench.alternate(commands, runs, first_answer=path)
        target = at_most(4) if method == "verify" else None
        title = f"{method} {algorithm}" if method == "verify" else method
        yield Line(name, f"{title}, against echo", "ms", echo["median_ms"], ours["median_ms"], ours["ratio"], target)
        yield Line(name, f"{title}, against C server", "ms", server["median_ms"], ours["median_ms"],
                   ours["median_ms"] / server["median_ms"])
