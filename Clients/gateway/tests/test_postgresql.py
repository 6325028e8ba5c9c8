"""A store in PostgreSQL that several guards share, and that dies and comes back."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from . import PACKAGE
from .world import GatewayTest, wait_for

SERVER = PACKAGE.parent.parent / "Tests" / "PostgreSQL" / "server"


def missing():
    """Why there can be no such store; empty where there can."""
    program = os.environ.get("JWTLS_PATH", "jwtls")
    run = subprocess.run(
        [program, "server", "info", "--store", "postgresql://jwtls@localhost/jwtls"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    if run.returncode == 2:
        return "jwtls was built without PostgreSQL"
    return "PostgreSQL is not here" if subprocess.run([SERVER, "there"]).returncode else ""


class PostgreSQLTests(GatewayTest):
    policies = {"on": {"revocation": "on"}, "prefer": {"revocation": "prefer"}, "once": {"replay": {"scope": "once"}}}

    def setUp(self):
        why = missing()
        if why:
            self.skipTest(why)
        # Not in the folder of the test, which nobody else may enter: the server is another user.
        self.server = Path(tempfile.mkdtemp(prefix="gwpg"))
        self.addCleanup(shutil.rmtree, self.server, ignore_errors=True)
        self.server.chmod(0o755)
        self.control("make", self.server, str(os.getpid()))
        self.addCleanup(self.control, "kill", self.server)
        self.control("sql", self.server, "postgres", "CREATE DATABASE jwtls")
        self.store = f"postgresql://jwtls@/jwtls?host={self.server}"
        super().setUp()

    @staticmethod
    def control(*words):
        subprocess.run([SERVER, *words], check=True, stdin=subprocess.DEVNULL, timeout=120)

    def test_it_is_as_the_policy_says_while_the_server_is_away(self):
        self.guard([{"name": name, "prefix": f"/{name}", "policy": name} for name in ("api", "on", "prefer", "once")])
        revoked, token, once = self.token(), self.token(), self.token()
        self.jwtls.revoke(token=revoked)
        wait_for(lambda: self.asking("/on", revoked).status == 401)
        self.assertEqual([self.asking(f"/{name}", token).status for name in ("on", "prefer")], [200, 200])
        self.assertEqual([self.asking("/once", once).status for _ in range(2)], [200, 401])
        self.control("kill", self.server)
        wait_for(lambda: self.asking("/on", token).status == 503)
        said = [
            self.asking(f"/{name}", shown).status
            for name, shown in (("api", token), ("on", revoked), ("prefer", token), ("once", token))
        ]
        self.assertEqual(said, [503, 503, 200, 503], self.log())
        self.control("start", self.server)
        wait_for(lambda: self.asking("/on", token).status == 200)
        self.assertEqual([self.asking("/on", revoked).status, self.asking("/once", once).status], [401, 401])


if __name__ == "__main__":
    unittest.main()
