"""What can go wrong: a token that is refused, a call that could not be carried out, a program that is not there.

The classes for single findings and errors are in `faults`, which `make.py` makes from Protocol/.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional


class JwtlsError(Exception):
    """Everything that this package raises on its own account."""

    #: The stable word for what happened, as in Protocol/findings.json and Protocol/errors.json.
    code: str = ""


class InvalidToken(JwtlsError):
    """The token is refused. The class is that of the first failure; `failures` has all of them."""

    def __init__(self, report: Mapping[str, Any]) -> None:
        self.report: Dict[str, Any] = dict(report)
        first = self.failures[0] if self.failures else {}
        self.code = str(first.get("code", ""))
        super().__init__(str(first.get("message", "The token is refused.")))

    @property
    def failures(self) -> List[Dict[str, Any]]:
        """Each check that failed: `code`, `message`, and where they help `pointer`, `range`, `expected` and `actual`."""
        return list(self.report.get("failures", []))

    @property
    def codes(self) -> List[str]:
        """The words of all failures."""
        return [str(failure.get("code", "")) for failure in self.failures]

    def __reduce__(self) -> Any:
        return (type(self), (self.report,))


class RequestError(JwtlsError):
    """What was asked could not be done. `blame` is `caller`, `environment` or `service`."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        self.error: Dict[str, Any] = dict(error)
        self.number = error.get("code")
        self.data: Dict[str, Any] = dict(error.get("data") or {})
        self.code = str(self.data.get("code", ""))
        self.blame = str(self.data.get("blame", ""))
        self.parameter: Optional[str] = self.data.get("parameter")
        self.hint: Optional[str] = self.data.get("hint")
        text = str(error.get("message", "The call could not be carried out."))
        super().__init__(f"{text} {self.hint}" if self.hint else text)

    def __reduce__(self) -> Any:
        return (type(self), (self.error,))


class Timeout(JwtlsError, TimeoutError):
    """No answer came in time. The service was told to cancel the call."""


class ConnectionLost(JwtlsError, ConnectionError):
    """The program ended before it answered, and the call was not one to repeat, or the program ended too often."""


class ProgramNotFound(JwtlsError, FileNotFoundError):
    """There is no jwtls where it was looked for."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else "jwtls was not found"
