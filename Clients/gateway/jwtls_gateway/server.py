"""A server on asyncio in which nothing grows: heads of bounded size, one request of a connection at a time, so many connections."""

from __future__ import annotations

import asyncio
import socket
from typing import Awaitable, Callable, List, Optional, Set

from .answers import Answer
from .http import BadRequest, Request, parsed, written

Handler = Callable[[Request], Awaitable[Answer]]


class Server:
    """Listens, and gives each request to `handler`. `bounds` are those of the configuration."""

    def __init__(
        self,
        handler: Handler,
        failed: Callable[[str], None],
        *,
        connections: int,
        head_bytes: int,
        head_seconds: float,
        idle_seconds: float,
    ) -> None:
        self.handler = handler
        #: Is told of what the handler raises, by the name of its class.
        self.failed = failed
        self.connections = connections
        self.head_bytes = head_bytes
        self.head_seconds = head_seconds
        self.idle_seconds = idle_seconds
        self.open: Set[_Connection] = set()
        self.turned_away = 0
        self._listening: List[asyncio.AbstractServer] = []
        self._sweep: Optional["asyncio.Task[None]"] = None

    async def listen(self, bound: socket.socket) -> None:
        """Takes connections on a socket that is bound."""
        loop = asyncio.get_running_loop()
        self._listening.append(await loop.create_server(lambda: _Connection(self), sock=bound, backlog=1024))
        self._sweep = self._sweep or loop.create_task(self._end_late_ones())

    async def close(self, seconds: float = 5.0) -> None:
        """Takes no connection more, ends those that wait, and lets those that are being answered be answered."""
        for each in self._listening:
            each.close()
        for connection in list(self.open):
            connection.finish()
        until = asyncio.get_running_loop().time() + seconds
        while self.open and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.02)
        for connection in list(self.open):
            connection.abort()
        if self._sweep is not None:
            self._sweep.cancel()

    async def _end_late_ones(self) -> None:
        """One look a second at all of them costs less than a timer for each."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(1)
            now = loop.time()
            for connection in list(self.open):
                connection.end_if_late(now)


#: How long an end is waited for behind an answer that ends a connection, so that the answer is not lost with it.
LINGER_SECONDS = 2.0


#: Where bytes come in, for all connections: what has come is taken out before anything else is read.
_incoming = bytearray(65536)


class _Connection(asyncio.BufferedProtocol):
    def __init__(self, server: Server) -> None:
        self._server = server
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport = None  # type: ignore[assignment]
        self._buffer = bytearray()
        self._searched = 0
        self._task: Optional["asyncio.Task[None]"] = None
        #: Nothing more is read as a request.
        self._is_finishing = False
        #: Nothing more comes; what is here is answered.
        self._is_all_here = False
        self._is_reading = True
        #: Whoever asks does not read his answers; he gets no more of them.
        self._is_stuck = False
        #: When what is waited for must have come.
        self._deadline = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        if len(self._server.open) >= self._server.connections:
            self._server.turned_away += 1
            self._is_finishing = True
            full = Answer(503, "unavailable", [("Retry-After", "1")], "There are too many connections.")
            self._transport.write(written(full, True))
            self._transport.close()
            return
        self._server.open.add(self)
        self._wait(self._server.head_seconds)

    def connection_lost(self, error: Optional[Exception]) -> None:
        self._server.open.discard(self)
        if self._task is not None:
            self._task.cancel()

    def eof_received(self) -> bool:
        # Whoever has nothing more to say may still want his answers.
        self._is_all_here = True
        return self._task is not None or (self._is_stuck and bool(self._buffer))

    def get_buffer(self, sizehint: int) -> bytearray:
        return _incoming

    def buffer_updated(self, nbytes: int) -> None:
        if self._is_finishing:
            return
        if not self._buffer:
            self._wait(self._server.head_seconds)
        self._buffer += memoryview(_incoming)[:nbytes]
        if self._task is None and not self._is_stuck:
            self._next()
        elif len(self._buffer) > self._server.head_bytes and self._is_reading:
            self._is_reading = False
            self._transport.pause_reading()

    def pause_writing(self) -> None:
        self._is_stuck = True

    def resume_writing(self) -> None:
        self._is_stuck = False
        if self._task is None and not self._is_finishing:
            self._go_on()

    def finish(self) -> None:
        self._is_finishing = True
        if self._task is None:
            self._transport.close()
            self._wait(LINGER_SECONDS)

    def abort(self) -> None:
        self._transport.abort()

    def end_if_late(self, now: float) -> None:
        if self._task is not None or now < self._deadline:
            return
        if self._is_finishing or self._is_stuck or not self._buffer:
            self._transport.abort()
        else:
            self._end(Answer(408, "bad_request", [], "The head of the request came too slowly."))

    def _wait(self, seconds: float) -> None:
        self._deadline = self._loop.time() + seconds

    def _next(self) -> None:
        """Begins with the next request where its head is whole."""
        start = max(0, self._searched - 3)
        end = self._buffer.find(b"\r\n\r\n", start)
        self._searched = len(self._buffer)
        if (self._searched if end < 0 else end) > self._server.head_bytes:
            self._end(Answer(431, "bad_request", [], "The head of the request is too large."))
            return
        if end < 0:
            # Bare line ends never make a head whole; nothing is waited for behind them.
            if self._buffer.find(b"\n\n", start) >= 0 or self._buffer.find(b"\r\r", start) >= 0:
                self._end(Answer(400, "bad_request", [], "The head has a bare line end."))
            return
        head = bytes(self._buffer[: end + 2])
        del self._buffer[: end + 4]
        self._searched = 0
        try:
            request = parsed(head)
        except BadRequest as fault:
            self._end(fault.answer)
            return
        self._task = self._loop.create_task(self._answer(request))

    async def _answer(self, request: Request) -> None:
        try:
            data = written(await self._server.handler(request), request.is_last or self._is_finishing, request.method != "HEAD")
        except Exception as fault:  # noqa: BLE001
            # Whatever it is, the request does not pass. The message could show what came; its kind does not.
            self._server.failed(type(fault).__name__)
            request.is_last = True
            data = written(Answer(503, "unavailable", [], "The guard failed."), True)
        self._task = None
        self._transport.write(data)
        if request.is_last or self._is_finishing:
            self.finish()
        elif not self._is_stuck:
            self._go_on()
        else:
            self._wait(self._server.head_seconds)

    def _go_on(self) -> None:
        """The next request of this connection, which may be here."""
        self._wait(self._server.head_seconds if self._buffer else self._server.idle_seconds)
        if not self._is_reading:
            self._is_reading = True
            self._transport.resume_reading()
        if self._buffer:
            self._next()
        if self._is_all_here and self._task is None and not self._is_finishing:
            self.finish()

    def _end(self, answer: Answer) -> None:
        self._is_finishing = True
        self._transport.write(written(answer, True))
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._wait(LINGER_SECONDS)
