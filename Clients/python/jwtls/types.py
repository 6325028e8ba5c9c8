"""Types of what goes in and comes out."""

import datetime
from typing import Any, Dict, Mapping, Sequence, Union

#: What a method answers.
Report = Dict[str, Any]
Claims = Dict[str, Any]
#: Compact, or the JSON of a serialization.
Token = Union[str, Mapping[str, Any]]
#: An instant: seconds since 1970, RFC 3339, `"now"`, `"+10m"`, or a `datetime` with its zone.
Time = Union[str, int, float, datetime.datetime]
#: Seconds, text such as `"15m"`, or a `timedelta`.
Span = Union[str, int, float, datetime.timedelta]
#: `{"jwk": …}`, `{"pem": …}`, `{"secret": …, "encoding": …}`, `{"ref": …}`, …, several of them, or a text that is one.
Key = Union[str, Mapping[str, Any], Sequence[Any]]
#: The name of a policy, or the members of one.
Policy = Union[str, Mapping[str, Any]]

__all__ = ["Claims", "Key", "Policy", "Report", "Span", "Time", "Token"]
