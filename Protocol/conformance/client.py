"""A client of a server under test: bytes in, answers out, and what the process did."""

import json
import os
import queue
import subprocess
import tempfile
import threading
import time

from vector import parse


class Broken(Exception):
    """The server did what it must not do, or not what it must."""


class Answer:
    """One message of the server: its text, its value, and the framing it came in."""

    def __init__(self, text, framing):
        try:
            self.text = text.decode("utf-8")
        except ValueError:
            raise Broken(f"what came is not UTF-8: {text[:200]}") from None
        self.framing = framing

    @property
    def value(self):
        """The answer as a value, read anew each time: a million answers would not fit as values."""
        try:
            return parse(self.text)
        except ValueError as fault:
            raise Broken(f"what came is not JSON: {fault}: {self.text[:200]}") from None

    def is_to(self, identifier):
        """Whether this answers the request with this id."""
        if json.dumps(identifier) not in self.text:
            return False
        value = self.value
        return isinstance(value, dict) and value.get("id") == identifier


_running = set()
_starting = threading.RLock()


def launch(command, **streams):
    """Starts a server, which `end_all` ends if it still runs."""
    with _starting:
        process = subprocess.Popen(command, **streams)
        _running.add(process)
    return process


def end_all():
    """Ends every server that runs, and lets no other one start: none outlives the runner."""
    _starting.acquire()
    servers = list(_running)
    for process in servers:
        process.kill()
    for process in servers:
        process.wait()


class Client:
    """A started server. Two threads write and read, so that neither waits for the other."""

    def __init__(self, command, patience, reads=True):
        self.patience = patience
        self.errors = tempfile.TemporaryFile()
        self.process = launch(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, bufsize=0)
        self.answers = queue.Queue()
        self.outgoing = queue.Queue()
        self.may_read = threading.Event()
        if reads:
            self.may_read.set()
        self.written = 0
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.writer = threading.Thread(target=self._write, daemon=True)
        self.reader.start()
        self.writer.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.may_read.set()
        self.process.kill()
        self.process.wait()
        _running.discard(self.process)
        self.outgoing.put(None)
        self.writer.join(self.patience)
        self.reader.join(self.patience)
        self.process.stdout.close()
        self.errors.close()

    def send(self, pieces, may_fail=False):
        """Hands pieces of bytes to the writing thread, which writes each at once."""
        self.outgoing.put((pieces, may_fail))

    def close_input(self):
        """Ends the server's input behind what was sent."""
        self.outgoing.put(None)

    def close_output(self):
        """Reads nothing, now or later, in a client that was made so: the next answer has nowhere to go."""
        self.process.stdout.close()

    def take_one(self):
        """Reads the beginning of the first answer and leaves the rest, in a client that was made to read nothing."""
        if not os.read(self.process.stdout.fileno(), 64):
            raise Broken("the output ended before the first answer")

    def pause(self):
        """Leaves the answers unread until `resume`."""
        self.may_read.clear()

    def resume(self):
        self.may_read.set()

    def wait_until_stuck(self):
        """Waits until everything is written, or until nothing more can be."""
        last = -1
        while self.written != last:
            last = self.written
            time.sleep(1)

    def next(self):
        """The next answer."""
        try:
            answer = self.answers.get(timeout=self.patience)
        except queue.Empty:
            raise Broken(f"no answer in {self.patience} s") from None
        if isinstance(answer, Broken):
            raise answer
        if answer is None:
            self.answers.put(None)
            raise Broken(f"the output ended, exit code {self.process.wait()}")
        return answer

    def until(self, identifier):
        """The answers up to the one with this id."""
        answers = [self.next()]
        while not answers[-1].is_to(identifier):
            answers.append(self.next())
        return answers

    def rest(self):
        """The answers up to the end of the output."""
        answers = []
        while True:
            try:
                answer = self.answers.get(timeout=self.patience)
            except queue.Empty:
                raise Broken(f"the output did not end in {self.patience} s") from None
            if isinstance(answer, Broken):
                raise answer
            if answer is None:
                return answers
            answers.append(answer)

    def finish(self, code):
        """Waits for the process to end with this exit code, and with nothing on standard error."""
        try:
            actual = self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            raise Broken(f"still running after {self.patience} s") from None
        if actual != code:
            raise Broken(f"killed by signal {-actual}" if actual < 0 else f"exit code {actual}, not {code}")
        self.errors.seek(0)
        said = self.errors.read(200)
        if said:
            raise Broken(f"said on standard error: {said.decode(errors='replace')}")

    def peak_memory(self):
        """The most memory that the process ever held, in KiB, or None where the system does not say."""
        try:
            with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
                peaks = [line.split()[1] for line in status if line.startswith("VmHWM:")]
        except OSError:
            peaks = []
        return int(peaks[0]) if peaks else None

    def _write(self):
        stream = self.process.stdin
        while True:
            item = self.outgoing.get()
            if item is None:
                break
            pieces, may_fail = item
            try:
                for piece in pieces:
                    self._write_piece(stream, memoryview(piece))
            except OSError:
                if not may_fail:
                    self.answers.put(Broken("the server closed its input"))
                break
        stream.close()

    def _write_piece(self, stream, view):
        while view:
            count = os.write(stream.fileno(), view)
            self.written += count
            view = view[count:]

    def _read(self):
        buffer = bytearray()
        try:
            while True:
                self.may_read.wait()
                data = os.read(self.process.stdout.fileno(), 1 << 18)
                if not data:
                    break
                buffer += data
                self._take_answers(buffer)
            if buffer:
                raise Broken(f"the output ends inside a message: {bytes(buffer[:200])}")
            self.answers.put(None)
        except Broken as fault:
            self.answers.put(fault)
        except (OSError, ValueError):
            self.answers.put(None)

    def _take_answers(self, buffer):
        start = 0
        while True:
            found = find_answer(buffer, start)
            if found is None:
                break
            answer, start = found
            self.answers.put(answer)
        del buffer[:start]


def converse(command, patience, source, text, code):
    """Starts a server whose input is of another kind than a pipe, and gives all its answers once it has ended."""
    with source(text) as descriptor, tempfile.TemporaryFile() as errors:
        process = launch(command, stdin=descriptor, stdout=subprocess.PIPE, stderr=errors)
        try:
            output, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Broken(f"still running after {patience} s") from None
        finally:
            _running.discard(process)
        if process.returncode != code:
            raise Broken(f"exit code {process.returncode}, not {code}")
        errors.seek(0)
        said = errors.read(200)
        if said and not source.may_complain:
            raise Broken(f"said on standard error: {said.decode(errors='replace')}")
        if code and not said:
            raise Broken("ended without a word")
    answers, start = [], 0
    while found := find_answer(output, start):
        answers.append(found[0])
        start = found[1]
    if start < len(output):
        raise Broken(f"the output ends inside a message: {output[start:start + 200]}")
    return answers


def find_answer(buffer, start):
    """The answer that begins here and the byte behind it, or None where it is not whole yet."""
    if buffer[start:start + 1] in (b"{", b"["):
        end = buffer.find(b"\n", start)
        return None if end < 0 else (Answer(bytes(buffer[start:end]), "lines"), end + 1)
    head = b"Content-Length: "
    here = bytes(buffer[start:start + len(head)])
    if here != head[:len(here)]:
        raise Broken(f"bytes between answers: {bytes(buffer[start:start + 80])}")
    body = buffer.find(b"\r\n\r\n", start, start + 64)
    if body < 0:
        return None
    length = bytes(buffer[start + len(head):body])
    if not length.isdigit():
        raise Broken(f"a header that is none: {bytes(buffer[start:body])}")
    end = body + 4 + int(length)
    return None if end > len(buffer) else (Answer(bytes(buffer[body + 4:end]), "headers"), end)
