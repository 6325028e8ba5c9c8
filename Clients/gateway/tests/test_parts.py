"""Paths, limits, identity and the configuration, each by itself."""

import decimal
import json
import tempfile
import unittest
from pathlib import Path
from urllib.parse import unquote

from jwtls_gateway import config, identity
from jwtls_gateway.answers import Answer, challenge
from jwtls_gateway.http import written
from jwtls_gateway.limits import Count, Counters, Limit, fields, network, party
from jwtls_gateway.members import ConfigFault
from jwtls_gateway.paths import PathFault, is_below, normalised


class PathTests(unittest.TestCase):
    def test_a_path_has_one_spelling(self):
        rows = [
            ("/", "/"),
            ("/a/b/", "/a/b/"),
            ("/a?b=/../c;d%2f", "/a"),
            ("/%61%2D%7e", "/a-~"),
            ("/zo%C3%AB", "/zoë"),
            ("/a:b@c!$&'()*+,=", "/a:b@c!$&'()*+,="),
            ("/...", "/..."),
        ]
        for target, path in rows:
            self.assertEqual(normalised(target), path, target)

    def test_what_can_be_read_in_two_ways_has_none(self):
        rows = [
            "",
            "a",
            "*",
            "//",
            "/a//",
            "//a",
            "/.",
            "/..",
            "/a/./b",
            "/a/%2e/b",
            "/.%2E/",
            "/a;b",
            "/a%3Bb",
            "/a%2Fb",
            "/a%5cb",
        ]
        rows += [
            "/%",
            "/%4",
            "/%4g",
            "/%252e",
            "/%00",
            "/%0a",
            "/%7f",
            "/%C0%AF",
            "/%ff",
            "/a b",
            "/a\tb",
            "/é",
            "/a#b",
            "/\\a",
        ]
        rows += ["http://a/", "/a\n", "/a?b\n", "/a?b#c", "/%ED%A0%80"]
        for target in rows:
            with self.subTest(target), self.assertRaises(PathFault):
                normalised(target)

    def test_a_prefix_ends_at_a_slash(self):
        rows = [("/a", "/a", True), ("/a/b", "/a", True), ("/ab", "/a", False), ("/a", "/a/", False), ("/a/", "/a/", True)]
        rows += [("/", "/", True), ("/a", "/", True), ("/b", "/a", False)]
        for path, prefix, below in rows:
            self.assertEqual(is_below(path, prefix), below, (path, prefix))


class LimitTests(unittest.TestCase):
    def setUp(self):
        self.now = 100.0
        self.counters = Counters(Limit(2, 10, "subject"), 3, lambda: self.now)

    def count(self, name="a"):
        return self.counters.count(party(name))

    def test_a_window_begins_with_the_first_request_and_ends(self):
        self.assertEqual(self.count(), Count(True, 1, 10))
        self.now += 4.5
        self.assertEqual(self.count(), Count(True, 0, 6))
        self.assertEqual(self.count(), Count(False, 0, 6))
        self.now += 5.4
        self.assertEqual(self.count(), Count(False, 0, 1))
        self.now += 0.1
        self.assertEqual(self.count(), Count(True, 1, 10))

    def test_no_window_is_longer_than_its_length_whatever_the_clock_shows(self):
        for now in (0.1, 2106.053351111, 30589.983033554, 523197.767576463):
            self.now = now
            counters = Counters(Limit(1, 3600, "subject"), 3, lambda: self.now)
            self.assertEqual(counters.count(party("a")).reset, 3600)

    def test_it_counts_no_more_parties_than_it_has_room_for(self):
        for name in "abcd":
            self.now += 1
            self.count(name)
        self.assertEqual((len(self.counters), self.counters.forgotten), (3, 1))
        self.assertEqual(self.count("b").remaining, 0)
        self.assertEqual(self.count("a").remaining, 1)
        self.now += 100
        self.count("z")
        self.assertEqual((len(self.counters), self.counters.forgotten), (1, 2))

    def test_parties_are_told_apart_by_kind_and_value(self):
        rows = ["a", 1, "1", None, ["a", "b"], ["a,b"], {"a": 1}, ("iss", "sub"), ("iss", None)]
        rows += [decimal.Decimal("1" * 5000), decimal.Decimal("2" * 5000)]
        self.assertEqual(len({party(each) for each in rows}), len(rows))
        self.assertEqual(party("iss", "x"), party("iss", "x"))
        self.assertEqual(len(party("x" * 1_000_000)), 16)

    def test_a_client_is_an_address_or_a_network_of_ipv6(self):
        same = ["2001:db8::1", "2001:DB8:0:0:ffff::9"]
        self.assertEqual(len(set(map(network, same))), 1)
        rows = ["192.0.2.1", "192.0.2.2", same[0], "2001:db8:0:1::1", None]
        self.assertEqual(len(set(map(network, rows))), len(rows))
        self.assertEqual(network("fe80::1%eth0"), network("fe80::2"))
        self.assertEqual(network("::ffff:192.0.2.1"), "192.0.2.1")
        for text in ("", "unix:", "::::", "1.2.3", "a", None):
            self.assertIsNone(network(text))

    def test_fields_are_those_of_the_draft(self):
        limit = Limit(100, 60, "client")
        left = [("RateLimit-Policy", '"notes";q=100;w=60'), ("RateLimit", '"notes";r=5;t=30')]
        self.assertEqual(fields("notes", limit, Count(True, 5, 30)), left)
        none_left = fields("notes", limit, Count(False, 0, 30))
        self.assertEqual(none_left[1:], [("RateLimit", '"notes";r=0;t=30'), ("Retry-After", "30")])


class IdentityTests(unittest.TestCase):
    def said(self, value):
        return dict(identity.headers({"X": "c"}, {"c": value})).get("X")

    def test_values_become_text(self):
        rows = [("a", "a"), (7, "7"), (1.5, "1.5"), (True, "true"), (["a", "b"], "a b"), ([], None), (None, None), ("", None)]
        for value, text in rows:
            self.assertEqual(self.said(value), text, value)
        for value in ({}, {"a": 1}, [1], ["a b"], [""], "\ud800", "x" * 3000):
            with self.subTest(repr(value)[:20]), self.assertRaises(identity.IdentityFault):
                self.said(value)

    def test_every_character_can_be_said_and_comes_back(self):
        for text in (*map(chr, range(0x250)), " a ", "a b", "%41", "\U0001f511", "a\r\nSet-Cookie: x"):
            said = self.said(text)
            self.assertRegex(said, r"\A[!-~](?:[ -~]*[!-~])?\Z")
            self.assertEqual(unquote(said), text)

    def test_pointers_lead_into_claims(self):
        claims = {"a": {"b/c": {"~": 1}}, "/x": 2, "l": [1]}
        rows = [("/a/b~1c/~0", 1), ("/a/no", None), ("/l/0", None), ("a", claims["a"]), ("no", None)]
        for where, value in rows:
            self.assertEqual(identity.claim(claims, where), value, where)


class AnswerTests(unittest.TestCase):
    def test_a_field_ends_no_line(self):
        self.assertIn(b"\r\nX: a\r\n", written(Answer(200, "allowed", [("X", "a")]), False))
        for value in ("a\r\nY: b", "a\nY: b"):
            with self.assertRaises(ValueError):
                written(Answer(200, "allowed", [("X", value)]), False)

    def test_a_challenge_has_no_character_that_would_end_it(self):
        name, value = challenge(["Bearer"], "api", {"error_description": 'a"b\\c\r\nd\u00e9', "scope": "x y"})
        self.assertEqual(value, 'Bearer realm="api", error_description="a b c d ", scope="x y"')


class ConfigTests(unittest.TestCase):
    GOOD = {
        "listen": "unix:guard.sock",
        "convention": "nginx",
        "routes": [{"name": "api", "prefix": "/", "policy": "api"}],
    }

    def read(self, **members):
        return self.read_text(json.dumps({**self.GOOD, **members}))

    def read_text(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "gateway.json"
            path.write_text(text)
            return config.read(path)

    def test_what_is_not_said_has_a_default(self):
        read = self.read()
        self.assertEqual((read.listen.path, read.socket_mode, read.observe, read.processes), ("guard.sock", 0o600, None, 1))
        self.assertEqual((read.bounds, read.identity, read.routes[0].methods), (config.Bounds(), {}, None))
        self.assertEqual(self.read(routes=[{**self.GOOD["routes"][0], "prefix": "/zoë/a b"}]).routes[0].prefix, "/zoë/a b")
        self.assertEqual(self.read(listen="[::1]:80").listen, config.Socket(host="::1", port=80))

    def test_a_fault_names_its_place(self):
        route = self.GOOD["routes"][0]
        limit = {"requests": 1, "seconds": 1}
        rows = [
            ("/listen", {"listen": "0.0.0.0:80"}),
            ("/listen", {"listen": "unix:"}),
            ("/listen", {"listen": "10.0.0.1:80"}),
            ("/listen", {"listen": "localhost:80"}),
            ("/observe", {"observe": "192.0.2.1:80"}),
            ("/convention", {"convention": "haproxy"}),
            ("/socketMode", {"socketMode": "0666"}),
            ("/nosuch", {"nosuch": 1}),
            ("/realm", {"realm": 'a"b'}),
            ("/identity/Authorization", {"identity": {"Authorization": "sub"}}),
            ("/identity/X_Subject", {"identity": {"X_Subject": "sub"}}),
            ("/identity/x-a", {"identity": {"X-A": "sub", "x-a": "aud"}}),
            ("/jwtls/processes", {"jwtls": {"processes": 0}}),
            ("/jwtls/processes", {"jwtls": {"processes": 2, "arguments": ["--store", "memory:"]}}),
            ("/jwtls/timeout", {"jwtls": {"timeout": True}}),
            ("/bounds/connections", {"bounds": {"connections": "many"}}),
            ("/routes", {"routes": []}),
            ("/routes/0", {"routes": ["/"]}),
            ("/routes/0/name", {"routes": [{**route, "name": 'a"b'}]}),
            ("/routes/0/prefix", {"routes": [{**route, "prefix": "/a/../b"}]}),
            ("/routes/0/prefix", {"routes": [{**route, "prefix": "/%61"}]}),
            ("/routes/0/prefix", {"routes": [{**route, "prefix": "a"}]}),
            ("/routes/0/host", {"routes": [{**route, "host": "API.example"}]}),
            ("/routes/0/methods", {"routes": [{**route, "methods": ["get"]}]}),
            ("/routes/0/methods", {"routes": [{**route, "methods": []}]}),
            ("/routes/0/policy", {"routes": [{**route, "access": "open"}]}),
            ("/routes/0/policy", {"routes": [{"name": "a", "prefix": "/"}]}),
            ("/routes/0/scopes", {"routes": [{"name": "a", "prefix": "/", "access": "open", "scopes": "read"}]}),
            ("/routes/0/limit", {"routes": [{"name": "a", "prefix": "/", "access": "open", "limit": limit}]}),
            ("/routes/0/limit/by", {"routes": [{**route, "limit": {**limit, "by": "moon"}}]}),
            ("/routes/0/limit/requests", {"routes": [{**route, "limit": {**limit, "requests": 0}}]}),
            ("/routes/0/dpop", {"routes": [{**route, "dpop": "required"}]}),
            ("/routes/0/origin", {"routes": [{**route, "origin": "https://a/b"}]}),
            ("/routes/1/name", {"routes": [route, {**route, "prefix": "/b"}]}),
            ("/routes/1 ", {"routes": [route, {**route, "name": "b"}]}),
            ("/routes/0/a~1b", {"routes": [{**route, "a/b": 1}]}),
        ]
        for place, members in rows:
            with self.subTest(place=place, members=members), self.assertRaises(ConfigFault) as fault:
                self.read(**members)
            self.assertIn(f"gateway.json: {place}", str(fault.exception))

    def test_json_is_read_strictly(self):
        for text, words in (("{", "no JSON"), ("[]", "no object"), ('{"listen": "a", "listen": "b"}', "listen stands twice")):
            with self.assertRaisesRegex(ConfigFault, words):
                self.read_text(text)
        with self.assertRaises(ConfigFault):
            config.read("/no/such/file")


if __name__ == "__main__":
    unittest.main()
