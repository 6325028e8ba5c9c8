"""`/healthz` and `/metrics`, and the guard behind them."""

from __future__ import annotations

import asyncio
from typing import Iterator, List, Optional, Tuple

from .answers import Answer
from .guard import Guard
from .http import Request
from .server import Server


class Pages:
    """What is answered beside the guard. Where `observe` is configured, these pages have a socket of their own."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._is_apart = guard.config.observe is not None
        self._asking: Optional["asyncio.Task[bool]"] = None
        self.servers: List[Server] = []

    async def answer_or_guard(self, request: Request) -> Answer:
        if request.target in ("/healthz", "/metrics") and not self._is_apart:
            return await self.answer(request)
        return await self._guard.answer(request)

    async def answer(self, request: Request) -> Answer:
        if request.target not in ("/healthz", "/metrics"):
            return Answer(404, "page", [], "There are /healthz and /metrics.")
        if request.method not in ("GET", "HEAD"):
            return Answer(405, "page", [("Allow", "GET, HEAD")], "GET, please.")
        if request.target == "/metrics":
            return Answer(200, "page", [], self._guard.metrics.page(self._gauges()), "text/plain; version=0.0.4; charset=utf-8")
        return await self._health()

    async def _health(self) -> Answer:
        """Whether jwtls answers. Any number of askers at once is one question."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.get_running_loop().create_task(self._guard.service.is_well())
        if await asyncio.shield(self._asking):
            return Answer(200, "page", [], "ok")
        return Answer(503, "page", [], "jwtls does not answer")

    def _gauges(self) -> Iterator[Tuple[str, str, str, float]]:
        service, counters = self._guard.service, self._guard.counters.values()
        open_ones = sum(len(server.open) for server in self.servers)
        turned_away = sum(server.turned_away for server in self.servers)
        yield "jwtls_gateway_restarts_total", "counter", "How often jwtls was started again.", service.restarts
        yield "jwtls_gateway_waiting", "gauge", "Requests that wait for jwtls.", service.waiting
        yield "jwtls_gateway_connections", "gauge", "Connections that are open.", open_ones
        yield "jwtls_gateway_connections_refused_total", "counter", "Connections that were too many.", turned_away
        yield "jwtls_gateway_counted", "gauge", "Parties whose requests are counted.", sum(map(len, counters))
        yield (
            "jwtls_gateway_counts_forgotten_total",
            "counter",
            "Windows that had not ended and made room for others.",
            sum(each.forgotten for each in counters),
        )
