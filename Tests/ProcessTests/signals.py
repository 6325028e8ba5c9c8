"""Sends the signals that end a program at many moments of a conversation, and holds the end to what was promised.

    signals.py PROGRAM

Prints how many conversations were held; says what was wrong and exits with 1 otherwise.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile

QUICK = [{"jsonrpc": "2.0", "id": n, "method": "server/info"} for n in range(40)]
SLOW = [{"jsonrpc": "2.0", "id": "slow", "method": "keygen", "params": {"kty": "RSA", "size": 4096}}]
# More answers than a pipe holds: the program stands at a full one.
MANY = [{"jsonrpc": "2.0", "id": n, "method": "server/info"} for n in range(200)]


def start(path, **more):
    """Starts the program with the signals blocked, as some threads have them: that must not make it immortal."""
    def block():
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
    return subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, preexec_fn=block, **more)


def converse(path, folder, requests, answers, number):
    """Asks, reads so many answers, sends the signal, and reads the rest."""
    process = start(path, stderr=subprocess.PIPE, cwd=folder)
    process.stdin.write(b"".join(json.dumps(request).encode() + b"\n" for request in requests))
    for _ in range(answers):
        json.loads(process.stdout.readline())
    process.send_signal(number)
    # Its input stays open: only the signal can end it.
    held = os.dup(process.stdin.fileno())
    try:
        rest, errors = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        sys.exit(f"{number.name} behind {answers} answers: still running")
    finally:
        os.close(held)
    assert process.returncode == -number, f"{number.name} behind {answers} answers: ended with {process.returncode}"
    assert not errors, errors
    # What was written before the end is whole answers and at most the beginning of one.
    for line in rest.split(b"\n")[:-1]:
        json.loads(line)


def stop_and_go_on(path):
    """A program that was stopped goes on where it was."""
    process = start(path)
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
    process.stdin.write(b'{"jsonrpc":"2.0","id":1,"method":"server/info"}\n')
    process.send_signal(signal.SIGCONT)
    assert json.loads(process.stdout.readline())["id"] == 1
    process.communicate(timeout=60)
    assert process.returncode == 0


def main():
    path, count = sys.argv[1], 0
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        # Whoever started us may have ignored it, and what is ignored is inherited.
        signal.signal(number, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as folder:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            for answers in range(0, 40, 3):
                converse(path, folder, QUICK, answers, number)
                count += 1
            for requests, answers in ((QUICK[:1] + SLOW, 1), (SLOW * 5, 0), (MANY, 1), (MANY, 100), ([], 0)):
                converse(path, folder, requests, answers, number)
                count += 1
        # A crash is a signal too: it leaves no memory behind.
        converse(path, folder, QUICK, 1, signal.SIGSEGV)
        assert not os.listdir(folder), os.listdir(folder)
    stop_and_go_on(path)
    print(count + 2)


main()
