"""`Jwtls`: one program, one thread that reads what it answers, calls from as many threads as there are."""

from __future__ import annotations

import itertools
import os
import select
import signal
import subprocess
import threading
import time
import weakref
from collections import deque
from concurrent.futures import Future, TimeoutError as FutureTimeout
from typing import Any, Callable, Deque, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from . import wire
from .errors import ConnectionLost, JwtlsError, Timeout
from .methods import Methods
from .supervision import Supervision, to_repeat

_BACKLOG = 32 * 1024 * 1024


class Verified(NamedTuple):
    """One token of `verify_many`: its claims, or why it is refused."""

    token: Any
    claims: Optional[Dict[str, Any]]
    error: Optional[JwtlsError]

    def unwrap(self) -> Dict[str, Any]:
        """The claims; a refusal is raised."""
        if self.error is not None:
            raise self.error
        return self.claims or {}


class _Call:
    """A call under way. `settle` is called exactly once, with an answer or with what is raised in its place."""

    __slots__ = ("method", "params", "repeatable", "attempts", "settle", "place")

    def __init__(self, method: str, params: str, repeatable: bool, settle: Callable[[Any], None]) -> None:
        self.method = method
        self.params = params
        self.repeatable = repeatable
        self.attempts = 0
        self.settle = settle
        self.place: Optional[Tuple[_Connection, int]] = None

    def cancel(self) -> None:
        """Ends the call for whoever asked, and tells the program. An answer that comes none the less is dropped."""
        self.settle = _ignore
        if self.place is not None:
            connection, number = self.place
            connection.cancel(number)


class _Connection:
    """One run of the program."""

    def __init__(self, command: Sequence[str], env: Optional[Mapping[str, str]], lost: Callable[[List[_Call], str], None]) -> None:
        self._lost = lost
        # A client that is collected while this is held ends the input in the same thread.
        self._state = threading.RLock()
        self._calls: Dict[int, _Call] = {}
        self._identifier = 0
        self._outgoing = bytearray()
        self._writing = False
        self._ends_input = False
        self._is_over = False
        self.process = subprocess.Popen(
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=env, start_new_session=True
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self._input = self.process.stdin
        self._output = self.process.stdout
        os.set_blocking(self._input.fileno(), False)
        self._reader = threading.Thread(target=self._read, name="jwtls", daemon=True)
        self._reader.start()

    @property
    def is_over(self) -> bool:
        return self._is_over

    def submit(self, calls: Sequence[_Call], deadline: Optional[float]) -> bool:
        """Sends calls at once; whether the program was there to take them."""
        with self._state:
            if self._is_over or self._ends_input:
                return False
            if len(self._outgoing) > _BACKLOG:
                raise Timeout("jwtls does not read what it is asked.")
            for call in calls:
                self._identifier += 1
                call.attempts += 1
                self._calls[self._identifier] = call
                self._outgoing += wire.request(self._identifier, call.method, call.params)
                call.place = (self, self._identifier)
            if self._writing:
                return True
            self._writing = True
        self._write(deadline)
        return True

    def cancel(self, number: int) -> None:
        """Forgets a call that is still open, and tells the program."""
        with self._state:
            if self._calls.pop(number, None) is None or self._is_over or self._ends_input:
                return
            self._outgoing += wire.cancellation(number)
            if self._writing:
                return
            self._writing = True
        self._write(time.monotonic() + 0.05)

    def _write(self, deadline: Optional[float]) -> None:
        """Writes what there is, also what others add meanwhile. Where the pipe is full at the deadline, a thread goes on."""
        rest = memoryview(b"")
        while True:
            if not rest:
                with self._state:
                    if not self._outgoing or self._is_over:
                        self._stop_writing()
                        return
                    rest = memoryview(bytes(self._outgoing))
                    self._outgoing.clear()
            try:
                rest = rest[os.write(self._input.fileno(), rest) :]
            except BlockingIOError:
                wait = 1.0 if deadline is None else deadline - time.monotonic()
                if wait <= 0:
                    with self._state:
                        self._outgoing[:0] = rest
                    threading.Thread(target=self._write, args=(None,), name="jwtls-writes", daemon=True).start()
                    return
                poll = select.poll()
                poll.register(self._input.fileno(), select.POLLOUT)
                poll.poll(min(wait, 1.0) * 1000)
            except (OSError, ValueError):
                # It is gone: the reader sees that too, and tells everybody.
                with self._state:
                    self._outgoing.clear()
                    self._stop_writing()
                return

    def _stop_writing(self) -> None:
        self._writing = False
        if self._ends_input:
            self._input.close()

    def end_input(self) -> None:
        """Closes the program's input as soon as nobody writes there: a descriptor that is closed may be another file's next."""
        with self._state:
            self._ends_input = True
            if not self._writing:
                self._input.close()

    def _read(self) -> None:
        decoder, why = wire.Decoder(), ""
        descriptor = self._output.fileno()
        try:
            while True:
                data = os.read(descriptor, 1 << 18)
                if not data:
                    break
                for message in decoder.feed(data):
                    with self._state:
                        call = self._calls.pop(message["id"], None)
                    if call is not None:
                        call.settle(message)
        except (OSError, ValueError) as error:
            why = f" ({error})"
            self.process.kill()
        with self._state:
            self._is_over = True
            calls = list(self._calls.values())
            self._calls.clear()
            self._outgoing.clear()
        self.end_input()
        status = self.process.wait()
        self._output.close()
        self._lost(calls, f"jwtls ended with {status}{why}")

    def close(self) -> None:
        """Ends the input, and waits for the program to answer what it was asked and to end; then less and less kindly."""
        self.end_input()
        for step in (None, signal.SIGTERM, signal.SIGKILL):
            if step is not None:
                self.process.send_signal(step)
            self._reader.join(2)
            if not self._reader.is_alive():
                return

    def abandon(self) -> None:
        """In a forked child: lets go of the parent's program, which goes on."""
        self._is_over = True
        for pipe in (self._input, self._output):
            try:
                pipe.close()
            except OSError:
                pass
        self.process.returncode = 0


class _Slot:
    """The place of one token of `verify_many` in their order."""

    __slots__ = ("token", "call", "answer", "_arrived", "_is_awaited")

    def __init__(self, token: Any, arrived: threading.Condition) -> None:
        self.token = token
        self.answer: Any = None
        self.call: Optional[_Call] = None
        self._arrived = arrived
        self._is_awaited = False

    def settle(self, answer: Any) -> None:
        self.answer = answer
        if self._is_awaited:
            with self._arrived:
                self._arrived.notify()

    def wait(self, seconds: Optional[float]) -> bool:
        self._is_awaited = True
        with self._arrived:
            return self._arrived.wait_for(lambda: self.answer is not None, seconds)

    def outcome(self) -> Verified:
        return outcome(self.token, self.answer)


def outcome(token: Any, answer: Any) -> Verified:
    """What an answer says of a token; what is not about this token is raised."""
    if isinstance(answer, BaseException):
        raise answer
    report = wire.result_of(answer)
    if report["valid"]:
        return Verified(token, wire.accepted("verify", report), None)
    return Verified(token, None, wire.refusal(report))


class Jwtls(Methods):
    """jwtls as an object. It starts the program with the first call, and ends it with `close`, or behind `with`.

    `path` names the program (else JWTLS_PATH, else PATH), `arguments` are for it (`["--config", "jwtls.json"]`), `timeout`
    counts seconds for each call that gives no other; a program that dies is started again `restarts[0]` times in `restarts[1]`
    seconds. All methods may be called from any thread, at once.
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
        self._allowed_restarts = restarts
        self._reset()
        _clients.add(self)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._connection: Optional[_Connection] = None
        self._supervision = Supervision(self._allowed_restarts)
        self._is_closed = False

    def __enter__(self) -> "Jwtls":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __del__(self) -> None:
        connection = getattr(self, "_connection", None)
        if connection is not None and not connection.is_over:
            connection.end_input()

    def close(self) -> None:
        """Ends the program; what was asked is answered first. Later calls raise `ConnectionLost`."""
        with self._lock:
            self._is_closed = True
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @property
    def pid(self) -> Optional[int]:
        """The process that answers, where there is one."""
        connection = self._connection
        return None if connection is None or connection.is_over else connection.process.pid

    @property
    def restarts(self) -> int:
        """How often the program was started again because it had died."""
        return self._supervision.restarts

    def call(self, method: str, params: Optional[Mapping[str, Any]] = None, *, timeout: Optional[float] = wire.ABSENT) -> Any:
        """Calls any method by the names of the protocol, and returns its result: a token that is refused is one too."""
        seconds = self.timeout if timeout is wire.ABSENT else timeout
        deadline = None if seconds is None else time.monotonic() + seconds
        future: "Future[Any]" = Future()
        params = {} if params is None else params
        call = _Call(method, wire.written(params), wire.is_repeatable(method, params), future.set_result)
        try:
            self._send([call], deadline)
            answer = future.result(None if deadline is None else max(0.0, deadline - time.monotonic()))
        except FutureTimeout:
            call.cancel()
            raise Timeout(f"{method} was not answered within {seconds} s.") from None
        except BaseException:
            call.cancel()
            raise
        if isinstance(answer, BaseException):
            raise answer
        return wire.result_of(answer)

    def verify_many(
        self, tokens: Iterable[Any], *, window: int = 512, timeout: Optional[float] = wire.ABSENT, **named: Any
    ) -> Iterator[Verified]:
        """Verifies tokens as they come, `window` of them at once, and yields what became of each, in their order.

        `timeout` counts for each wait. What is not about one token (no such policy, no such key) is raised.
        """
        params_of, repeatable = wire.verifications(named)
        seconds = self.timeout if timeout is wire.ABSENT else timeout
        source = iter(tokens)
        waiting: Deque[_Slot] = deque()
        arrived = threading.Condition(threading.Lock())
        batch = max(1, window // 4)
        is_exhausted = False
        try:
            while True:
                if not is_exhausted and len(waiting) <= window - batch:
                    slots = [_Slot(token, arrived) for token in itertools.islice(source, batch)]
                    is_exhausted = len(slots) < batch
                    waiting.extend(slots)
                    calls = []
                    for slot in slots:
                        report = wire.unwritable(slot.token)
                        if report is not None:
                            slot.answer = {"result": report}
                            continue
                        slot.call = _Call("verify", params_of(slot.token), repeatable, slot.settle)
                        calls.append(slot.call)
                    if calls:
                        self._send(calls, None if seconds is None else time.monotonic() + seconds)
                if not waiting:
                    return
                if waiting[0].answer is None:
                    # One waking for many answers: that of the last of a batch, unless it lets wait for itself.
                    waiting[min(len(waiting), batch) - 1].wait(0.002)
                    if not waiting[0].wait(seconds):
                        raise Timeout(f"verify was not answered within {seconds} s.")
                yield waiting.popleft().outcome()
        finally:
            for slot in waiting:
                if slot.call is not None:
                    slot.call.cancel()

    def _send(self, calls: Sequence[_Call], deadline: Optional[float]) -> None:
        while True:
            with self._lock:
                if self._is_closed:
                    raise ConnectionLost("This client is closed.")
                connection = self._connection
                if connection is None or connection.is_over:
                    self._supervision.before_start()
                    reference = weakref.ref(self)

                    def lost(open_calls: List[_Call], why: str) -> None:
                        _recover(reference(), open_calls, why)

                    connection = self._connection = _Connection(self._command, self._env, lost)
            if connection.submit(calls, deadline):
                return


def _ignore(_: Any) -> None:
    pass


def _recover(client: Optional[Jwtls], calls: List[_Call], why: str) -> None:
    """Asks again what may be asked again; all other calls end with `ConnectionLost`."""
    again = to_repeat((call for call in calls if call.settle is not _ignore), why)
    if not again:
        return
    try:
        if client is None:
            raise ConnectionLost("This client is closed.")
        client._send(again, time.monotonic() + 1)
    except (JwtlsError, OSError) as error:
        for call in again:
            call.settle(ConnectionLost(f"{why}; {error}"))


_clients: "weakref.WeakSet[Jwtls]" = weakref.WeakSet()


def _after_fork() -> None:
    for client in list(_clients):
        connection, was_closed = client._connection, client._is_closed
        client._reset()
        client._is_closed = was_closed
        if connection is not None:
            connection.abandon()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)

__all__ = ["Jwtls", "Verified"]
