"""Messages as bytes: LSP's base protocol (statements F2 and F8 of the protocol), so that answers come when they are ready."""

from __future__ import annotations

import datetime
import json
import os
import shutil
from typing import Any, Dict, List, Mapping, Optional

from .errors import InvalidToken, JwtlsError, ProgramNotFound, RequestError
from .faults import ERRORS, REFUSALS, ROOMS
from .table import METHODS

Message = Dict[str, Any]

#: Stands for a timeout that a call does not give; `None` is no limit.
ABSENT: Any = object()

#: Methods that may be asked again after the program died: asking twice does what asking once does.
REPEATABLE = frozenset(
    "decode verify sign encrypt decrypt present scan redact keygen revoke key/inspect key/convert key/thumbprint "
    "key/match policies/list policies/get policies/test policies/put keys/get keys/list keys/jwks revocations/list "
    "revocations/export server/info server/stats rpc.discover".split()
)
#: Methods by name whose answer, where a token is refused, is raised.
REFUSING = frozenset(["verify", "decrypt", "rotate", "revocations/import"])


def find_program(path: Optional[str] = None) -> str:
    """The program: the one that is named, else that of JWTLS_PATH, else the first in PATH."""
    named = path or os.environ.get("JWTLS_PATH") or "jwtls"
    found = shutil.which(named)
    if found is None:
        raise ProgramNotFound(f"There is no program {named}: name it, or set JWTLS_PATH, or put jwtls into PATH.")
    return found


def _written(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            raise TypeError("a datetime must say its time zone")
        return value.timestamp()
    if isinstance(value, datetime.timedelta):
        seconds = value.total_seconds()
        return int(seconds) if seconds == int(seconds) else seconds
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


_to_json = json.JSONEncoder(separators=(",", ":"), default=_written, allow_nan=False).encode


def written(value: Any) -> str:
    """JSON of a value; instants and spans of `datetime` become numbers."""
    return _to_json(value)


def framed(text: str) -> bytes:
    """One message with its header."""
    body = text.encode("utf-8")
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def request(identifier: int, method: str, params: str) -> bytes:
    """A request whose parameters are JSON already."""
    return framed(f'{{"jsonrpc":"2.0","id":{identifier},"method":{_to_json(method)},"params":{params}}}')


def cancellation(identifier: int) -> bytes:
    """What stops a request."""
    return framed(f'{{"jsonrpc":"2.0","method":"$/cancelRequest","params":{{"id":{identifier}}}}}')


class Decoder:
    """Takes bytes as they come, and gives the messages that are whole."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._needed = 0

    def feed(self, data: bytes) -> List[Message]:
        buffer, messages, start = self._buffer, [], 0
        buffer += data
        if len(buffer) < self._needed:
            return []
        while True:
            end = buffer.find(b"\r\n\r\n", start)
            if end < 0:
                if len(buffer) - start > 4096:
                    raise ValueError("what came is no message of jwtls")
                self._needed = 0
                break
            length = -1
            for line in bytes(buffer[start:end]).split(b"\r\n"):
                name, _, value = line.partition(b":")
                if name.strip().lower() == b"content-length":
                    length = int(value)
            if length < 0:
                raise ValueError("a message without Content-Length came")
            body = end + 4
            if len(buffer) < body + length:
                self._needed = body + length - start
                break
            message = json.loads(buffer[body : body + length])
            if not isinstance(message, dict):
                raise ValueError("what came is no message of jwtls")
            messages.append(message)
            start = body + length
        del buffer[:start]
        return messages


def parameters(name: str, positional: tuple[Any, ...], named: Mapping[str, Any]) -> tuple[str, Dict[str, Any]]:
    """The method of this name in Python, and its parameters by the names of the protocol."""
    method, _, known, required = METHODS["verify" if name == "check" else name]
    names = list(known)
    if len(positional) > required:
        raise TypeError(f"{name}() takes {required} positional arguments but {len(positional)} were given")
    params: Dict[str, Any] = {known[key]: value for key, value in zip(names, positional)}
    for key, value in named.items():
        parameter = known.get(key)
        if parameter is None:
            meant = next((each for each in names if known[each] == key), None)
            raise TypeError(f"{name}() has no parameter {key}" + (f", but {meant}" if meant else ""))
        if parameter in params:
            raise TypeError(f"{name}() got {key} twice")
        params[parameter] = value
    missing = [key for key in names[:required] if known[key] not in params]
    if missing:
        raise TypeError(f"{name}() needs {', '.join(missing)}")
    return method, params


def is_repeatable(method: str, params: Mapping[str, Any]) -> bool:
    """Whether this call may be asked again when nobody knows whether it was carried out."""
    if method not in REPEATABLE:
        return False
    inner = params.get("verify")
    policies = [params, params.get("policy"), inner, inner.get("policy") if isinstance(inner, Mapping) else None]
    return not any(isinstance(each, Mapping) and "replay" in each for each in policies)


def result_of(message: Message) -> Any:
    """The result of an answer; an error is raised."""
    if "error" in message:
        error = message["error"]
        code = (error.get("data") or {}).get("code", "")
        raise ERRORS.get(code, RequestError)(error)
    return message.get("result")


def refusal(report: Mapping[str, Any]) -> InvalidToken:
    """What a refused token raises."""
    failures = report.get("failures") or [{}]
    code = str(failures[0].get("code", ""))
    return (REFUSALS.get(code) or ROOMS.get(code.partition(".")[0], InvalidToken))(report)


def accepted(method: str, report: Any) -> Any:
    """What a method by name returns: the claims for `verify`, the whole answer for all others."""
    if method in REFUSING and isinstance(report, dict) and report.get("valid") is False:
        raise refusal(report)
    if method != "verify":
        return report
    if "claims" not in report:
        raise JwtlsError("What was verified is no claims set; check gives the whole report.")
    return report["claims"]
