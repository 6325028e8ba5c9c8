"""Keys that come with the request: what it costs to read one that was not seen before, and to find one that was.

The same public key is written in ever new ways, so that each of them is another text to be read and checked in full. What
that adds to a request stands beside a raw RS256 verification of the same run, so that the ratio holds on any machine."""

import json
from itertools import cycle, islice

from Bench.table import Line, at_most, median
from Rows.pipelined import costs

name = "keys"
summary = "what a key in the request adds, seen before and not, as JWK and PEM"

_seen = 100
"""Fewer than a thread remembers whole requests of."""

_bounds = {"RS256": 0.93, "ES256": 1.85, "EdDSA": 0.93}
"""15 microseconds, and 30 for a curve, where an RS256 verification takes 16.2."""

_bound_seen = 0.062
"""One microsecond."""


def _jwk(key, index):
    return json.dumps({"jwk": key["public"] | {"kid": f"key-{index}"}}, separators=(",", ":"))


def _pem(key, index):
    with open(key["public_pem"]) as text:
        return json.dumps({"pem": f"key {index}\n{text.read()}"})


def _requests(bench, algorithm, form, count):
    key = bench.material.key(algorithm)
    tokens = bench.material.lines(bench.material.tokens(algorithm))
    write = {"jwk": _jwk, "pem": _pem}[form]
    keys = cycle([write(key, index) for index in range(count)])
    return bench.material.file_of_requests(
        f"{algorithm}.{form}.{count}", "verify",
        lambda: ('{"token":"%s","key":%s}' % pair for pair in zip(tokens, islice(keys, len(tokens)))))


def measure(bench):
    for algorithm, bound in _bounds.items():
        for form in ("jwk", "pem"):
            paths = {"one": 1, "seen": _seen, "fresh": bench.material.count}
            paths = {what: _requests(bench, algorithm, form, count) for what, count in paths.items()}
            contestants = {
                what: lambda path=path: bench.pipelined([bench.program], path, "verify", is_alone=True)
                for what, path in paths.items()}
            figures = bench.interleaved(raw=lambda: 1e6 / bench.loop("raw", "RS256"), **contestants)
            for what, title, limit in (("seen", "seen before", _bound_seen), ("fresh", "not seen before", bound)):
                pairs = zip(costs(figures["one"]), costs(figures[what]), figures["raw"])
                added = [(ours - base, raw) for base, ours, raw in pairs]
                yield Line(
                    name, f"{algorithm} {form.upper()} {title}", "us", median(figures["raw"]),
                    median(more for more, _ in added), median(more / raw for more, raw in added), at_most(limit))
