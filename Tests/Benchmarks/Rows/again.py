"""The same token again, as a client sends it that asks for each of its requests, by a service that remembers tokens."""

from Bench import programs
from Bench.material import algorithms
from Bench.table import at_least, at_most, compared
from Rows.pipelined import costs, rates

name = "again"
summary = "the same token again and again, against the C limit server with HS256"


def measure(bench):
    program = [bench.program, "--remember-tokens", "1024"]
    limit_path = bench.material.requests("verify", "HS256")
    for algorithm in algorithms:
        with open(bench.material.requests("verify", algorithm)) as file:
            parameters = file.readline().split('"params":', 1)[1].rstrip()[:-1]
        path = bench.material.file_of_requests(
            f"{algorithm}.again", "verify", lambda: [parameters] * min(1000, bench.material.count))
        figures = bench.interleaved(
            limit=lambda: bench.pipelined(bench.server("verify", "HS256"), limit_path, None, is_alone=True),
            ours=lambda: bench.pipelined(program, path, "verify", is_alone=True))
        yield compared(name, f"{algorithm}, 1 processor", "/s", rates(figures["limit"]), rates(figures["ours"]), at_least(0.75))
        yield compared(name, f"{algorithm}, processor time", "us", costs(figures["limit"]), costs(figures["ours"]))
        figures = bench.interleaved(
            echo=lambda: bench.serial([programs.tool("echo")], path, None),
            ours=lambda: bench.serial(program, path, "verify"))
        echo, ours = ([one["p50_us"] for one in figures[who]] for who in ("echo", "ours"))
        yield compared(name, f"{algorithm} p50, to echo", "us", echo, ours, at_most(1.45))
