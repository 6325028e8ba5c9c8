"""The token that a request shows, and the proof beside it: one way to show it, once (RFC 6750 §2, RFC 9449 §7)."""

from __future__ import annotations

import re
from typing import List, NamedTuple, Optional
from urllib.parse import unquote

from .config import Route
from .http import Request

_credentials = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?: +(.*))?\Z")
_b64token = re.compile(r"[A-Za-z0-9._~+/-]+=*\Z")
_proof = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\Z")


class InvalidRequest(ValueError):
    """The request shows more than one token, or none in a way that there is (`invalid_request`)."""


class InvalidProof(ValueError):
    """The proof is not there once (`invalid_dpop_proof`)."""


class Shown(NamedTuple):
    token: str
    #: None where the token came as a Bearer token.
    proof: Optional[str] = None


def shown(request: Request, route: Route, target: str) -> Optional[Shown]:
    """What the request shows; None where it shows nothing that the route takes. `target` is the request's own, with its query."""
    _none_in_query(target)
    authorization = request.all("authorization")
    if len(authorization) > 1:
        raise InvalidRequest("Authorization stands there more than once.")
    cookie = _cookie(request.all("cookie"), route.cookie) if route.cookie else None
    scheme, text = _scheme(authorization[0]) if authorization else ("", "")
    if scheme in ("bearer", "dpop") and cookie is not None:
        raise InvalidRequest("The request shows a token in a header and in a cookie.")
    if scheme == "dpop" and "DPoP" in route.schemes:
        return Shown(_token(text), _one_proof(request))
    if scheme == "bearer" and "Bearer" in route.schemes:
        return Shown(_token(text))
    # A cookie is shown by whoever has it; it can only be a Bearer token.
    if cookie is not None and "Bearer" in route.schemes:
        return Shown(_token(cookie))
    return None


def _none_in_query(target: str) -> None:
    """RFC 6750 §2.3 is not taken: addresses are logged, and an API could find another token there than the one that was verified."""
    query = target.partition("?")[2]
    if query and "access_token" in (unquote(each.partition("=")[0]) for each in query.split("&")):
        raise InvalidRequest("The request shows a token in its address.")


def _scheme(value: str) -> "tuple[str, str]":
    found = _credentials.match(value)
    if found is None:
        raise InvalidRequest("Authorization is not one scheme with one token.")
    return found.group(1).lower(), found.group(2) or ""


def _token(text: str) -> str:
    if _b64token.match(text) is None:
        raise InvalidRequest("What should be a token has other characters than one has.")
    return text


def _one_proof(request: Request) -> str:
    proofs = request.all("dpop")
    if len(proofs) != 1 or _proof.match(proofs[0]) is None:
        raise InvalidProof("DPoP does not stand there once, as a compact token.")
    return proofs[0]


def _cookie(values: List[str], name: str) -> Optional[str]:
    """The value of a cookie (RFC 6265 §4.2), which must not be there twice: nobody knows which one the API would take."""
    found = None
    for pair in "; ".join(values).split(";"):
        key, _, value = pair.strip(" \t").partition("=")
        if key != name:
            continue
        if found is not None:
            raise InvalidRequest("The cookie stands there more than once.")
        found = value
    # A cookie that was emptied is none.
    return found or None
