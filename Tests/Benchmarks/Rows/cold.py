"""One command, from its start to its end: what somebody at a shell waits for."""

from Bench import programs
from Bench.table import Line, at_most

name = "cold"
summary = "whole runs of jwtls decode and jwtls verify, against a C hello"


def measure(bench):
    key = bench.material.key("RS256")
    token = bench.material.lines(bench.material.tokens("RS256"))[0]
    runs = max(5, bench.rounds * (6 if bench.is_quick else 20))
    commands = [
        [programs.tool("hello")], [bench.program, "decode", token],
        [bench.program, "verify", token, "--key", key["public_pem"]],
    ]
    hello, *ours = bench.alternate(commands, runs)
    for title, one, bound in (("decode", ours[0], 3), ("verify RS256", ours[1], 4.5)):
        yield Line(name, title, "ms", hello["median_ms"], one["median_ms"], one["ratio"], at_most(bound))
        yield Line(name, f"{title}, processor time", "ms", hello["cpu_ms"], one["cpu_ms"], one["cpu_ratio"])
        memory = at_most(4, "figure") if title == "decode" else None
        yield Line(name, f"{title}, peak memory", "MB", hello["peak_kb"] / 1024, one["peak_kb"] / 1024, None, memory)
