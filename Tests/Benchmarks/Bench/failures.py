"""Tokens that do not open, each for a reason of its own, and what telling so costs: one failure must be like the other."""

import base64
import hashlib
import hmac
import json
import random
import secrets

from Bench import programs

_encryption = "A128CBC-HS256"
_answer = '"jwe.decryption_failed"'


class Cause:
    """One way to fail, and requests that do."""

    def __init__(self, family, name, lines):
        self.family, self.name, self.lines = family, name, lines


def causes(material, count, wanted):
    """Every cause of these families with so many requests. Those of a family differ in nothing but what is wrong inside."""
    found = [cause for family in wanted for cause in families[family](material, count)]
    for cause in found:
        answers = {json.dumps({**answer, "header": 0}) for answer in material.ask_lines(cause.lines)}
        if len(answers) != 1 or _answer not in next(iter(answers)):
            raise programs.Failure(f"{cause.family}, {cause.name}: {len(answers)} answers, {next(iter(answers))[:300]}")
    for family in {cause.family for cause in found}:
        lengths = {len(line) for cause in found if cause.family == family for line in cause.lines}
        if max(lengths) - min(lengths) > 8:
            raise programs.Failure(f"{family}: requests of {sorted(lengths)} bytes")
    return found


class _Token:
    """A token in AES-CBC with HMAC, of which every part can be changed by whoever has its content key."""

    def __init__(self, header, encrypted_key, vector, ciphertext, content_key):
        self.header = json.dumps(header, separators=(",", ":"))
        self.encrypted_key, self.vector, self.ciphertext, self.content_key = encrypted_key, vector, ciphertext, content_key
        self.tag = self.right_tag()

    def right_tag(self):
        text = _text(self.header.encode()).encode()
        message = text + self.vector + self.ciphertext + (8 * len(text)).to_bytes(8, "big")
        return hmac.new(self.content_key[:16], message, hashlib.sha256).digest()[:16]

    def break_padding(self):
        # The last octet of the block before the last is added to the last octet of the content, which is at most 16.
        octets = bytearray(self.ciphertext)
        octets[-17] ^= 0x80
        self.ciphertext = bytes(octets)
        self.tag = self.right_tag()

    def break_tag(self):
        self.tag = bytes([self.tag[0] ^ 1]) + self.tag[1:]

    def compact(self):
        parts = [self.header.encode(), self.encrypted_key, self.vector, self.ciphertext, self.tag]
        return ".".join(_text(part) for part in parts)


def _contents(material, content_key, count):
    """The vectors and ciphertexts of as many contents under one content key, which jwtls made."""
    key = json.dumps({"kty": "oct", "k": _text(content_key)})
    asked = ('{"claims":{"sub":"%08d","text":"%s"},"key":{"jwk":%s},"alg":"dir","enc":"%s"}' % (
        number, "x" * 250, key, _encryption) for number in range(count))
    for answer in material.ask("encrypt", asked):
        parts = answer["token"].split(".")
        yield _octets(parts[2]), _octets(parts[3])


def _direct(material, count):
    content_key = secrets.token_bytes(32)
    key = {"kty": "oct", "k": _text(content_key)}
    changes = {
        "right padding, wrong tag": lambda token: token.break_tag(),
        "the same, once more": lambda token: token.break_tag(),
        "wrong padding, right tag": lambda token: token.break_padding(),
        "wrong padding, wrong tag": lambda token: (token.break_padding(), token.break_tag()),
    }
    for name, change in changes.items():
        tokens = []
        for vector, ciphertext in _contents(material, content_key, count):
            token = _Token({"alg": "dir", "enc": _encryption}, b"", vector, ciphertext, content_key)
            change(token)
            tokens.append(token)
        yield Cause("dir", name, _requests(tokens, key))


def _pkcs1(material, count):
    key = material.rsa_key()
    size = len(_octets(key["n"]))

    def padded(secret, head=b"\0\2", end=b"\0"):
        filling = bytes(random.randrange(1, 256) for _ in range(size - len(head) - len(end) - len(secret)))
        return head + filling + end + secret

    return _rsa(material, count, key, "RSA1_5", {
        "another content key": lambda: padded(secrets.token_bytes(32)),
        "a shorter content key": lambda: padded(secrets.token_bytes(16)),
        "an empty content key": lambda: padded(b""),
        "no end of the padding": lambda: padded(b"", end=b""),
        "another block type": lambda: padded(secrets.token_bytes(32), head=b"\0\1"),
        "a first octet that is not 0": lambda: padded(secrets.token_bytes(32), head=b"\1\2"),
    }, padded)


def _oaep(material, count):
    key = material.rsa_key()
    size = len(_octets(key["n"]))

    def mask(seed, length):
        rounds = range(-(-length // 32))
        return b"".join(hashlib.sha256(seed + number.to_bytes(4, "big")).digest() for number in rounds)[:length]

    def added(one, other):
        return bytes(left ^ right for left, right in zip(one, other))

    def padded(secret, label=b"", head=b"\0", end=b"\1"):
        block = hashlib.sha256(label).digest()
        block += bytes(size - 2 - 2 * 32 - len(secret)) + end + secret
        seed = secrets.token_bytes(32)
        block = added(block, mask(seed, len(block)))
        return head + added(seed, mask(block, 32)) + block

    return _rsa(material, count, key, "RSA-OAEP-256", {
        "another content key": lambda: padded(secrets.token_bytes(32)),
        "a shorter content key": lambda: padded(secrets.token_bytes(16)),
        "an empty content key": lambda: padded(b""),
        "another label": lambda: padded(secrets.token_bytes(32), label=b"x"),
        "no end of the padding": lambda: padded(bytes(32), end=b"\0"),
        "a first octet that is not 0": lambda: padded(secrets.token_bytes(32), head=b"\1"),
    }, padded)


def _rsa(material, count, key, algorithm, blocks, padded):
    n, e = (int.from_bytes(_octets(key[name]), "big") for name in ("n", "e"))
    size = len(_octets(key["n"]))
    content_key = secrets.token_bytes(32)
    header = {"alg": algorithm, "enc": _encryption}
    right = "the right content key, wrong tag"
    good = {right: lambda: padded(content_key), "the same, once more": lambda: padded(content_key)}
    for name, block in {**good, **blocks}.items():
        tokens = []
        for vector, ciphertext in _contents(material, content_key, count):
            number = int.from_bytes(block(), "big")
            token = _Token(header, pow(number, e, n).to_bytes(size, "big"), vector, ciphertext, content_key)
            if name in good:
                token.break_tag()
            tokens.append(token)
        yield Cause(algorithm, name, _requests(tokens, key, ',"keyManagementAlgorithms":"%s"' % algorithm))


def _requests(tokens, key, more=""):
    text = json.dumps({"jwk": key}, separators=(",", ":"))
    return ['{"jsonrpc":"2.0","id":%d,"method":"decrypt","params":{"token":"%s","key":%s%s}}' % (
        number, token.compact(), text, more) for number, token in enumerate(tokens)]


def _text(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def _octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


families = {"dir": _direct, "RSA1_5": _pkcs1, "RSA-OAEP-256": _oaep}
"""What makes the causes of each family."""
