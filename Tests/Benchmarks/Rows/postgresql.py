"""The store in PostgreSQL: what verify costs with it, how long a million revocations take to be known, and how many uses and
replacements are kept in a second. The server is one of the row's own, from its programs, in a folder that goes with it."""

import os
import shutil
import subprocess
import tempfile

from Bench import programs
from Bench.table import Line, at_most, compared
from Rows.pipelined import costs
from Rows.state import writes

name = "postgresql"
summary = "the same with a store in PostgreSQL, against libpq with the same statements; how long a million revocations take to load"

_server = os.path.join(programs.root, "Tests", "PostgreSQL", "server")
_many = 1_000_000


def measure(bench):
    reason = _missing(bench)
    if reason is not None:
        yield Line(name, "PostgreSQL", note=f"skipped: {reason}")
        return
    # Its name is short, since a socket's is; others can reach it, since root's server is run by somebody else; and it lies on a disk.
    folder = tempfile.mkdtemp(prefix="jwtls-", dir="/var/tmp")
    try:
        if subprocess.run([_server, "make", folder, str(os.getpid())]).returncode != 0:
            yield Line(name, "PostgreSQL", note="skipped: its server does not start here")
            return
        database = _Databases(folder)
        yield from _revocations(bench, database)
        yield from writes(bench, name, "libpq", "postgresql", database, database)
    finally:
        if os.path.exists(f"{folder}/data/postmaster.pid"):
            subprocess.run([_server, "kill", folder])
        shutil.rmtree(folder)


def _missing(bench):
    if subprocess.run([_server, "there"]).returncode != 0:
        return "the server's programs are not here"
    if not any(os.path.exists(f"/usr/include/{place}libpq-fe.h") for place in ("", "postgresql/")):
        return "libpq-dev is not here"
    # Without the trait the program does not start with such a store; what it would say of a server is not asked.
    run = subprocess.run([bench.program, "--store", "postgresql:///none?host=/nowhere"], stdin=subprocess.DEVNULL, capture_output=True)
    return "this jwtls was built without the trait PostgreSQL" if run.returncode == 2 else None


class _Databases:
    """Databases of one server; each call makes another one, and gives the text that names it."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def __call__(self):
        self.count += 1
        self.sql("postgres", f"CREATE DATABASE d{self.count}")
        return f"postgresql://jwtls@/d{self.count}?host={self.folder}"

    def sql(self, database, statements):
        subprocess.run([_server, "sql", self.folder, database, statements], check=True)


def _revocations(bench, databases):
    empty, few, many = databases(), databases(), databases()
    for store in (few, many):
        subprocess.run([bench.program, "revoke", "--jti", "one", "--store", store], check=True, capture_output=True)
    count = _many if bench.seconds >= 0.4 else _many // 10 if bench.seconds >= 0.1 else 20_000
    databases.sql(f"d{databases.count}", _filling(count))
    path = bench.material.requests("verify", "HS256")

    def run(store, **options):
        return bench.pipelined([bench.program, "--store", store], path, "verify", is_alone=True, **options)

    # The first answers wait for the list; what follows is what counts.
    figures = bench.interleaved(
        none=lambda: run("none"), empty=lambda: run(empty), few=lambda: run(few), many=lambda: run(many, warm_up=1000))
    for which, revocations in (("empty", "no revocation"), ("few", "one revocation"), ("many", f"{count} revocations")):
        yield compared(name, f"verify HS256, {revocations}", "us", costs(figures["none"]), costs(figures[which]), at_most(1.1))
    yield Line(name, f"resident with {count} revocations", "MB", figures["none"][0]["resident_kb"] / 1024,
               figures["many"][0]["resident_kb"] / 1024)
    yield from _load(bench, path, many, empty, count)


def _filling(count):
    """Entries about other tokens, in jwtls' own table; by hand, since a million calls would take an hour of syncs."""
    return f"""INSERT INTO jwtls.revocations (id, kind, name, since, about)
        SELECT n, 2, '\\x00010024'::bytea || convert_to(lpad(n::text, 36, '0'), 'UTF8'), 1, '{{}}' FROM generate_series(2, {count}) n;
        UPDATE jwtls.counters SET value = {count} WHERE name = 'revocations'; ANALYZE jwtls.revocations; CHECKPOINT"""


def _load(bench, path, many, empty, count):
    """From the start of the program until it has answered so often that it has read the list, without what that takes with an
    empty store; against libpq that reads the same rows, and does nothing with them."""

    def answered(store):
        return bench.serial([bench.program, "--store", store], path, "verify", count=100, warm_up=0)["seconds"]

    def limit():
        run = subprocess.run([programs.tool("postgresql"), "load", many], check=True, capture_output=True, text=True)
        seconds, rows = run.stdout.split()
        if int(rows) != count:
            raise programs.Failure(f"The server holds {rows} revocations, and not {count}.")
        return float(seconds)

    figures = bench.interleaved(limit=limit, ours=lambda: answered(many) - answered(empty))
    yield compared(name, f"load of {count} revocations", "s", figures["limit"], figures["ours"], at_most(2))
