"""Requests from bytes, and answers as bytes: HTTP/1.1 without bodies, read to the letter (RFC 9110, RFC 9112)."""

from __future__ import annotations

import re
from typing import Dict, List

from .answers import REASONS, Answer

# Method and target of RFC 9112 §3, the target in origin form.
_request_line = re.compile(r"([A-Z][A-Z-]{0,31}) (/[!-~]*) HTTP/1\.([01])\r\n")
# A field line of RFC 9112 §5: no white space before the colon, no fold, no control but a tab, no line end of another kind. Each
# character can be matched in one way only, so that no line takes longer than it is long.
_field = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\x00-\x08\x0a-\x1f\x7f]*)\r\n")


class BadRequest(Exception):
    """What came is no request that is answered; the connection ends with this answer."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.answer = Answer(status, "bad_request", [], text)


class Request:
    """The head of a request. Names of headers are in lower case; values are Latin-1 without white space around them."""

    __slots__ = ("method", "target", "is_last", "_headers")

    def __init__(self, method: str, target: str, headers: Dict[str, List[str]], is_last: bool) -> None:
        self.method = method
        self.target = target
        #: Whether the connection ends behind the answer.
        self.is_last = is_last
        self._headers = headers

    def all(self, name: str) -> List[str]:
        """Every value of a header, by its name in lower case."""
        return self._headers.get(name, [])

    @property
    def names(self) -> List[str]:
        return list(self._headers)


def parsed(head: bytes) -> Request:
    """A request from its head up to the blank line, held to RFC 9112 to the letter."""
    text = head.decode("latin-1")
    line = _request_line.match(text)
    if line is None:
        version = text.partition("\r\n")[0].rpartition(" ")[2]
        is_other = version.startswith("HTTP/") and not version.startswith("HTTP/1.")
        raise BadRequest(505 if is_other else 400, "The request line is none.")
    headers: Dict[str, List[str]] = {}
    place = line.end()
    while place < len(text):
        found = _field.match(text, place)
        if found is None:
            raise BadRequest(400, "A header line is none.")
        place = found.end()
        headers.setdefault(found.group(1).lower(), []).append(found.group(2).strip(" \t"))
    is_new = line.group(3) == "1"
    hosts = headers.get("host", [])
    if len(hosts) > 1 or (is_new and not hosts):
        raise BadRequest(400, "Host does not stand there once.")
    # A proxy asks without a body. With one, two readers could find different ends (RFC 9112 §11.2).
    if "transfer-encoding" in headers or any(length != "0" for length in headers.get("content-length", [])):
        raise BadRequest(400, "A request has no body here.")
    said = [each.strip(" \t") for each in ",".join(headers.get("connection", [])).lower().split(",")]
    is_last = "close" in said or (not is_new and "keep-alive" not in said)
    return Request(line.group(1), line.group(2), headers, is_last)


def written(answer: Answer, is_last: bool, has_body: bool = True) -> bytes:
    """An answer as bytes. A field that would end its line is a fault of ours, and nothing of it is sent."""
    body = (answer.text + "\n").encode("utf-8") if answer.text and answer.status != 204 else b""
    lines = [f"HTTP/1.1 {answer.status} {REASONS[answer.status]}"]
    lines += [f"{name}: {value}" for name, value in answer.fields]
    if body:
        lines.append(f"Content-Type: {answer.content_type}")
    lines.append(
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: {'close' if is_last else 'keep-alive'}"
    )
    text = "\r\n".join(lines)
    if text.count("\n") != len(lines) + 1:
        raise ValueError("a field of an answer has a line end")
    return text.encode("latin-1") + b"\r\n\r\n" + (body if has_body else b"")
