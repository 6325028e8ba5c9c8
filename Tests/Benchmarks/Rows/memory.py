"""Memory: what is resident when nothing was asked yet, and after many requests."""

from Bench.table import Line, at_most

name = "memory"
summary = "resident memory idle, after many requests, and its growth"


def measure(bench):
    few, many = (20_000, 200_000) if bench.is_quick else (100_000, 1_000_000)
    few, many = (min(10 * bench.material.count, amount) for amount in (few, many)) if bench.material.count < 1000 else (few, many)
    path = bench.material.requests("verify", "HS256")

    def resident(command, path, count, method):
        return bench.pipelined(command, path, method, count=count, warm_up=1)["resident_kb"] / 1024

    sizes = {count: [resident(command, path, count, "verify") for command in (bench.server("verify", "HS256"), [bench.program])]
             for count in (1, few, many)}
    yield Line(name, "after 1 request", "MB", *sizes[1])
    yield Line(name, f"after {few} requests", "MB", *sizes[few], None, at_most(10, "figure"))
    yield Line(name, f"after {many} requests", "MB", *sizes[many])
    growth = [after - before for before, after in zip(sizes[few], sizes[many])]
    yield Line(name, f"growth from {few} to {many}", "MB", *growth, None, at_most(0.5, "figure"))
    for method, algorithm in (("decode", "RS256"), ("sign", "ES256")):
        path = bench.material.requests(method, algorithm)
        size = resident([bench.program], path, few // 5, method)
        yield Line(name, f"after {few // 5} of {method}", "MB", None, size, None, at_most(10, "figure"))
