"""How often a program that died is started again, and what it is asked again then."""

from __future__ import annotations

import time
from collections import deque
from typing import Any, Deque, Iterable, List

from .errors import ConnectionLost

#: How often one call is asked, where it may be asked again.
ATTEMPTS = 3


def to_repeat(calls: Iterable[Any], why: str, *, is_closed: bool = False) -> List[Any]:
    """Those of these calls that may be asked again; all others end with `ConnectionLost`."""
    again = []
    for call in calls:
        if call.repeatable and call.attempts < ATTEMPTS and not is_closed:
            again.append(call)
        else:
            call.settle(ConnectionLost(f"{why}, and {call.method} may have been carried out or not."))
    return again


class Supervision:
    """At most 5 starts within 3 minutes beside the first one."""

    limit = 5
    window = 180.0

    def __init__(self) -> None:
        self._started = False
        self._restarts: Deque[float] = deque()

    def before_start(self) -> None:
        """Notes a start, or says that there were too many."""
        if not self._started:
            self._started = True
            return
        now = time.monotonic()
        while self._restarts and now - self._restarts[0] > self.window:
            self._restarts.popleft()
        if len(self._restarts) >= self.limit:
            raise ConnectionLost(f"jwtls ended {self.limit + 1} times within {self.window:.0f} s; it is not started again yet.")
        self._restarts.append(now)
