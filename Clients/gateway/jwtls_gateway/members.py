"""An object of the configuration file: each member is asked for once, and what nobody asked for is a fault."""

from __future__ import annotations

import re
from typing import Any, List, Optional, Set

_ABSENT: Any = object()


class ConfigFault(ValueError):
    """Something in the file is not as it must be; the text says where."""


class Members:
    """An object and its place."""

    def __init__(self, value: Any, place: str) -> None:
        if not isinstance(value, dict):
            raise ConfigFault(f"{place or 'the file'} is no object")
        self._value = value
        self._place = place
        self._asked: Set[str] = set()

    @property
    def names(self) -> List[str]:
        return list(self._value)

    def fault(self, name: str, text: str) -> ConfigFault:
        escaped = name.replace("~", "~0").replace("/", "~1")
        return ConfigFault(f"{self._place}/{escaped} {text}")

    def has(self, name: str) -> bool:
        return name in self._value

    def any(self, name: str, default: Any = None) -> Any:
        self._asked.add(name)
        value = self._value.get(name, default)
        if value is _ABSENT:
            raise self.fault(name, "is missing")
        return value

    def text(
        self, name: str, pattern: Optional["re.Pattern[str]"] = None, expected: str = "text", default: Any = _ABSENT
    ) -> str:
        value = self.any(name, default)
        if not isinstance(value, str) or (name in self._value and (not value or (pattern and not pattern.match(value)))):
            raise self.fault(name, f"is not {expected}")
        return value

    def choice(self, name: str, choices: List[str], default: Any = _ABSENT) -> str:
        value = self.any(name, default)
        if name in self._value and value not in choices:
            raise self.fault(name, f"is not {' or '.join(choices)}")
        return str(value)

    def number(self, name: str, least: int, most: int, default: Any = _ABSENT) -> int:
        value = self.any(name, default)
        if type(value) is not int or not least <= value <= most:
            raise self.fault(name, f"is no whole number from {least} to {most}")
        return value

    def texts(self, name: str, pattern: Optional["re.Pattern[str]"] = None, expected: str = "text") -> List[str]:
        value = self.any(name, [])
        if not isinstance(value, list) or (pattern and not value):
            raise self.fault(name, "is no list, or an empty one")
        for index, each in enumerate(value):
            if not isinstance(each, str) or (pattern and not pattern.match(each)):
                raise self.fault(name, f"has something at {index} that is not {expected}")
        return list(value)

    def list(self, name: str) -> "List[Members]":
        value = self.any(name, _ABSENT)
        if not isinstance(value, list) or not value:
            raise self.fault(name, "is no list, or an empty one")
        return [Members(each, f"{self._place}/{name}/{index}") for index, each in enumerate(value)]

    def members(self, name: str) -> "Members":
        return Members(self.any(name, {}), f"{self._place}/{name}")

    def end(self) -> None:
        """Refuses members that nobody asked for."""
        for name in self._value:
            if name not in self._asked:
                raise self.fault(name, "is not known")
