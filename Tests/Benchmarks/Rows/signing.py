"""Signing: what a token costs to make, against the signature alone."""

from Bench import machine
from Bench.table import at_least, compared
from Rows.pipelined import costs, rates

name = "signing"
summary = "throughput and processor time of sign, against the C limit server and C signing loops"


def measure(bench):
    threads = len(machine.processors)
    for algorithm in ("HS256", "RS256", "ES256", "EdDSA"):
        path = bench.material.requests("sign", algorithm)
        figures = bench.interleaved(
            limit=lambda: bench.pipelined(bench.server("sign", algorithm), path, "sign", is_alone=True),
            ours=lambda: bench.pipelined([bench.program], path, "sign", is_alone=True))
        yield compared(name, f"{algorithm}, processor time", "us", costs(figures["limit"]), costs(figures["ours"]))
        if algorithm == "HS256":
            continue
        figures = bench.interleaved(
            sign=lambda: bench.loop("sign", algorithm, threads),
            both=lambda: bench.loop("both", algorithm, threads),
            ours=lambda: bench.pipelined([bench.program], path, "sign"))
        ours = rates(figures["ours"])
        yield compared(name, f"{algorithm}, all, to sign loops", "/s", figures["sign"], ours, at_least(0.85))
        yield compared(name, f"{algorithm}, all, to sign + verify", "/s", figures["both"], ours)
