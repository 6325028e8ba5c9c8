"""The tests of the client: `python3 -m unittest` in the folder above. JWTLS, or JWTLS_PATH, names the program."""

import json
import os
import tempfile
import unittest
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
PROTOCOL = PACKAGE.parent.parent / "Protocol"
FIXTURES = json.loads((PROTOCOL / "transcripts" / "fixtures.json").read_text(encoding="utf-8"))
TOKEN, KEY = FIXTURES["hs256-token"], FIXTURES["hs256-key"]
#: An instant at which that token was good.
THEN = 1300819000

if "JWTLS" in os.environ:
    os.environ["JWTLS_PATH"] = os.environ["JWTLS"]


class ClientTest(unittest.TestCase):
    """Each test has a store and a configuration of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        self.folder = Path(folder.name)
        self.env = {**os.environ, "XDG_STATE_HOME": folder.name, "XDG_CONFIG_HOME": folder.name}
