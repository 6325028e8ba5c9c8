"""What the guard answers, asked as nginx asks it."""

import base64
import hmac
import http.client
import time
import unittest

from .world import KEY, GatewayTest, asked, free_port, wait_for

OTHER = {"secret": "another secret, which is long enough too", "encoding": "utf8"}


class GuardTests(GatewayTest):
    policies = {"write": {"requiredScopes": "write"}, "once": {"replay": {"scope": "once"}}}

    def test_a_good_token_passes_and_says_who_it_is(self):
        self.guard()
        said = self.asking(token=self.token({"org": {"id": 7}}))
        self.assertEqual(said.status, 200, self.log())
        self.assertEqual([said.one(each) for each in ("x-subject", "x-scopes", "x-tenant")], ["alice", "read", "7"])
        self.assertEqual(said.one("cache-control"), "no-store")

    def test_a_bad_token_is_refused_with_its_reason(self):
        self.guard()
        good = self.token()
        head, body, signature = good.split(".")
        rows = [
            ("The token has expired.", self.token(now="-2h")),
            ("The token is not valid yet.", self.token(now=time.time() + 3600, not_before=time.time() + 3600)),
            ("The signature is not this key's for this token.", f"{head}.{body}.{signature[:-4]}AAAA"),
            ("The signature is not this key's for this token.", self.token(key=OTHER)),
            (None, self.token(audience="web")),
            (None, "eyJhbGciOiJub25lIn0." + body + "."),
            (None, "no-token"),
        ]
        for description, token in rows:
            with self.subTest(description=description, token=token[:40]):
                said = self.asking(token=token)
                self.assertEqual(said.status, 401)
                challenge = said.one("www-authenticate")
                self.assertRegex(challenge, r'^Bearer realm="api", error="invalid_token", error_description="[A-Z][^"]*\."$')
                if description:
                    self.assertIn(description, challenge)
                self.assertNotIn("x-subject", said.headers)

    def test_without_a_token_nothing_but_the_scheme_is_said(self):
        self.guard()
        for headers in ([], [("Authorization", "Basic YTpi")], [("Authorization", "DPoP abc")]):
            said = self.asking(headers=headers)
            self.assertEqual((said.status, said.one("www-authenticate")), (401, 'Bearer realm="api"'))

    def test_more_than_one_token_is_an_invalid_request(self):
        self.guard([{"name": "api", "prefix": "/", "policy": "api", "cookie": "session"}])
        token = self.token()
        bearer = ("Authorization", f"Bearer {token}")
        rows = [
            [bearer, bearer],
            [bearer, ("Authorization", "Basic YTpi")],
            [bearer, ("Cookie", f"session={token}")],
            [("Cookie", f"session={token}; session={token}")],
            [("Cookie", f"session={token}"), ("Cookie", f"session={token}")],
            [("Authorization", f"Bearer {token}, Bearer {token}")],
            [("Authorization", "Bearer")],
            [("Authorization", f"Bearer {token} x")],
            [("Authorization", 'Bearer "a"')],
            [("Authorization", "Bearer é".encode().decode("latin-1"))],
        ]
        for headers in rows:
            with self.subTest(headers=[value[:20] for _, value in headers], n=len(headers)):
                said = self.asking(headers=headers)
                self.assertEqual(said.status, 400)
                self.assertIn('error="invalid_request"', said.one("www-authenticate"))

    def test_a_token_in_the_address_is_an_invalid_request(self):
        self.guard()
        token = self.token()
        for query in (f"access_token={token}", f"a=b&access%5Ftoken={token}", "access_token"):
            for headers in ([], [("Authorization", f"Bearer {token}")]):
                self.assertEqual(self.asking("/notes?" + query, headers=headers).status, 400)
        self.assertEqual(self.asking("/notes?a=access_token&access_token_type=x", token).status, 200)

    def test_a_token_in_a_cookie_counts_where_the_route_names_it(self):
        self.guard(
            [
                {"name": "site", "prefix": "/site", "policy": "api", "cookie": "session"},
                {"name": "api", "prefix": "/", "policy": "api"},
            ]
        )
        cookie = [("Cookie", f"theme=dark; session={self.token()}; other=1")]
        self.assertEqual(self.asking("/site", headers=cookie).status, 200)
        self.assertEqual(self.asking("/api", headers=cookie).status, 401)
        self.assertEqual(self.asking("/site", headers=[("Cookie", "session=; a=b")]).status, 401)

    def test_too_small_a_scope_is_403_and_named(self):
        self.guard(
            [
                {"name": "write", "prefix": "/write", "policy": "write"},
                {"name": "any", "prefix": "/any", "policy": "api", "scopes": {"any": ["admin", "write"]}},
            ]
        )
        for path, scope in (("/write", "write"), ("/any", "admin write")):
            said = self.asking(path, self.token())
            self.assertEqual(said.status, 403)
            self.assertIn('error="insufficient_scope", error_description="', said.one("www-authenticate"))
            self.assertTrue(said.one("www-authenticate").endswith(f'scope="{scope}"'))
            self.assertEqual(self.asking(path, self.token({"scope": "write"})).status, 200)

    def test_the_most_particular_route_decides(self):
        self.guard(
            [
                {"name": "root", "prefix": "/", "access": "open"},
                {"name": "read", "prefix": "/notes", "methods": ["GET"], "policy": "api"},
                {"name": "write", "prefix": "/notes", "methods": ["PUT", "POST"], "policy": "write"},
                {"name": "any", "prefix": "/any", "access": "open"},
                {"name": "one", "prefix": "/any", "methods": ["POST"], "policy": "api"},
                {"name": "deep", "prefix": "/notes/open/", "access": "open"},
                {"name": "other", "host": "other.example", "prefix": "/o", "access": "open"},
            ]
        )
        rows = [
            ("GET", "api.example", "/", 200),
            ("GET", "api.example", "/notesx", 200),
            ("GET", "api.example", "/notes", 401),
            ("GET", "api.example", "/%6eotes?a=/../b", 401),
            ("POST", "api.example", "/notes/1", 401),
            ("DELETE", "api.example", "/notes/1", 403),
            ("DELETE", "api.example", "/notes/open/1", 200),
            ("DELETE", "api.example", "/notes/open", 403),
            ("GET", "api.example", "/any", 200),
            ("POST", "api.example", "/any", 401),
            ("GET", "OTHER.example:8443", "/o/x", 200),
            ("GET", "other.example.", "/notes", 401),
        ]
        for method, host, target, status in rows:
            with self.subTest(method=method, host=host, target=target):
                self.assertEqual(self.asking(target, method=method, host=host).status, status)

    def test_a_path_that_can_be_read_in_two_ways_is_refused(self):
        self.guard([{"name": "api", "prefix": "/", "access": "open"}])
        for target in (
            "/a/../b",
            "/a/%2e%2e/b",
            "/a//b",
            "/a;x=1/b",
            "/a%2fb",
            "/%zz",
            "/a\\b",
            "/a%00",
            "*",
            "http://a/b",
            "",
        ):
            with self.subTest(target=target):
                self.assertEqual(self.asking(target, self.token()).status, 400)

    def test_no_route_no_entry(self):
        self.guard([{"name": "api", "host": "api.example", "prefix": "/v1", "policy": "api"}])
        self.assertEqual(self.asking("/v2", self.token()).status, 403)
        self.assertEqual(self.asking("/v1", self.token(), host="evil.example").status, 403)
        self.assertEqual(self.asking("/v1", self.token()).status, 200)

    def test_what_is_not_said_once_is_not_answered(self):
        self.guard([{"name": "api", "prefix": "/", "access": "open"}])
        said = {"X-Original-Method": "GET", "X-Original-Host": "a", "X-Original-URI": "/"}
        self.assertEqual(self.ask("/authorize", said.items()).status, 200)
        for name in said:
            without = [(each, value) for each, value in said.items() if each != name]
            twice = [*said.items(), (name, said[name])]
            for headers in (without, twice):
                self.assertEqual(self.ask("/authorize", headers).one("x-guard-status"), "400")
        self.assertEqual(self.ask("/other", said.items()).one("x-guard-status"), "400")

    def test_a_header_that_looks_like_the_proxys_own_is_refused(self):
        self.guard()
        token = self.token()
        for name in ("X_Subject", "x-original_uri", "Authorization_"):
            status = self.asking(token=token, headers=[(name, "root")]).status
            self.assertEqual(status, 200 if name.endswith("_") else 400, name)
        said = self.asking(token=token, headers=[("X-Subject", "root")])
        self.assertEqual((said.status, said.one("x-subject")), (200, "alice"))

    def test_claims_become_headers_that_end_no_line(self):
        self.guard()
        rows = [
            ("zoë", "zo%C3%AB"),
            ("a\r\nX-Admin: 1", "a%0D%0AX-Admin: 1"),
            (" 100% ", "%20100%25%20"),
            ("\u0000\u2028\u007f", "%00%E2%80%A8%7F"),
            ("", None),
        ]
        for subject, header in rows:
            said = self.asking(token=self.token({"sub": subject}))
            self.assertEqual((said.status, said.one("x-subject")), (200, header), subject)
            self.assertNotIn("x-admin", said.headers)
        for claims in ({"org": {"id": {"a": 1}}}, {"org": {"id": ["a b"]}}, {"sub": "x" * 3000}):
            said = self.asking(token=self.token(claims))
            self.assertEqual((said.status, said.one("x-subject")), (403, None))
        said = self.asking(token=self.token({"org": {"id": ["a", "b"]}}))
        self.assertEqual(said.one("x-tenant"), "a b")

    def test_a_number_of_any_length_takes_nothing_down(self):
        def part(text):
            return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

        guard = self.guard(
            [{"name": "api", "prefix": "/", "policy": "api", "limit": {"requests": 9, "seconds": 9, "by": "/n"}}]
        )
        before, digits = self.pids_of_jwtls(guard), "9" * 5000
        forged = ".".join([part('{"alg":"HS256","n":%s}' % digits), part('{"exp":%s}' % digits), "AAAA"])
        self.assertEqual(self.asking(token=forged).status, 401)
        signed = (
            part('{"alg":"HS256"}') + "." + part('{"aud":"api","exp":9999999999,"n":%s,"org":{"id":%s}}' % (digits, digits))
        )
        signature = (
            base64.urlsafe_b64encode(hmac.digest(KEY["secret"].encode(), signed.encode(), "sha256")).decode().rstrip("=")
        )
        # It is good and counted; that it has no room in a header is another matter.
        said = self.asking(token=f"{signed}.{signature}")
        self.assertEqual((said.status, self.metric("jwtls_gateway_counted")), (403, 1))
        self.assertEqual((self.asking(token=self.token({"n": 1})).status, self.pids_of_jwtls(guard)), (200, before))

    def test_a_revoked_token_is_refused_from_then_on(self):
        self.guard()
        first, token = self.token(), self.token()
        self.assertEqual([self.asking(token=each).status for each in (first, token)], [200, 200])
        # The first revocation makes the store, which other processes look for ten times a second.
        self.jwtls.revoke(token=first)
        wait_for(lambda: self.asking(token=first).status == 401)
        self.jwtls.revoke(token=token)
        said = self.asking(token=token)
        self.assertEqual(said.status, 401)
        self.assertIn("revoked", said.one("www-authenticate"))
        self.assertEqual(self.asking(token=self.token()).status, 200)

    def test_a_token_that_counts_once_counts_once(self):
        self.guard([{"name": "once", "prefix": "/", "policy": "once"}])
        token = self.token()
        self.assertEqual([self.asking(token=token).status for _ in range(3)], [200, 401, 401])

    def test_a_policy_that_there_is_not_lets_nobody_pass(self):
        guard = self.guard([{"name": "api", "prefix": "/", "policy": "nosuch"}])
        said = self.asking(token=self.token())
        self.assertEqual((said.status, said.one("retry-after")), (503, "1"))
        self.assertIn("no policy nosuch", self.log())
        self.write_policies({"nosuch": {}})
        self.jwtls.close()
        self.assertIsNone(guard.poll())

    def test_no_token_is_ever_in_the_log(self):
        guard = self.guard([{"name": "api", "prefix": "/", "policy": "nosuch"}])
        token = self.token()
        self.asking(token=token)
        self.asking("/?" + token, headers=[("Authorization", "Bearer " + token), ("DPoP", token)])
        self.end(guard)
        self.assertNotIn(token[20:40], self.log())


class LimitTests(GatewayTest):
    def routes(self, by, requests=2):
        return [{"name": "api", "prefix": "/", "policy": "api", "limit": {"requests": requests, "seconds": 3600, "by": by}}]

    def test_a_subject_has_so_many_requests(self):
        self.guard(self.routes("subject"))
        alice, bob = self.token(), self.token({"sub": "bob"})
        said = [self.asking(token=alice) for _ in range(3)]
        self.assertEqual([each.status for each in said], [200, 200, 429])
        self.assertEqual(
            [each.one("ratelimit").split(";")[:2] for each in said], [['"api"', "r=1"], ['"api"', "r=0"], ['"api"', "r=0"]]
        )
        self.assertEqual(said[0].one("ratelimit-policy"), '"api";q=2;w=3600')
        self.assertEqual(said[0].one("retry-after"), None)
        self.assertEqual(f"t={said[2].one('retry-after')}", said[2].one("ratelimit").split(";")[2])
        self.assertEqual(self.asking(token=self.token()).status, 429)
        self.assertEqual(self.asking(token=bob).status, 200)
        # The same name from another issuer is another subject.
        self.assertEqual(self.asking(token=self.token({"iss": "https://other.example"})).status, 200)

    def test_a_token_that_is_refused_costs_its_subject_nothing(self):
        self.guard(self.routes("subject"))
        forged = self.token(key=OTHER)
        self.assertEqual([self.asking(token=forged).status for _ in range(5)], [401] * 5)
        self.assertEqual(self.asking(token=self.token()).one("ratelimit").split(";")[1], "r=1")

    def test_a_client_has_so_many_requests_good_or_bad(self):
        self.guard(self.routes("client"))
        said = [self.asking(token=token).status for token in ("bad", self.token(), self.token())]
        self.assertEqual(said, [401, 200, 429])
        self.assertEqual(self.asking(token=self.token(), address="2001:db8::1").status, 200)
        self.assertEqual(self.asking(token=self.token(), address="unix:").status, 503)

    def test_a_claim_has_so_many_requests(self):
        self.guard(self.routes("/org/id"))
        said = [self.asking(token=self.token({"sub": str(n), "org": {"id": "acme"}})).status for n in range(3)]
        self.assertEqual(said, [200, 200, 429])
        self.assertEqual(self.asking(token=self.token()).status, 403)

    def test_routes_count_for_themselves(self):
        routes = [{**self.routes("subject", 1)[0], "name": name, "prefix": f"/{name}"} for name in ("a", "b")]
        self.guard(routes)
        said = [self.asking(path, self.token()).status for path in ("/a", "/a", "/b", "/b")]
        self.assertEqual(said, [200, 429, 200, 429])


class MetricTests(GatewayTest):
    def test_requests_are_counted_by_route_and_outcome(self):
        self.guard()
        for token in (self.token(), self.token(), "bad", None):
            self.asking(token=token)
        self.asking("/a//b")
        for outcome, number in (("allowed", 2), ("invalid_token", 1), ("no_token", 1)):
            self.assertEqual(self.metric(f'jwtls_gateway_requests_total{{route="api",outcome="{outcome}"}}'), number)
        self.assertEqual(self.metric('jwtls_gateway_requests_total{route="-",outcome="bad_request"}'), 1)
        self.assertEqual(self.metric('jwtls_gateway_request_duration_seconds_count{route="api"}'), 4)
        self.assertEqual(self.metric('jwtls_gateway_request_duration_seconds_bucket{route="api",le="+Inf"}'), 4)

    def test_pages_may_have_a_socket_of_their_own(self):
        port = free_port()
        self.configure([{"name": "api", "prefix": "/", "access": "open"}], observe=f"127.0.0.1:{port}")
        self.start_guard()
        page = asked(http.client.HTTPConnection("127.0.0.1", port), "GET", "/healthz")
        self.assertEqual((page.status, page.body), (200, b"ok\n"))
        self.assertEqual(asked(http.client.HTTPConnection("127.0.0.1", port), "GET", "/authorize").status, 404)
        self.assertEqual(self.ask("/healthz").one("x-guard-status"), "400")


if __name__ == "__main__":
    unittest.main()
