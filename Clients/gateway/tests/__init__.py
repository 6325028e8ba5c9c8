"""The tests of the gateway, with the real program: `./test` in the folder above. JWTLS, or JWTLS_PATH, names it."""

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
CLIENT = PACKAGE.parent / "python"
sys.path[:0] = [str(PACKAGE), str(CLIENT)]

if "JWTLS" in os.environ:
    os.environ["JWTLS_PATH"] = os.environ["JWTLS"]
