"""One spelling for the path of a request, or none: a route must not be matched by a path that the API reads as another one."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

_target = re.compile(r"/[!-\"$-\[\]-~]*\Z")
_escape = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: Slashes, a backslash, NUL and other controls, and a percent sign, which makes whoever decodes twice see another path.
_ambiguous = re.compile(r"%(?:2[Ff]|5[Cc]|25|[01][0-9A-Fa-f]|7[Ff])")


class PathFault(ValueError):
    """The path could be read in more than one way."""


def normalised(target: str) -> str:
    """The decoded path of a request target in origin form (RFC 9112 §3.2.1), without its query.

    Refused are empty, `.` and `..` segments also where they are encoded, path parameters (`;`), encoded slashes, backslashes,
    percent signs and controls, and what is no UTF-8.
    """
    if _target.match(target) is None:
        raise PathFault("The target is no path in printable ASCII.")
    path = target.partition("?")[0]
    if _escape.search(path) or _ambiguous.search(path):
        raise PathFault("The path has an escape that can be read in two ways.")
    if "%" in path:
        try:
            path = unquote_to_bytes(path).decode("utf-8")
        except UnicodeDecodeError:
            raise PathFault("The path is no UTF-8.") from None
    if ";" in path:
        raise PathFault("The path has parameters.")
    segments = path.split("/")[1:]
    # The last segment may be empty: a path may end in a slash.
    if "" in segments[:-1] or "." in segments or ".." in segments:
        raise PathFault("The path has an empty segment, or one of dots.")
    return path


def is_below(path: str, prefix: str) -> bool:
    """Whether a path is a prefix, or goes on behind it at a slash."""
    return path.startswith(prefix) and (len(path) == len(prefix) or prefix.endswith("/") or path[len(prefix)] == "/")
