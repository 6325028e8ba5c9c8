"""Traefik and Envoy are not started here: their requests are sent as their sources say that they send them, and their configurations
are held to what the guard says. Caddy has a test of its own."""

import http.client
import re
import unittest

from . import PACKAGE
from .world import GatewayTest, asked, free_port


def tried(work):
    try:
        return work()
    except OSError as error:
        return error


ROUTES = [
    {"name": "read", "host": "api.example", "prefix": "/notes", "methods": ["GET"], "policy": "api"},
    {"name": "open", "prefix": "/open", "access": "open"},
    {"name": "few", "prefix": "/few", "policy": "api", "limit": {"requests": 1, "seconds": 3600, "by": "client"}},
]


class ForwardedTests(GatewayTest):
    """Traefik's ForwardAuth: GET to its address, all headers of the client, and X-Forwarded-… set anew."""

    def forwarded(self, target, token=None, method="GET", host="api.example", address="192.0.2.7", more=()):
        headers = [
            ("Host", "guard.sock"),
            ("User-Agent", "curl/7.88.1"),
            ("Accept", "*/*"),
            ("Accept-Encoding", "gzip"),
            ("X-Forwarded-For", address),
            ("X-Forwarded-Host", host),
            ("X-Forwarded-Method", method),
            ("X-Forwarded-Port", "80"),
            ("X-Forwarded-Proto", "http"),
            ("X-Forwarded-Server", "edge-1"),
            ("X-Forwarded-Uri", target),
            ("X-Real-Ip", address),
            *more,
        ]
        return self.ask("/authorize", [*headers, *([("Authorization", f"Bearer {token}")] if token else [])])

    def test_the_status_is_what_the_client_gets(self):
        self.guard(ROUTES, convention="forwarded")
        said = self.forwarded("/notes?x=1", self.token(), host="api.example:443")
        self.assertEqual((said.status, said.one("x-subject"), said.one("x-tenant"), said.body), (200, "alice", "", b""))
        self.assertEqual(self.forwarded("/notes", self.token(), "POST").status, 403)
        self.assertEqual(self.forwarded("/notes", "bad").status, 401)
        self.assertEqual(self.forwarded("/a//b").status, 400)
        said = [self.forwarded("/few", self.token()) for _ in range(2)][1]
        self.assertEqual((said.status, said.body), (429, b"There were too many requests.\n"))
        self.assertIsNotNone(said.one("retry-after"))

    def test_it_may_listen_at_an_address_of_this_machine(self):
        for host in ("127.0.0.1", "::1"):
            with self.subTest(host):
                port = free_port()
                self.configure(ROUTES, convention="forwarded", listen=f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
                made = lambda: http.client.HTTPConnection(host, port, timeout=30)  # noqa: E731
                self.listens = lambda: not isinstance(tried(lambda: asked(made(), "GET", "/healthz")), OSError)
                try:
                    self.start_guard()
                except AssertionError:
                    if host == "::1":
                        self.skipTest("there is no IPv6")
                    raise
                said = [("X-Forwarded-Method", "GET"), ("X-Forwarded-Host", "a"), ("X-Forwarded-Uri", "/open")]
                self.assertEqual(asked(made(), "GET", "/authorize", said).status, 200)

    def test_the_last_address_is_the_one_that_the_proxy_saw(self):
        self.guard(ROUTES, convention="forwarded")
        said = [self.forwarded("/few", self.token(), address=f"10.0.0.{n}, 192.0.2.7").status for n in range(2)]
        self.assertEqual(said, [200, 429])

    def test_what_is_said_twice_is_not_believed(self):
        self.guard(ROUTES, convention="forwarded")
        for name, value in (("X-Forwarded-Uri", "/open"), ("X-Forwarded-Method", "GET"), ("X-Forwarded-Host", "a")):
            self.assertEqual(self.forwarded("/notes", more=[(name, value)]).status, 400)
        # What another convention would say means nothing here.
        self.assertEqual(self.forwarded("/notes", more=[("X-Original-URI", "/open")]).status, 401)

    def test_the_configuration_of_traefik_names_what_the_guard_says(self):
        text = (PACKAGE / "traefik" / "guard.yaml").read_text()
        self.assertIn("/authorize", text)
        named = re.search(r"authResponseHeaders:\n((?: +- .*\n)+)", text).group(1)
        self.assertEqual(re.findall(r"- (\S+)", named), ["X-Subject", "X-Scopes", "X-Tenant"])
        self.assertIn("trustForwardHeader: false", text)


class EnvoyTests(GatewayTest):
    """Envoy's ext_authz over HTTP: method, path behind a prefix, and host of the request; Content-Length 0; chosen headers."""

    def envoy(self, target, token=None, method="GET", host="api.example", address="192.0.2.7", more=()):
        headers = [
            ("Host", host),
            ("Content-Length", "0"),
            ("X-Original-Address", address),
            ("X-Envoy-Internal", "true"),
            ("X-Forwarded-For", "172.17.0.2"),
            ("X-Envoy-Expected-Rq-Timeout-Ms", "1000"),
            *more,
        ]
        token = [("Authorization", f"Bearer {token}")] if token else []
        return self.ask("/authorize" + target, [*headers, *token], method=method)

    def test_method_path_and_host_are_those_of_the_request(self):
        self.guard(ROUTES, convention="envoy")
        said = self.envoy("/notes?x=1", self.token(), host="api.example:8080")
        self.assertEqual((said.status, said.one("x-subject")), (200, "alice"))
        for method, target, status in (
            ("POST", "/notes", 403),
            ("POST", "/open", 200),
            ("GET", "/open/../notes", 400),
            ("GET", "/nowhere", 403),
            ("GET", "/notes", 401),
            ("GET", "x", 400),
        ):
            self.assertEqual(self.envoy(target, method=method).status, status, target)
        self.assertEqual([self.envoy("/few", self.token()).status for _ in range(2)], [200, 429])

    def test_a_header_of_the_clients_own_is_taken_away_where_the_guard_has_none(self):
        self.guard(ROUTES, convention="envoy")
        said = self.envoy("/notes", self.token())
        self.assertEqual(said.one("x-envoy-auth-headers-to-remove"), "X-Tenant")
        self.assertEqual(self.envoy("/open").one("x-envoy-auth-headers-to-remove"), "X-Subject,X-Scopes,X-Tenant")
        self.assertIsNone(self.envoy("/notes").one("x-envoy-auth-headers-to-remove"))

    def test_the_configuration_of_envoy_names_what_the_guard_says(self):
        text = (PACKAGE / "envoy" / "envoy.yaml").read_text()
        for words in ("path_prefix: /authorize", "failure_mode_allow: false", "code: ServiceUnavailable"):
            self.assertIn(words, text)
        for block, names in (
            ("allowed_upstream_headers", ["x-subject", "x-scopes", "x-tenant"]),
            ("allowed_client_headers", ["www-authenticate", "retry-after", "ratelimit", "ratelimit-policy"]),
        ):
            named = re.search(rf"{block}:\n +patterns:\n((?: +- exact: .*\n)+)", text).group(1)
            self.assertEqual(re.findall(r"exact: (\S+)", named), names)


if __name__ == "__main__":
    unittest.main()
