"""All tokens decoded from a file into a file, by the command and by the service."""

from Bench import programs
from Bench.table import Line, at_most

name = "files"
summary = "tokens decoded from a file into a file, against C"


def measure(bench):
    runs = max(3, bench.rounds)
    tokens, requests = bench.material.tokens("RS256"), bench.material.requests("decode", "RS256")
    for title, commands, path in (
            ("jwtls decode", [[programs.tool("decode")], [bench.program, "decode"]], tokens),
            ("service", [bench.server("decode"), [bench.program]], requests)):
        limit, ours = bench.alternate(commands, runs, **{"in": path})
        count = bench.material.count
        yield Line(name, f"{title}, {count} tokens", "ms", limit["median_ms"], ours["median_ms"], ours["ratio"], at_most(3))
        yield Line(name, f"{title}, processor time", "ms", limit["cpu_ms"], ours["cpu_ms"], ours["cpu_ratio"])
