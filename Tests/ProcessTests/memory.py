"""Looks for secrets in the memory of a running jwtls, from outside: while it may hold them, and when it must not.

    memory.py PROGRAM

Prints one line a stage and what was found where it should not be; exit code 1 then, and 3 where memory cannot be read.
"""

import base64
import json
import os
import secrets
import subprocess
import sys
import threading

PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "k", "priv")


def text64(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def octets64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def spellings(octets):
    """A secret as it may stand in memory: itself, its words turned around, and its texts at each place of a base64 group."""
    yield "octets", octets
    yield "octets", octets[::-1]
    yield "text", octets.hex().encode()
    yield "text", octets.hex().upper().encode()
    for start in range(3):
        group = octets[start:]
        group = group[:len(group) // 3 * 3]
        for alphabet in (base64.b64encode, base64.urlsafe_b64encode):
            yield "text", alphabet(group)
            # As PEM breaks it: 16 characters are within one line, wherever it begins.
            yield "text", alphabet(group)[:16] if len(group) > 48 else alphabet(group)


class Program:
    """The program at work, with its memory open to us."""

    def __init__(self, path, *arguments):
        self.process = subprocess.Popen([path, "--allow-debug", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0

    def call(self, method, **parameters):
        """The result or error of one request, sent when the last one was answered."""
        self.number += 1
        return self.line({"jsonrpc": "2.0", "id": self.number, "method": method, "params": parameters})

    def line(self, message):
        text = message if isinstance(message, str) else json.dumps(message)
        self.process.stdin.write(text.encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer.get("result", answer.get("error")) if isinstance(answer, dict) else answer

    def flood(self, method, rows):
        """Sends many requests without waiting, and reads as many answers."""
        text = "".join(json.dumps({"jsonrpc": "2.0", "id": 0, "method": method, "params": row}) + "\n" for row in rows)

        def send():
            self.process.stdin.write(text.encode())
            self.process.stdin.flush()

        writer = threading.Thread(target=send)
        writer.start()
        answers = [self.process.stdout.readline() for _ in rows]
        writer.join()
        return answers

    def memory(self):
        with open(f"/proc/{self.process.pid}/maps", encoding="utf-8") as maps:
            ranges = [line.split()[0].split("-") for line in maps if line.split()[1].startswith("rw")]
        with open(f"/proc/{self.process.pid}/mem", "rb", buffering=0) as memory:
            for start, end in ((int(start, 16), int(end, 16)) for start, end in ranges):
                if end - start > 1 << 30:
                    continue
                try:
                    yield os.pread(memory.fileno(), end - start, start)
                except OSError:
                    continue

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Search:
    """The secrets that are looked for, and what was found of them."""

    def __init__(self, program):
        self.program = program
        self.patterns = {}
        self.failed = False

    def add(self, name, octets):
        for form, pattern in spellings(octets):
            self.patterns[pattern] = (name, form)

    def add_text(self, name, text):
        self.patterns[text.encode()] = (name, "text")

    def add_key(self, name, jwk):
        for member in PRIVATE:
            if member in jwk:
                self.add(f"{name}.{member}", octets64(jwk[member]))

    def look(self, stage, allowed):
        """Counts what there is; `allowed` says of a name and a form whether it may be there."""
        found = {}
        for part in self.program.memory():
            for pattern, about in self.patterns.items():
                if pattern in part:
                    found[about] = found.get(about, 0) + part.count(pattern)
        wrong = {about: count for about, count in found.items() if not allowed(*about)}
        print(f"{stage}: {len(self.patterns)} spellings looked for, {len(found) - len(wrong)} there that may be, "
              f"{len(wrong)} that must not")
        for (name, form), count in sorted(wrong.items()):
            print(f"    {name}, as {form}, {count} times")
        self.failed = self.failed or bool(wrong)
        return found


def new_key(path, *arguments):
    made = subprocess.run([path, "keygen", *arguments, "--json"], capture_output=True, check=True)
    return json.loads(made.stdout)["keys"][0]["private"]["jwk"]


def lattices(path):
    """The algorithms of ML-DSA that libcrypto does; of keys that swift-crypto holds nothing is promised."""
    there = json.loads(subprocess.run([path, "server", "info", "--json"], capture_output=True, check=True).stdout)["algorithms"]
    return [name for name in there["sign"] if name.startswith("ML-DSA") and name not in there.get("bySwiftCrypto", [])]


def use_shared(program, search):
    """Every way in which a shared secret is given."""
    for encoding in ("base64url", "base64", "hex", "utf8"):
        octets = secrets.token_hex(24).encode() if encoding == "utf8" else secrets.token_bytes(48)
        search.add(f"shared.{encoding}", octets)
        text = {"base64url": text64, "base64": lambda o: base64.b64encode(o).decode(), "hex": bytes.hex,
                "utf8": bytes.decode}[encoding](octets)
        use(program, {"secret": text, "encoding": encoding})
    octets = secrets.token_bytes(64)
    search.add("shared.jwk", octets)
    use(program, {"jwk": {"kty": "oct", "k": text64(octets)}})


def use(program, key, **more):
    signed = program.call("sign", key=key, claims={"sub": "alice"}, **more)
    assert program.call("verify", token=signed["token"], key=key)["valid"], signed
    assert not program.call("verify", token=signed["token"][:-4] + "AAAA", key=key)["valid"]
    return signed["token"]


def use_private(program, search, jwk, name):
    """Every way in which a private key is given, and everything that is done with one."""
    search.add_key(name, jwk)
    password, other = secrets.token_hex(16), secrets.token_hex(16)
    search.add_text("password", password)
    search.add_text("wrong password", other)
    key = {"jwk": jwk}
    pem = program.call("key/convert", key=key, to="pkcs8")["pem"]
    der = program.call("key/convert", key=key, to="pkcs8", encoding="der")["der"]
    closed = program.call("key/convert", key=key, to="pkcs8", newPassword=password)["pem"]
    assert program.call("key/inspect", key={"pem": closed, "password": other})["data"]["code"] == "key.password"
    forms = [key, json.dumps(jwk), {"jwks": {"keys": [jwk]}}, {"pem": pem}, {"der": der}, pem,
             {"pem": closed, "password": password}, [key, {"pem": pem}][:1]]
    for form in forms:
        use(program, form)
        for method in ("key/inspect", "key/thumbprint"):
            program.call(method, key=form)
    program.call("key/match", a=key, b={"pem": pem})
    refuse(program, jwk)


def refuse(program, jwk):
    """What is refused with a private key in it."""
    key = {"jwk": jwk}
    program.call("sign", key=key, claims={}, unheardOf=True)
    program.call("sign", key=key, claims={}, alg="HS256")
    program.call("sign", key=key, claims=[])
    program.call("sign", key={"jwk": {**jwk, "kty": "oct"}}, claims={})
    program.call("sign", key={"jwk": {**jwk, "use": 1}}, claims={})
    program.call("sign", key={"secret": json.dumps(jwk), "encoding": "utf8"}, claims={})
    program.call("no/method", key=key)
    message = json.dumps({"jsonrpc": "2.0", "id": 0, "method": "sign", "params": {"key": key, "claims": {}}})
    program.line(message[:-1] + "]")
    program.line(f"[{message},{message}]")
    # Larger than what is read at once, so that it comes in pieces.
    program.line(message[:-3] + ',"header":{"x":"' + "x" * 700_000 + '"}}}')
    for _ in range(20):
        program.line(f"[{message}]")


def make(program, search, lattice):
    """Keys that the program makes: single ones, many, and those that take long."""
    for arguments in ({"alg": "ES256"}, {"alg": "EdDSA"}, {"kty": "oct"}, {"alg": "ES512", "count": 20},
                      {"alg": "RS256", "size": 2048}, *({"alg": name} for name in lattice)):
        for made in program.call("keygen", **arguments)["keys"]:
            search.add_key("new", made["private"]["jwk"])
    for answer in program.flood("keygen", [{"alg": "ES384"}] * 200):
        search.add_key("new", json.loads(answer)["result"]["keys"][0]["private"]["jwk"])


def main():
    path = sys.argv[1]
    keys = {"ec": new_key(path, "--alg", "ES256"), "okp": new_key(path, "--alg", "EdDSA"),
            "rsa": new_key(path, "--alg", "RS256", "--size", "2048")}
    lattice = lattices(path)
    if lattice:
        keys["akp"] = new_key(path, "--alg", lattice[-1])
    program = Program(path)
    try:
        next(program.memory())
    except OSError as fault:
        print(f"memory cannot be read: {fault}")
        sys.exit(3)
    search = Search(program)
    make(program, search, lattice)
    use_shared(program, search)
    for name, jwk in keys.items():
        use_private(program, search, jwk, name)
    for _ in range(3):
        program.call("decode", token="eyJhbGciOiJub25lIn0.e30.")
    # A key that was given is kept, to be used again: itself, and of a shared secret also the text that verify knows it by.
    found = search.look("three requests later", lambda name, form: name.startswith("shared.")
                        or name.split(".")[0] in keys and form == "octets")
    if not all(any(about[0].startswith(name) for about in found) for name in (*keys, "shared")):
        print("nothing was found of keys that are kept: the search is blind")
        search.failed = True
    rows = [{"token": "eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "key": {"secret": f"a public secret, number {n:08}", "encoding": "utf8"}}
            for n in range(3000)]
    program.flood("verify", rows)
    for row in rows[:64]:
        program.call("verify", **row)
    # What sign prepared makes room for other calls of sign alone.
    rows = [{"claims": {}, "key": row["key"]} for row in rows]
    program.flood("sign", rows)
    for row in rows[:64]:
        program.call("sign", **row)
    search.look("three thousand other keys later", lambda name, form: False)
    program.end()
    sys.exit(1 if search.failed else 0)


main()
