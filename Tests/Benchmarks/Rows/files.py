"""All tokens decoded from a file into a file, by the command and by the service."""

from Bench import programs
from Bench.table import Line, at_most

name = "files"
summary = "tokens decoded from a file into a file, against C"


def measure(bench):
    runs = max(3, bench.rounds)
    tokens, material = bench.material.tokens("RS256"), bench.material
    command, service = [bench.program, "decode"], [bench.program]
    for title, limit, ours, path in (
            ("command", [programs.tool("decode")], command, tokens),
            ("command, brief", [programs.tool("decode")], [*command, "--brief"], tokens),
            ("service", bench.server("decode"), service, material.requests("decode", "RS256")),
            ("service, brief", bench.server("decode"), service, material.requests("brief", "RS256"))):
        limit, ours = bench.alternate([limit, ours], runs, **{"in": path})
        yield Line(name, f"{title}, {material.count} tokens", "ms", limit["median_ms"], ours["median_ms"], ours["ratio"], at_most(3))
        yield Line(name, f"{title}, processor time", "ms", limit["cpu_ms"], ours["cpu_ms"], ours["cpu_ratio"])
