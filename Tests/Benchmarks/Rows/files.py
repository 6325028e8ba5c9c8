"""All tokens decoded from a file into a file, by the command and by the service."""

from Bench import programs
from Bench.table import Line, at_most

name = "files"
summary = "tokens decoded from a file into a file, against C"


def measure(bench):
    runs = max(3, bench.rounds)
    tokens = bench.material.tokens("RS256")
    limit, ours = bench.alternate([[programs.tool("decode")], [bench.program, "decode"]], runs, **{"in": tokens})
    count = f"{bench.material.count} tokens"
    yield Line(name, f"jwtls decode, {count}", "ms", limit["median_ms"], ours["median_ms"], ours["ratio"], at_most(3))
    requests = bench.material.requests("decode", "RS256")
    limit, ours = bench.alternate([bench.server("decode"), [bench.program]], runs, **{"in": requests})
    yield Line(name, f"service, decode, {count}", "ms", limit["median_ms"], ours["median_ms"], ours["ratio"], at_most(3))
