"""Other implementations of JWE behind one door: a JSON request a line on standard input, a JSON answer a line.

{"do": "encrypt", "library", "alg", "enc", "key", "content"}    a compact token of the content for the key
{"do": "decrypt", "library", "alg", "enc", "key", "token"}      the content of a compact token

A key is {"jwk": a private JWK or a secret} or {"password": text}.
"""

import base64
import json
import subprocess
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")


def encode(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def secret(password):
    return {"kty": "oct", "k": encode(password.encode())}


class Joserfc:
    def key(self, key):
        from joserfc import jwk

        return jwk.import_key(key["jwk"] if "jwk" in key else secret(key["password"]))

    def encrypt(self, alg, enc, key, content):
        from joserfc import jwe

        return jwe.encrypt_compact({"alg": alg, "enc": enc}, content, self.key(key), algorithms=[alg, enc])

    def decrypt(self, alg, enc, key, token):
        from joserfc import jwe

        return jwe.decrypt_compact(token, self.key(key), algorithms=[alg, enc]).plaintext


class JWCrypto:
    def key(self, key):
        from jwcrypto import jwk

        return jwk.JWK(**(key["jwk"] if "jwk" in key else secret(key["password"])))

    def encrypt(self, alg, enc, key, content):
        from jwcrypto import jwe

        token = jwe.JWE(content, json.dumps({"alg": alg, "enc": enc}), algs=[alg, enc])
        token.add_recipient(self.key(key))
        return token.serialize(compact=True)

    def decrypt(self, alg, enc, key, token):
        from jwcrypto import jwe

        opened = jwe.JWE(algs=[alg, enc])
        opened.deserialize(token, self.key(key))
        return opened.payload


class Jose:
    """The jose program of latchset."""

    def run(self, arguments, key, content):
        with tempfile.NamedTemporaryFile() as file, tempfile.NamedTemporaryFile() as given:
            file.write((json.dumps(key["jwk"]) if "jwk" in key else key["password"]).encode())
            file.flush()
            given.write(content)
            given.flush()
            option = ["-k", file.name] if "jwk" in key else ["-p"]
            words = [given.name if word is None else word for word in arguments] + option
            if "jwk" not in key:
                raise ValueError("a password is asked for on a terminal")
            run = subprocess.run(["jose", *words], capture_output=True, check=False)
        if run.returncode != 0:
            raise ValueError(run.stderr.decode() or "refused")
        return run.stdout

    def encrypt(self, alg, enc, key, content):
        header = json.dumps({"protected": {"alg": alg, "enc": enc}})
        return self.run(["jwe", "enc", "-i", header, "-I", None, "-c"], key, content).decode().strip()

    def decrypt(self, alg, enc, key, token):
        return self.run(["jwe", "dec", "-i", None, "-O-"], key, token.encode())


LIBRARIES = {"joserfc": Joserfc(), "jwcrypto": JWCrypto(), "jose": Jose()}


def answer(request):
    library = LIBRARIES[request["library"]]
    given = request["alg"], request["enc"], request["key"]
    if request["do"] == "encrypt":
        return {"token": library.encrypt(*given, request["content"].encode())}
    return {"content": library.decrypt(*given, request["token"]).decode()}


def main():
    for line in sys.stdin:
        try:
            print(json.dumps(answer(json.loads(line))), flush=True)
        except Exception as error:  # Whatever a library raises is its way to refuse.
            print(json.dumps({"error": "%s %s" % (type(error).__name__, error)}), flush=True)


main()
