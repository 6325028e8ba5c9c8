"""jwtls behind the guard: one process or a few, started again for as long as the guard lives, and ended where one hangs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import time
from typing import Any, Dict, List, Mapping, Sequence

from jwtls import AsyncJwtls, JwtlsError, Timeout

_logger = logging.getLogger("jwtls_gateway")

#: A program that dies is started again so often in so many seconds: one that never lives long costs two starts a second.
RESTARTS = (20, 10.0)

#: A process that is silent for so many times the time that a request waits is ended.
HUNG_TIMES = 5


class Unavailable(Exception):
    """jwtls could not say. The text is for the log."""


class Service:
    """Asks jwtls. Every fault is `Unavailable`; a token that is refused is an answer."""

    def __init__(self, arguments: Sequence[str], processes: int, timeout: float, in_flight: int) -> None:
        self._clients = [AsyncJwtls(arguments=arguments, timeout=timeout, restarts=RESTARTS) for _ in range(processes)]
        self._waiting = [0] * processes
        #: Those that let a call wait too long, and have answered none since.
        self._is_silent = [False] * processes
        self._room = in_flight
        self._timeout = timeout
        self._watching: List["asyncio.Task[None]"] = []
        self._last_said: Dict[str, float] = {}

    async def start(self) -> None:
        """Starts the processes, so that the first request need not wait for one."""
        loop = asyncio.get_running_loop()
        self._watching = [loop.create_task(self._end_hung(index)) for index in range(len(self._clients))]
        await asyncio.gather(*(client.call("server/info") for client in self._clients), return_exceptions=True)

    async def close(self) -> None:
        for each in self._watching:
            each.cancel()
        await asyncio.gather(*(client.close() for client in self._clients), return_exceptions=True)

    @property
    def waiting(self) -> int:
        return sum(self._waiting)

    @property
    def restarts(self) -> int:
        return sum(client.restarts for client in self._clients)

    async def verify(self, token: str, **params: Any) -> Dict[str, Any]:
        """The report on a token. `params` are those of `verify`, by the names of the protocol."""
        report = await self._ask("verify", {"token": token, "checks": "none", "diagnose": False, **params})
        if type(report.get("valid")) is not bool:
            raise Unavailable("jwtls gave no verdict")
        return report

    async def policies(self) -> Dict[str, Any]:
        """What `policies/list` says."""
        return await self._ask("policies/list", {})

    async def is_well(self) -> bool:
        """Whether every process answers."""
        said = await asyncio.gather(*(client.call("server/stats") for client in self._clients), return_exceptions=True)
        return not any(isinstance(each, BaseException) for each in said)

    async def _ask(self, method: str, params: Mapping[str, Any]) -> Dict[str, Any]:
        if self.waiting >= self._room:
            raise Unavailable("too many requests wait for jwtls")
        # One that is silent is asked where there is no other; of the others the one with the fewest waiting calls.
        index = min(range(len(self._clients)), key=lambda each: (self._is_silent[each], self._waiting[each]))
        self._waiting[index] += 1
        try:
            answer = await self._clients[index].call(method, params)
            self._is_silent[index] = False
        except (JwtlsError, OSError) as error:
            self._is_silent[index] = isinstance(error, Timeout)
            raise Unavailable(f"{type(error).__name__} {getattr(error, 'code', '')}".strip()) from error
        finally:
            self._waiting[index] -= 1
        if not isinstance(answer, dict):
            raise Unavailable("jwtls gave no verdict")
        return answer

    def say(self, text: str) -> None:
        """A line in the log, the same one at most once in ten seconds: a flood of faults must not be one of lines."""
        now = time.monotonic()
        if now - self._last_said.get(text, -10.0) >= 10.0:
            if len(self._last_said) > 100:
                self._last_said.clear()
            self._last_said[text] = now
            _logger.warning("%s", text)

    async def _end_hung(self, index: int) -> None:
        """Ends a process that no longer answers: the next call starts another one."""
        client = self._clients[index]
        while True:
            await asyncio.sleep(1)
            pid = client.pid
            if pid is None:
                continue
            try:
                await client.call("server/stats", timeout=HUNG_TIMES * self._timeout)
                self._is_silent[index] = False
            except Timeout:
                if client.pid == pid:
                    self.say("jwtls did not answer for too long and was ended")
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
            except (JwtlsError, OSError):
                pass
