"""What a request is answered: RFC 6750 §3, RFC 9449 §7.1, RFC 9110."""

from __future__ import annotations

import re
from typing import List, Mapping, NamedTuple, Optional, Tuple

Fields = List[Tuple[str, str]]

REASONS = {
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    503: "Service Unavailable",
    505: "HTTP Version Not Supported",
}

#: Signatures that a proof may have (RFC 9449 §7.1): none that is symmetric.
PROOF_ALGORITHMS = "ES256 ES384 ES512 EdDSA PS256 PS384 PS512 RS256 RS384 RS512"

# RFC 6750 §3: what may stand in error_description and scope.
_unsayable = re.compile(r"[^ !#-\[\]-~]+")


class Answer(NamedTuple):
    """One answer. `text` is for people and stands in the body."""

    status: int
    outcome: str
    fields: Fields
    text: str = ""
    content_type: str = "text/plain; charset=utf-8"

    def adding(self, more: Fields) -> "Answer":
        return self._replace(fields=[*self.fields, *more]) if more else self


def challenge(schemes: List[str], realm: str, members: Optional[Mapping[str, str]] = None) -> Tuple[str, str]:
    """`WWW-Authenticate` for every scheme that the route takes; what went wrong stands behind each of them."""
    said = []
    for scheme in schemes:
        named = {"realm": realm, **(members or {})}
        if scheme == "DPoP":
            named["algs"] = PROOF_ALGORITHMS
        said.append(scheme + " " + ", ".join(f'{name}="{_unsayable.sub(" ", value)}"' for name, value in named.items()))
    return ("WWW-Authenticate", ", ".join(said))


def refused(
    status: int, outcome: str, schemes: List[str], realm: str, error: str = "", description: str = "", scope: str = ""
) -> Answer:
    """A refusal that says how to ask: without a token nothing but the schemes, else the error (RFC 6750 §3.1)."""
    members = {"error": error, "error_description": description, "scope": scope}
    shown = challenge(schemes, realm, {name: value for name, value in members.items() if value})
    return Answer(status, outcome, [shown], description or REASONS[status])


def unavailable(text: str) -> Answer:
    """Nobody knows whether the request may pass, so it does not. It is worth asking again."""
    return Answer(503, "unavailable", [("Retry-After", "1")], text)
