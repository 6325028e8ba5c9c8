"""Tokens that are bound to a key, and the proofs that come with them (RFC 9449)."""

import threading
import time
import unittest

from .world import KEY, GatewayTest

ORIGIN = "https://api.example"


class DpopTests(GatewayTest):
    def setUp(self):
        super().setUp()
        self.holder = self.jwtls.keygen(alg="ES256")["keys"][0]
        self.guard(
            [
                {"name": "bound", "prefix": "/bound", "policy": "api", "dpop": "required"},
                {"name": "both", "prefix": "/both", "policy": "api", "dpop": "accepted", "cookie": "session"},
                {"name": "plain", "prefix": "/", "policy": "api"},
            ],
            origin=ORIGIN,
        )

    def bound_token(self):
        thumbprint = self.jwtls.key_thumbprint(self.holder["public"])["thumbprint"]
        return self.token({"cnf": {"jkt": thumbprint}})

    def proof(self, token, target="/bound", method="GET", key=None, **params):
        params = {"htm": method, "htu": ORIGIN + target, "access_token": token, **params}
        return self.jwtls.sign(key or self.holder["private"], profile="dpop", **params)["token"]

    def with_proof(self, token, proof, target="/bound", **more):
        headers = [
            ("Authorization", f"DPoP {token}"),
            *(("DPoP", each) for each in ([proof] if isinstance(proof, str) else proof)),
        ]
        return self.asking(target, headers=headers, **more)

    def test_a_proof_for_this_request_passes_once(self):
        token = self.bound_token()
        for target, path in (("/bound", "/bound"), ("/both/a?b=c", "/both/a"), ("/bound/%7Ea", "/bound/~a")):
            proof = self.proof(token, path)
            said = self.with_proof(token, proof, target)
            self.assertEqual((said.status, said.one("x-subject")), (200, "alice"), self.log())
            again = self.with_proof(token, proof, target)
            self.assertEqual(again.status, 401)
            self.assertRegex(
                again.one("www-authenticate"), r'^DPoP realm="api", error="invalid_dpop_proof", .*algs="ES256 [^"]*"$'
            )
        # Its clock may be a little ahead.
        self.assertEqual(self.with_proof(token, self.proof(token, now=time.time() + 3)).status, 200)

    def test_several_processes_and_guards_know_of_each_proof(self):
        self.guard(
            [{"name": "bound", "prefix": "/bound", "policy": "api", "dpop": "required"}],
            origin=ORIGIN,
            listen="unix:second.sock",
            observe="unix:guard-two.sock",
            jwtls={"arguments": self.arguments, "processes": 2, "timeout": 60},
        )
        token = self.bound_token()
        proof = self.proof(token)
        said = []

        def show(socket):
            said.append(self.with_proof(token, proof, socket=socket).status)

        threads = [threading.Thread(target=show, args=(socket,)) for socket in ("guard.sock", "second.sock") * 4]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(said), [200] + [401] * 7)

    def test_a_proof_for_anything_else_does_not(self):
        token, other = self.bound_token(), self.bound_token()
        thief = self.jwtls.keygen(alg="ES256")["keys"][0]["private"]
        rows = [
            ("another method", self.proof(token, method="POST"), "invalid_dpop_proof"),
            ("another path", self.proof(token, "/bound/x"), "invalid_dpop_proof"),
            ("another host", self.proof(token, htu="https://evil.example/bound"), "invalid_dpop_proof"),
            ("another token", self.proof(other), "invalid_dpop_proof"),
            ("too old", self.proof(token, now=time.time() - 120), "invalid_dpop_proof"),
            ("from the future", self.proof(token, now=time.time() + 120), "invalid_dpop_proof"),
            ("another key", self.proof(token, key=thief), "invalid_token"),
            ("none", [], "invalid_dpop_proof"),
            ("two", [self.proof(token), self.proof(token)], "invalid_dpop_proof"),
            ("no token", "abc", "invalid_dpop_proof"),
            ("the token itself", token, "invalid_dpop_proof"),
        ]
        for what, proof, error in rows:
            with self.subTest(what):
                said = self.with_proof(token, proof)
                self.assertEqual(said.status, 401)
                self.assertTrue(said.one("www-authenticate").startswith(f'DPoP realm="api", error="{error}"'))

    def test_a_proof_of_another_method_is_held_to_the_method_of_the_request(self):
        token = self.bound_token()
        proof = self.proof(token, method="POST")
        self.assertEqual(self.with_proof(token, proof, method="GET").status, 401)
        self.assertEqual(self.with_proof(token, proof, method="POST").status, 200)

    def test_a_bound_token_is_no_bearer_token(self):
        token = self.bound_token()
        for target in ("/both", "/plain"):
            said = self.asking(target, token)
            self.assertEqual(said.status, 401)
            self.assertIn('error="invalid_token"', said.one("www-authenticate"))
        self.assertEqual(self.asking("/both", headers=[("Cookie", f"session={token}")]).status, 401)

    def test_a_token_that_is_not_bound_needs_a_route_that_takes_it(self):
        token = self.token()
        self.assertEqual(self.asking("/both", token).status, 200)
        said = self.asking("/bound", token)
        self.assertEqual((said.status, said.one("www-authenticate").split(" ")[0]), (401, "DPoP"))
        self.assertNotIn("error", said.one("www-authenticate"))
        self.assertEqual(self.with_proof(token, self.proof(token)).status, 401)
        said = self.asking("/both")
        self.assertRegex(said.one("www-authenticate"), r'^Bearer realm="api", DPoP realm="api", algs="')

    def test_a_proof_whose_token_is_refused_is_not_used_up(self):
        token = self.bound_token()
        proof = self.proof(token)
        self.assertEqual(self.with_proof(token[:-4] + "AAAA", proof).status, 401)
        self.assertEqual(self.with_proof(token, proof).status, 200)

    def test_nothing_but_an_asymmetric_signature_is_a_proof(self):
        token = self.bound_token()
        symmetric = self.jwtls.sign(KEY, claims={"htm": "GET", "htu": ORIGIN + "/bound", "jti": "1"}, typ="dpop+jwt")["token"]
        self.assertEqual(self.with_proof(token, symmetric).status, 401)


if __name__ == "__main__":
    unittest.main()
