#!/usr/bin/env python3
"""Runs the conformance vectors against any server that speaks the jwtls wire protocol, and prints a table.

    run.py [--only WORD] [--framing lines|headers] [--all] [--jobs N] [--quiet] [--with-parent] COMMAND [ARGUMENT ...]

Each vector has a process of its own. A good request goes before it and a good request behind it: whatever a vector
sends, the second one must be answered. Exit code 0: all hold; 1: some do not; 2: wrong usage; 130: ended early.
Standard library only. README.md says what a vector may hold.
"""

import argparse
import concurrent.futures
import os
import pathlib
import signal
import sys
import threading
import time

import expectation
import inputs
import vector as vectors
from client import Broken, Client, converse, end_all


def main():
    parser = argparse.ArgumentParser(description="Runs the conformance vectors against a server.")
    parser.add_argument("--only", default="", metavar="WORD", help="only vectors whose id holds this, or of this row")
    parser.add_argument("--framing", choices=["lines", "headers"], help="only vectors in this framing")
    parser.add_argument("--patience", type=float, default=60, metavar="SECONDS", help="how long an answer may take")
    parser.add_argument("--all", action="store_true", help="also those that take minutes")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many run at once")
    parser.add_argument("--quiet", action="store_true", help="print only what fails, and the count")
    parser.add_argument("--with-parent", action="store_true", help="end when the process that started this has ended")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="the server and its arguments")
    options = parser.parse_args()
    if not options.command:
        parser.error("the server's command is missing")
    rows = [row for row in vectors.load(pathlib.Path(__file__).with_name("vectors.json"))
            if (options.only in row.name or options.only == row.row_name) and options.framing in (None, row.framing) and (options.all or not row.slow)]
    if not rows:
        parser.error("no vector has such a name")
    take_care_of_servers(options.with_parent)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        outcomes = list(pool.map(lambda row: run(row, options.command, options.patience), rows))
    return report(rows, outcomes, options.quiet)


def take_care_of_servers(watches_parent):
    """Sees to it that the servers end with this process, also where that is ended early."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # Whoever ignores a signal, as nohup does, means it.
        if signal.getsignal(getattr(signal, name)) != signal.SIG_IGN:
            signal.signal(getattr(signal, name), lambda *_: end_early())
    if watches_parent:
        threading.Thread(target=wait_for_end, args=[os.getppid()], daemon=True).start()


def wait_for_end(parent):
    while os.getppid() == parent:
        time.sleep(0.2)
    end_early()


def end_early():
    end_all()
    os._exit(130)


def report(rows, outcomes, quiet):
    width = max(len(row.name) for row in rows)
    for row, fault in zip(rows, outcomes):
        if fault or not quiet:
            print(f"{'FAIL' if fault else 'ok':4} {row.row_name:6} {row.framing:7} {row.name:{width}}  {fault or row.says}")
    failed = sum(1 for fault in outcomes if fault)
    print(f"{len(rows) - failed} hold, {failed} do not; {len({row.row_name for row in rows})} rows")
    return 1 if failed else 0


def run(row, command, patience):
    """What is wrong with the server's conduct, or None."""
    try:
        if row.cut_everywhere:
            run_cuts(row, command, patience)
        elif row.input:
            answers = converse(command, patience, inputs.KINDS[row.input], b"".join(row.stream()), row.exit_code)
            expectation.check(answers, row.expect, row.framing, in_order=row.framing == "lines")
        else:
            run_once(row, command, patience)
    except Broken as fault:
        return str(fault)
    return None


def run_once(row, command, patience):
    with Client(command, patience, reads=not row.closes_output) as client:
        if row.closes_output == "output":
            client.close_output()
            client.send(row.stream(), may_fail=True)
            return client.finish(row.exit_code)
        if row.closes_output == "after one":
            client.send(row.stream(), may_fail=True)
            client.take_one()
            client.close_output()
            return client.finish(row.exit_code)
        if not row.first:
            client.send([vectors.wrap(vectors.good('"before"'), row.framing)])
            expectation.check([client.next()], [{"id": "before", "result": True}], row.framing)
        memory = client.peak_memory()
        if row.reads_late:
            client.pause()
        client.send(single_bytes(row.stream()) if row.piecewise else row.stream())
        if row.reads_late:
            client.wait_until_stuck()
            client.resume()
        if not row.ends:
            client.send([vectors.wrap(vectors.good('"after"'), row.framing)])
            answers = client.until("after")
        check_memory(row, memory, client.peak_memory())
        client.close_input()
        rest = client.rest()
        client.finish(row.exit_code)
        if row.ends:
            answers = rest
        else:
            expectation.check([answers.pop()], [{"id": "after", "result": True}], row.framing)
            if rest:
                raise Broken(f"answers that nobody asked for: {rest[0].text[:200]}")
        expectation.check(answers, row.expect, None if row.first else row.framing, in_order=row.framing == "lines",
                          never=row.never)


def run_cuts(row, command, patience):
    text, ends = b"", []
    for message in row.messages():
        text += message
        # In lines a message is whole as soon as its value is: the end of the stream ends the line too.
        ends.append(len(text) - (1 if row.framing == "lines" else 0))
    for length in range(len(text) + 1):
        run_cut(row, command, patience, text[:length], sum(1 for end in ends if end <= length))


def run_cut(row, command, patience, text, whole):
    with Client(command, patience) as client:
        client.send([text])
        client.close_input()
        answers = client.rest()
        client.finish(0)
        try:
            expectation.check(answers, row.expect[:whole], row.framing, in_order=row.framing == "lines")
        except Broken as fault:
            raise Broken(f"cut behind byte {len(text)}: {fault}") from None


def single_bytes(pieces):
    for piece in pieces:
        for index in range(len(piece)):
            yield piece[index:index + 1]


def check_memory(row, before, after):
    if row.memory_mib is None or before is None or after is None:
        return
    if after - before > row.memory_mib << 10:
        raise Broken(f"memory grew by {(after - before) >> 10} MiB, more than {row.memory_mib} MiB")


if __name__ == "__main__":
    sys.exit(main())
