"""The checks of claims that PyJWT makes, in its order: times are integers, and what is not asked for is not needed."""

from __future__ import annotations

import datetime
import time
from typing import Any, Mapping, Type, Union

from .exceptions import (
    DecodeError,
    ExpiredSignatureError,
    ImmatureSignatureError,
    InvalidAudienceError,
    InvalidIssuedAtError,
    InvalidIssuerError,
    InvalidJTIError,
    InvalidSubjectError,
    InvalidTokenError,
    MissingRequiredClaimError,
)


def check_claims(
    claims: Mapping[str, Any],
    options: Mapping[str, Any],
    audience: Any = None,
    issuer: Any = None,
    subject: Any = None,
    leeway: Union[float, datetime.timedelta] = 0,
) -> None:
    """Raises where a claim is not as it must be."""
    tolerance = leeway.total_seconds() if isinstance(leeway, datetime.timedelta) else leeway
    if audience is not None and not isinstance(audience, str) and not hasattr(audience, "__iter__"):
        raise TypeError("audience must be a string, iterable or None")
    for name in options["require"]:
        if claims.get(name) is None:
            raise MissingRequiredClaimError(name)
    now = time.time()
    if options["verify_iat"] and "iat" in claims:
        if _seconds(claims["iat"], InvalidIssuedAtError, "Issued At claim (iat)") > now + tolerance:
            raise ImmatureSignatureError("The token is not yet valid (iat)")
    if options["verify_nbf"] and "nbf" in claims:
        if _seconds(claims["nbf"], DecodeError, "Not Before claim (nbf)") > now + tolerance:
            raise ImmatureSignatureError("The token is not yet valid (nbf)")
    if options["verify_exp"] and "exp" in claims:
        if _seconds(claims["exp"], DecodeError, "Expiration Time claim (exp)") <= now - tolerance:
            raise ExpiredSignatureError("Signature has expired")
    if options["verify_iss"] and issuer is not None:
        _check_issuer(claims, issuer)
    if options["verify_aud"]:
        _check_audience(claims, audience, options["strict_aud"])
    if options["verify_sub"] and "sub" in claims:
        if not isinstance(claims["sub"], str):
            raise InvalidSubjectError("Subject must be a string")
        if subject is not None and claims["sub"] != subject:
            raise InvalidSubjectError("Invalid subject")
    if options["verify_jti"] and "jti" in claims and not isinstance(claims["jti"], str):
        raise InvalidJTIError("JWT ID must be a string")


def _seconds(value: Any, kind: Type[InvalidTokenError], name: str) -> int:
    try:
        return int(value)
    except (ValueError, TypeError, OverflowError):
        raise kind(f"{name} must be an integer.") from None


def _check_issuer(claims: Mapping[str, Any], issuer: Any) -> None:
    if "iss" not in claims:
        raise MissingRequiredClaimError("iss")
    if not isinstance(claims["iss"], str):
        raise InvalidIssuerError("Payload Issuer (iss) must be a string")
    try:
        is_expected = claims["iss"] == issuer if isinstance(issuer, str) else claims["iss"] in issuer
    except TypeError:
        raise InvalidIssuerError('Issuer param must be "str" or "Container[str]"') from None
    if not is_expected:
        raise InvalidIssuerError("Invalid issuer")


def _check_audience(claims: Mapping[str, Any], audience: Any, is_strict: bool) -> None:
    named = claims.get("aud")
    if audience is None:
        if named:
            raise InvalidAudienceError("Invalid audience")
        return
    if not named:
        raise MissingRequiredClaimError("aud")
    if is_strict:
        if not isinstance(audience, str):
            raise InvalidAudienceError("Invalid audience (strict)")
        if not isinstance(named, str):
            raise InvalidAudienceError("Invalid claim format in token (strict)")
        if named != audience:
            raise InvalidAudienceError("Audience doesn't match (strict)")
        return
    names = [named] if isinstance(named, str) else named
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InvalidAudienceError("Invalid claim format in token")
    wanted = [audience] if isinstance(audience, str) else audience
    if not any(name in names for name in wanted):
        raise InvalidAudienceError("Audience doesn't match")
