"""Encryption: what a token costs to encrypt and to open, against the same calls of OpenSSL in a loop."""

import json
import subprocess

from Bench import programs
from Bench.table import compared
from Rows.pipelined import costs

name = "encryption"
summary = "processor time of encrypt and decrypt, against OpenSSL's own calls in a loop"

algorithms = {"dir": {"alg": "dir", "size": 256}, "RSA-OAEP-256": {"alg": "RSA-OAEP-256", "size": 2048},
              "ECDH-ES": {"alg": "ECDH-ES", "crv": "P-256"}}


def measure(bench):
    for algorithm, order in algorithms.items():
        for method in ("encrypt", "decrypt"):
            path = _requests(bench, method, algorithm, order)
            figures = bench.interleaved(
                limit=lambda: _loop(bench, method, algorithm),
                ours=lambda: bench.pipelined([bench.program], path, method, is_alone=True))
            yield compared(name, f"{method}, {algorithm}", "us", figures["limit"], costs(figures["ours"]))


def _requests(bench, method, algorithm, order):
    material = bench.material
    path = material.file_of_lines(
        f"{algorithm}.private.jwk", lambda: [
            json.dumps(material.ask("keygen", [json.dumps(order)])[0]["keys"][0]["private"]["jwk"])])
    jwk = material.lines(path)[0]
    claims = [json.dumps({"sub": f"{number:08}", "text": "x" * 250}) for number in range(material.count)]
    asked = ['{"claims":%s,"key":{"jwk":%s}}' % (one, jwk) for one in claims]
    if method == "encrypt":
        return material.file_of_requests(f"{algorithm}.encrypt", "encrypt", lambda: asked)
    return material.file_of_requests(f"{algorithm}.decrypt", "decrypt", lambda: (
        '{"token":"%s","key":{"jwk":%s}}' % (answer["token"], jwk) for answer in material.ask("encrypt", asked)))


def _loop(bench, method, algorithm):
    words = [programs.tool("seal"), method, algorithm, str(bench.seconds)]
    run = subprocess.run(words, capture_output=True, text=True)
    if run.returncode != 0:
        raise programs.Failure(f"seal {method} {algorithm}: {run.stderr}")
    return float(run.stdout)
