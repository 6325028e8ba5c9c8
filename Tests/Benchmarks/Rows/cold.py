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
    hello, decode, verify = bench.alternate(commands, runs)
    yield Line(name, "decode", "ms", hello["median_ms"], decode["median_ms"], decode["ratio"], at_most(3))
    yield Line(name, "verify RS256", "ms", hello["median_ms"], verify["median_ms"], verify["ratio"], at_most(4.5))
    yield Line(name, "decode, peak memory", "MB", hello["peak_kb"] / 1024, decode["peak_kb"] / 1024, None, at_most(4, "figure"))
    yield Line(name, "verify RS256, peak memory", "MB", hello["peak_kb"] / 1024, verify["peak_kb"] / 1024)
