"""How many requests one party may send to one route in a window of time."""

from __future__ import annotations

import hashlib
import ipaddress
import json
import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Callable, List, NamedTuple, Optional, Tuple


@dataclass(frozen=True)
class Limit:
    """`requests` in `seconds` for each subject, client, or value of a claim."""

    requests: int
    seconds: int
    #: `subject`, `client`, or the JSON pointer of a claim.
    by: str


class Count(NamedTuple):
    """What a party has left behind one more request."""

    is_allowed: bool
    remaining: int
    #: Whole seconds until the window ends, at least 1.
    reset: int


class Counters:
    """The windows of one route. Each begins with the first request that is counted in it.

    No more than `room` parties are counted at once: one more, and the window that began first is forgotten.
    """

    def __init__(self, limit: Limit, room: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit = limit
        self.forgotten = 0
        self._room = room
        self._clock = clock
        # In the order in which the windows began, which is that in which they end: all are of one length.
        self._windows: "OrderedDict[bytes, Tuple[float, int]]" = OrderedDict()

    def __len__(self) -> int:
        return len(self._windows)

    def count(self, party: bytes) -> Count:
        now = self._clock()
        self._forget(now - self.limit.seconds)
        began, used = self._windows.get(party, (now, 0))
        if party not in self._windows and len(self._windows) >= self._room:
            self._windows.popitem(last=False)
            self.forgotten += 1
        allowed = used < self.limit.requests
        # A request that is refused costs nothing: whoever waits as long as he was told gets in.
        self._windows[party] = (began, used + allowed)
        # Not the instant of the end less this one: rounding would make it a second more.
        reset = max(1, math.ceil(self.limit.seconds - (now - began)))
        return Count(allowed, self.limit.requests - used - allowed, reset)

    def _forget(self, before: float) -> None:
        while self._windows:
            party, (began, _) = next(iter(self._windows.items()))
            if began > before:
                return
            del self._windows[party]


def party(*values: Any) -> bytes:
    """A key of 16 bytes, whatever the length of what it stands for."""
    # A number that is too long for int comes as a Decimal.
    text = json.dumps(values, separators=(",", ":"), sort_keys=True, default=repr)
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def network(address: Optional[str]) -> Optional[str]:
    """Who has an address: one of IPv4 is one client, and so are the 2^64 of IPv6 that a subscriber gets. None where it is none."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else parsed.packed[:8].hex()
    return str(parsed)


def fields(route: str, limit: Limit, count: Count) -> List[Tuple[str, str]]:
    """What draft-ietf-httpapi-ratelimit-headers-10 says of a quota; `Retry-After` where it is used up."""
    shown = [
        ("RateLimit-Policy", f'"{route}";q={limit.requests};w={limit.seconds}'),
        ("RateLimit", f'"{route}";r={count.remaining};t={count.reset}'),
    ]
    return shown if count.is_allowed else [*shown, ("Retry-After", str(count.reset))]
