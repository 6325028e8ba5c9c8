"""How often a program that died is started again, and what it is asked again then."""

from __future__ import annotations

import time
from collections import deque
from typing import Any, Deque, Iterable, List, Tuple

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
    """Allows so many starts within so many seconds beside the first one. More are refused until the oldest is that long ago."""

    def __init__(self, allowed: Tuple[int, float] = (5, 180.0)) -> None:
        self._limit, self._window = allowed
        self._started = False
        self._recent: Deque[float] = deque()
        #: How often the program was started again, ever.
        self.restarts = 0

    def before_start(self) -> None:
        """Notes a start, or says that there were too many."""
        if not self._started:
            self._started = True
            return
        now = time.monotonic()
        while self._recent and now - self._recent[0] > self._window:
            self._recent.popleft()
        if len(self._recent) >= self._limit:
            raise ConnectionLost(f"jwtls ended {self._limit + 1} times within {self._window:.0f} s; it is not started again yet.")
        self._recent.append(now)
        self.restarts += 1
