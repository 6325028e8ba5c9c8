"""Content-Length headers, as LSP has them, against lines."""

from Bench.table import at_most, compared
from Rows.pipelined import costs

name = "framing"
summary = "Content-Length headers against lines"


def measure(bench):
    for algorithm in ("HS256", "RS256"):
        path = bench.material.requests("verify", algorithm)
        figures = bench.interleaved(
            lines=lambda: bench.pipelined([bench.program], path, "verify", is_alone=True),
            headers=lambda: bench.pipelined([bench.program], path, "verify", is_alone=True, headers=True))
        yield compared(
            name, f"{algorithm}, processor time", "us", costs(figures["lines"]), costs(figures["headers"]), at_most(1.1))
        figures = bench.interleaved(
            lines=lambda: bench.serial([bench.program], path, "verify"),
            headers=lambda: bench.serial([bench.program], path, "verify", headers=True))
        lines, headers = ([one["p50_us"] for one in figures[way]] for way in ("lines", "headers"))
        yield compared(name, f"{algorithm} p50", "us", lines, headers, at_most(1.1))
