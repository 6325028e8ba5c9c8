"""The configuration file: JSON, read strictly. Every fault names the place, as a JSON pointer (RFC 6901)."""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple, Union
from urllib.parse import quote, urlsplit

from .conventions import CONVENTIONS, Convention
from .limits import Limit
from .members import ConfigFault, Members
from .paths import PathFault, normalised

_field_name = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}\Z")
_route_name = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}\Z")
_method = re.compile(r"[A-Z][A-Z-]{0,31}\Z")
_cookie = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}\Z")
_realm = re.compile(r"[ !#-\[\]-~]*\Z")
_host = re.compile(r"[a-z0-9_\[][a-z0-9._:\]-]*\Z")
#: Headers that mean something to a proxy or an API; none of them can be a name for a claim.
_taken = frozenset(
    "authorization connection content-length content-type cookie date dpop host keep-alive proxy-authorization te trailer "
    "transfer-encoding upgrade via www-authenticate ratelimit ratelimit-policy retry-after x-guard-status".split()
)


@dataclass(frozen=True)
class Socket:
    """Where something listens: a path for a Unix socket, or an address of this machine alone."""

    path: Optional[str] = None
    host: str = ""
    port: int = 0


@dataclass(frozen=True)
class Route:
    """Which requests are held to what."""

    name: str
    #: None is any host.
    host: Optional[str]
    prefix: str
    #: None is any method.
    methods: Optional[Tuple[str, ...]]
    #: The name of a policy of jwtls; None lets everybody pass, and says of nobody who he is.
    policy: Optional[str]
    scopes: Any = None
    cookie: Optional[str] = None
    limit: Optional[Limit] = None
    #: `required`, `accepted`, or empty where proofs are not looked at.
    dpop: str = ""
    #: Scheme and authority of the addresses that proofs are made for.
    origin: str = ""

    @property
    def schemes(self) -> List[str]:
        """The schemes of `Authorization` that the route takes."""
        return {"required": ["DPoP"], "accepted": ["Bearer", "DPoP"]}.get(self.dpop, ["Bearer"])


@dataclass(frozen=True)
class Bounds:
    """What can be made large from outside, and how large."""

    connections: int = 1024
    head_bytes: int = 49152
    head_seconds: int = 10
    idle_seconds: int = 75
    #: Requests that wait for jwtls at once.
    in_flight: int = 512
    #: Parties that one route counts at once.
    counted: int = 100_000


@dataclass(frozen=True)
class Config:
    listen: Socket
    convention: Convention
    routes: Tuple[Route, ...]
    socket_mode: int = 0o600
    observe: Optional[Socket] = None
    realm: str = "api"
    arguments: Tuple[str, ...] = ()
    processes: int = 1
    timeout: float = 2.0
    identity: Dict[str, str] = field(default_factory=dict)
    bounds: Bounds = Bounds()


def read(path: Union[str, Path]) -> Config:
    """The configuration of a file. Raises `ConfigFault`, whose text begins with the file and the place in it."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigFault(f"{path}: {error}") from None
    try:
        return _config(Members(json.loads(text, object_pairs_hook=_once), ""))
    except ConfigFault as fault:
        raise ConfigFault(f"{path}: {fault}") from None
    except ValueError as error:
        raise ConfigFault(f"{path}: this is no JSON: {error}") from None


def _once(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    members: Dict[str, Any] = {}
    for name, value in pairs:
        if name in members:
            raise ConfigFault(f"{name} stands twice in one object")
        members[name] = value
    return members


def _config(top: Members) -> Config:
    jwtls = top.members("jwtls")
    bounds = top.members("bounds")
    defaults = Bounds()
    origin = _origin(top, top.text("origin", default=""))
    convention = top.choice("convention", list(CONVENTIONS))
    config = Config(
        listen=_socket(top, "listen"),
        convention=CONVENTIONS[convention],
        socket_mode=int(top.choice("socketMode", ["0600", "0660"], default="0600"), 8),
        observe=_socket(top, "observe") if top.has("observe") else None,
        realm=top.text("realm", _realm, "printable ASCII without quotes and backslashes", default="api"),
        arguments=tuple(jwtls.texts("arguments")),
        processes=jwtls.number("processes", 1, 16, default=1),
        timeout=jwtls.number("timeout", 1, 60, default=2),
        identity=_identity(top),
        bounds=Bounds(
            connections=bounds.number("connections", 1, 100_000, default=defaults.connections),
            head_bytes=bounds.number("headBytes", 1024, 1_048_576, default=defaults.head_bytes),
            head_seconds=bounds.number("headSeconds", 1, 600, default=defaults.head_seconds),
            idle_seconds=bounds.number("idleSeconds", 1, 3600, default=defaults.idle_seconds),
            in_flight=bounds.number("inFlight", 1, 10_000, default=defaults.in_flight),
            counted=bounds.number("counted", 1, 10_000_000, default=defaults.counted),
        ),
        routes=tuple(_route(each, origin) for each in top.list("routes")),
    )
    for members in (jwtls, bounds, top):
        members.end()
    if config.processes > 1 and any(each in ("memory:", "--store=memory:") for each in config.arguments):
        raise jwtls.fault("processes", "need a store that they share: what counts once would count once in each of them")
    _distinct(top, config.routes)
    return config


def _socket(top: Members, name: str) -> Socket:
    text = top.text(name)
    if text.startswith("unix:"):
        path = text[len("unix:") :]
        if not path or "\0" in path or len(path.encode()) > 100:
            raise top.fault(name, "is no path of a Unix socket, which has at most 100 bytes")
        return Socket(path=path)
    host, _, port = text.rpartition(":")
    try:
        address = ipaddress.ip_address(host.strip("[]"))
        number = int(port)
    except ValueError:
        raise top.fault(name, "is neither unix:PATH nor ADDRESS:PORT") from None
    if not address.is_loopback or not 0 <= number < 65536:
        raise top.fault(name, "is not of this machine alone: whoever reaches it can say which request it asks about")
    return Socket(host=str(address), port=number)


def _identity(top: Members) -> Dict[str, str]:
    named = top.members("identity")
    identity: Dict[str, str] = {}
    for name in named.names:
        if _field_name.match(name) is None or name.lower() in _taken or name.lower().startswith("x-forwarded-"):
            raise named.fault(name, "is no name that a header for a claim can have")
        if name.lower() in {each.lower() for each in identity}:
            raise named.fault(name, "stands there twice, in other letters")
        identity[name] = named.text(name)
    named.end()
    return identity


def _origin(members: Members, text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.netloc or text != f"{parts.scheme}://{parts.netloc}"):
        raise members.fault("origin", "is no scheme and authority, such as https://api.example")
    return text


def _route(members: Members, origin: str) -> Route:
    name = members.text("name", _route_name, "1 to 64 of a-z, digits and ._-")
    prefix = members.text("prefix")
    try:
        if normalised(quote(prefix, safe="/;")) != prefix:
            raise members.fault("prefix", "is not written as it is matched")
    except PathFault as fault:
        raise members.fault("prefix", f"is no path: {fault}") from None
    if members.has("policy") == (members.choice("access", ["open"], default="") == "open"):
        raise members.fault("policy", 'must be there, or "access": "open" in its place')
    dpop = members.choice("dpop", ["required", "accepted"], default="")
    route = Route(
        name=name,
        host=members.text("host", _host, "a host in lower case without a port", default="") or None,
        prefix=prefix,
        methods=tuple(members.texts("methods", _method, "a method in capitals")) if members.has("methods") else None,
        policy=members.text("policy", default="") or None,
        scopes=members.any("scopes"),
        cookie=members.text("cookie", _cookie, "the name of a cookie", default="") or None,
        limit=_limit(members.members("limit")) if members.has("limit") else None,
        dpop=dpop,
        origin=_origin(members, members.text("origin", default=origin)),
    )
    if dpop and not route.origin:
        raise members.fault("dpop", "needs origin: proofs are made for an address, and no proxy is believed about it")
    if route.policy is None:
        for said in ("scopes", "cookie", "dpop"):
            if members.has(said):
                raise members.fault(said, "has no meaning where access is open")
        if route.limit is not None and route.limit.by != "client":
            raise members.fault("limit", "can only be by client where access is open")
    members.end()
    return route


def _limit(members: Members) -> Limit:
    by = members.text("by", default="subject")
    if by not in ("subject", "client") and not by.startswith("/"):
        raise members.fault("by", "is neither subject nor client nor the JSON pointer of a claim")
    limit = Limit(members.number("requests", 1, 1_000_000_000), members.number("seconds", 1, 86_400), by)
    members.end()
    return limit


def _distinct(top: Members, routes: Tuple[Route, ...]) -> None:
    names: Dict[str, int] = {}
    places: Dict[Any, int] = {}
    for index, route in enumerate(routes):
        if names.setdefault(route.name, index) != index:
            raise ConfigFault(f"/routes/{index}/name is that of /routes/{names[route.name]} too")
        for method in route.methods or (None,):
            key = (route.host, route.prefix, method)
            if places.setdefault(key, index) != index:
                raise ConfigFault(f"/routes/{index} is for the same requests as /routes/{places[key]}")
