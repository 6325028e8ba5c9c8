"""How each proxy says which request it asks about, and how it is answered. One is chosen in the configuration; none is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, NamedTuple, Optional, Tuple

from .answers import Answer
from .http import Request

#: Where a proxy asks.
PATH = "/authorize"

_method = re.compile(r"[A-Z][A-Z-]{0,31}\Z")
_host = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_-](?:[a-z0-9_.-]*[a-z0-9_-])?)\.?(?::[0-9]{1,5})?\Z")
_address = re.compile(r"[0-9A-Fa-f:.]{2,45}(?:%[0-9A-Za-z._-]{1,32})?\Z")

Fields = List[Tuple[str, str]]


class Unasked(ValueError):
    """What came does not say once and clearly which request it is about."""


class Asked(NamedTuple):
    """The request that wants to pass."""

    method: str
    #: Lower case, without port and without a dot at the end.
    host: str
    #: As it was sent, with its query.
    target: str
    #: The address that the request came from, where the proxy says so.
    client: Optional[str]


def _one(request: Request, name: str) -> str:
    values = request.all(name)
    if len(values) != 1:
        raise Unasked(f"{name} does not stand there once.")
    return values[0]


def _asked(method: str, host: str, target: str, client: Optional[str]) -> Asked:
    if _method.match(method) is None:
        raise Unasked("The method is none.")
    found = _host.match(host.lower())
    if found is None:
        raise Unasked("The host is none.")
    if client is not None and _address.match(client) is None:
        raise Unasked("The address of the client is none.")
    return Asked(method, found.group(1), target, client)


def _nginx(request: Request) -> Asked:
    if request.target != PATH:
        raise Unasked(f"What is asked here is {PATH}.")
    client = _one(request, "x-original-address") if request.all("x-original-address") else None
    # Of a Unix socket nginx says no more than this.
    return _asked(
        _one(request, "x-original-method"),
        _one(request, "x-original-host"),
        _one(request, "x-original-uri"),
        None if client == "unix:" else client,
    )


def _forwarded(request: Request) -> Asked:
    if request.target != PATH:
        raise Unasked(f"What is asked here is {PATH}.")
    # The last address is the one that the proxy itself saw; what stands before it was sent.
    addresses = ",".join(request.all("x-forwarded-for")).split(",")
    return _asked(
        _one(request, "x-forwarded-method"),
        _one(request, "x-forwarded-host"),
        _one(request, "x-forwarded-uri"),
        addresses[-1].strip() or None,
    )


def _envoy(request: Request) -> Asked:
    if not request.target.startswith(PATH + "/"):
        raise Unasked(f"What is asked here begins with {PATH}/.")
    client = _one(request, "x-original-address") if request.all("x-original-address") else None
    return _asked(request.method, _one(request, "host"), request.target[len(PATH) :], client)


def _absent(answer: Answer, identity: Iterable[str]) -> List[str]:
    there = {name.lower() for name, _ in answer.fields}
    return [name for name in identity if name.lower() not in there]


def _for_forwarded(answer: Answer, identity: Iterable[str]) -> Answer:
    """Some releases of Caddy leave the client's own header where the guard has none, others write a placeholder: none is empty."""
    return answer.adding([(name, "") for name in _absent(answer, identity)]) if answer.status == 200 else answer


def _for_nginx(answer: Answer, identity: Iterable[str]) -> Answer:
    """`auth_request` knows 2xx, 401 and 403; what it takes for a fault would fill its log. The status stands in a header.

    It reads no body, and keeps no connection on which one came.
    """
    if answer.status in (200, 401):
        return Answer(answer.status, answer.outcome, answer.fields)
    return Answer(403, answer.outcome, [*answer.fields, ("X-Guard-Status", str(answer.status))])


def _for_envoy(answer: Answer, identity: Iterable[str]) -> Answer:
    """Envoy takes over the headers that are there; those that are not must be named, or the client's own would pass."""
    absent = ",".join(_absent(answer, identity))
    return answer.adding([("X-Envoy-Auth-Headers-To-Remove", absent)]) if absent and answer.status == 200 else answer


@dataclass(frozen=True)
class Convention:
    """What a proxy sends, and what it wants to hear."""

    asked: Callable[[Request], Asked]
    answered: Callable[[Answer, Iterable[str]], Answer]
    #: Headers that the proxy sets, and that nobody else may.
    says: Tuple[str, ...]


CONVENTIONS: Dict[str, Convention] = {
    "nginx": Convention(_nginx, _for_nginx, ("x-original-method", "x-original-host", "x-original-uri", "x-original-address")),
    "forwarded": Convention(
        _forwarded, _for_forwarded, ("x-forwarded-method", "x-forwarded-host", "x-forwarded-uri", "x-forwarded-for")
    ),
    "envoy": Convention(_envoy, _for_envoy, ("x-original-address",)),
}
