"""The guard behind the real Caddy, with the configuration that stands in caddy/."""

import http.client
import json
import shutil
import unittest

from . import PACKAGE
from .world import Api, GatewayTest, asked, free_port, wait_for

CADDY = shutil.which("caddy")


@unittest.skipUnless(CADDY, "caddy is not here")
class CaddyTests(GatewayTest):
    policies = {"write": {"requiredScopes": "write"}}

    def setUp(self):
        super().setUp()
        self.api = Api()
        self.addCleanup(self.api.end)
        self.port = free_port()
        text = (PACKAGE / "caddy" / "Caddyfile").read_text()
        text = text.replace("127.0.0.1:8081", f"127.0.0.1:{self.api.port}").replace(":8080", f":{self.port}")
        (self.folder / "Caddyfile").write_text(text)
        caddy = self.start(
            [CADDY, "run", "--config", "Caddyfile", "--adapter", "caddyfile"], "caddy.log", HOME=str(self.folder)
        )

        def listens():
            self.assertIsNone(caddy.poll(), (self.folder / "caddy.log").read_text())
            try:
                return self.through()
            except OSError:
                return None

        wait_for(listens, "caddy does not listen")

    def through(self, target="/notes", token=None, headers=(), method="GET"):
        said = [("Host", "api.example"), *headers, *([("Authorization", f"Bearer {token}")] if token else [])]
        return asked(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30), method, target, said)

    def guarded(self):
        return self.guard(
            [
                {"name": "write", "prefix": "/write", "policy": "write"},
                {"name": "few", "prefix": "/few", "policy": "api", "limit": {"requests": 1, "seconds": 3600, "by": "client"}},
                {"name": "read", "host": "api.example", "prefix": "/notes", "methods": ["GET"], "policy": "api"},
            ],
            convention="forwarded",
        )

    def test_every_answer_reaches_the_client_as_it_is(self):
        self.guarded()
        token = self.token()
        rows = [
            ("/notes", token, 200, None),
            ("/notes", None, 401, 'Bearer realm="api"'),
            ("/notes", self.token(now="-2h"), 401, "has expired"),
            ("/write", token, 403, 'scope="write"'),
            ("/elsewhere", token, 403, None),
            ("/notes//x", token, 400, None),
            ("/few", token, 200, None),
            ("/few", token, 429, None),
        ]
        for target, shown, status, challenge in rows:
            before = self.api.seen
            with self.subTest(target=target, status=status):
                said = self.through(target, shown)
                self.assertEqual((said.status, self.api.seen - before), (status, int(status == 200)))
                if challenge:
                    self.assertIn(challenge, said.one("www-authenticate"))
        self.assertIsNotNone(said.one("retry-after"))
        self.assertEqual(self.through(token=token, method="POST").status, 403)

    def test_what_the_client_says_of_itself_does_not_count(self):
        self.guarded()
        forged = [(name, "root") for name in ("X-Subject", "X-Scopes", "X-Tenant")]
        forged += [("X-Forwarded-Uri", "/few"), ("X-Forwarded-Method", "GET"), ("X-Forwarded-Host", "other.example")]
        seen = dict(json.loads(self.through(token=self.token(), headers=forged).body)["headers"])
        self.assertEqual((seen["X-Subject"], seen["X-Scopes"]), ("alice", "read"))
        self.assertEqual(seen["X-Tenant"], "")
        self.assertNotIn("Authorization", seen)
        self.assertEqual(self.through(headers=[*forged, ("X_Subject", "root")], token=self.token()).status, 400)
        token = self.token()
        said = [self.through("/few", token, [("X-Forwarded-For", f"10.0.0.{n}")]).status for n in range(2)]
        self.assertEqual(said, [200, 429])

    def test_without_a_guard_nobody_passes(self):
        token = self.token()
        self.assertEqual(self.through(token=token).status, 503)
        guard = self.guarded()
        self.assertEqual(self.through(token=token).status, 200)
        self.end(guard)
        self.assertEqual((self.through(token=token).status, self.api.seen), (503, 1))


if __name__ == "__main__":
    unittest.main()
