"""A small HTTP/1.1 server on asyncio, in which nothing grows: no bodies, heads of bounded size, one request of a connection at a time."""

from __future__ import annotations

import asyncio
import re
import socket
from typing import Awaitable, Callable, Dict, List, Optional, Set

from .answers import REASONS, Answer

# Method and target of RFC 9112 §3, the target in origin form.
_request_line = re.compile(r"([A-Z][A-Z-]{0,31}) (/[!-~]*) HTTP/1\.([01])\r\n")
# A field line of RFC 9112 §5: no white space before the colon, no fold, no control but a tab, no line end of another kind. Each
# character can be matched in one way only, so that no line takes longer than it is long.
_field = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\x00-\x08\x0a-\x1f\x7f]*)\r\n")


class BadRequest(Exception):
    """What came is no request that is answered; the connection ends with this answer."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.answer = Answer(status, "bad_request", [], text)


class Request:
    """The head of a request. Names of headers are in lower case; values are Latin-1 without white space around them."""

    __slots__ = ("method", "target", "is_last", "_headers")

    def __init__(self, method: str, target: str, headers: Dict[str, List[str]], is_last: bool) -> None:
        self.method = method
        self.target = target
        #: Whether the connection ends behind the answer.
        self.is_last = is_last
        self._headers = headers

    def all(self, name: str) -> List[str]:
        """Every value of a header, by its name in lower case."""
        return self._headers.get(name, [])

    @property
    def names(self) -> List[str]:
        return list(self._headers)


def parsed(head: bytes) -> Request:
    """A request from its head up to the blank line, held to RFC 9112 to the letter."""
    text = head.decode("latin-1")
    line = _request_line.match(text)
    if line is None:
        version = text.partition("\r\n")[0].rpartition(" ")[2]
        is_other = version.startswith("HTTP/") and not version.startswith("HTTP/1.")
        raise BadRequest(505 if is_other else 400, "The request line is none.")
    headers: Dict[str, List[str]] = {}
    place = line.end()
    while place < len(text):
        found = _field.match(text, place)
        if found is None:
            raise BadRequest(400, "A header line is none.")
        place = found.end()
        headers.setdefault(found.group(1).lower(), []).append(found.group(2).strip(" \t"))
    is_new = line.group(3) == "1"
    hosts = headers.get("host", [])
    if len(hosts) > 1 or (is_new and not hosts):
        raise BadRequest(400, "Host does not stand there once.")
    # A proxy asks without a body. With one, two readers could find different ends (RFC 9112 §11.2).
    if "transfer-encoding" in headers or any(length != "0" for length in headers.get("content-length", [])):
        raise BadRequest(400, "A request has no body here.")
    said = [each.strip(" \t") for each in ",".join(headers.get("connection", [])).lower().split(",")]
    is_last = "close" in said or (not is_new and "keep-alive" not in said)
    return Request(line.group(1), line.group(2), headers, is_last)


def written(answer: Answer, is_last: bool, has_body: bool = True) -> bytes:
    """An answer as bytes. A field that would end its line is a fault of ours, and nothing of it is sent."""
    body = (answer.text + "\n").encode("utf-8") if answer.text and answer.status != 204 else b""
    lines = [f"HTTP/1.1 {answer.status} {REASONS[answer.status]}"]
    lines += [f"{name}: {value}" for name, value in answer.fields]
    if body:
        lines.append(f"Content-Type: {answer.content_type}")
    lines.append(f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: {'close' if is_last else 'keep-alive'}")
    text = "\r\n".join(lines)
    if text.count("\n") != len(lines) + 1:
        raise ValueError("a field of an answer has a line end")
    return text.encode("latin-1") + b"\r\n\r\n" + (body if has_body else b"")


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
        end = self._buffer.find(b"\r\n\r\n", max(0, self._searched - 3))
        self._searched = len(self._buffer)
        if (self._searched if end < 0 else end) > self._server.head_bytes:
            self._end(Answer(431, "bad_request", [], "The head of the request is too large."))
            return
        if end < 0:
            # Bare line ends never make a head whole; nothing is waited for behind them.
            if b"\n\n" in self._buffer or b"\r\r" in self._buffer:
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
        except Exception as fault:  # noqa: BLE001: whatever it is, the request does not pass
            # The message could show what came; its kind does not.
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
