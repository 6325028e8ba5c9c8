"""`AsyncJwtls`: the same as `Jwtls`, for asyncio, without a thread."""

from __future__ import annotations

import asyncio
import itertools
import signal
from collections import deque
from typing import Any, AsyncIterable, AsyncIterator, Deque, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Union

from . import wire
from .client import Verified, outcome
from .errors import ConnectionLost, JwtlsError, Timeout
from .methods import AsyncMethods
from .supervision import Supervision, to_repeat


class _AsyncCall:
    __slots__ = ("method", "params", "repeatable", "attempts", "future", "place")

    def __init__(self, method: str, params: str, repeatable: bool, future: "asyncio.Future[Any]") -> None:
        self.method = method
        self.params = params
        self.repeatable = repeatable
        self.attempts = 0
        self.future = future
        self.place: Optional[Tuple[_AsyncConnection, int]] = None

    def settle(self, answer: Any) -> None:
        if not self.future.done():
            self.future.set_result(answer)

    def cancel(self) -> None:
        self.future.cancel()
        if self.place is not None:
            connection, number = self.place
            connection.cancel(number)


class _AsyncConnection(asyncio.SubprocessProtocol):
    """One run of the program."""

    def __init__(self, owner: "AsyncJwtls") -> None:
        self._owner = owner
        self._decoder = wire.Decoder()
        self._calls: Dict[int, _AsyncCall] = {}
        self._identifier = 0
        self._process: Any = None
        self._input: Any = None
        self._why = ""
        #: What goes out with the next turn of the loop: calls that are made together are one write.
        self._outgoing: List[bytes] = []
        self._may_write = asyncio.Event()
        self._may_write.set()
        self.ended = asyncio.Event()
        self.is_over = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._process = transport
        self._input = self._process.get_pipe_transport(0)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        try:
            messages = self._decoder.feed(data)
        except ValueError as error:
            self._why = f" ({error})"
            self._signal(signal.SIGKILL)
            return
        for message in messages:
            call = self._calls.pop(message["id"], None)
            if call is not None:
                call.settle(message)

    def pipe_connection_lost(self, fd: int, exc: Optional[Exception]) -> None:
        self.is_over = True
        if fd == 1:
            self._lose()

    def process_exited(self) -> None:
        self.is_over = True

    def connection_lost(self, exc: Optional[Exception]) -> None:
        self.is_over = True
        self._lose()
        self._process.close()
        self._may_write.set()
        self.ended.set()

    def pause_writing(self) -> None:
        self._may_write.clear()

    def resume_writing(self) -> None:
        self._may_write.set()

    def _lose(self) -> None:
        calls, self._calls = list(self._calls.values()), {}
        status = self._process.get_returncode() if self._process is not None else None
        if calls:
            self._owner._recover(calls, f"jwtls ended{'' if status is None else f' with {status}'}{self._why}")

    def _signal(self, number: int) -> None:
        try:
            self._process.send_signal(number)
        except ProcessLookupError:
            pass

    @property
    def may_write(self) -> bool:
        return self._may_write.is_set()

    @property
    def pid(self) -> int:
        return int(self._process.get_pid())

    def submit(self, calls: Sequence[_AsyncCall]) -> bool:
        if self.is_over:
            return False
        messages = []
        for call in calls:
            self._identifier += 1
            call.attempts += 1
            self._calls[self._identifier] = call
            call.place = (self, self._identifier)
            messages.append(wire.request(self._identifier, call.method, call.params))
        self._write(b"".join(messages))
        return True

    def _write(self, data: bytes) -> None:
        if not self._outgoing:
            asyncio.get_running_loop().call_soon(self._flush)
        self._outgoing.append(data)

    def _flush(self) -> None:
        data, self._outgoing = b"".join(self._outgoing), []
        if data and not self.is_over:
            self._input.write(data)

    async def drain(self) -> None:
        await self._may_write.wait()

    def cancel(self, number: int) -> None:
        if self._calls.pop(number, None) is not None and not self.is_over:
            self._write(wire.cancellation(number))

    async def close(self) -> None:
        self._flush()
        if not self.is_over:
            self._input.close()
        for step in (None, signal.SIGTERM, signal.SIGKILL):
            if step is not None:
                self._signal(step)
            try:
                await asyncio.wait_for(self.ended.wait(), 2)
                break
            except asyncio.TimeoutError:
                continue
        self._process.close()


class AsyncJwtls(AsyncMethods):
    """jwtls for asyncio: `async with AsyncJwtls() as jwtls: claims = await jwtls.verify(token, policy="api")`.

    An object belongs to one event loop. A task that is cancelled cancels its call. A program that dies is started again
    `restarts[0]` times in `restarts[1]` seconds.
    """

    def __init__(
        self,
        path: Optional[str] = None,
        *,
        arguments: Sequence[str] = (),
        env: Optional[Mapping[str, str]] = None,
        timeout: Optional[float] = 10.0,
        restarts: Tuple[int, float] = (5, 180.0),
    ) -> None:
        self._command = [wire.find_program(path), "serve", "--framing", "headers", *arguments]
        self._env = env
        self.timeout = timeout
        self._connection: Optional[_AsyncConnection] = None
        self._lock: Optional[asyncio.Lock] = None
        self._supervision = Supervision(restarts)
        self._is_closed = False
        self._recovering: "set[asyncio.Task[None]]" = set()

    async def __aenter__(self) -> "AsyncJwtls":
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the program; what was asked is answered first. Later calls raise `ConnectionLost`."""
        self._is_closed = True
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    @property
    def pid(self) -> Optional[int]:
        """The process that answers, where there is one."""
        connection = self._connection
        return None if connection is None or connection.is_over else connection.pid

    @property
    def restarts(self) -> int:
        """How often the program was started again because it had died."""
        return self._supervision.restarts

    async def call(
        self, method: str, params: Optional[Mapping[str, Any]] = None, *, timeout: Optional[float] = wire.ABSENT
    ) -> Any:
        """Calls any method by the names of the protocol, and returns its result: a token that is refused is one too."""
        seconds = self.timeout if timeout is wire.ABSENT else timeout
        params = {} if params is None else params
        future: "asyncio.Future[Any]" = asyncio.get_running_loop().create_future()
        call = _AsyncCall(method, wire.written(params), wire.is_repeatable(method, params), future)
        return wire.result_of(await self._answer(call, seconds, send=True))

    async def _answer(self, call: _AsyncCall, seconds: Optional[float], send: bool = False) -> Any:
        def late() -> Timeout:
            return Timeout(f"{call.method} was not answered within {seconds} s.")

        timer = None
        if seconds is not None and not call.future.done():
            timer = asyncio.get_running_loop().call_later(max(0.0, seconds), lambda: call.settle(late()))
        try:
            if send and not self._send_now([call]):
                await asyncio.wait_for(self._send([call]), seconds)
            answer = await call.future
        except asyncio.TimeoutError:
            call.cancel()
            raise late() from None
        except BaseException:
            call.cancel()
            raise
        finally:
            if timer is not None:
                timer.cancel()
        if isinstance(answer, BaseException):
            # Where it is only late, the program is told.
            call.cancel()
            raise answer
        return answer

    async def verify_many(
        self,
        tokens: Union[Iterable[Any], AsyncIterable[Any]],
        *,
        window: int = 512,
        timeout: Optional[float] = wire.ABSENT,
        **named: Any,
    ) -> AsyncIterator[Verified]:
        """Verifies tokens as they come, `window` of them at once, and yields what became of each, in their order.

        `timeout` counts for each wait. What is not about one token (no such policy, no such key) is raised.
        """
        params_of, repeatable = wire.verifications(named)
        seconds = self.timeout if timeout is wire.ABSENT else timeout
        loop = asyncio.get_running_loop()
        waiting: Deque[Tuple[Any, _AsyncCall]] = deque()

        async def first() -> Verified:
            token, call = waiting[0]
            answer = call.future.result() if call.future.done() else await self._answer(call, seconds)
            waiting.popleft()
            return outcome(token, answer)

        try:
            async for batch in _batches(tokens, max(1, window // 4)):
                calls = []
                for token in batch:
                    report = wire.unwritable(token)
                    text = "" if report is not None else params_of(token)
                    call = _AsyncCall("verify", text, repeatable, loop.create_future())
                    waiting.append((token, call))
                    if report is None:
                        calls.append(call)
                    else:
                        call.settle({"result": report})
                await self._send(calls)
                while len(waiting) > window - window // 4:
                    yield await first()
            while waiting:
                yield await first()
        finally:
            for _, call in waiting:
                call.cancel()

    def _send_now(self, calls: Sequence[_AsyncCall]) -> bool:
        connection = self._connection
        return connection is not None and connection.may_write and connection.submit(calls)

    async def _send(self, calls: Sequence[_AsyncCall]) -> None:
        while True:
            connection = self._connection
            if connection is None or connection.is_over:
                connection = await self._start()
            await connection.drain()
            if connection.submit(calls):
                return

    async def _start(self) -> _AsyncConnection:
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            if self._is_closed:
                raise ConnectionLost("This client is closed.")
            if self._connection is not None and not self._connection.is_over:
                return self._connection
            self._supervision.before_start()
            _, connection = await asyncio.get_running_loop().subprocess_exec(
                lambda: _AsyncConnection(self),
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=None,
                env=self._env,
                start_new_session=True,
            )
            if self._is_closed:
                await connection.close()
                raise ConnectionLost("This client is closed.")
            self._connection = connection
            return connection

    def _recover(self, calls: List[_AsyncCall], why: str) -> None:
        """Asks again what may be asked again; all other calls end with `ConnectionLost`."""
        again = to_repeat((call for call in calls if not call.future.done()), why, is_closed=self._is_closed)

        async def send_again() -> None:
            try:
                await self._send(again)
            except (JwtlsError, OSError) as error:
                for call in again:
                    call.settle(ConnectionLost(f"{why}; {error}"))

        if again:
            task = asyncio.get_running_loop().create_task(send_again())
            self._recovering.add(task)
            task.add_done_callback(self._recovering.discard)


async def _batches(tokens: Union[Iterable[Any], AsyncIterable[Any]], size: int) -> AsyncIterator[List[Any]]:
    if not isinstance(tokens, AsyncIterable):
        source = iter(tokens)
        while batch := list(itertools.islice(source, size)):
            yield batch
        return
    batch = []
    async for token in tokens:
        batch.append(token)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
