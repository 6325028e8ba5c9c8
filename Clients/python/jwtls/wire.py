"""Messages as bytes: LSP's base protocol (statements F2 and F8 of the protocol), so that answers come when they are ready."""

from __future__ import annotations

import datetime
import decimal
import json
import os
import shutil
from collections.abc import Mapping
from typing import Any, Callable, Dict, List, Optional

from .errors import InvalidToken, JwtlsError, ProgramNotFound, RequestError
from .faults import ERRORS, REFUSALS, ROOMS
from .table import LIMITS, METHODS

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


_to_json = json.JSONEncoder(separators=(",", ":"), default=_written, allow_nan=False, ensure_ascii=False).encode


def written(value: Any) -> str:
    """JSON of a value; instants and spans of `datetime` become numbers.

    What the program would refuse unread is refused here: its answer could not say which call it is about.
    """
    text = _to_json(value)
    size = len(text) if text.isascii() else len(text.encode("utf-8"))
    # The rest of the message is small.
    if size > LIMITS["message.bytes"] - 1024:
        raise _limit(300, "limit.message", "message.bytes", "The message is too large")
    # Only what could be too deep or too many is looked through.
    if text.count("{") + text.count("[") >= LIMITS["json.depth"] - 2 or text.count(",") >= LIMITS["json.members"] - 10:
        _hold_to_limits(value, text)
    return text


def _hold_to_limits(value: Any, text: str) -> None:
    if text.count(",") + text.count("{") + text.count("[") >= LIMITS["json.values"] - 10:
        raise _limit(302, "limit.json", "json.values", "There are too many values")
    level, depth = [json.loads(text)], 1
    while level:
        if depth > LIMITS["json.depth"]:
            raise _limit(302, "limit.json", "json.depth", "Values are nested too deep")
        below: List[Any] = []
        for each in level:
            if isinstance(each, dict):
                if len(each) > LIMITS["json.members"]:
                    raise _limit(302, "limit.json", "json.members", "An object has too many members")
                below.extend(each.values())
            elif isinstance(each, list):
                below.extend(each)
        level, depth = [each for each in below if isinstance(each, (dict, list))], depth + 1


def _limit(number: int, code: str, name: str, text: str) -> RequestError:
    message = f"{text}: {name} is {LIMITS[name]}."
    return ERRORS[code]({"code": number, "message": message, "data": {"code": code, "blame": "caller", "limit": LIMITS[name]}})


def unwritable(token: Any) -> Optional[Dict[str, Any]]:
    """The report of a text that is no token and cannot even be asked about; nothing for all others."""
    if not isinstance(token, str) or (token.isascii() and len(token) <= LIMITS["token.bytes"]):
        return None
    failure = {"code": "token.too_large", "severity": "error", "message": "The token is larger than the limit."}
    if len(token) <= LIMITS["token.bytes"]:
        try:
            token.encode("utf-8")
            return None
        except UnicodeEncodeError:
            failure.update(code="token.malformed", message="Refused as a token: half a character stands in it.")
    return {"valid": False, "failures": [failure], "error": "invalid_token"}


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


def _integer(digits: str) -> Any:
    try:
        return int(digits)
    except ValueError:
        return decimal.Decimal(digits)


def _read(text: str) -> Any:
    """JSON of an answer. A token may hold a whole number that Python makes no int of; it is read as a `Decimal`."""
    try:
        return json.loads(text)
    except ValueError:
        return json.loads(text, parse_int=_integer)


def _length(header: bytes) -> int:
    for line in header.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError("a message without Content-Length came")


class Decoder:
    """Takes bytes as they come, and gives the answers that are whole; what else the program says is about no call."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._needed = 0

    def feed(self, data: bytes) -> List[Message]:
        buffer, answers, start = self._buffer, [], 0
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
            length = _length(bytes(buffer[start:end]))
            body = end + 4
            if len(buffer) < body + length:
                self._needed = body + length - start
                break
            message = _read(buffer[body : body + length].decode("utf-8"))
            if not isinstance(message, dict):
                raise ValueError("what came is no message of jwtls")
            if message.get("id") is not None and "method" not in message:
                answers.append(message)
            start = body + length
        del buffer[:start]
        return answers


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


def verifications(named: Mapping[str, Any]) -> tuple[Callable[[Any], str], bool]:
    """What makes the parameters of one of many verifications from its token, as JSON; and whether they may be asked again."""
    _, params = parameters("verify", ("",), named)
    del params["token"]
    params.setdefault("checks", "none")
    params.setdefault("diagnose", False)
    rest = "," + written(params)[1:]
    return lambda token: '{"token":' + written(token) + rest, is_repeatable("verify", params)


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


def without_asking(method: str, params: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """The answer of a method that judges a token, where none needs to be asked for."""
    return unwritable(params.get("token")) if method in REFUSING else None


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
