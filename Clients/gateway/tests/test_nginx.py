"""The guard behind the real nginx, with the configuration that stands in nginx/."""

import http.client
import json
import os
import random
import shutil
import signal
import socket
import threading
import time
import unittest

from jwtls_gateway.paths import PathFault, normalised

from . import PACKAGE
from .world import KEY, Api, GatewayTest, asked, free_port, wait_for

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@unittest.skipUnless(NGINX, "nginx is not here")
class NginxTests(GatewayTest):
    policies = {"write": {"requiredScopes": "write"}}

    def setUp(self):
        super().setUp()
        self.api = Api()
        self.addCleanup(self.api.end)
        self.port = free_port()
        for name in ("nginx.conf", "guard.conf", "guarded.conf"):
            text = (PACKAGE / "nginx" / name).read_text()
            text = text.replace("proxy_read_timeout 5s", "proxy_read_timeout 60s")
            text = text.replace("127.0.0.1:8081", f"127.0.0.1:{self.api.port}").replace(
                "127.0.0.1:8080", f"127.0.0.1:{self.port}"
            )
            (self.folder / name).write_text(text)
        # Its workers are another user where root runs the tests; they must reach the sockets.
        options = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
        command = [NGINX, "-p", f"{self.folder}", "-c", "nginx.conf", "-g", options]
        self.nginx = self.start(command, "nginx.log", signal.SIGQUIT)
        wait_for(self.listens_to_nginx, "nginx does not listen")

    def listens_to_nginx(self):
        self.assertIsNone(self.nginx.poll(), self.nginx_log())
        try:
            self.through("/")
        except OSError:
            return False
        return True

    def nginx_log(self):
        return (self.folder / "nginx.log").read_text()

    def through(self, target="/notes", token=None, headers=(), method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        said = [("Host", "api.example"), *headers]
        if token is not None:
            said.append(("Authorization", f"Bearer {token}"))
        if body is None:
            return asked(connection, method, target, said)
        try:
            connection.request(method, target, body, dict(said))
            response = connection.getresponse()
            response.body = response.read()
            return response
        finally:
            connection.close()

    def test_a_good_token_reaches_the_api_and_no_header_of_the_clients_own(self):
        self.guard()
        forged = [
            (name, "root") for name in ("X-Subject", "x-scopes", "X-Tenant", "X_Subject", "X-Original-URI", "X-Guard-Status")
        ]
        said = self.through("/notes?a=1", self.token(), forged)
        self.assertEqual(said.status, 200, self.nginx_log() + self.log())
        seen = json.loads(said.body)
        headers = [(name.lower(), value) for name, value in seen["headers"]]
        self.assertEqual(seen["path"], "/notes?a=1")
        self.assertEqual([value for name, value in headers if name in ("x-subject", "x-scopes")], ["alice", "read"])
        for name in ("x-tenant", "authorization", "x_subject"):
            self.assertNotIn(name, dict(headers))

    def test_every_refusal_reaches_the_client_as_it_is(self):
        self.guard(
            [
                {"name": "write", "prefix": "/write", "policy": "write"},
                {"name": "few", "prefix": "/few", "policy": "api", "limit": {"requests": 1, "seconds": 3600}},
                {"name": "api", "prefix": "/notes", "policy": "api"},
            ]
        )
        token = self.token()
        head, body, signature = token.split(".")
        self.assertEqual(self.through("/few", token).status, 200)
        rows = [
            ("good", "/notes", token, 200, None),
            ("no token", "/notes", None, 401, r'^Bearer realm="api"$'),
            ("expired", "/notes", self.token(now="-2h"), 401, "has expired"),
            (
                "not yet valid",
                "/notes",
                self.token(now=time.time() + 3600, not_before=time.time() + 3600),
                401,
                "not valid yet",
            ),
            ("wrong audience", "/notes", self.token(audience="web"), 401, "invalid_token"),
            ("missing scope", "/write", token, 403, 'error="insufficient_scope".* scope="write"$'),
            ("tampered", "/notes", f"{head}.{body[:-4]}AAAA.{signature}", 401, "invalid_token"),
            ("alg: none", "/notes", f"eyJhbGciOiJub25lIn0.{body}.", 401, "invalid_token"),
            ("no route", "/elsewhere", token, 403, None),
            ("two readings", "/notes/%2e%2e/x", token, 400, None),
            ("too many", "/few", token, 429, None),
        ]
        for what, target, shown, status, challenge in rows:
            before = self.api.seen
            with self.subTest(what):
                said = self.through(target, shown)
                self.assertEqual((said.status, self.api.seen - before), (status, int(status == 200)), self.nginx_log())
                if challenge:
                    self.assertRegex(said.one("www-authenticate"), challenge)
                else:
                    self.assertIsNone(said.one("www-authenticate"))
        said = self.through("/few", token)
        self.assertEqual(f"t={said.one('retry-after')}", said.one("ratelimit").split(";")[2])
        self.assertEqual(said.one("ratelimit-policy"), '"few";q=1;w=3600')
        self.assertNotIn("unexpected status: 4", self.nginx_log())

    def test_what_is_left_is_said_with_the_answer_of_the_api(self):
        self.guard([{"name": "few", "prefix": "/", "policy": "api", "limit": {"requests": 2, "seconds": 3600}}])
        said = self.through(token=self.token())
        self.assertEqual((said.status, said.one("ratelimit").split(";")[1]), (200, "r=1"))

    def test_two_authorizations_are_refused(self):
        self.guard()
        token = self.token()
        said = self.through(token=token, headers=[("Authorization", f"Bearer {token}")])
        self.assertEqual((said.status, self.api.seen), (400, 0))

    def test_a_head_that_nginx_takes_is_one_that_the_guard_takes(self):
        self.guard()
        padding = [(f"X-{n}", "a" * 8000) for n in range(2)]
        said = self.through("/" + "a" * 7900, self.token(), padding)
        self.assertEqual(said.status, 200, self.log())
        self.assertEqual(self.through(token=self.token(), headers=[*padding, *padding]).status, 400)

    def test_a_body_goes_to_the_api_and_not_to_the_guard(self):
        self.guard()
        token = {"Authorization": f"Bearer {self.token()}"}
        for body in (b"x" * 100_000, iter([b"a" * 10, b"b" * 10])):
            said = self.through(method="POST", headers=token.items(), body=body)
            self.assertEqual(said.status, 200, self.nginx_log())
            seen = json.loads(said.body)
            self.assertEqual((seen["method"], len(seen["body"]) in (100_000, 20)), ("POST", True))

    def test_revoked_between_two_requests(self):
        self.guard()
        first, token = self.token(), self.token()
        self.jwtls.revoke(token=first)
        wait_for(lambda: self.through(token=first).status == 401)
        self.assertEqual(self.through(token=token).status, 200)
        self.jwtls.revoke(token=token)
        self.assertEqual(self.through(token=token).status, 401)

    def test_without_a_guard_nobody_passes_and_behind_its_return_everybody_does_who_may(self):
        token = self.token()
        self.assertEqual(self.through(token=token).status, 503)
        guard = self.guard()
        self.assertEqual(self.through(token=token).status, 200)
        self.end(guard)
        self.assertEqual((self.through(token=token).status, self.api.seen), (503, 1))
        guard = self.start_guard()
        self.assertEqual(self.through(token=token).status, 200)
        self.end(guard, signal.SIGKILL)
        self.assertEqual(self.through(token=token).status, 503)
        self.start_guard()
        self.assertEqual(self.through(token=token).status, 200)

    def test_jwtls_killed_under_load_lets_nothing_through(self):
        guard = self.guard()
        good, forged = self.token(), self.token(key={**KEY, "secret": KEY["secret"] + "!"})
        said, stop = {good: [], forged: []}, threading.Event()

        def work(token):
            while not stop.is_set():
                said[token].append(self.through(token=token).status)

        threads = [threading.Thread(target=work, args=(token,)) for token in (good, forged) * 4]
        for thread in threads:
            thread.start()
        for _ in range(5):
            for pid in self.pids_of_jwtls(guard):
                os.kill(pid, signal.SIGKILL)
            seen = len(said[good])
            wait_for(lambda: 200 in said[good][seen:])
        stop.set()
        for thread in threads:
            thread.join()
        self.assertLessEqual(set(said[good]), {200, 503})
        self.assertLessEqual(set(said[forged]), {401, 503})
        self.assertGreaterEqual(self.metric("jwtls_gateway_restarts_total"), 5)


@unittest.skipUnless(NGINX, "nginx is not here")
class PathTests(GatewayTest):
    """A path that the guard accepts is the path that nginx finds its locations by."""

    PIECES = [
        "/",
        "/",
        "//",
        "a",
        "b",
        ".",
        "..",
        "%2e",
        "%2E",
        "%2f",
        "%5c",
        "\\",
        ";",
        "%3b",
        "?",
        "#",
        "%",
        "%25",
        "%61",
        "%7E",
    ]
    PIECES += ["~", "+", "%20", "%00", "%C3%AB", "%ff", "%41", "A", ":", "@", "!", "%0a", "*", "=", "&", "%2B", "%3F", "%23"]

    def test_both_read_it_the_same(self):
        port = free_port()
        folders = "".join(f"{each}_temp_path {each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (self.folder / "nginx.conf").write_text(
            f"pid nginx.pid; error_log stderr; events {{}} http {{ access_log off; keepalive_requests 100000; {folders}"
            f'server {{ listen 127.0.0.1:{port}; location / {{ return 200 "$uri"; }} }} }}'
        )
        nginx = self.start(
            [NGINX, "-p", f"{self.folder}", "-c", "nginx.conf", "-g", "daemon off;"], "nginx.log", signal.SIGQUIT
        )

        def connected():
            self.assertIsNone(nginx.poll(), (self.folder / "nginx.log").read_text())
            try:
                return socket.create_connection(("127.0.0.1", port), 30)
            except OSError:
                return None

        chance, compared = random.Random(9110), 0
        for _ in range(6000):
            target = "/" + "".join(chance.choices(self.PIECES, k=chance.randint(1, 7)))
            try:
                path = normalised(target)
            except PathFault:
                continue
            with wait_for(connected) as made:
                made.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
                response = http.client.HTTPResponse(made)
                response.begin()
                # What nginx refuses reaches nobody.
                if response.status == 200:
                    self.assertEqual(response.read().decode(), path, target)
                    compared += 1
        self.assertGreater(compared, 500)


if __name__ == "__main__":
    unittest.main()
