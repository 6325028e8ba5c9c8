"""jwtls that dies, hangs or does not start, a store that is away, a guard that ends: nothing is let through that may not pass."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

from . import CLIENT, PACKAGE
from .world import GatewayTest, wait_for

ROUTES = [{"name": name, "prefix": f"/{name}", "policy": name} for name in ("api", "on", "prefer", "off", "once")]


class FaultTests(GatewayTest):
    policies = {
        "on": {"revocation": "on"},
        "prefer": {"revocation": "prefer"},
        "off": {"revocation": "off"},
        "once": {"replay": {"scope": "once"}},
    }

    def test_jwtls_that_is_killed_is_started_again_for_as_long_as_it_takes(self):
        guard = self.guard(ROUTES)
        token = self.token()
        for round in range(8):
            for pid in self.pids_of_jwtls(guard):
                os.kill(pid, signal.SIGKILL)
            self.assertEqual(wait_for(lambda: self.asking("/api", token).status), 200, round)
            self.assertEqual(self.asking("/api", "bad").status, 401)
        self.assertEqual(self.metric("jwtls_gateway_restarts_total"), 8)

    def test_jwtls_that_hangs_is_not_waited_for_and_is_ended(self):
        guard = self.guard(ROUTES, jwtls={"arguments": self.arguments, "timeout": 1})
        token = self.token()
        wait_for(lambda: self.asking("/api", token).status == 200)
        (pid,) = self.pids_of_jwtls(guard)
        os.kill(pid, signal.SIGSTOP)
        said = self.asking("/api", token)
        self.assertEqual((said.status, said.one("retry-after")), (503, "1"))
        self.assertEqual(self.ask("/healthz").status, 503)
        wait_for(lambda: self.asking("/api", token).status == 200)
        self.assertNotIn(pid, self.pids_of_jwtls(guard))
        self.assertIn("did not answer for too long", self.log())

    def test_jwtls_that_does_not_start_is_tried_again_until_it_does(self):
        broken = self.folder / "broken"
        program = self.folder / "jwtls"
        program.write_text(
            f'#!/bin/sh\n[ -e {broken} ] && echo x >> {broken} && exit 1\nexec {shutil.which(os.environ["JWTLS_PATH"])} "$@"\n'
        )
        program.chmod(0o700)
        self.env["JWTLS_PATH"] = str(program)
        guard = self.guard(ROUTES)
        token = self.token()
        self.assertEqual(self.asking("/api", token).status, 200)
        broken.touch()
        begun = time.monotonic()
        for pid in self.pids_of_jwtls(guard):
            os.kill(pid, signal.SIGKILL)
        said = {self.asking("/api", token).status for _ in range(300)}
        self.assertEqual(said, {503})
        # Two starts a second at most, and some at once: not one for each request.
        allowed = 20 * (2 + (time.monotonic() - begun) / 10)
        self.assertLessEqual(len(broken.read_text().split()), allowed)
        broken.unlink()
        wait_for(lambda: self.asking("/api", token).status == 200)

    def test_a_store_that_is_away_is_as_the_policy_says(self):
        guard = self.guard(ROUTES)
        first, token = self.token(), self.token()
        self.jwtls.revoke(token=first)
        self.jwtls.close()
        wait_for(lambda: self.asking("/on", first).status == 401)
        self.assertEqual([self.asking(f"/{name}", token).status for name in ("on", "prefer", "off")], [200, 200, 200])
        # Anybody can write it now: a jwtls that opens it does not believe it.
        store = self.folder / "store" / "store.sqlite"
        store.chmod(0o666)
        for pid in self.pids_of_jwtls(guard):
            os.kill(pid, signal.SIGKILL)
        said = [self.asking(f"/{name}", token).status for name in ("api", "on", "prefer", "off", "once")]
        self.assertEqual(said, [503, 503, 200, 200, 503], self.log())
        self.assertEqual(self.asking("/on", "bad").status, 401)
        store.chmod(0o600)
        wait_for(lambda: self.asking("/on", token).status == 200)
        self.assertEqual(self.asking("/on", first).status, 401)

    def test_a_guard_that_ends_answers_what_it_was_asked(self):
        guard = self.guard(ROUTES)
        token, said = self.token(), []
        (pid,) = self.pids_of_jwtls(guard)
        os.kill(pid, signal.SIGSTOP)
        thread = threading.Thread(target=lambda: said.append(self.asking("/api", token).status))
        thread.start()
        wait_for(lambda: self.metric("jwtls_gateway_waiting") == 1)
        guard.send_signal(signal.SIGTERM)
        wait_for(lambda: not (self.folder / "guard.sock").exists())
        os.kill(pid, signal.SIGCONT)
        thread.join()
        self.assertEqual((said, guard.wait(30)), ([200], 0))

    def test_no_more_requests_wait_than_have_room(self):
        guard = self.guard(ROUTES, jwtls={"arguments": self.arguments, "timeout": 60}, bounds={"inFlight": 2})
        (pid,) = self.pids_of_jwtls(guard)
        os.kill(pid, signal.SIGSTOP)
        token, said = self.token(), []
        threads = [threading.Thread(target=lambda: said.append(self.asking("/api", token).status)) for _ in range(2)]
        for thread in threads:
            thread.start()
        wait_for(lambda: self.metric("jwtls_gateway_waiting") == 2)
        self.assertEqual([self.asking("/api", token).status for _ in range(3)], [503] * 3)
        self.assertEqual((self.metric("jwtls_gateway_waiting"), said), (2, []))
        os.kill(pid, signal.SIGCONT)
        for thread in threads:
            thread.join()
        self.assertEqual(said, [200, 200])

    def test_of_several_processes_one_may_die(self):
        guard = self.guard(ROUTES, jwtls={"arguments": self.arguments, "processes": 2, "timeout": 2})
        self.assertEqual(len(self.pids_of_jwtls(guard)), 2)
        token = self.token()
        os.kill(self.pids_of_jwtls(guard)[0], signal.SIGSTOP)
        said = [self.asking("/api", token).status for _ in range(3)]
        # The one that hangs is asked once; the next requests go to the other one.
        self.assertGreaterEqual(said.count(200), 2)
        self.assertLessEqual(set(said), {200, 503})
        wait_for(lambda: self.ask("/healthz").status == 200)
        self.assertEqual([self.asking("/api", token).status for _ in range(4)], [200] * 4)

    def test_a_socket_belongs_to_one_guard(self):
        guard = self.guard(ROUTES, socketMode="0660")
        self.assertEqual((self.folder / "guard.sock").stat().st_mode & 0o777, 0o660)
        run = self.run_guard()
        self.assertEqual(run.returncode, 3)
        self.assertIn("another guard's", run.stderr)
        self.end(guard, signal.SIGKILL)
        self.start_guard()
        self.assertEqual(self.asking("/api", self.token()).status, 200)

    def test_jwtls_ends_with_its_guard(self):
        guard = self.guard(ROUTES)
        (pid,) = self.pids_of_jwtls(guard)
        self.end(guard, signal.SIGKILL)

        def is_over():
            try:
                return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
            except OSError:
                return True

        wait_for(is_over)

    def test_what_keeps_it_from_starting_is_said(self):
        self.configure(ROUTES, listen="192.0.2.1:80")
        run = self.run_guard()
        self.assertEqual((run.returncode, run.stderr[:22]), (2, "gateway.json: /listen "))
        (self.folder / "guard.sock").touch()
        self.configure(ROUTES)
        self.assertEqual(self.run_guard("--check").returncode, 0)
        run = self.run_guard()
        self.assertEqual((run.returncode, (self.folder / "guard.sock").exists()), (3, True))
        self.assertIn("is no socket", run.stderr)
        self.env["JWTLS_PATH"] = "/no/such/jwtls"
        self.assertEqual(self.run_guard().returncode, 3)

    def run_guard(self, *options):
        """A guard that ends by itself."""
        command = [sys.executable, "-m", "jwtls_gateway", "--config", "gateway.json", *options]
        env = {**self.env, "PYTHONPATH": f"{PACKAGE}:{CLIENT}", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=60)


if __name__ == "__main__":
    unittest.main()
