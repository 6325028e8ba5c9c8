"""jwtls for Python: verifies, signs, encrypts and explains JSON Web Tokens by the program jwtls."""

from . import faults as _faults
from .aio import AsyncJwtls
from .client import Jwtls, Verified
from .errors import ConnectionLost, InvalidToken, JwtlsError, ProgramNotFound, RequestError, Timeout
from .faults import *  # noqa: F401,F403

__version__ = "0.1.0"
__all__ = [
    "AsyncJwtls",
    "ConnectionLost",
    "InvalidToken",
    "Jwtls",
    "JwtlsError",
    "ProgramNotFound",
    "RequestError",
    "Timeout",
    "Verified",
]
# A type checker knows this form, and not a sum.
__all__ += _faults.__all__
