"""The vectors: what `vectors.json` says, as bytes to send and answers to expect."""

import json

FRAMINGS = {"lines": ["lines"], "headers": ["headers"], "both": ["lines", "headers"]}
KNOWN = {"id", "row", "says", "framing", "message", "messages", "numbered", "behind", "send", "expect", "never", "first",
         "ends", "exit", "piecewise", "cut", "reads", "memoryMiB", "closes", "input", "slow"}


class Number(str):
    """A number as it is written: 1, 1.0 and 9007199254740993 stay what they are."""

    def __eq__(self, other):
        return isinstance(other, Number) and str.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__


def parse(text):
    """A JSON text as Python values; numbers keep their spelling, constants like NaN are refused."""
    def refuse(name):
        raise ValueError(f"{name} is not JSON")
    return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=refuse)


def good(identifier):
    """A request that every server answers; `identifier` is its id as JSON text."""
    return ('{"jsonrpc":"2.0","id":' + identifier + ',"method":"server/info"}').encode()


def wrap(message, framing):
    """A message as it goes over the wire."""
    if framing == "lines":
        return message + b"\n"
    return b"Content-Length: %d\r\n\r\n" % len(message) + message


def build(part):
    """The bytes that a part of a vector stands for."""
    return b"".join(stream(part))


def stream(part):
    """The bytes that a part of a vector stands for, in pieces of bounded size."""
    if isinstance(part, str) and not isinstance(part, Number):
        yield part.encode()
    elif isinstance(part, list):
        for item in part:
            yield from stream(item)
    elif "hex" in part:
        yield bytes.fromhex(part["hex"])
    elif "repeat" in part:
        yield from repeat(build(part["repeat"]), int(part["times"]))
    elif "frame" in part:
        yield wrap(build(part["frame"]), "headers")
    elif "utf16" in part:
        yield part["utf16"].encode("utf-16-le")
    else:
        yield good(part["good"])


def repeat(unit, times):
    at_once = max(1, (1 << 20) // max(1, len(unit)))
    while times > 0:
        yield unit * min(times, at_once)
        times -= at_once


class Vector:
    """One vector in one framing."""

    def __init__(self, row, framing):
        unknown = set(row) - KNOWN
        if unknown:
            raise ValueError(f"{row.get('id')}: unknown members {unknown}")
        self.name = row["id"]
        self.row_name = row["row"]
        self.says = row["says"]
        self.framing = framing
        self.first = row.get("first", False)
        self.ends = row.get("ends", False)
        self.exit_code = int(row.get("exit", "0"))
        self.piecewise = row.get("piecewise", False)
        self.cut_everywhere = row.get("cut") == "everywhere"
        self.reads_late = row.get("reads") == "late"
        self.memory_mib = int(row["memoryMiB"]) if "memoryMiB" in row else None
        self.closes_output = row.get("closes")
        self.never = row.get("never")
        self.input = row.get("input")
        self.slow = row.get("slow", False)
        self.row = row

    @property
    def expect(self):
        """The answers, in the order of the requests."""
        return [answer for entry in self.row["expect"] for answer in repeated(entry)]

    def stream(self):
        """What is sent, in pieces of bounded size."""
        if "send" in self.row:
            return stream(self.row["send"])
        if "numbered" in self.row:
            return self.numbered([self.row["message"], self.row.get("behind")], int(self.row["numbered"]))
        return iter(self.messages())

    def numbered(self, parts, count):
        texts = [build(part).decode() for part in parts if part is not None]
        for start in range(0, count, 1000):
            numbers = range(start, min(count, start + 1000))
            yield b"".join(wrap(text.replace("<n>", str(n)).encode(), self.framing) for n in numbers for text in texts)

    def messages(self):
        """The single messages, each as it goes over the wire."""
        messages = self.row.get("messages", [self.row["message"]] if "message" in self.row else [])
        return [wrap(build(message), self.framing) for message in messages]


def repeated(entry):
    """An expected answer, or as many as `numbered` says, with the ids 0, 1, 2, …"""
    if "numbered" not in entry:
        return [entry]
    rest = {name: value for name, value in entry.items() if name != "numbered"}
    return [{"id": Number(n), **rest} for n in range(int(entry["numbered"]))]


def load(path):
    """Every vector of the file, once for each framing that it is meant for."""
    rows = parse(path.read_text(encoding="utf-8"))["vectors"]
    names = [row["id"] for row in rows]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"ids that stand twice: {twice}")
    return [Vector(row, framing) for row in rows for framing in FRAMINGS[row["framing"]]]
