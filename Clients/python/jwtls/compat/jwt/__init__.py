"""PyJWT's functions and exceptions over jwtls: `from jwtls.compat import jwt` in the place of `import jwt`.

Signatures and keys are jwtls's affair, claims are checked as PyJWT checks them. What differs is in README.md.
"""

from __future__ import annotations

import base64
import binascii
import calendar
import datetime
import json
import threading
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Type, Union

from ... import client as _client
from ... import faults as _faults
from ...errors import InvalidToken as _InvalidToken
from ...table import SIGNING_ALGORITHMS as _ALGORITHMS
from . import exceptions
from .claims import check_claims as _check_claims
from .exceptions import (
    DecodeError,
    ExpiredSignatureError,
    ImmatureSignatureError,
    InsecureKeyLengthWarning,
    InvalidAlgorithmError,
    InvalidAudienceError,
    InvalidIssuedAtError,
    InvalidIssuerError,
    InvalidKeyError,
    InvalidSignatureError,
    InvalidTokenError,
    MissingRequiredClaimError,
    PyJWKClientConnectionError,
    PyJWKClientError,
    PyJWKError,
    PyJWKSetError,
    PyJWTError,
)
from .keys import PyJWK
from .keys import base64url as _base64url
from .keys import jwtls_key as _jwtls_key

_UNSET: Any = object()
_OPTIONS: Dict[str, Any] = {
    "verify_signature": True,
    "verify_exp": True,
    "verify_nbf": True,
    "verify_iat": True,
    "verify_aud": True,
    "verify_iss": True,
    "verify_sub": True,
    "verify_jti": True,
    "require": [],
    "strict_aud": False,
    "enforce_minimum_key_length": False,
}
_KEY_ERRORS = (
    _faults.KeyUnusableError,
    _faults.KeyPasswordError,
    _faults.KeyNotFoundError,
    _faults.KeyRefusedError,
    _faults.LimitKeyError,
)
_shared_lock = threading.Lock()
_shared: Optional[_client.Jwtls] = None


def use(client: _client.Jwtls) -> None:
    """Makes every function here call this client. Without it, the first call makes one."""
    global _shared
    with _shared_lock:
        _shared = client


def _jwtls() -> _client.Jwtls:
    global _shared
    with _shared_lock:
        if _shared is None:
            _shared = _client.Jwtls()
        return _shared


def _asked(method: str, params: Mapping[str, Any]) -> Any:
    try:
        return _jwtls().call(method, params)
    except _KEY_ERRORS as error:
        raise InvalidKeyError(str(error)) from error


class PyJWT:
    """The functions of this module with options of their own."""

    def __init__(self, options: Optional[Mapping[str, Any]] = None) -> None:
        self.options = self._merged(_OPTIONS, options)

    @staticmethod
    def _merged(options: Mapping[str, Any], given: Optional[Mapping[str, Any]]) -> Dict[str, Any]:
        more = dict(given or {})
        if not more.get("verify_signature", True):
            for name in ("exp", "nbf", "iat", "aud", "iss", "sub", "jti"):
                more.setdefault(f"verify_{name}", False)
        return {**options, **more}

    def encode(
        self,
        payload: Mapping[str, Any],
        key: Any,
        algorithm: Optional[str] = _UNSET,
        headers: Optional[Mapping[str, Any]] = None,
        json_encoder: Optional[Type[json.JSONEncoder]] = None,
        sort_headers: bool = True,
    ) -> str:
        """A signed token of these claims."""
        if not isinstance(payload, dict):
            raise TypeError("Expecting a dict object, as JWT only supports JSON objects as payloads.")
        claims = dict(payload)
        for name in ("exp", "iat", "nbf"):
            if isinstance(claims.get(name), datetime.datetime):
                claims[name] = calendar.timegm(claims[name].utctimetuple())
        if "iss" in claims and not isinstance(claims["iss"], str):
            raise TypeError("Issuer (iss) must be a string.")
        content = json.dumps(claims, separators=(",", ":"), cls=json_encoder).encode("utf-8")
        more = dict(headers or {})
        default = key.algorithm_name if isinstance(key, PyJWK) else "HS256" if algorithm is _UNSET else "none"
        chosen = more.pop("alg", None) or (default if algorithm in (_UNSET, None) else algorithm)
        params: Dict[str, Any] = {"alg": chosen, "payload": _base64url(content), "typ": more.pop("typ", "JWT") or False}
        if "kid" in more:
            params["kid"] = more.pop("kid")
            if not isinstance(params["kid"], str):
                raise InvalidTokenError("Key ID header parameter must be a string")
        if more.pop("b64", True) is False:
            more.pop("crit", None)
            params.update(b64=False, detached=True)
        if more:
            params["header"] = json.loads(json.dumps(more, cls=json_encoder, sort_keys=sort_headers))
        if chosen not in _ALGORITHMS:
            raise NotImplementedError("Algorithm not supported")
        params["key"] = _jwtls_key(key, chosen, self.options["enforce_minimum_key_length"])
        try:
            return str(_asked("sign", params)["token"])
        except _faults.AlgorithmUnsupportedError as error:
            raise NotImplementedError("Algorithm not supported") from error

    def decode(
        self,
        jwt: Union[str, bytes],
        key: Any = "",
        algorithms: Optional[Sequence[str]] = None,
        options: Optional[Mapping[str, Any]] = None,
        verify: Optional[bool] = None,
        detached_payload: Optional[bytes] = None,
        audience: Any = None,
        subject: Optional[str] = None,
        issuer: Any = None,
        leeway: Union[float, datetime.timedelta] = 0,
    ) -> Dict[str, Any]:
        """The claims of a token that holds."""
        complete = self.decode_complete(
            jwt, key, algorithms, options, verify, detached_payload, audience, issuer, subject, leeway
        )
        claims: Dict[str, Any] = complete["payload"]
        return claims

    def decode_complete(
        self,
        jwt: Union[str, bytes],
        key: Any = "",
        algorithms: Optional[Sequence[str]] = None,
        options: Optional[Mapping[str, Any]] = None,
        verify: Optional[bool] = None,
        detached_payload: Optional[bytes] = None,
        audience: Any = None,
        issuer: Any = None,
        subject: Optional[str] = None,
        leeway: Union[float, datetime.timedelta] = 0,
    ) -> Dict[str, Any]:
        """`payload`, `header` and `signature` of a token that holds."""
        merged = self._merged(self.options, options)
        is_verified = (options or {}).get("verify_signature", True)
        if is_verified and not algorithms and not isinstance(key, PyJWK):
            raise DecodeError(
                'It is required that you pass in a value for the "algorithms" argument when calling decode().'
            )
        token, header, content, signature = _read(jwt)
        is_detached = header.get("b64", True) is False
        if detached_payload is not None and not is_detached:
            raise DecodeError('"detached_payload" is for a token whose header has "b64" set to false.')
        if is_detached:
            if detached_payload is None:
                raise DecodeError('A token whose header has "b64" set to false needs "detached_payload".')
            content = detached_payload
        if is_verified:
            content = self._verified(token, header, key, algorithms, detached_payload, merged, content)
        claims = _object(content, "payload")
        _check_claims(claims, merged, audience, issuer, subject, leeway)
        return {"payload": claims, "header": header, "signature": signature}

    def _verified(
        self,
        token: str,
        header: Mapping[str, Any],
        key: Any,
        algorithms: Optional[Sequence[str]],
        detached: Optional[bytes],
        options: Mapping[str, Any],
        content: bytes,
    ) -> bytes:
        allowed = [key.algorithm_name] if isinstance(key, PyJWK) and algorithms is None else list(algorithms or [])
        if "alg" not in header:
            raise InvalidAlgorithmError("Algorithm not specified")
        algorithm = header["alg"]
        if not algorithm or algorithm not in allowed:
            raise InvalidAlgorithmError("The specified alg value is not allowed")
        if isinstance(key, PyJWK) and algorithm != key.algorithm_name:
            raise InvalidAlgorithmError("The token's algorithm is not the key's")
        if algorithm not in _ALGORITHMS:
            raise InvalidAlgorithmError("Algorithm not supported")
        params: Dict[str, Any] = {
            "token": token,
            "key": _jwtls_key(key, algorithm, options["enforce_minimum_key_length"]),
            "algorithms": [algorithm],
            "expect": "bytes",
            "checks": "none",
            "diagnose": False,
        }
        if detached is not None:
            params["detachedPayload"] = _base64url(detached)
        try:
            report = _asked("verify", params)
        except _faults.AlgorithmUnsupportedError as error:
            raise InvalidAlgorithmError("Algorithm not supported") from error
        if not report["valid"]:
            raise _refusal(_InvalidToken(report))
        # What was verified, and not what was read beside it, is what is believed.
        return content if detached is not None else _bytes(report["payload"], "payload")


def _refusal(refused: _InvalidToken) -> PyJWTError:
    code, text = refused.code, str(refused)
    if code.startswith("signature."):
        return InvalidSignatureError("Signature verification failed")
    if code == "header.alg_key_mismatch" or code.startswith("key."):
        return InvalidKeyError(text)
    if code.startswith("header.alg_"):
        return InvalidAlgorithmError(text)
    if code.startswith(("header.", "token.revo", "token.replay", "status.")):
        return InvalidTokenError(text)
    return DecodeError(text)


def _bytes(part: str, name: str) -> bytes:
    try:
        octets = part.encode("ascii")
        data = base64.urlsafe_b64decode(octets + b"=" * (-len(octets) % 4))
    except (ValueError, binascii.Error):
        raise DecodeError(f"Invalid {name} padding") from None
    if _base64url(data) != part:
        raise DecodeError(f"Invalid {name} padding")
    return data


def _object(data: bytes, name: str) -> Dict[str, Any]:
    def members(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            raise ValueError("a member stands twice")
        return value

    def refused(word: str) -> Any:
        raise ValueError(f"{word} is no JSON")

    try:
        value = json.loads(data, object_pairs_hook=members, parse_constant=refused)
    except (ValueError, RecursionError) as error:
        raise DecodeError(f"Invalid {name} string: {error}") from None
    if not isinstance(value, dict):
        raise DecodeError(f"Invalid {name} string: must be a json object")
    return value


def _read(jwt: Any) -> Tuple[str, Dict[str, Any], bytes, bytes]:
    """The token's text, header, content and signature, unverified."""
    try:
        token = jwt.decode("ascii") if isinstance(jwt, bytes) else jwt
    except ValueError:
        raise DecodeError("Invalid header padding") from None
    if not isinstance(token, str):
        raise DecodeError("Invalid token type. Token must be a str or bytes")
    parts = token.split(".")
    if len(parts) < 3:
        raise DecodeError("Not enough segments")
    if len(parts) > 3:
        raise DecodeError("Too many segments")
    header = _object(_bytes(parts[0], "header"), "header")
    if not isinstance(header.get("kid", ""), str):
        raise InvalidTokenError("Key ID header parameter must be a string")
    return token, header, _bytes(parts[1], "payload"), _bytes(parts[2], "crypto")


def get_unverified_header(jwt: Union[str, bytes]) -> Dict[str, Any]:
    """What the header says; nobody has vouched for it."""
    return _read(jwt)[1]


_module = PyJWT()
encode = _module.encode
decode = _module.decode
decode_complete = _module.decode_complete

__all__ = [
    "DecodeError",
    "ExpiredSignatureError",
    "ImmatureSignatureError",
    "InsecureKeyLengthWarning",
    "InvalidAlgorithmError",
    "InvalidAudienceError",
    "InvalidIssuedAtError",
    "InvalidIssuerError",
    "InvalidKeyError",
    "InvalidSignatureError",
    "InvalidTokenError",
    "MissingRequiredClaimError",
    "PyJWK",
    "PyJWKClientConnectionError",
    "PyJWKClientError",
    "PyJWKError",
    "PyJWKSetError",
    "PyJWT",
    "PyJWTError",
    "decode",
    "decode_complete",
    "encode",
    "exceptions",
    "get_unverified_header",
    "use",
]
