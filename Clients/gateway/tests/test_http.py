"""The server under what is no HTTP, comes too slowly, is too large, or too much."""

import resource
import socket
import time
import unittest
from pathlib import Path

from .world import GatewayTest, wait_for

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


class HttpTests(GatewayTest):
    def connect(self):
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.addCleanup(made.close)
        # Without a time limit it waits where many others wait to be let in.
        made.connect(str(self.folder / "guard.sock"))
        made.settimeout(30)
        return made

    @staticmethod
    def rest(made):
        """All that comes until the end."""
        parts = []
        try:
            while part := made.recv(65536):
                parts.append(part)
        except ConnectionResetError:
            pass
        return b"".join(parts)

    def said(self, data):
        made = self.connect()
        made.sendall(data)
        made.shutdown(socket.SHUT_WR)
        return self.rest(made)

    def rss(self, guard):
        return int(Path(f"/proc/{guard.pid}/statm").read_text().split()[1]) * resource.getpagesize()

    def test_what_is_no_request_is_refused_and_ends_the_connection(self):
        self.guard()
        rows = [
            ("GET /healthz HTTP/1.1\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\nHost: a\n\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\nY: b\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\n Host: a\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n", 400),
            ("GET  /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /heal thz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET http://a/healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("get /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /healthz HTTP/2.0\r\nHost: a\r\n\r\n", 505),
            ("GET /healthz\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 0, 5\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nhello", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nTransfer-Encoding: identity\r\n\r\n", 400),
            ("\r\n\r\n", 400),
        ]
        for text, status in rows:
            with self.subTest(text):
                said = self.said(text.encode() + HEALTH)
                self.assertEqual(said.split(b" ", 2)[1], str(status).encode())
                self.assertEqual(said.count(b"HTTP/1.1 "), 1)
                self.assertIn(b"\r\nConnection: close\r\n", said)

    def test_a_connection_is_kept_and_requests_behind_each_other_are_answered_in_order(self):
        self.guard([{"name": "api", "prefix": "/", "access": "open"}])
        asks = [b"GET /authorize HTTP/1.1\r\nHost: a\r\n\r\n", HEALTH, HEALTH.replace(b"/healthz", b"/metrics")]
        for parts in ([b"".join(asks)], asks, [bytes([each]) for each in b"".join(asks)]):
            made = self.connect()
            for part in parts:
                made.sendall(part)
            made.shutdown(socket.SHUT_WR)
            said = self.rest(made)
            self.assertEqual([each.split(b" ")[0] for each in said.split(b"HTTP/1.1 ")[1:]], [b"403", b"200", b"200"])
        said = self.said(HEALTH.replace(b"GET", b"HEAD") + HEALTH.replace(b"1.1", b"1.0") + HEALTH)
        self.assertEqual((said.count(b"HTTP/1.1 200"), said.count(b"\r\n\r\nok\n")), (2, 1))

    def test_a_head_that_is_too_large_is_not_kept(self):
        guard = self.guard(bounds={"headBytes": 4096})
        fits = HEALTH[:-2] + b"X: " + b"a" * 3900 + b"\r\n\r\n"
        self.assertIn(b"HTTP/1.1 200", self.said(fits))
        before = self.rss(guard)
        for data in (HEALTH[:-2] + b"X: " + b"a" * 5000 + b"\r\n\r\n", HEALTH[:-2] + b"a" * 50_000_000):
            made = self.connect()
            try:
                made.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                pass
            self.assertIn(b"HTTP/1.1 431", self.rest(made)[:40] or b"HTTP/1.1 431")
        self.assertLess(self.rss(guard) - before, 10_000_000)

    def test_a_large_head_costs_no_more_than_it_is_long(self):
        self.guard(bounds={"headBytes": 1_048_576})
        # What tries each place anew, or each length, would be at it for hours.
        for value in (b"a" * 1_000_000, b" " * 1_000_000, b"a " * 500_000, b"a:\t" * 333_333, b"%2e" * 333_333):
            self.assertEqual(self.said(HEALTH[:-2] + b"X: " + value + b"\x01\r\n\r\n")[9:12], b"400")
            said = self.said(HEALTH[:-2] + b"X: " + value + b"\r\nAuthorization: Bearer " + value[:40_000] + b"\r\n\r\n")
            self.assertEqual(said[9:12], b"200")

    def test_a_head_that_comes_too_slowly_is_given_up(self):
        self.guard(bounds={"headSeconds": 1, "idleSeconds": 1})
        slow, idle = self.connect(), self.connect()
        slow.sendall(b"GET /healthz HTTP/1.1\r\n")
        idle.sendall(HEALTH)
        self.assertIn(b"HTTP/1.1 408", self.rest(slow))
        # One that has nothing to say is let go without a word.
        self.assertEqual(self.rest(idle).count(b"HTTP/1.1 "), 1)

    def test_who_does_not_read_gets_no_more_answers_and_is_let_go(self):
        guard = self.guard(bounds={"headSeconds": 1})
        made, before = self.connect(), self.rss(guard)
        made.setblocking(False)
        sent, until = 0, time.monotonic() + 20
        data = HEALTH.replace(b"/healthz", b"/metrics") * 1000
        while time.monotonic() < until:
            try:
                sent += made.send(data)
            except BlockingIOError:
                time.sleep(0.01)
            except (BrokenPipeError, ConnectionResetError):
                break
        else:
            self.fail("the connection is still there")
        self.assertLess(self.rss(guard) - before, 10_000_000)

    def test_ten_thousand_connections_are_too_many_and_do_no_harm(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        number = min(10_000, (hard if hard > 0 else 10_000) - 200)
        if number < 2000:
            self.skipTest(f"there are {hard} descriptors")
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, number + 100), hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        guard = self.guard(bounds={"connections": 1000, "headSeconds": 600})
        kept = self.connect()
        kept.sendall(HEALTH)
        self.assertIn(b"HTTP/1.1 200", kept.recv(65536))
        before, made = self.rss(guard), []
        for _ in range(number):
            made.append(self.connect())
            made[-1].sendall(b"GET /healthz HTTP/1.1\r\n")
        refused = wait_for(lambda: self.turned_away(kept) >= number - 999)
        self.assertTrue(refused)
        self.assertIn(b"HTTP/1.1 503", self.rest(made[-1])[:20])
        self.assertLess(self.rss(guard) - before, 30_000_000)
        self.assertLessEqual(len(list(Path(f"/proc/{guard.pid}/fd").iterdir())), 1100)
        for each in made:
            each.close()
        wait_for(self.listens)

    def turned_away(self, kept):
        kept.sendall(HEALTH.replace(b"/healthz", b"/metrics"))
        page = b""
        while b"jwtls_gateway_counts_forgotten_total " not in page:
            page += kept.recv(65536)
        return float(page.split(b"\njwtls_gateway_connections_refused_total ")[1].split(b"\n")[0])


if __name__ == "__main__":
    unittest.main()
