"""The tree of exceptions that PyJWT has, by the same names.

What has to do with jwtls itself (it is not there, it did not answer in time) is no `PyJWTError`: a program that takes every one of
those for a bad token does not take a failure of the service for one.
"""


class PyJWTError(Exception):
    """The root of all others."""


class InvalidTokenError(PyJWTError):
    """The token is refused."""


class DecodeError(InvalidTokenError):
    """The token is no token, or not one that can be read."""


class InvalidSignatureError(DecodeError):
    """The signature does not hold."""


class ExpiredSignatureError(InvalidTokenError):
    """`exp` has passed."""


class InvalidAudienceError(InvalidTokenError):
    """`aud` names somebody else."""


class InvalidIssuerError(InvalidTokenError):
    """`iss` is another."""


class InvalidIssuedAtError(InvalidTokenError):
    """`iat` is no number."""


class ImmatureSignatureError(InvalidTokenError):
    """`nbf` or `iat` is yet to come."""


class InvalidSubjectError(InvalidTokenError):
    """`sub` is another, or no text."""


class InvalidJTIError(InvalidTokenError):
    """`jti` is no text."""


class InvalidAlgorithmError(InvalidTokenError):
    """The algorithm is not one that is allowed, or not one that is done."""


class MissingRequiredClaimError(InvalidTokenError):
    """A claim that is needed is not there."""

    def __init__(self, claim: str) -> None:
        super().__init__(claim)
        self.claim = claim

    def __str__(self) -> str:
        return f'Token is missing the "{self.claim}" claim'


class InvalidKeyError(PyJWTError):
    """The key is not one that can be used for this algorithm."""


class PyJWKError(PyJWTError):
    """What was given is no JWK."""


class PyJWKSetError(PyJWTError):
    """Never raised here; named so that it can be caught."""


class PyJWKClientError(PyJWTError):
    """Never raised here; named so that it can be caught."""


class PyJWKClientConnectionError(PyJWKClientError):
    """Never raised here; named so that it can be caught."""


class InsecureKeyLengthWarning(UserWarning):
    """A secret is shorter than its algorithm asks for (RFC 7518 §3.2)."""
