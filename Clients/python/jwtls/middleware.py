"""Bearer tokens (RFC 6750) at the door of a WSGI or ASGI application: nothing that is refused reaches it."""

from __future__ import annotations

import logging
import re
from typing import Any, Awaitable, Callable, Dict, Iterable, List, Mapping, MutableMapping, Optional, Tuple

from .aio import AsyncJwtls
from .client import Jwtls
from .errors import InvalidToken, JwtlsError

CLAIMS = "jwtls.claims"

_logger = logging.getLogger("jwtls")
_bearer = re.compile(r"bearer +([A-Za-z0-9\-._~+/]+=*) *\Z", re.IGNORECASE)
_REASONS = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 503: "Service Unavailable"}


class _Refused(Exception):
    def __init__(self, status: int, challenge: Optional[str] = None) -> None:
        super().__init__(status)
        self.status = status
        self.challenge = challenge

    @property
    def headers(self) -> List[Tuple[str, str]]:
        more = [] if self.challenge is None else [("WWW-Authenticate", self.challenge)]
        return [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(self.body))), *more]

    @property
    def body(self) -> bytes:
        return f"{_REASONS[self.status]}\n".encode()


class _Door:
    """What both have in common: which token a request shows, and what is said of one that is refused."""

    def __init__(self, realm: Optional[str], optional: bool, params: Mapping[str, Any]) -> None:
        if realm is not None and not re.fullmatch(r'[ !#-\[\]-~]*', realm):
            raise ValueError("a realm is printable ASCII without quotes and backslashes")
        if not params:
            raise TypeError("say what is accepted: policy=…, or key=… and what else verify takes")
        self.params = dict(params)
        self._realm = realm
        self._is_optional = optional

    def token(self, authorization: List[str]) -> Optional[str]:
        shown = [value for value in authorization if value.strip()]
        if not shown or (len(shown) == 1 and not shown[0].strip().lower().startswith("bearer")):
            if self._is_optional:
                return None
            raise _Refused(401, self._challenge())
        found = _bearer.match(shown[0].lstrip()) if len(shown) == 1 else None
        if found is None:
            raise _Refused(400, self._challenge(error="invalid_request"))
        return found.group(1)

    def refusal(self, error: JwtlsError) -> _Refused:
        if not isinstance(error, InvalidToken):
            _logger.error("jwtls could not verify a token: %s", error)
            return _Refused(503)
        word = str(error.report.get("error", "invalid_token"))
        more = {"scope": error.report["scope"]} if "scope" in error.report else {}
        return _Refused(403 if word == "insufficient_scope" else 401, self._challenge(error=word, **more))

    def _challenge(self, **members: str) -> str:
        named = {**({} if self._realm is None else {"realm": self._realm}), **members}
        return "Bearer" + ",".join(f' {name}="{value}"' for name, value in named.items() if '"' not in value)


class WSGIMiddleware:
    """`WSGIMiddleware(app, jwtls, policy="api")`: the application finds the claims in `environ["jwtls.claims"]`.

    With `optional` a request without a token passes, with `None` for claims; one with a bad token does not.
    """

    def __init__(
        self,
        app: Callable[..., Iterable[bytes]],
        jwtls: Jwtls,
        *,
        realm: Optional[str] = None,
        optional: bool = False,
        **params: Any,
    ) -> None:
        self._app = app
        self._jwtls = jwtls
        self._door = _Door(realm, optional, params)

    def __call__(self, environ: Dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            token = self._door.token([environ.get("HTTP_AUTHORIZATION", "")])
            try:
                claims = None if token is None else self._jwtls.verify(token, **self._door.params)
            except JwtlsError as error:
                raise self._door.refusal(error) from error
        except _Refused as refused:
            start_response(f"{refused.status} {_REASONS[refused.status]}", refused.headers)
            return [refused.body]
        environ[CLAIMS] = claims
        return self._app(environ, start_response)


Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class ASGIMiddleware:
    """`ASGIMiddleware(app, jwtls, policy="api")`: the application finds the claims in `scope["jwtls.claims"]`.

    Web sockets are held to it too, and closed before they are accepted.
    """

    def __init__(
        self,
        app: Callable[[Scope, Receive, Send], Awaitable[None]],
        jwtls: AsyncJwtls,
        *,
        realm: Optional[str] = None,
        optional: bool = False,
        **params: Any,
    ) -> None:
        self._app = app
        self._jwtls = jwtls
        self._door = _Door(realm, optional, params)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        try:
            shown = [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"authorization"]
            token = self._door.token(shown)
            try:
                claims = None if token is None else await self._jwtls.verify(token, **self._door.params)
            except JwtlsError as error:
                raise self._door.refusal(error) from error
        except _Refused as refused:
            await self._refuse(refused, scope, receive, send)
            return
        await self._app({**scope, CLAIMS: claims}, receive, send)

    async def _refuse(self, refused: _Refused, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008 if refused.status != 503 else 1011})
            return
        headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in refused.headers]
        await send({"type": "http.response.start", "status": refused.status, "headers": headers})
        await send({"type": "http.response.body", "body": refused.body})
