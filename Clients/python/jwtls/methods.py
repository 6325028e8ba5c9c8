"""Every method of the protocol as a method by its name: `keys/put` is `keys_put`. Their types are in methods.pyi."""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping, Optional, Tuple, Type

from . import wire
from .table import METHODS


def _describe(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    method, summary, known, required = METHODS["verify" if name == "check" else name]
    function.__name__ = name
    listed = [key if index < required else f"[{key}]" for index, key in enumerate(known)]
    function.__doc__ = f"{summary}\n\nThe method `{method}`; parameters: {', '.join(listed) or 'none'}."
    return function


def _question(name: str, positional: Tuple[Any, ...], named: Mapping[str, Any]) -> Tuple[str, Dict[str, Any]]:
    method, params = wire.parameters(name, positional, named)
    if name == "verify":
        params.setdefault("checks", "none")
    return method, params


def _result(name: str, method: str, answer: Any) -> Any:
    return answer if name == "check" else wire.accepted(method, answer)


def _plain(name: str) -> Callable[..., Any]:
    def method(self: Any, *positional: Any, timeout: Optional[float] = wire.ABSENT, **named: Any) -> Any:
        asked, params = _question(name, positional, named)
        answer = wire.without_asking(asked, params) or self.call(asked, params, timeout=timeout)
        return _result(name, asked, answer)

    return method


def _asynchronous(name: str) -> Callable[..., Any]:
    async def method(self: Any, *positional: Any, timeout: Optional[float] = wire.ABSENT, **named: Any) -> Any:
        asked, params = _question(name, positional, named)
        answer = wire.without_asking(asked, params) or await self.call(asked, params, timeout=timeout)
        return _result(name, asked, answer)

    return method


def _with_methods(name: str, make: Callable[[str], Callable[..., Any]]) -> Type[Any]:
    members: Dict[str, Any] = {each: _describe(make(each), each) for each in [*METHODS, "check"]}
    return type(name, (), {"__module__": __name__, "__slots__": (), **members})


Methods = _with_methods("Methods", _plain)
AsyncMethods = _with_methods("AsyncMethods", _asynchronous)
