"""Keys, tokens and requests, made by jwtls itself and kept below `.build/benchmarks` until this file changes."""

import base64
import hashlib
import json
import os
import random
import subprocess
from itertools import cycle

from Bench import programs

algorithms = ["HS256", "RS256", "ES256", "EdDSA"]

expected = {
    "verify": '"result":{"valid":true',
    "decode": '"result":{"verified":false',
    "brief": '"result":{"verified":false',
    "sign": '"result":{"token":"',
    "encrypt": '"result":{"token":"',
    "decrypt": '"result":{"valid":true',
}
"""What stands behind the id of a right answer, by what is asked."""

_methods = {"brief": "decode", "turns": "verify"}
"""What is asked that is no method by itself: `brief` is `decode` without descriptions, `turns` is `verify` with one of
many keys after the other."""

_turns = 100
"""So many."""


class Material:
    """What is sent: so many distinct tokens of an algorithm, and requests about them."""

    def __init__(self, program, count):
        self.program = program
        self.count = count
        with open(__file__, "rb") as source:
            version = hashlib.sha256(source.read()).hexdigest()[:12]
        self.folder = os.path.join(programs.folder, f"material-{count}-{version}")
        os.makedirs(self.folder, mode=0o700, exist_ok=True)

    def key(self, algorithm):
        """The private and the public key, `private` and `public` as JWK, and in files: `jwk`, `pem`
        and `public_pem` (for a secret, its octets)."""
        path = self._file(f"{algorithm}.key.json", lambda: [json.dumps(self._make_key(algorithm))])
        with open(path) as text:
            key = json.load(text)
        key["pem"] = self._file(f"{algorithm}.key", lambda: [key["private_text"]], is_text=algorithm != "HS256")
        key["public_pem"] = self._file(f"{algorithm}.pub", lambda: [key["public_text"]], is_text=algorithm != "HS256")
        key["jwk"] = self._file(f"{algorithm}.jwk", lambda: [json.dumps(key["public"])])
        return key

    def tokens(self, algorithm):
        """A file of tokens, one a line."""
        return self._file(f"{algorithm}.tokens", lambda: self._sign(algorithm))

    def requests(self, method, algorithm):
        """A file of requests, one a line, whose ids count from 0."""
        name = _methods.get(method, method)
        return self.file_of_requests(f"{algorithm}.{method}", name, lambda: self._parameters(method, algorithm))

    def file_of_requests(self, name, method, parameters):
        """A file of requests of one method, with parameters made when it is not there yet."""
        return self._file(f"{name}.requests", lambda: (
            '{"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}' % (index, method, text)
            for index, text in enumerate(parameters())))

    def file_of_lines(self, name, lines):
        """A file of lines, made when it is not there yet."""
        return self._file(name, lines)

    def file_of_text(self, name, text):
        """A file of a text as it is, with no line end behind it; made when it is not there yet."""
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            with open(path, "w") as file:
                file.write(text)
        return path

    def lines(self, path):
        """The lines of a file."""
        with open(path) as text:
            return text.read().splitlines()

    def rsa_key(self):
        """A private JWK of 2048 bits that is for no algorithm alone."""
        path = self._file("rsa.jwk", lambda: [
            json.dumps(self.ask("keygen", ['{"kty":"RSA","size":2048,"use":"enc"}'])[0]["keys"][0]["private"]["jwk"])])
        return json.loads(self.lines(path)[0])

    def ask(self, method, parameters):
        """What jwtls answers to calls of one method, in their order."""
        return self.ask_lines(['{"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}' % (index, method, text)
                               for index, text in enumerate(parameters)])

    def ask_lines(self, lines):
        """What jwtls answers to these requests, in their order."""
        run = subprocess.run([self.program], input="".join(line + "\n" for line in lines), capture_output=True, text=True)
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        wrong = [answer for answer in answers if "result" not in answer]
        if wrong or len(answers) != len(lines):
            raise programs.Failure(f"{lines[:1]}: {len(answers)} of {len(lines)} answers; {wrong[:1]} {run.stderr}")
        return [answer["result"] for answer in answers]

    def _file(self, name, content, is_text=True):
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            fresh = f"{path}.{os.getpid()}"
            with open(fresh, "w", opener=lambda file, flags: os.open(file, flags, 0o600)) as file:
                for line in content():
                    if is_text:
                        file.write(line.rstrip("\n") + "\n")
                    else:
                        file.buffer.write(base64.urlsafe_b64decode(line + "=="))
            os.rename(fresh, path)
        return path

    def _make_key(self, algorithm):
        size = ',"size":2048' if algorithm == "RS256" else ""
        made = self.ask("keygen", ['{"alg":"%s"%s}' % (algorithm, size)])[0]["keys"][0]
        if algorithm == "HS256":
            secret = made["private"]["jwk"]
            return {"private": secret, "public": secret, "private_text": secret["k"], "public_text": secret["k"]}
        key = {"private": made["private"]["jwk"], "public": made["public"]["jwk"]}
        text = json.dumps({"jwk": key["private"]})
        forms = self.ask("key/convert", [f'{{"key":{text},"to":"{to}","encoding":"pem"}}' for to in ("pkcs8", "spki")])
        texts = [next(value for value in form.values() if isinstance(value, str) and "-----BEGIN" in value) for form in forms]
        return key | {"private_text": texts[0], "public_text": texts[1]}

    def _sign(self, algorithm):
        return [answer["token"] for answer in self.ask("sign", self._parameters("sign", algorithm))]

    def _parameters(self, method, algorithm):
        key = self.key(algorithm)
        if method == "sign":
            text = json.dumps({"jwk": key["private"]}, separators=(",", ":"))
            return ('{"claims":%s,"key":%s}' % (claims, text) for claims in _claims(self.count))
        tokens = self.lines(self.tokens(algorithm))
        if method == "decode":
            return ('{"token":"%s"}' % token for token in tokens)
        if method == "brief":
            return ('{"token":"%s","brief":true}' % token for token in tokens)
        keys = [key["public"] | {"kid": f"key-{index}"} for index in range(_turns)] if method == "turns" else [key["public"]]
        texts = cycle([json.dumps({"jwk": one}, separators=(",", ":")) for one in keys])
        return ('{"token":"%s","key":%s}' % pair for pair in zip(tokens, texts))


def _claims(count):
    """What access tokens say, no two alike; the same ones at each call. An object in which is no other."""
    chance = random.Random(7519)
    for index in range(count):
        claims = {
            "iss": "https://auth.example.com/realms/prod", "sub": f"{chance.randrange(10**11, 10**12)}",
            "aud": "https://api.example.com/orders", "iat": 1760000000 + index, "exp": 4102444800,
            "jti": f"{chance.getrandbits(128):032x}",
        }
        if index % 2 == 0:
            claims |= {"nbf": 1760000000, "scope": "openid profile email orders:read", "client_id": "orders-web"}
        if index % 3 == 0:
            claims |= {"email": f"user{index}@example.com", "roles": ["admin", "editor"], "name": "Zoë Example"}
        yield json.dumps(claims, separators=(",", ":"), ensure_ascii=False)
