"""`Jwtls` and `AsyncJwtls` with the real program."""

import asyncio
import base64
import datetime
import decimal
import gc
import hmac
import os
import pickle
import signal
import threading
import time
import unittest
from unittest import mock

import jwtls
from jwtls import AsyncJwtls, Jwtls
from jwtls.supervision import ATTEMPTS

from . import KEY, THEN, TOKEN, ClientTest


def wait_for(condition, seconds=5.0):
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise AssertionError("it does not happen")
        time.sleep(0.01)


def asked(client, index):
    """Every other call may be repeated; the rest may not."""
    if index % 2:
        return client.verify(TOKEN, key=KEY, now=THEN)
    return client.revocations_prune()


class JwtlsTests(ClientTest):
    def setUp(self):
        super().setUp()
        self.jwtls = Jwtls(env=self.env)
        self.addCleanup(self.jwtls.close)

    def test_verify_returns_the_claims(self):
        claims = self.jwtls.verify(TOKEN, key=KEY, now=THEN)
        self.assertEqual(claims["iss"], "joe")

    def test_verify_raises_why_a_token_is_refused(self):
        with self.assertRaises(jwtls.ExpiredToken) as refused:
            self.jwtls.verify(TOKEN, key=KEY, audience="api")
        self.assertEqual(refused.exception.codes, ["claim.exp_expired", "claim.missing"])
        self.assertIsInstance(refused.exception, jwtls.InvalidToken)
        self.assertEqual(pickle.loads(pickle.dumps(refused.exception)).codes, refused.exception.codes)
        rows = [
            (jwtls.InvalidSignature, TOKEN[:-4] + "AAAA", {}),
            (jwtls.InvalidSignature, TOKEN, {"key": {"secret": "another", "encoding": "utf8"}}),
            (jwtls.MalformedToken, "no token", {}),
            (jwtls.MissingClaim, TOKEN, {"audience": "api"}),
            (jwtls.InvalidIssuer, TOKEN, {"issuer": "jim"}),
            (jwtls.AlgorithmNotAllowed, TOKEN, {"algorithms": "HS512"}),
            (jwtls.ImmatureToken, self.signed(now=THEN + 60, notBefore=THEN + 60), {}),
            (jwtls.InvalidAudience, self.signed(audience="web"), {"audience": "api"}),
            (jwtls.InsufficientScope, self.signed(claims={"scope": "read"}), {"required_scopes": "write"}),
        ]
        for kind, token, asked in rows:
            with self.subTest(kind.__name__), self.assertRaises(kind):
                self.jwtls.verify(token, **{"key": KEY, "now": THEN, **asked})

    def signed(self, **params):
        return self.jwtls.call("sign", {"key": KEY, "claims": {}, "now": THEN, **params})["token"]

    def test_check_returns_the_whole_report(self):
        report = self.jwtls.check(TOKEN, key=KEY)
        self.assertFalse(report["valid"])
        self.assertIn("exp", [check["check"] for check in report["checks"]])

    def test_times_may_be_those_of_python(self):
        then = datetime.datetime.fromtimestamp(THEN, datetime.timezone.utc)
        token = self.jwtls.sign(KEY, claims={"sub": "alice"}, now=then, expires_in=datetime.timedelta(minutes=5))["token"]
        self.assertEqual(self.jwtls.verify(token, key=KEY, now=then)["exp"], THEN + 300)
        with self.assertRaises(TypeError):
            self.jwtls.verify(token, key=KEY, now=datetime.datetime(2026, 1, 1))

    def test_what_could_not_be_done_is_raised_by_its_word(self):
        with self.assertRaises(jwtls.PolicyNotFoundError) as failed:
            self.jwtls.verify(TOKEN, policy="api")
        self.assertEqual((failed.exception.number, failed.exception.blame), (160, "caller"))
        with self.assertRaises(jwtls.KeyUnusableError):
            self.jwtls.verify(TOKEN, key="no key")
        with self.assertRaises(jwtls.MethodNotFoundError):
            self.jwtls.call("no/such")

    def test_a_parameter_that_there_is_not_is_a_type_error(self):
        for call in (
            lambda: self.jwtls.verify(TOKEN, clockTolerance=1),
            lambda: self.jwtls.verify(),
            lambda: self.jwtls.verify(TOKEN, KEY),
            lambda: self.jwtls.verify(TOKEN, token=TOKEN),
        ):
            with self.assertRaises(TypeError):
                call()

    def test_what_would_be_refused_unread_is_refused_at_once(self):
        deep = 1
        for _ in range(100):
            deep = [deep]
        rows = [
            (jwtls.LimitMessageError, lambda: self.jwtls.scan("x" * 17_000_000)),
            (jwtls.LimitJsonError, lambda: self.jwtls.sign(KEY, claims={"a": deep})),
            (jwtls.LimitJsonError, lambda: self.jwtls.sign(KEY, claims={"a": [1] * 1_100_000})),
            (jwtls.LimitJsonError, lambda: self.jwtls.sign(KEY, claims={str(n): 1 for n in range(10_001)})),
            (UnicodeEncodeError, lambda: self.jwtls.sign(KEY, claims={"a": "\ud800"})),
            (ValueError, lambda: self.jwtls.sign(KEY, claims={"a": float("nan")})),
            (jwtls.MalformedToken, lambda: self.jwtls.verify("\ud800", key=KEY)),
            (jwtls.TokenTooLarge, lambda: self.jwtls.verify("x" * 20_000_000, key=KEY)),
        ]
        begun = time.monotonic()
        for kind, call in rows:
            with self.subTest(kind.__name__), self.assertRaises(kind):
                call()
        self.assertLess(time.monotonic() - begun, 8)
        self.assertFalse(self.jwtls.check("\ud800", key=KEY)["valid"])
        seen = [type(each.error).__name__ for each in self.jwtls.verify_many([TOKEN, "\ud800", TOKEN], key=KEY, now=THEN)]
        self.assertEqual(seen, ["NoneType", "MalformedToken", "NoneType"])
        self.assertEqual(self.jwtls.sign(KEY, claims={"a": {str(n): "ü" for n in range(5000)}})["alg"], "HS256")

    def test_a_number_of_any_length_in_a_token_is_read_and_ends_no_process(self):
        self.jwtls.server_info()
        pid, digits = self.jwtls.pid, "9" * 5000

        def part(text):
            return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

        # What nobody signed comes back as well: the header of a token that is refused.
        forged = ".".join([part('{"alg":"HS256","n":%s}' % digits), part('{"exp":%s}' % digits), "AAAA"])
        report = self.jwtls.check(forged, key=KEY)
        self.assertEqual((report["valid"], report["header"]["n"]), (False, decimal.Decimal(digits)))
        secret = b"correct horse battery staple, twice"
        signed = part('{"alg":"HS256"}') + "." + part('{"n":%s,"short":9,"half":0.5}' % digits)
        token = signed + "." + base64.urlsafe_b64encode(hmac.digest(secret, signed.encode(), "sha256")).decode().rstrip("=")
        claims = self.jwtls.verify(token, key={"secret": secret.decode(), "encoding": "utf8"})
        self.assertEqual(claims, {"n": decimal.Decimal(digits), "short": 9, "half": 0.5})
        self.assertIs(type(claims["short"]), int)
        self.assertEqual(self.jwtls.pid, pid)

    def test_encryption_and_rotation_go_around(self):
        key = {"secret": "00" * 32, "encoding": "hex"}
        token = self.jwtls.encrypt(key=key, claims={"sub": "alice"}, alg="A256KW", enc="A256GCM", expires_in="5m")["token"]
        self.assertEqual(self.jwtls.decrypt(token, key=key)["claims"]["sub"], "alice")
        with self.assertRaises(jwtls.DecryptionFailed):
            self.jwtls.decrypt(token, key={"secret": "11" * 32, "encoding": "hex"})
        first = self.jwtls.sign(KEY, claims={"sub": "alice"}, expires_in="5m")["token"]
        second = self.jwtls.rotate(first, key=KEY)["token"]
        self.assertEqual(self.jwtls.verify(second, key=KEY)["sub"], "alice")
        with self.assertRaises(jwtls.InvalidToken):
            self.jwtls.verify(first, key=KEY)

    def test_many_threads_use_one_process(self):
        self.jwtls.server_info()
        pid, results = self.jwtls.pid, []

        def work(number):
            for index in range(50):
                claims = {"n": number * 100 + index}
                token = self.jwtls.sign(KEY, claims=claims, expires_in="1m")["token"]
                results.append(self.jwtls.verify(token, key=KEY)["n"] == claims["n"])

        threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((len(results), all(results)), (800, True))
        self.assertEqual(self.jwtls.pid, pid)

    def test_verify_many_streams_in_order(self):
        tokens = [self.signed(claims={"n": n}) if n % 7 else "no token" for n in range(700)]
        seen = []
        for token, claims, error in self.jwtls.verify_many(iter(tokens), key=KEY, now=THEN, window=64):
            seen.append(claims["n"] if claims else 0)
            self.assertEqual(error is None, token != "no token")
        self.assertEqual(seen, [n if n % 7 else 0 for n in range(700)])
        self.assertEqual(list(self.jwtls.verify_many([], key=KEY)), [])
        with self.assertRaises(jwtls.PolicyNotFoundError):
            next(self.jwtls.verify_many([TOKEN], policy="api"))

    def test_verify_many_asks_only_for_what_is_taken(self):
        taken = []
        for _ in self.jwtls.verify_many((taken.append(n) or TOKEN for n in range(10000)), key=KEY, window=32):
            break
        self.assertLessEqual(len(taken), 64)

    def test_a_call_that_takes_too_long_is_cancelled(self):
        begun = time.monotonic()
        with self.assertRaises(jwtls.Timeout) as late:
            self.jwtls.keygen(alg="RS256", size=8192, count=20, timeout=0.2)
        self.assertIsInstance(late.exception, TimeoutError)
        self.assertLess(time.monotonic() - begun, 2)
        self.jwtls.keygen(alg="RS256", size=2048, timeout=60)
        self.assertEqual(self.jwtls.call("server/stats")["calls"]["keygen"], 2)

    def test_a_program_that_hangs_times_out_and_goes_on(self):
        self.jwtls.server_info()
        os.kill(self.jwtls.pid, signal.SIGSTOP)
        large = "x" * 300_000
        for _ in range(3):
            with self.assertRaises(jwtls.Timeout):
                self.jwtls.scan(large, timeout=0.1)
        os.kill(self.jwtls.pid, signal.SIGCONT)
        self.assertEqual(self.jwtls.scan(large)["tokens"], 0)

    def test_a_process_that_died_is_started_again(self):
        self.jwtls.server_info()
        first = self.jwtls.pid
        os.kill(first, signal.SIGKILL)
        self.assertEqual(self.jwtls.verify(TOKEN, key=KEY, now=THEN)["iss"], "joe")
        self.assertNotEqual(self.jwtls.pid, first)

    def test_it_is_started_again_five_times_in_three_minutes(self):
        for _ in range(6):
            self.jwtls.server_info()
            os.kill(self.jwtls.pid, signal.SIGKILL)
            wait_for(lambda: self.jwtls.pid is None)
        with self.assertRaises(jwtls.ConnectionLost):
            self.jwtls.server_info()

    def test_how_often_it_is_started_again_can_be_said_and_is_counted(self):
        client = Jwtls(env=self.env, restarts=(1, 600.0))
        self.addCleanup(client.close)
        for expected in (0, 1):
            client.server_info()
            self.assertEqual(client.restarts, expected)
            os.kill(client.pid, signal.SIGKILL)
            wait_for(lambda: client.pid is None)
        with self.assertRaisesRegex(jwtls.ConnectionLost, "2 times within"):
            client.server_info()
        later = time.monotonic() + 601
        with mock.patch("jwtls.supervision.time") as clock:
            clock.monotonic.return_value = later
            client.server_info()
        self.assertEqual(client.restarts, 2)

    def test_what_may_have_happened_is_not_repeated(self):
        self.jwtls.server_info()
        os.kill(self.jwtls.pid, signal.SIGSTOP)
        lost = []

        def rotate():
            try:
                self.jwtls.rotate(TOKEN, key=KEY)
            except jwtls.ConnectionLost as error:
                lost.append(error)

        def verify():
            lost.append(self.jwtls.verify(TOKEN, key=KEY, now=THEN)["iss"])

        threads = [threading.Thread(target=each) for each in (rotate, verify)]
        for thread in threads:
            thread.start()
        time.sleep(0.2)
        os.kill(self.jwtls.pid, signal.SIGKILL)
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(type(each).__name__ for each in lost), ["ConnectionLost", "str"])

    def test_killed_in_the_middle_of_a_thousand_calls_every_call_ends_once(self):
        self.jwtls.server_info()
        ends = [[] for _ in range(1000)]

        def work(begin):
            for index in range(begin, 1000, 40):
                try:
                    ends[index].append(asked(self.jwtls, index))
                except jwtls.JwtlsError as error:
                    ends[index].append(error)

        threads = [threading.Thread(target=work, args=(begin,)) for begin in range(40)]
        for thread in threads:
            thread.start()
        # Once more, and a slow machine may lose one call as often as it is asked at all.
        for _ in range(ATTEMPTS - 1):
            time.sleep(0.03)
            pid = self.jwtls.pid
            if pid:
                os.kill(pid, signal.SIGKILL)
        for thread in threads:
            thread.join(60)
        self.assertEqual([len(each) for each in ends], [1] * 1000)
        for index, (end,) in enumerate(ends):
            if index % 2:
                self.assertIsInstance(end, dict)
            else:
                self.assertIsInstance(end, (dict, jwtls.ConnectionLost))

    def test_killed_while_many_are_verified_every_one_is(self):
        seen = 0
        for each in self.jwtls.verify_many([TOKEN] * 5000, key=KEY, now=THEN):
            seen += each.unwrap()["iss"] == "joe"
            if seen in (500, 2000, 4000):
                os.kill(self.jwtls.pid, signal.SIGKILL)
                wait_for(lambda: self.jwtls.pid)
        self.assertEqual(seen, 5000)

    def test_close_ends_the_process(self):
        self.jwtls.server_info()
        process = self.jwtls._connection.process
        self.jwtls.close()
        self.assertEqual(process.returncode, 0)
        with self.assertRaises(jwtls.ConnectionLost):
            self.jwtls.server_info()

    def test_a_client_that_nobody_holds_ends_its_process(self):
        client = Jwtls(env=self.env)
        client.server_info()
        process = client._connection.process
        del client
        gc.collect()
        wait_for(lambda: process.returncode is not None)

    @unittest.skipUnless(hasattr(os, "fork"), "there is no fork")
    def test_a_forked_child_has_a_process_of_its_own(self):
        self.jwtls.server_info()
        pid, (reading, writing) = self.jwtls.pid, os.pipe()
        child = os.fork()
        if child == 0:
            try:
                good = self.jwtls.verify(TOKEN, key=KEY, now=THEN)["iss"] == "joe" and self.jwtls.pid != pid
                os.write(writing, b"good" if good else b"bad")
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        self.assertEqual(os.read(reading, 10), b"good")
        os.close(reading)
        os.close(writing)
        self.assertEqual((self.jwtls.verify(TOKEN, key=KEY, now=THEN)["iss"], self.jwtls.pid), ("joe", pid))

    def test_a_program_that_is_not_there_is_said_to_be_missing(self):
        with self.assertRaisesRegex(jwtls.ProgramNotFound, "JWTLS_PATH"):
            Jwtls("/no/such/jwtls")
        with mock.patch.dict(os.environ, {"PATH": ""}):
            os.environ.pop("JWTLS_PATH", None)
            with self.assertRaises(FileNotFoundError):
                Jwtls()

    def test_a_program_that_is_another_is_no_answer(self):
        with Jwtls("/bin/echo", env=self.env) as other, self.assertRaises(jwtls.ConnectionLost):
            other.server_info()


class AsyncTests(ClientTest):
    def run_with(self, body):
        async def main():
            async with AsyncJwtls(env=self.env) as client:
                return await asyncio.wait_for(body(client), 60)

        return asyncio.run(main())

    def test_it_answers_and_refuses(self):
        async def body(client):
            self.assertEqual((await client.verify(TOKEN, key=KEY, now=THEN))["iss"], "joe")
            with self.assertRaises(jwtls.ExpiredToken):
                await client.verify(TOKEN, key=KEY)
            self.assertFalse((await client.check(TOKEN, key=KEY))["valid"])
            with self.assertRaises(jwtls.Timeout):
                await client.keygen(alg="RS256", size=8192, count=20, timeout=0.2)
            return [(each.claims or {}).get("iss") async for each in client.verify_many([TOKEN, "x\ud800"] * 600, key=KEY, now=THEN)]

        self.assertEqual(self.run_with(body), ["joe", None] * 600)

    def test_a_program_that_hangs_times_out_and_goes_on(self):
        async def body(client):
            await client.server_info()
            os.kill(client.pid, signal.SIGSTOP)
            for _ in range(3):
                with self.assertRaises(jwtls.Timeout):
                    await client.scan("x" * 300_000, timeout=0.1)
            os.kill(client.pid, signal.SIGCONT)
            return await client.scan("x" * 300_000)

        self.assertEqual(self.run_with(body)["tokens"], 0)

    def test_how_often_it_is_started_again_can_be_said_and_is_counted(self):
        async def main():
            async with AsyncJwtls(env=self.env, restarts=(1, 600.0)) as client:
                for expected in (0, 1):
                    await client.server_info()
                    self.assertEqual(client.restarts, expected)
                    os.kill(client.pid, signal.SIGKILL)
                    while client.pid is not None:
                        await asyncio.sleep(0.01)
                with self.assertRaisesRegex(jwtls.ConnectionLost, "2 times within"):
                    await client.server_info()

        asyncio.run(main())

    def test_killed_while_many_are_verified_every_one_is(self):
        async def body(client):
            seen = 0
            async for each in client.verify_many([TOKEN] * 5000, key=KEY, now=THEN):
                seen += each.unwrap()["iss"] == "joe"
                if seen in (500, 2000, 4000):
                    while client.pid is None:
                        await asyncio.sleep(0.01)
                    os.kill(client.pid, signal.SIGKILL)
            return seen

        self.assertEqual(self.run_with(body), 5000)

    def test_a_task_that_is_cancelled_cancels_its_call(self):
        async def body(client):
            task = asyncio.ensure_future(client.keygen(alg="RS256", size=8192, count=20))
            await asyncio.sleep(0.2)
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            return await client.keygen(alg="RS256", size=2048, timeout=30)

        self.assertIn("keys", self.run_with(body))

    def test_killed_in_the_middle_of_a_thousand_calls_every_call_ends_once(self):
        async def body(client):
            await client.server_info()
            calls = [
                asyncio.ensure_future(asked(client, index)) for index in range(1000)
            ]
            await asyncio.sleep(0)
            os.kill(client.pid, signal.SIGKILL)
            ends = await asyncio.gather(*calls, return_exceptions=True)
            self.assertIn(jwtls.ConnectionLost, map(type, ends))
            return ends

        ends = self.run_with(body)
        self.assertEqual(len(ends), 1000)
        self.assertTrue(all(isinstance(end, dict) for end in ends[1::2]))
        self.assertTrue(all(isinstance(end, (dict, jwtls.ConnectionLost)) for end in ends[::2]))

    def test_it_is_started_again_five_times_in_three_minutes(self):
        async def body(client):
            for _ in range(6):
                await client.server_info()
                os.kill(client.pid, signal.SIGKILL)
                while client.pid is not None:
                    await asyncio.sleep(0.01)
            with self.assertRaises(jwtls.ConnectionLost):
                await client.server_info()

        self.run_with(body)


if __name__ == "__main__":
    unittest.main()
