"""A server that is wrong on purpose: the runner of the conformance vectors must find out.

    broken_server.py FAULT COMMAND [ARGUMENT ...]

It stands between a client and a server that is right, and spoils one thing: `silence` drops answers to what has no id,
`rounding` reads ids as doubles, `chatter` answers notifications, `noise` prints between answers, `codes` confuses two
errors, `order` turns the answers of one read around, `exit` ends with another exit code, `death` dies by a signal at the
end, `deafness` stops at the first error, `muttering` writes on standard error, `echo` shows in an error what was asked,
`namelessness` leaves out which parameter is wrong, `twice` answers everything two times, `pipes` reads nothing but pipes,
`fragility` dies by a signal when its reader leaves. `none` spoils nothing.
"""

import json
import os
import signal
import stat
import subprocess
import sys
import time


def spoil(fault, lines):
    """The lines that go out instead of these."""
    if fault == "silence":
        return [line for line in lines if b'"id":null' not in line]
    if fault == "rounding":
        return [rounded(line) for line in lines]
    if fault == "noise":
        return [part for line in lines for part in (b"debug: answering", line)]
    if fault == "codes":
        return [line.replace(b"-32700", b"-32600") for line in lines]
    if fault == "echo":
        return [line.replace(b'"message":"', b'"message":"correct-horse ') for line in lines]
    if fault == "namelessness":
        return [line.replace(b'"parameter"', b'"about"') for line in lines]
    if fault == "twice":
        return [line for line in lines for _ in range(2)]
    if fault == "order":
        return lines[::-1]
    return lines


def rounded(line):
    value = json.loads(line, parse_int=float)
    for answer in value if isinstance(value, list) else [value]:
        if isinstance(answer.get("id"), float) and answer["id"].is_integer():
            answer["id"] = int(answer["id"])
        if "error" in answer:
            answer["error"]["code"] = int(answer["error"]["code"])
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def main():
    fault, command = sys.argv[1], sys.argv[2:]
    if fault == "pipes" and not stat.S_ISFIFO(os.fstat(0).st_mode):
        os._exit(0)
    if fault == "fragility":
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    if os.fork() == 0:
        # Where the parent is killed, nobody reads what the server writes, and it must notice that.
        server.stdout.close()
        forward(fault, server)
    server.stdin.close()
    rest = b""
    while data := read_answers(fault, server):
        *lines, rest = (rest + data).split(b"\n")
        for line in spoil(fault, lines):
            write(line + b"\n")
            if fault == "deafness" and b'"error"' in line:
                os._exit(0)
    if fault == "muttering":
        sys.stderr.write("goodbye\n")
    if fault == "death":
        os.kill(os.getpid(), signal.SIGSEGV)
    os._exit(7 if fault == "exit" else server.wait())


def read_answers(fault, server):
    if fault == "order":
        # Answers that come one by one have no order that could be turned around.
        time.sleep(0.3)
    return os.read(server.stdout.fileno(), 1 << 18)


def write(line):
    try:
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os._exit(0)


def forward(fault, server):
    while data := os.read(0, 1 << 18):
        if fault == "chatter":
            data = data.replace(b'"2.0","method"', b'"2.0","id":"none","method"')
        try:
            server.stdin.write(data)
            server.stdin.flush()
        except BrokenPipeError:
            break
    os._exit(0)


main()
