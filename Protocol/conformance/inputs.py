"""What a server's standard input can be beside a pipe: each opens a descriptor that gives some bytes and then ends."""

import contextlib
import os
import pty
import socket
import tempfile
import termios
import threading


@contextlib.contextmanager
def file(text):
    with tempfile.TemporaryFile() as stream:
        stream.write(text)
        stream.seek(0)
        yield stream.fileno()


@contextlib.contextmanager
def null(_):
    with open(os.devnull, "rb") as stream:
        yield stream.fileno()


@contextlib.contextmanager
def directory(_):
    descriptor = os.open("/", os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def connection(text):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        def send():
            ours.sendall(text)
            ours.shutdown(socket.SHUT_WR)
        writer = threading.Thread(target=send, daemon=True)
        writer.start()
        yield theirs.fileno()


@contextlib.contextmanager
def terminal(text):
    ours, theirs = pty.openpty()
    try:
        modes = termios.tcgetattr(theirs)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, modes)
        # What a person types, and then Control-D.
        os.write(ours, text + b"\x04")
        yield theirs
    finally:
        os.close(ours)
        os.close(theirs)


KINDS = {"file": file, "null": null, "socket": connection, "terminal": terminal, "directory": directory}
for kind in KINDS.values():
    kind.may_complain = kind in (terminal, directory)
