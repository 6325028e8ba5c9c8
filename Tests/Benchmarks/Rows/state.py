"""State: what verify costs with a store and with a policy by name, and how many uses and replacements are kept in a second."""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile

from Bench import programs
from Bench.table import Line, at_least, at_most, compared
from Rows.pipelined import costs, rates

name = "state"
summary = "verify with revocations and with a policy by name, against verify without; uses and replacements, against SQLite's own"

_many = 1_000_000


def measure(bench):
    folder = tempfile.mkdtemp(dir=programs.folder)
    os.chmod(folder, 0o700)
    try:
        yield from _revocations(bench, folder)
        yield from _policies(bench, folder)
        yield from _writes(bench, folder)
    finally:
        shutil.rmtree(folder)


def _revocations(bench, folder):
    few, many = folder + "/few.sqlite", folder + "/many.sqlite"
    for store in (few, many):
        subprocess.run([bench.program, "revoke", "--jti", "one", "--store", store], check=True, capture_output=True)
    count = _many // 10 if bench.is_quick else _many
    _fill(many, count)
    path = bench.material.requests("verify", "HS256")

    def run(store, **options):
        return bench.pipelined([bench.program, "--store", store], path, "verify", is_alone=True, **options)

    # The first answers wait for the list; what follows is what counts.
    figures = bench.interleaved(
        none=lambda: run("none"), few=lambda: run(few), many=lambda: run(many, warm_up=1000))
    yield compared(name, "verify HS256, one revocation", "us", costs(figures["none"]), costs(figures["few"]), at_most(1.1))
    yield compared(name, f"verify HS256, {count} revocations", "us", costs(figures["none"]), costs(figures["many"]), at_most(1.1))
    yield Line(name, f"resident with {count} revocations", "MB", figures["none"][0]["resident_kb"] / 1024,
               figures["many"][0]["resident_kb"] / 1024)


def _fill(store, count):
    """Entries about other tokens, in jwtls' own table; by hand, since a million calls would take an hour of syncs."""
    database = sqlite3.connect(store)
    rows = ((index, 2, b"\x00\x01\x00\x24" + f"{index:036}".encode(), 1, None, b"{}") for index in range(2, count + 1))
    database.executemany("INSERT INTO revocations (id, kind, name, since, until, about) VALUES (?, ?, ?, ?, ?, ?)", rows)
    database.execute("UPDATE counters SET value = ? WHERE name = ?", (count, b"revocations"))
    database.commit()
    database.close()


def _policies(bench, folder):
    with open(bench.material.requests("verify", "HS256")) as file:
        first = json.loads(file.readline())["params"]
    config = folder + "/config.json"
    with open(os.open(config, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        json.dump({"policies": {"api": {"key": first["key"], "clockTolerance": 5}}}, file)
    tokens = bench.material.lines(bench.material.tokens("HS256"))
    inline = bench.material.file_of_requests("HS256.inline", "verify", lambda: (
        json.dumps({"token": token, "key": first["key"], "clockTolerance": 5}) for token in tokens))
    named = bench.material.file_of_requests("HS256.named", "verify", lambda: (
        json.dumps({"token": token, "policy": "api"}) for token in tokens))
    figures = bench.interleaved(
        inline=lambda: bench.pipelined([bench.program, "--store", "none"], inline, "verify", is_alone=True),
        named=lambda: bench.pipelined(
            [bench.program, "--store", "none", "--config", config], named, "verify", is_alone=True))
    yield compared(name, "verify HS256, policy by name", "us", costs(figures["inline"]), costs(figures["named"]), at_most(1.1))


def writes(bench, row, what, tool, limit_place, our_place):
    """Uses that count once, and tokens' replacements, a second: jwtls in a store of its own, against a C program that runs the same
    statements in a loop, `tool`. Each place is asked for anew for each run."""
    with open(bench.material.requests("verify", "HS256")) as file:
        key = json.loads(file.readline())["params"]["key"]
    more = {"replay": {"checks": "none", "replay": {"scope": "login"}}, "rotate": {"expiresIn": "1h"}}
    for work, method in (("replay", "verify"), ("rotate", "rotate")):
        tokens = bench.material.lines(bench.material.tokens("HS256"))
        path = bench.material.file_of_requests(f"HS256.{work}", method, lambda: (
            json.dumps({"token": token, "key": key} | more[work]) for token in tokens))
        count = min(len(tokens), 500 if bench.is_quick else 2000)
        figures = bench.interleaved(
            limit=lambda: float(subprocess.run(
                [programs.tool(tool), work, limit_place(), str(bench.seconds)], check=True, capture_output=True, text=True).stdout),
            ours=lambda: bench.pipelined([bench.program, "--store", our_place()], path, "verify", count=count, warm_up=0))
        yield compared(row, f"{work}, to {what} in a loop", "/s", figures["limit"], rates(figures["ours"]), at_least(0.5))


def _writes(bench, folder):
    runs = iter(range(1000))

    def fresh():
        place = f"{folder}/{next(runs)}"
        os.mkdir(place, 0o700)
        return place

    yield from writes(bench, name, "SQLite", "sqlite", fresh, lambda: fresh() + "/store.sqlite")
