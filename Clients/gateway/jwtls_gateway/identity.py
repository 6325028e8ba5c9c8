"""Who is asking, as headers for the API."""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List, Mapping, Optional, Tuple

#: Bytes of all values together: a proxy reads the head of an answer into one buffer, of 4 KiB in nginx.
ROOM = 2048

_to_encode = re.compile(r"[^ -$&-~]|^ | $")


class IdentityFault(ValueError):
    """A claim cannot be said in a header."""


def claim(claims: Mapping[str, Any], where: str) -> Any:
    """The claim of a name, or where a JSON pointer leads (RFC 6901); None where there is none."""
    if not where.startswith("/"):
        return claims.get(where)
    value: Any = claims
    for step in where.split("/")[1:]:
        if not isinstance(value, dict):
            return None
        value = value.get(step.replace("~1", "/").replace("~0", "~"))
    return value


def encoded(text: str) -> str:
    """Text as a field value: all but printable ASCII, the percent sign, and a space at either end are percent-encoded as UTF-8."""
    if _to_encode.search(text) is None:
        return text
    return _to_encode.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8")), text)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return json.dumps(value)
    if isinstance(value, list) and all(isinstance(each, str) and each and " " not in each for each in value):
        return " ".join(value)
    raise IdentityFault("is an object, or a list of other things than words")


def headers(named: Mapping[str, str], claims: Optional[Mapping[str, Any]]) -> List[Tuple[str, str]]:
    """A header for each claim that is there and not empty. A list of words is said with spaces between them."""
    if claims is None:
        return []
    said: Dict[str, str] = {}
    for name, where in named.items():
        value = claim(claims, where)
        if value is None:
            continue
        try:
            text = encoded(_text(value))
        except (IdentityFault, UnicodeEncodeError) as fault:
            raise IdentityFault(f"The claim for {name} cannot be said in a header: it {fault}.") from None
        if text:
            said[name] = text
    if sum(map(len, said.values())) > ROOM:
        raise IdentityFault(f"The claims have no room in {ROOM} bytes of headers.")
    return list(said.items())
