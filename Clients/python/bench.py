#!/usr/bin/env python3
"""10 000 verifications: by this client one at a time, pipelined, and from threads; by PyJWT in process, where it is installed; and by a
process per token (of which there are fewer, and the figure is scaled). Prints rows of the table in README.md.

    JWTLS_PATH=…/jwtls python bench.py [COUNT]
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

from jwtls import AsyncJwtls, Jwtls, wire

try:
    import jwt
except ImportError:
    jwt = None

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
ROUNDS = 3


def rate(count, work):
    """How often a second, and how long Python's own processor is busy with one. The best of some rounds: what the
    machine does besides only makes it worse."""
    best = busy = float("inf")
    for _ in range(ROUNDS):
        begun, used = time.perf_counter(), time.process_time()
        work()
        best = min(best, time.perf_counter() - begun)
        busy = min(busy, time.process_time() - used)
    return f"{count / best:,.0f} ({1e6 * busy / count:.0f})".replace(",", " ")


def measure(algorithm, client):
    made = client.keygen(alg=algorithm, timeout=60)["keys"][0]
    private = made.get("private") or made["secret"]
    public = made.get("public") or private
    tokens = [
        client.sign(private, claims={"sub": f"user-{n}", "scope": "read write"}, issuer="https://issuer.example",
                    audience="api", expires_in="1h", timeout=60)["token"]
        for n in range(COUNT)
    ]  # fmt: skip
    policy = {"algorithms": algorithm, "audience": "api", "issuer": "https://issuer.example"}
    params = {"key": public, **policy}

    def one_at_a_time():
        for token in tokens:
            client.verify(token, **params)

    def pipelined():
        assert all(each.error is None for each in client.verify_many(tokens, **params))

    def by_threads():
        def work(part):
            for token in part:
                client.verify(token, **params)

        threads = [threading.Thread(target=work, args=(tokens[n::16],)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def by_asyncio():
        async def main():
            async with AsyncJwtls() as other:
                assert [each async for each in other.verify_many(tokens, **params) if each.error] == []

        asyncio.run(main())

    row = {"one at a time": rate(COUNT, one_at_a_time), "16 threads": rate(COUNT, by_threads)}
    row["verify_many"] = rate(COUNT, pipelined)
    row["verify_many, asyncio"] = rate(COUNT, by_asyncio)

    if jwt is not None:
        key = jwt.PyJWK(public["jwk"])

        def in_process():
            for token in tokens:
                jwt.decode(token, key, algorithms=[algorithm], audience="api", issuer="https://issuer.example")

        row[f"PyJWT {jwt.__version__}"] = rate(COUNT, in_process)

    few = max(1, COUNT // 100)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "key.jwk")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(public["jwk"], file)
        os.chmod(path, 0o600)
        command = [wire.find_program(), "verify", "--key", path, "--algorithms", algorithm, "--audience", "api"]

        def process_per_token():
            for token in tokens[:few]:
                subprocess.run([*command, token], check=True, stdout=subprocess.DEVNULL)

        row["a process per token"] = rate(few, process_per_token)
    return row


def main():
    with Jwtls() as client:
        version = client.server_info()["version"]
        rows = {algorithm: measure(algorithm, client) for algorithm in ("HS256", "RS256", "ES256", "EdDSA")}
    columns = list(next(iter(rows.values())))
    print(
        f"Verifications a second (and microseconds of Python for one), {COUNT} tokens, jwtls {version}, "
        f"Python {sys.version.split()[0]}:\n"
    )
    print("| | " + " | ".join(columns) + " |\n|---|" + "---:|" * len(columns))
    for algorithm, row in rows.items():
        print(f"| {algorithm} | " + " | ".join(row[column] for column in columns) + " |")


if __name__ == "__main__":
    main()
