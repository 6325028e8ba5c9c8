"""A table of calls, each with what PyJWT does. Where PyJWT is installed (with cryptography), it is called too, and must do the same."""

import base64
import datetime
import json
import time
import unittest
import warnings

from jwtls import Jwtls
from jwtls.compat import jwt as ours

from . import ClientTest

try:
    import cryptography  # noqa: F401
    import jwt as theirs
except ImportError:
    theirs = None

SECRET = "correct horse battery staple, twice over, and over"
NOW = int(time.time())
CLAIMS = {"sub": "alice", "iss": "https://issuer.example", "aud": "api", "exp": NOW + 600}
KEYS = {}


def part(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(jwt, claims, **more):
    return jwt.encode(claims, SECRET, **more)


def read(jwt, claims, **more):
    return jwt.decode(signed(jwt, claims), SECRET, algorithms=["HS256"], **more)


def pair(jwt, algorithm, name):
    token = jwt.encode({"a": 1}, KEYS[name]["private"], algorithm=algorithm)
    return jwt.decode(token, KEYS[name]["public"], algorithms=[algorithm])


TOKEN = (
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSJ9."
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)

TWICE = b'{"a":1,"a":2}'

#: (what it is, the call, what it returns or the name of what it raises)
ROWS = [
    ("a round trip", lambda jwt: read(jwt, {"a": 1}), {"a": 1}),
    ("claims of any type", lambda jwt: read(jwt, {"a": [1, None, {"ü": 1.5}]}), {"a": [1, None, {"ü": 1.5}]}),
    ("no claims", lambda jwt: read(jwt, {}), {}),
    ("a token of bytes", lambda jwt: jwt.decode(signed(jwt, {"a": 1}).encode(), SECRET, algorithms=["HS256"]), {"a": 1}),
    ("a key of bytes", lambda jwt: jwt.decode(signed(jwt, {}), SECRET.encode(), ["HS256"]), {}),
    ("HS512", lambda jwt: jwt.decode(jwt.encode({}, SECRET * 2, "HS512"), SECRET * 2, ["HS512"]), {}),
    ("several algorithms", lambda jwt: jwt.decode(signed(jwt, {}), SECRET, algorithms=["RS256", "HS256"]), {}),
    ("RSA", lambda jwt: pair(jwt, "RS256", "RS256"), {"a": 1}),
    ("RSA with PSS", lambda jwt: pair(jwt, "PS384", "RS256"), {"a": 1}),
    ("EC", lambda jwt: pair(jwt, "ES256", "ES256"), {"a": 1}),
    ("EC, P-521", lambda jwt: pair(jwt, "ES512", "ES512"), {"a": 1}),
    ("Ed25519", lambda jwt: pair(jwt, "EdDSA", "EdDSA"), {"a": 1}),
    ("a PyJWK", lambda jwt: jwt.decode(jwt.encode({}, KEYS["ES256"]["private"], "ES256"), jwt.PyJWK(KEYS["ES256"]["jwk"])), {}),
    ("a PyJWK of another algorithm", lambda jwt: jwt.decode(signed(jwt, {}), jwt.PyJWK(KEYS["ES256"]["jwk"]), ["HS256"]), "InvalidAlgorithmError"),
    ("a PyJWK that is none", lambda jwt: jwt.PyJWK({"k": "a"}), "InvalidKeyError"),
    ("another secret", lambda jwt: jwt.decode(signed(jwt, {}), "x" * 40, ["HS256"]), "InvalidSignatureError"),
    ("another signature", lambda jwt: jwt.decode(TOKEN, SECRET, ["HS256"]), "InvalidSignatureError"),
    ("another key", lambda jwt: jwt.decode(jwt.encode({}, KEYS["ES256"]["private"], "ES256"), KEYS["other"]["public"], ["ES256"]), "InvalidSignatureError"),
    ("a signature of RSA, and a key of EC", lambda jwt: jwt.decode(jwt.encode({}, KEYS["RS256"]["private"], "RS256"), KEYS["ES256"]["public"], ["RS256"]), "InvalidKeyError"),
    ("no key at all", lambda jwt: jwt.decode(jwt.encode({}, KEYS["RS256"]["private"], "RS256"), "no key", ["RS256"]), "InvalidKeyError"),
    ("an empty secret", lambda jwt: jwt.encode({}, "", "HS256"), "InvalidKeyError"),
    ("a public key as a secret", lambda jwt: jwt.encode({}, KEYS["RS256"]["public"], "HS256"), "InvalidKeyError"),
    ("a public key as a secret to decode with", lambda jwt: jwt.decode(TOKEN, KEYS["RS256"]["public"], ["HS256", "RS256"]), "InvalidKeyError"),
    ("a JWK as a secret", lambda jwt: jwt.encode({}, json.dumps(KEYS["ES256"]["jwk"]), "HS256"), "InvalidKeyError"),
    ("a secret that is a number", lambda jwt: jwt.encode({}, 7, "HS256"), "TypeError"),
    ("no algorithms", lambda jwt: jwt.decode(TOKEN, SECRET), "DecodeError"),
    ("algorithms that are none", lambda jwt: jwt.decode(TOKEN, SECRET, algorithms=[]), "DecodeError"),
    ("another algorithm", lambda jwt: jwt.decode(TOKEN, SECRET, algorithms=["HS512"]), "InvalidAlgorithmError"),
    ("an algorithm that there is not", lambda jwt: jwt.encode({}, SECRET, algorithm="HS1"), "NotImplementedError"),
    ("an algorithm that there is not, to decode", lambda jwt: jwt.decode(f"{part({'alg': 'HS1'})}.{part({})}.AAAA", SECRET, ["HS1"]), "InvalidAlgorithmError"),
    ("none, where it is not allowed", lambda jwt: jwt.decode(f"{part({'alg': 'none'})}.{part({})}.", SECRET, ["HS256"]), "InvalidAlgorithmError"),
    ("no alg", lambda jwt: jwt.decode(f"{part({'typ': 'JWT'})}.{part({})}.AAAA", SECRET, ["HS256"]), "InvalidAlgorithmError"),
    ("claims that are a list", lambda jwt: jwt.encode([1], SECRET), "TypeError"),
    ("iss that is a number", lambda jwt: jwt.encode({"iss": 1}, SECRET), "TypeError"),
    ("one segment", lambda jwt: jwt.decode("abc", SECRET, ["HS256"]), "DecodeError"),
    ("two segments", lambda jwt: jwt.decode("abc.def", SECRET, ["HS256"]), "DecodeError"),
    ("a number in the place of a token", lambda jwt: jwt.decode(7, SECRET, ["HS256"]), "DecodeError"),
    ("None in the place of a token", lambda jwt: jwt.decode(None, SECRET, ["HS256"]), "DecodeError"),
    ("no base64url", lambda jwt: jwt.decode("a!b.c.d", SECRET, ["HS256"]), "DecodeError"),
    ("a header that is no JSON", lambda jwt: jwt.decode(f"{part(b'{')}.{part({})}.AAAA", SECRET, ["HS256"]), "DecodeError"),
    ("a header that is a list", lambda jwt: jwt.decode(f"{part([])}.{part({})}.AAAA", SECRET, ["HS256"]), "DecodeError"),
    ("kid that is a number", lambda jwt: jwt.decode(f"{part({'alg': 'HS256', 'kid': 1})}.{part({})}.AAAA", SECRET, ["HS256"]), "InvalidTokenError"),
    ("crit of an unknown member", lambda jwt: jwt.decode(f"{part({'alg': 'HS256', 'crit': ['x'], 'x': 1})}.{part({})}.AAAA", SECRET, ["HS256"]), "InvalidTokenError"),
    ("the header, unverified", lambda jwt: jwt.get_unverified_header(TOKEN), {"alg": "HS256", "typ": "JWT"}),
    ("headers that were given", lambda jwt: jwt.get_unverified_header(signed(jwt, {}, headers={"kid": "k1", "x": [1]})), {"alg": "HS256", "typ": "JWT", "kid": "k1", "x": [1]}),
    ("another typ", lambda jwt: jwt.get_unverified_header(signed(jwt, {}, headers={"typ": "at+jwt"})), {"alg": "HS256", "typ": "at+jwt"}),
    ("no typ", lambda jwt: jwt.get_unverified_header(signed(jwt, {}, headers={"typ": None})), {"alg": "HS256"}),
    ("alg among the headers", lambda jwt: jwt.get_unverified_header(jwt.encode({}, SECRET * 2, headers={"alg": "HS512"}))["alg"], "=HS512"),
    ("the header of what is none", lambda jwt: jwt.get_unverified_header("abc"), "DecodeError"),
    ("unverified claims", lambda jwt: jwt.decode(TOKEN, options={"verify_signature": False}), {"sub": "alice"}),
    ("unverified claims, expired", lambda jwt: jwt.decode(signed(jwt, {"exp": 1}), options={"verify_signature": False}), {"exp": 1}),
    ("unverified claims, held to exp", lambda jwt: jwt.decode(signed(jwt, {"exp": 1}), options={"verify_signature": False, "verify_exp": True}), "ExpiredSignatureError"),
    ("expired", lambda jwt: read(jwt, {"exp": NOW - 60}), "ExpiredSignatureError"),
    ("expired within the leeway", lambda jwt: read(jwt, {"exp": NOW - 60}, leeway=120), {"exp": NOW - 60}),
    ("a leeway of Python's own", lambda jwt: read(jwt, {"exp": NOW - 60}, leeway=datetime.timedelta(minutes=5)), {"exp": NOW - 60}),
    ("expired, and not asked", lambda jwt: read(jwt, {"exp": 1}, options={"verify_exp": False}), {"exp": 1}),
    ("exp that is text", lambda jwt: read(jwt, {"exp": "soon"}), "DecodeError"),
    ("exp that is a number in text", lambda jwt: read(jwt, {"exp": str(NOW + 60)}), {"exp": str(NOW + 60)}),
    ("exp of Python's own", lambda jwt: read(jwt, {"exp": datetime.datetime.fromtimestamp(NOW + 60, datetime.timezone.utc)}), {"exp": NOW + 60}),
    ("not yet", lambda jwt: read(jwt, {"nbf": NOW + 60}), "ImmatureSignatureError"),
    ("not yet, within the leeway", lambda jwt: read(jwt, {"nbf": NOW + 60}, leeway=90), {"nbf": NOW + 60}),
    ("nbf that is text", lambda jwt: read(jwt, {"nbf": "x"}), "DecodeError"),
    ("issued in the future", lambda jwt: read(jwt, {"iat": NOW + 60}), "ImmatureSignatureError"),
    ("issued in the future, and not asked", lambda jwt: read(jwt, {"iat": NOW + 60}, options={"verify_iat": False}), {"iat": NOW + 60}),
    ("iat that is text", lambda jwt: read(jwt, {"iat": "x"}), "InvalidIssuedAtError"),
    ("audience", lambda jwt: read(jwt, CLAIMS, audience="api"), CLAIMS),
    ("one of several audiences", lambda jwt: read(jwt, CLAIMS, audience=["web", "api"]), CLAIMS),
    ("several audiences in the token", lambda jwt: read(jwt, {"aud": ["a", "b"]}, audience="b"), {"aud": ["a", "b"]}),
    ("another audience", lambda jwt: read(jwt, CLAIMS, audience="web"), "InvalidAudienceError"),
    ("an audience that nobody expects", lambda jwt: read(jwt, CLAIMS), "InvalidAudienceError"),
    ("an audience that nobody looks at", lambda jwt: read(jwt, CLAIMS, options={"verify_aud": False}), CLAIMS),
    ("no audience", lambda jwt: read(jwt, {}, audience="api"), "MissingRequiredClaimError"),
    ("an audience that is a number", lambda jwt: read(jwt, {"aud": 7}, audience="api"), "InvalidAudienceError"),
    ("audience, strictly", lambda jwt: read(jwt, {"aud": ["api"]}, audience="api", options={"strict_aud": True}), "InvalidAudienceError"),
    ("audience of a wrong type", lambda jwt: read(jwt, {"aud": "api"}, audience=7), "TypeError"),
    ("issuer", lambda jwt: read(jwt, {"iss": "a"}, issuer="a"), {"iss": "a"}),
    ("one of several issuers", lambda jwt: read(jwt, {"iss": "a"}, issuer=["a", "b"]), {"iss": "a"}),
    ("another issuer", lambda jwt: read(jwt, {"iss": "a"}, issuer="b"), "InvalidIssuerError"),
    ("no issuer", lambda jwt: read(jwt, {}, issuer="b"), "MissingRequiredClaimError"),
    ("subject", lambda jwt: read(jwt, {"sub": "alice"}, subject="alice"), {"sub": "alice"}),
    ("another subject", lambda jwt: read(jwt, {"sub": "alice"}, subject="bob"), "InvalidSubjectError"),
    ("sub that is a number", lambda jwt: read(jwt, {"sub": 7}), "InvalidSubjectError"),
    ("jti that is a number", lambda jwt: read(jwt, {"jti": 7}), "InvalidJTIError"),
    ("what is required", lambda jwt: read(jwt, {"a": 1}, options={"require": ["a"]}), {"a": 1}),
    ("what is required, and missing", lambda jwt: read(jwt, {"a": 1}, options={"require": ["exp"]}), "MissingRequiredClaimError"),
    ("all of a token", lambda jwt: sorted(jwt.decode_complete(signed(jwt, {}), SECRET, ["HS256"])), ["header", "payload", "signature"]),
    ("an object with options", lambda jwt: jwt.PyJWT({"verify_exp": False}).decode(signed(jwt, {"exp": 1}), SECRET, ["HS256"]), {"exp": 1}),
    ("a payload that is a list", lambda jwt: jwt.decode(f"{part({'alg': 'HS256'})}.{part([])}.AAAA", options={"verify_signature": False}), "DecodeError"),
    ("a secret that is too short, enforced", lambda jwt: jwt.decode(jwt.encode({}, "short"), "short", ["HS256"], options={"enforce_minimum_key_length": True}), "InvalidKeyError"),
    ("a secret that is too short", lambda jwt: jwt.decode(jwt.encode({"a": 1}, "short"), "short", ["HS256"]), {"a": 1}),
    ("detached", lambda jwt: jwt.decode(jwt.encode({"a": 1}, SECRET, headers={"b64": False}), SECRET, ["HS256"], detached_payload=b'{"a":1}'), {"a": 1}),
    ("detached, and another content", lambda jwt: jwt.decode(jwt.encode({"a": 1}, SECRET, headers={"b64": False}), SECRET, ["HS256"], detached_payload=b'{"a":2}'), "InvalidSignatureError"),
    ("detached, without its content", lambda jwt: jwt.decode(jwt.encode({"a": 1}, SECRET, headers={"b64": False}), SECRET, ["HS256"]), "DecodeError"),
]  # fmt: skip


def what_happens(jwt, call):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value = call(jwt)
        except Exception as error:  # noqa: BLE001
            return type(error).__name__
    return "=" + value if isinstance(value, str) else value


class CompatTests(ClientTest):
    def setUp(self):
        super().setUp()
        self.client = Jwtls(env=self.env)
        self.addCleanup(self.client.close)
        ours.use(self.client)
        if not KEYS:
            for name in ("RS256", "ES256", "ES512", "EdDSA", "other"):
                alg = "ES256" if name == "other" else name
                made = self.client.keygen(alg=alg, format="pem", timeout=60)["keys"][0]
                KEYS[name] = {"private": made["private"]["pem"], "public": made["public"]["pem"]}
                converted = self.client.key_convert({"pem": KEYS[name]["public"]}, to="jwk")
                KEYS[name]["jwk"] = {**converted["jwk"], "alg": alg}

    def test_every_call_does_what_pyjwt_does(self):
        for name, call, expected in ROWS:
            with self.subTest(name):
                self.assertEqual(what_happens(ours, call), expected)

    @unittest.skipUnless(theirs, "PyJWT with cryptography is not here")
    def test_the_table_is_what_pyjwt_does(self):
        for name, call, expected in ROWS:
            with self.subTest(name):
                self.assertEqual(what_happens(theirs, call), expected)

    @unittest.skipUnless(theirs, "PyJWT with cryptography is not here")
    def test_tokens_go_both_ways(self):
        for name in ("RS256", "ES256", "ES512", "EdDSA"):
            for one, other in ((ours, theirs), (theirs, ours)):
                with self.subTest(name, by=one.__name__):
                    token = one.encode(CLAIMS, KEYS[name]["private"], algorithm=name, headers={"kid": "k"})
                    self.assertEqual(other.decode(token, KEYS[name]["public"], [name], audience="api"), CLAIMS)

    @unittest.skipUnless(theirs, "PyJWT with cryptography is not here")
    def test_the_exceptions_have_the_same_tree(self):
        for name, kind in vars(theirs.exceptions).items():
            if isinstance(kind, type) and issubclass(kind, Exception) and name != "MissingCryptographyError":
                own = getattr(ours.exceptions, name)
                parents = [each.__name__ for each in kind.__mro__]
                self.assertEqual([each.__name__ for each in own.__mro__], parents, name)

    @unittest.skipUnless(theirs, "PyJWT with cryptography is not here")
    def test_keys_of_cryptography_are_keys(self):
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        private = load_pem_private_key(KEYS["ES256"]["private"].encode(), None)
        token = ours.encode({"a": 1}, private, "ES256")
        self.assertEqual(ours.decode(token, private.public_key(), ["ES256"]), {"a": 1})

    def test_none_and_what_stands_twice_are_refused_where_pyjwt_takes_them(self):
        twice = f"{part({'alg': 'HS256'})}.{part(TWICE)}.AAAA"
        rows = [
            (lambda: ours.encode({}, "", algorithm=None), NotImplementedError),
            (lambda: ours.decode(f"{part({'alg': 'none'})}.{part({})}.", "", ["none"]), ours.InvalidAlgorithmError),
            (lambda: ours.decode(twice, options={"verify_signature": False}), ours.DecodeError),
        ]
        for call, kind in rows:
            self.assertRaises(kind, call)

    def test_a_failure_of_the_service_is_no_bad_token(self):
        import jwtls

        self.client.close()
        with self.assertRaises(jwtls.ConnectionLost):
            ours.decode(TOKEN, SECRET, ["HS256"])


if __name__ == "__main__":
    unittest.main()
