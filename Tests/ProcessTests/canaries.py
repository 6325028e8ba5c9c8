"""Gives a program secrets in every way there is, and looks for them in everything that it says.

    canaries.py PROGRAM

A method that is asked for a private key answers it; everywhere else no secret may stand, however it is written. Prints how
many bytes of output were searched, for how many spellings; says where a secret was found and exits with 1 otherwise.
"""

import base64
import json
import os
import secrets
import subprocess
import sys
import tempfile


def text64(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def octets64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Canaries:
    """Secrets, and how they may be spelled."""

    def __init__(self):
        self.spellings = {}
        self.searched = 0

    def add(self, name, octets):
        for spelling in (octets, octets.hex().encode(), octets.hex().upper().encode(),
                         text64(octets)[:-2].encode(), base64.b64encode(octets).rstrip(b"=")[:-1]):
            self.spellings[spelling] = name
        return octets

    def search(self, output, where):
        self.searched += len(output)
        for spelling, name in self.spellings.items():
            if spelling in output:
                place = output.find(spelling)
                sys.exit(f"{name} stands in {where}: {output[max(0, place - 400):place + 100]}")


def jwk_canaries(canaries, jwk):
    for member in ("d", "p", "q", "dp", "dq", "qi", "k"):
        if member in jwk:
            canaries.add(member, octets64(jwk[member]))


def requests(keys, secret, password, claim, closed):
    """Requests with secrets in them, none of which asks for one."""
    claims = json.dumps({"email": claim, "exp": 1}).encode()
    token = f"eyJhbGciOiJIUzI1NiJ9.{text64(claims)}.AAAA"
    yield "initialize", {"capabilities": {}, "trace": "verbose", "initializationOptions": {
        "secret": secret, "keys": [secret, {"file": secret}, {"secret": secret, "encoding": secret}, {"pem": closed, "password": password}]}}
    yield from documents(keys, secret, closed)
    forms = [{"secret": secret, "encoding": "utf8"}, {"secret": secret, "encoding": "hex"}, {"secret": secret},
             {"secret": secret, "encoding": secret}, {"password": password}, {"pem": secret}, {"der": secret}, secret,
             {"file": "/none", "password": password}, {"env": "NONE", "password": password}, {"secret": [secret]},
             {"pem": closed, "password": password[::-1]}, {"pem": closed, "password": ""}, {"pem": closed, "password": [password]},
             {"jwk": {"kty": "oct", "k": secret}}, {"jwk": {"kty": "oct", "k": text64(secret.encode()) + "="}},
             [{"secret": secret, "encoding": "utf8"}, 7], {"pem": closed, "password": password}]
    for jwk in keys:
        forms += [{"jwk": jwk}, {"jwks": {"keys": [jwk, jwk]}}, json.dumps(jwk), {"jwk": {**jwk, "kid": 7}}, jwk,
                  {"jwk": {**jwk, "d": jwk["d"] + "=", "k": jwk["d"]}}, {"jwk": {**jwk, "d": jwk["d"][4:]}},
                  {"jwk": {name: value for name, value in jwk.items() if name != "kty"}},
                  {"jwk": {**jwk, "kty": "oct"}}, {"jwk": {**jwk, "d": 7}},
                  {"secret": json.dumps(jwk), "encoding": "utf8"}]
    for key in forms:
        for method, more in (("verify", {"token": token, "issuer": "other"}), ("verify", {"token": token, "subject": "other"}),
                             ("sign", {"claims": {"sub": "a"}, "unheardOf": secret}), ("sign", {"payload": 7}), ("sign", {"claims": []}),
                             ("sign", {"claims": {"sub": "a"}}), ("sign/prepare", {"claims": {}}), ("key/inspect", {}), ("key/thumbprint", {}),
                             ("key/convert", {"to": "spki"}), ("key/convert", {"to": "jwk", "public": True}), ("key/convert", {"to": "nothing"}),
                             ("key/convert", {"to": "pkcs8", "newPassword": password}), ("no/method", {})):
            yield method, {"key": key, **more}
        yield "key/match", {"a": key, "b": key}
    for jwk in keys:
        carried = f"{text64(json.dumps({'alg': 'ES256', 'jwk': jwk}).encode())}.e30.AAAA"
        yield "decode", {"token": carried}
        yield "verify", {"token": carried, "key": {"secret": secret, "encoding": "utf8"}}
    yield "keygen", {"alg": "ES256", "format": "pem", "password": password}
    yield "keygen", {"alg": "ES256", "password": password, "format": "jwk"}


def documents(keys, secret, closed):
    """An editor's session with secrets in its documents; what changes a text may move them, and is not asked for."""
    texts = [json.dumps(jwk) for jwk in keys] + [json.dumps({"keys": keys}, indent=1), f"PASSWORD={secret}\n{closed}\n", json.dumps({"kty": "oct", "k": secret})]
    for number, text in enumerate(texts):
        document = {"textDocument": {"uri": f"file:///none/{number}.json"}}
        yield "textDocument/didOpen", {"textDocument": {**document["textDocument"], "languageId": "json", "version": 1, "text": text}}
        place = {"line": 0, "character": 30}
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        for name in ("hover", "completion", "definition", "documentHighlight", "references"):
            yield f"textDocument/{name}", {**document, "position": place, "context": {"includeDeclaration": True, "triggerKind": 1}}
        for name in ("documentSymbol", "codeLens", "documentLink", "foldingRange", "diagnostic", "semanticTokens/full"):
            yield f"textDocument/{name}", document
        yield "textDocument/inlayHint", {**document, "range": whole}
        yield "textDocument/selectionRange", {**document, "positions": [place]}
    yield "workspace/symbol", {"query": ""}


def speak(path, canaries, rows, framing):
    messages = [{"jsonrpc": "2.0", "method": "$/setTrace", "params": {"value": "verbose"}}]
    messages += [{"jsonrpc": "2.0", "id": n, "method": method, "params": params} for n, (method, params) in enumerate(rows)]
    texts = [json.dumps(message) for message in messages]
    # What is not even JSON, or no request, or in a batch.
    texts += [text[:-1] + ",]" for text in texts] + [text.replace('"2.0"', '"1.0"') for text in texts]
    if framing == "lines":
        texts += [f"[{text}]" for text in texts]
        data = "".join(text + "\n" for text in texts).encode()
    else:
        data = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(text.encode()), text.encode()) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log")
        done = subprocess.run([path, "--allow-env", "NONE", "--log-file", log], input=data, capture_output=True, check=True)
        assert not done.stderr, done.stderr
        canaries.search(done.stdout, framing)
        with open(log, "rb") as file:
            noted = file.read()
        assert b"textDocument/hover" in noted and b'"error"' in noted, noted[:1000]
        canaries.search(noted, f"the log of {framing}")


def command(path, canaries, folder, keys, secret, password, closed):
    """The command line, whose secrets come in files and variables."""
    files = {"secret": secret, "password": password, "wrong": password[::-1], "closed.pem": closed}
    files.update({f"key{n}.jwk": json.dumps(jwk) for n, jwk in enumerate(keys)})
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(text)
    lines = [["verify", "--secret-file", "secret", "--secret-encoding", encoding, "x.y.z"] for encoding in ("utf8", "hex", "base64", "no")]
    lines += [["verify", "--secret-env", "S", "--secret-encoding", "hex", "x.y.z"], ["verify", "--key-env", "S", "x.y.z"], ["verify", "--key", "secret", "x"],
              ["sign", "--key", "closed.pem", "--claims", "{}"], ["key", "inspect", "--password-file", "wrong", "closed.pem"],
              ["key", "inspect", "--password-file", "password", "closed.pem"], ["key", "inspect", "secret"], ["verify", "--secret", secret, "x"],
              ["verify", f"--password={password}", "x"]]
    for n in range(len(keys)):
        lines += [["key", "inspect", f"key{n}.jwk"], ["key", "convert", "--to", "spki", f"key{n}.jwk"], ["key", "thumbprint", f"key{n}.jwk"],
                  ["sign", "--key", f"key{n}.jwk", "--claims", "[]"], ["sign", "--key", f"key{n}.jwk", "--claims", "{}", "--alg", "HS256"],
                  ["verify", "--key", f"key{n}.jwk", "x.y.z", "--pretty"]]
    for line in lines:
        done = subprocess.run([path, *line], capture_output=True, cwd=folder, env={**os.environ, "S": secret}, check=False)
        assert done.returncode in (0, 1, 2, 3), (line, done.returncode)
        canaries.search(done.stdout + done.stderr, " ".join(line))


def main():
    path, canaries = sys.argv[1], Canaries()
    made = [subprocess.run([path, "keygen", "--alg", alg, *more, "--json"], capture_output=True, check=True)
            for alg, more in (("ES256", []), ("EdDSA", []), ("RS256", ["--size", "2048"]))]
    keys = [json.loads(one.stdout)["keys"][0]["private"]["jwk"] for one in made]
    for jwk in keys:
        jwk_canaries(canaries, jwk)
    secret = canaries.add("the secret", secrets.token_hex(20).encode()).decode()
    password = canaries.add("the password", secrets.token_hex(16).encode()).decode()
    canaries.add("the password turned around", password[::-1].encode())
    claim = canaries.add("a claim of a refused token", secrets.token_hex(16).encode()).decode()
    convert = {"jsonrpc": "2.0", "id": 1, "method": "key/convert", "params": {"key": {"jwk": keys[0]}, "to": "pkcs8", "newPassword": password}}
    done = subprocess.run([path], input=json.dumps(convert).encode() + b"\n", capture_output=True, check=True)
    closed = json.loads(done.stdout)["result"]["pem"]
    rows = list(requests(keys, secret, password, claim, closed))
    for framing in ("lines", "headers"):
        speak(path, canaries, rows, framing)
    with tempfile.TemporaryDirectory() as folder:
        command(path, canaries, folder, keys, secret, password, closed)
    print(f"{canaries.searched} bytes searched for {len(canaries.spellings)} spellings, after {len(rows)} requests")


main()
