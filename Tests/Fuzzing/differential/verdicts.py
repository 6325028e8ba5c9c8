"""What jwtls, PyJWT and joserfc say about a token: the same key, the same one algorithm, the same instant, the same policy.

A verdict is None where the token is accepted, else the reason of the refusal.
"""

import datetime
import json
import os
import subprocess
import threading

import jwt
import jwt.api_jwt
import joserfc.jwt

from mutations import NOW

# What both sides are asked beside the signature: none of it, or what the tokens have before they are changed.
POLICIES = [{}, {"audience": "api"}, {"issuer": "peer"}, {"subject": "alice"}, {"audience": "api", "issuer": "peer", "subject": "alice"}]


class Frozen(datetime.datetime):
    """The clock of PyJWT, which takes no instant."""

    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(NOW, tz)


jwt.api_jwt.datetime = Frozen


def pyjwt(token, key, policy):
    options = {} if "audience" in policy else {"verify_aud": False}
    try:
        jwt.decode(token, key.public, algorithms=[key.alg], options=options, **policy)
    except Exception as error:  # Whatever is raised is a refusal.
        return "%s: %s" % (type(error).__name__, error)
    return None


NAMES = {"audience": "aud", "issuer": "iss", "subject": "sub"}


def joserfc_(token, key, policy):
    try:
        found = joserfc.jwt.decode(token, key.joserfc, algorithms=[key.alg])
        asked = {NAMES[name]: {"essential": True, "value": value} for name, value in policy.items()}
        joserfc.jwt.JWTClaimsRegistry(now=NOW, **asked).validate(found.claims)
    except Exception as error:  # Whatever is raised is a refusal.
        return "%s: %s" % (type(error).__name__, error)
    return None


PEERS = {"PyJWT": pyjwt, "joserfc": joserfc_}


class Jwtls:
    """One process that answers all; requests are written ahead of the answers."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def verdicts(self, cases):
        """For each case None, or the codes of the failures."""
        lines = []
        for token, key, policy in cases:
            params = {"token": token, "key": key.ours, "algorithms": [key.alg], "now": NOW, "checks": "none", "diagnose": False, **policy}
            lines.append(json.dumps({"jsonrpc": "2.0", "id": len(lines), "method": "verify", "params": params}))
        writer = threading.Thread(target=self.write, args=("\n".join(lines) + "\n",))
        writer.start()
        answers = [json.loads(self.process.stdout.readline(), parse_int=str) for _ in lines]
        writer.join()
        return [self.verdict(answer) for answer in answers]

    def write(self, text):
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()

    @staticmethod
    def verdict(answer):
        result = answer.get("result")
        if result is None:
            return ["error %s" % answer["error"]["data"]["code"]]
        return None if result["valid"] else [failure["code"] for failure in result["failures"]]

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


def program():
    root = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
    return os.environ.get("JWTLS", os.path.join(root, ".build", "debug", "jwtls"))
