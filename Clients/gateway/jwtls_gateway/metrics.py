"""What happened, for Prometheus (text format 0.0.4). No label comes from a request: routes are those of the configuration."""

from __future__ import annotations

from bisect import bisect_left
from typing import Dict, Iterable, List, Tuple

#: Upper ends of the buckets, in seconds.
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)

#: For a request that no route is for.
NO_ROUTE = "-"


class Metrics:
    """Counts of requests by route and outcome, and how long they took by route."""

    def __init__(self) -> None:
        self._requests: Dict[Tuple[str, str], int] = {}
        self._buckets: Dict[str, List[int]] = {}
        self._seconds: Dict[str, float] = {}

    def note(self, route: str, outcome: str, seconds: float) -> None:
        key = (route, outcome)
        self._requests[key] = self._requests.get(key, 0) + 1
        buckets = self._buckets.setdefault(route, [0] * (len(BUCKETS) + 1))
        buckets[bisect_left(BUCKETS, seconds)] += 1
        self._seconds[route] = self._seconds.get(route, 0.0) + seconds

    def count(self, route: str, outcome: str) -> int:
        return self._requests.get((route, outcome), 0)

    def page(self, gauges: Iterable[Tuple[str, str, str, float]]) -> str:
        """The page; `gauges` are further values: name, kind, what it is, value."""
        lines = _head("jwtls_gateway_requests_total", "counter", "Requests by route and outcome.")
        for (route, outcome), number in sorted(self._requests.items()):
            lines.append(f'jwtls_gateway_requests_total{{route="{route}",outcome="{outcome}"}} {number}')
        name = "jwtls_gateway_request_duration_seconds"
        lines += _head(name, "histogram", "How long a request waited for its answer.")
        for route, buckets in sorted(self._buckets.items()):
            total = 0
            for end, number in zip([*map(repr, BUCKETS), "+Inf"], buckets):
                total += number
                lines.append(f'{name}_bucket{{route="{route}",le="{end}"}} {total}')
            lines.append(f'{name}_sum{{route="{route}"}} {self._seconds[route]:.6f}')
            lines.append(f'{name}_count{{route="{route}"}} {total}')
        for gauge, kind, summary, value in gauges:
            lines += [*_head(gauge, kind, summary), f"{gauge} {value:g}"]
        return "\n".join(lines)


def _head(name: str, kind: str, summary: str) -> List[str]:
    return [f"# HELP {name} {summary}", f"# TYPE {name} {kind}"]
