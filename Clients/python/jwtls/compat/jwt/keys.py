"""Keys as PyJWT takes them, and as jwtls does."""

from __future__ import annotations

import base64
import json
import warnings
from typing import Any, Dict, Mapping, Optional, Union

from .exceptions import InsecureKeyLengthWarning, InvalidKeyError, PyJWKError

_BY_TYPE = {"oct": "HS256", "RSA": "RS256", "OKP": "EdDSA"}
_BY_CURVE = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512", "secp256k1": "ES256K"}
_SSH = (b"ssh-", b"ecdsa-sha2-", b"sk-")


class PyJWK:
    """A JWK with the one algorithm that it is used with: the one given, its own `alg`, or that of its type."""

    def __init__(self, jwk_data: Mapping[str, Any], algorithm: Optional[str] = None) -> None:
        kind = jwk_data.get("kty")
        if kind is None:
            raise InvalidKeyError("kty is not found")
        chosen = algorithm or jwk_data.get("alg") or _BY_TYPE.get(kind) or _BY_CURVE.get(str(jwk_data.get("crv")))
        if chosen is None:
            raise PyJWKError("Unable to find an algorithm for this key")
        self.jwk = dict(jwk_data)
        self.algorithm_name: str = chosen

    @staticmethod
    def from_dict(obj: Mapping[str, Any], algorithm: Optional[str] = None) -> "PyJWK":
        return PyJWK(obj, algorithm)

    @staticmethod
    def from_json(data: str, algorithm: Optional[str] = None) -> "PyJWK":
        return PyJWK(json.loads(data), algorithm)

    @property
    def key_type(self) -> Optional[str]:
        return self.jwk.get("kty")

    @property
    def key_id(self) -> Optional[str]:
        return self.jwk.get("kid")

    @property
    def public_key_use(self) -> Optional[str]:
        return self.jwk.get("use")


def jwtls_key(key: Any, algorithm: str, enforce_length: bool = False) -> Dict[str, Any]:
    """The key for jwtls."""
    if isinstance(key, PyJWK):
        return {"jwk": key.jwk}
    if algorithm.startswith("HS"):
        return _secret(key, int(algorithm[2:]), enforce_length)
    if hasattr(key, "public_bytes") or hasattr(key, "private_bytes"):
        key = _pem_of_object(key)
    if isinstance(key, (bytes, bytearray)):
        key = bytes(key).decode("ascii", errors="replace")
    if not isinstance(key, str):
        raise TypeError("Expecting a PEM-formatted key.")
    if key.lstrip().startswith("-----"):
        return {"pem": key}
    if key.lstrip().encode().startswith(_SSH):
        return {"ssh": key}
    raise InvalidKeyError("Could not parse the provided public key.")


def _secret(key: Union[str, bytes, Any], bits: int, enforce_length: bool) -> Dict[str, Any]:
    if isinstance(key, str):
        key = key.encode("utf-8")
    if not isinstance(key, (bytes, bytearray)):
        raise TypeError("Expected a string value")
    secret = bytes(key)
    if not secret:
        raise InvalidKeyError("HMAC key must not be empty.")
    # The key of somebody else's signatures, published as it is, must never be a secret.
    if b"-----BEGIN" in secret or secret.lstrip().startswith(_SSH) or _is_der(secret) or _is_jwk(secret):
        raise InvalidKeyError("The specified key is an asymmetric key or a JWK, and no HMAC secret.")
    if len(secret) * 8 < bits:
        text = f"The HMAC key is {len(secret)} bytes long, and SHA{bits} asks for {bits // 8} (RFC 7518 §3.2)."
        if enforce_length:
            raise InvalidKeyError(text)
        warnings.warn(text, InsecureKeyLengthWarning, stacklevel=5)
    return {"secret": base64url(secret), "encoding": "base64url"}


def base64url(data: bytes) -> str:
    """Without padding, as tokens have it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _is_der(secret: bytes) -> bool:
    """Whether these octets are one DER sequence and nothing else."""
    if len(secret) < 16 or secret[0] != 0x30:
        return False
    if secret[1] < 0x80:
        return len(secret) == 2 + secret[1]
    size = secret[1] & 0x7F
    return size in (1, 2, 3) and len(secret) == 2 + size + int.from_bytes(secret[2 : 2 + size], "big")


def _is_jwk(secret: bytes) -> bool:
    try:
        value = json.loads(secret)
    except (ValueError, RecursionError):
        return secret.lstrip().startswith(b"{") and b'"kty"' in secret
    return isinstance(value, dict) and ("kty" in value or "keys" in value)


def _pem_of_object(key: Any) -> bytes:
    """PEM of a key object of the package cryptography, which whoever has one has."""
    from cryptography.hazmat.primitives import serialization  # type: ignore[import-not-found,unused-ignore]

    if hasattr(key, "private_bytes"):
        pem: bytes = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return pem
    if not hasattr(key, "verify") and hasattr(key, "not_valid_after"):
        key = key.public_key()
    pem = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return pem
