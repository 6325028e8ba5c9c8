"""Shows what a store promises, from outside: what is answered is kept, whatever ends the process, and races have one winner.

    state.py killed PROGRAM ROUNDS       processes that are killed at random moments while they write
    state.py calls PROGRAM               a process that is killed at its first, second, … write, sync and cut of a file
    state.py power PROGRAM               the disk as it would be after a loss of power behind each answer
    state.py race PROGRAM PROCESSES ROUNDS [STORE]   processes that use the same token at the same time; `postgresql` is
                                         a server that is started for it
    state.py batch PROGRAM               a batch that uses a token twice
    state.py away PROGRAM                a PostgreSQL server that is killed while processes write, and comes back
    state.py full PROGRAM                a disk without room
    state.py read-only PROGRAM           a disk that can be read and not written
    state.py clock PROGRAM               a clock that is set back, runs ahead for a while, or is of another century

Prints what it did; says what was wrong and exits with 1 where something was, with 3 where the machine does not allow it.
"""

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading


def fail(sentence):
    print("wrong:", sentence)
    sys.exit(1)


class Service:
    """A running program with a store, spoken to in lines."""

    def __init__(self, program, store, prefix=()):
        # What libpq would take from variables is not looked at: a service that there is none of would be an error.
        surroundings = dict(os.environ, PGSERVICE="nothing", PGHOST="/nowhere", PGOPTIONS="-c nonsense=1")
        self.process = subprocess.Popen(
            [*prefix, program, "--store", store], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=surroundings)
        self.count = 0

    def send(self, method, params):
        self.count += 1
        message = {"jsonrpc": "2.0", "id": self.count, "method": method, "params": params}
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()
        return self.count

    def receive(self):
        line = self.process.stdout.readline()
        return json.loads(line) if line.endswith(b"\n") else None

    def call(self, method, params):
        self.send(method, params)
        answer = self.receive()
        if answer is None:
            fail(f"no answer to {method}")
        return answer

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def held(program, store):
    """The jti of every entry, once the file was found to be whole."""
    if os.path.exists(store):
        database = sqlite3.connect(store)
        state = database.execute("PRAGMA integrity_check").fetchone()[0]
        database.close()
        if state != "ok":
            fail(f"the file is damaged: {state}")
    service = Service(program, store)
    names, after = set(), 0
    while True:
        answer = service.call("revocations/list", {"limit": 1000, "after": after})
        if "result" not in answer:
            fail(f"the store cannot be read: {answer}")
        names |= {entry["about"]["jti"] for entry in answer["result"]["entries"]}
        after = answer["result"].get("next")
        if after is None:
            break
    service.end()
    return names


def killed(program, rounds):
    folder = tempfile.mkdtemp()
    store = folder + "/store.sqlite"
    acknowledged, sent = set(), set()
    for number in range(int(rounds)):
        service = Service(program, store)
        done = threading.Event()

        def write():
            for index in range(10_000):
                name = f"{number}-{index}"
                sent.add(name)
                try:
                    service.send("revoke", {"jti": name})
                except (BrokenPipeError, ValueError):
                    return
                if done.is_set():
                    return

        writer = threading.Thread(target=write)
        writer.start()
        killer = threading.Timer(random.uniform(0.01, 0.12), service.process.kill)
        killer.start()
        index = 0
        while True:
            answer = service.receive()
            if answer is None:
                break
            if "result" not in answer:
                fail(f"a revocation among many is refused: {answer}")
            acknowledged.add(f"{number}-{index}")
            index += 1
        done.set()
        service.process.stdout.close()
        writer.join()
        service.process.wait()
    found = held(program, store)
    shutil.rmtree(folder)
    if acknowledged - found:
        fail(f"{len(acknowledged - found)} of {len(acknowledged)} acknowledged revocations are lost")
    if found - sent:
        fail("something is there that nobody sent")
    print(f"{rounds} processes killed, {len(acknowledged)} revocations acknowledged, {len(found)} kept, none lost")


def calls(program):
    if shutil.which("strace") is None:
        sys.exit(3)
    kills = 0
    for call in ("pwrite64", "fdatasync,fsync", "ftruncate", "unlink", "openat"):
        for number in range(1, 400):
            folder = tempfile.mkdtemp()
            store = folder + "/store.sqlite"
            if number % 2:
                if subprocess.run([program, "revoke", "--jti", "before", "--store", store], capture_output=True).returncode:
                    fail("a revocation before")
            tracer = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-P", folder]
            for name in ("", "-wal", "-shm", "-changes", "-journal"):
                tracer += ["-P", store + name]
            tracer += ["-e", f"inject={call}:signal=KILL:when={number}"]
            outcome = subprocess.run(
                tracer + [program, "revoke", "--jti", "during", "--store", store, "--allow-debug"], capture_output=True)
            found = held(program, store) if os.path.exists(store) else set()
            shutil.rmtree(folder)
            if number % 2 and "before" not in found:
                fail(f"killed at {call} {number}: what was kept before is lost")
            if outcome.returncode == 0:
                if "during" not in found:
                    fail(f"not killed at {call} {number}: what was acknowledged is lost")
                break
            kills += 1
            if b"during" in outcome.stdout and "during" not in found:
                fail(f"killed at {call} {number}: what was acknowledged is lost")
    print(f"killed at {kills} calls, nothing lost, the file whole each time")


TRACE = re.compile(r"^\d+ +(\w+)\((.*)\) += +(-?\d+|\?)")


def lines_of(trace):
    """The lines of a trace, with those put together that another thread's came between."""
    begun = {}
    for line in open(trace):
        process = line.split(" ", 1)[0]
        if line.rstrip().endswith("<unfinished ...>"):
            begun[process] = line.rstrip()[:-len("<unfinished ...>")]
        elif "resumed>" in line:
            yield begun.pop(process, "") + line.split("resumed>", 1)[1]
        else:
            yield line


def power(program):
    """Replays the writes that a process made, and leaves out what was not synced when it answered."""
    if shutil.which("strace") is None:
        sys.exit(3)
    folder = tempfile.mkdtemp()
    store = folder + "/store.sqlite"
    log = folder + "/trace"
    tracer = [
        "strace", "-f", "-qq", "-xx", "-s", "70000", "-o", log,
        "-e", "trace=openat,write,pwrite64,fdatasync,fsync,ftruncate,close,unlink"]
    service = Service(program, store, (*tracer,))
    names = [f"t{index}" for index in range(40)]
    for name in names:
        if "result" not in service.call("revoke", {"jti": name}):
            sys.exit(3)
    service.end()
    # What processes see, and what is on the disk: contents by a sync of the file, names by one of its folder.
    files, durable, volatile, names_there, names_kept, checked, answered = {}, {}, {}, set(), set(), 0, 0

    def text(argument):
        return bytes(int(byte, 16) for byte in re.findall(r"\\x([0-9a-f]{2})", argument))

    def sync(path):
        if path == folder:
            names_kept.clear()
            names_kept.update(names_there)
        else:
            durable[path] = bytearray(volatile[path])

    for line in lines_of(log):
        match = TRACE.match(line)
        if not match or match.group(3) in ("?", "-1"):
            continue
        call, arguments, value = match.group(1), match.group(2), int(match.group(3))
        if call == "openat":
            path = text(arguments.split(",")[1]).decode()
            if path == folder or path.startswith(store):
                files[value] = path
                if path != folder and path not in names_there:
                    volatile[path] = bytearray()
                    names_there.add(path)
            elif value in files:
                del files[value]
            continue
        if call == "unlink":
            names_there.discard(text(arguments).decode())
            continue
        number = int(arguments.split(",")[0])
        path = files.get(number)
        if call == "close":
            files.pop(number, None)
        elif call == "pwrite64" and path:
            data, place = text(arguments), int(arguments.split(",")[-1])
            content = volatile[path]
            content.extend(bytes(max(0, place + len(data) - len(content))))
            content[place:place + len(data)] = data
        elif call == "ftruncate" and path:
            length = int(arguments.split(",")[1])
            content = volatile[path]
            del content[length:]
            content.extend(bytes(max(0, length - len(content))))
        elif call in ("fdatasync", "fsync") and path:
            sync(path)
        elif call == "write" and b'"result"' in text(arguments):
            answered += text(arguments).count(b'"result"')
            # The power goes out here: what is left is what was synced.
            left = tempfile.mkdtemp()
            for name in names_kept:
                content = durable.get(name, b"")
                if name.endswith(("-shm", "-changes")):
                    continue
                target = left + "/store.sqlite" + name[len(store):]
                with open(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                    file.write(content)
            found = held(program, left + "/store.sqlite")
            shutil.rmtree(left)
            lost = set(names[:answered]) - found
            if lost:
                fail(f"behind answer {answered}, {len(lost)} revocations are on no disk")
            checked += 1
    shutil.rmtree(folder)
    if checked == 0:
        fail("no answer was seen in the trace")
    print(f"the power went out behind {checked} answers, {answered} revocations, none lost")


class Key:
    """A secret and what is signed with it."""

    def __init__(self, program):
        folder = tempfile.mkdtemp()
        path = folder + "/key.jwk"
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            subprocess.run([program, "keygen", "--alg", "HS256"], stdout=file, check=True)
        self.parameter = {"jwk": json.load(open(path))}
        shutil.rmtree(folder)
        self.maker = Service(program, "none")

    def sign(self, name):
        answer = self.maker.call("sign", {"key": self.parameter, "claims": {"jti": name}, "expiresIn": "1h"})
        return answer["result"]["token"]


# What says that the store could not be asked in time, on a machine that has much to do: refused, and nobody's use.
UNCLEAR = {"token.revocation_unknown", "token.replay_unknown", "store.locked"}


def outcome(answer):
    """A result, or an error as a refusal for its reason."""
    return answer.get("result") or {"valid": False, "failures": [{"code": answer["error"]["data"]["code"]}]}


def at_once(services, tokens, method, params):
    """Gives each token to all services at the same time; what each answered, by token."""
    start = threading.Barrier(len(services))
    answers = [[None] * len(services) for _ in tokens]

    def use(place):
        for index, token in enumerate(tokens):
            start.wait()
            answers[index][place] = outcome(services[place].call(method, dict(params, token=token)))

    threads = [threading.Thread(target=use, args=(place,)) for place in range(len(services))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


SERVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "PostgreSQL", "server")


def serve(folder):
    """Starts a PostgreSQL server in a folder; how its database is named."""
    if subprocess.run([SERVER, "make", folder, str(os.getpid())]).returncode:
        sys.exit(3)
    return f"postgresql://jwtls@/postgres?host={folder}"


def race(program, processes, rounds, store=None):
    folder = tempfile.mkdtemp()
    key = Key(program)
    if store == "postgresql":
        store = serve(folder)
    services = [Service(program, store or folder + "/store.sqlite") for _ in range(int(processes))]
    tokens = [key.sign(f"use{index}") for index in range(int(rounds))]
    uses = at_once(services, tokens, "verify", {"key": key.parameter, "replay": {"scope": "login"}, "checks": "none"})
    tokens = [key.sign(f"turn{index}") for index in range(int(rounds))]
    turns = at_once(services, tokens, "rotate", {"key": key.parameter})
    for service in [*services, key.maker]:
        service.end()
    if os.path.exists(folder + "/data"):
        subprocess.run([SERVER, "kill", folder])
    shutil.rmtree(folder)
    allowed = {"token.replayed", "token.spent", "token.family_revoked"}
    unclear = 0
    for answers in uses + turns:
        winners = sum(answer["valid"] for answer in answers)
        reasons = {failure["code"] for answer in answers for failure in answer.get("failures", [])}
        if reasons - allowed - UNCLEAR:
            fail(f"refused for another reason: {reasons}")
        is_clear = not reasons & UNCLEAR
        unclear += not is_clear
        if winners > 1 or (is_clear and winners == 0):
            fail(f"not one winner: {[answer['valid'] for answer in answers]}")
    if unclear * 50 > len(uses + turns):
        fail(f"the store could not be asked for {unclear} of {len(uses + turns)} tokens")
    for name, all_answers in (("used", uses), ("rotated", turns)):
        share = [sum(answers[place]["valid"] for answers in all_answers) for place in range(len(services))]
        print(f"{rounds} tokens {name} by {processes} processes at once, one winner each {share}")
    print(f"{unclear} tokens met a store that was busy for too long")


def batch(program):
    """The same token twice in one batch."""
    folder = tempfile.mkdtemp()
    key = Key(program)
    params = {"token": key.sign("one"), "key": key.parameter, "replay": {"scope": "login"}, "checks": "none"}
    calls = [{"jsonrpc": "2.0", "id": number, "method": "verify", "params": params} for number in (1, 2)]
    service = Service(program, folder + "/store.sqlite")
    service.process.stdin.write(json.dumps(calls).encode() + b"\n")
    service.process.stdin.flush()
    answers = service.receive()
    for one in (service, key.maker):
        one.end()
    shutil.rmtree(folder)
    if sorted(answer["result"]["valid"] for answer in answers) != [False, True]:
        fail(f"not one of two: {answers}")
    print("of two uses in one batch, one counted")


def away(program):
    """Kills the server while processes revoke; what was answered must be there when it is back, and be seen by all."""
    folder = tempfile.mkdtemp()
    store = serve(folder)
    services = [Service(program, store) for _ in range(4)]
    acknowledged, unknown = set(), 0
    for number in range(3):
        killer = threading.Timer(0.5, subprocess.run, ([SERVER, "kill", folder],))
        killer.start()
        index, refused = 0, 0
        while refused < 8:
            name = f"{number}-{index}"
            answer = services[index % 4].call("revoke", {"jti": name})
            if "result" in answer:
                acknowledged.add(name)
            else:
                if answer["error"]["data"]["code"] not in ("store.unavailable", "store.locked"):
                    fail(f"a server that is away is {answer['error']}")
                refused += 1
            index += 1
        unknown += refused
        killer.join()
        if "result" not in services[0].call("decode", {"token": "eyJhbGciOiJub25lIn0.e30."}):
            fail("what needs no state is not served")
        subprocess.run([SERVER, "start", folder], check=True)
        for service in services:
            listed, after = set(), 0
            while after is not None:
                answer = service.call("revocations/list", {"limit": 1000, "after": after})
                if "result" not in answer:
                    fail(f"the server is back, and not found: {answer}")
                listed |= {entry["about"]["jti"] for entry in answer["result"]["entries"]}
                after = answer["result"].get("next")
            if acknowledged - listed:
                fail(f"{len(acknowledged - listed)} of {len(acknowledged)} acknowledged revocations are lost")
    for service in services:
        service.end()
    subprocess.run([SERVER, "kill", folder])
    print(f"a server killed 3 times, {len(acknowledged)} revocations acknowledged, {unknown} refused, none lost")


def full(program):
    """A disk of its own, as small as can be; needs a namespace in which it may be mounted."""
    script = """
        mount -t tmpfs -o size=300k,mode=700 tmpfs "$1" || exit 3
        exec python3 "$2" full-inside "$3" "$1"
    """
    folder = tempfile.mkdtemp()
    arguments = ["unshare", "-Urm", "sh", "-c", script, "sh", folder, os.path.abspath(__file__), program]
    if shutil.which("unshare") is None:
        sys.exit(3)
    code = subprocess.run(arguments).returncode
    shutil.rmtree(folder, ignore_errors=True)
    sys.exit(code)


def inside(mode, program):
    """Runs a mode in a folder on a file system of its own; needs a namespace in which it may be mounted."""
    script = """
        mount -t tmpfs -o size=20m,mode=700 tmpfs "$1" || exit 3
        exec python3 "$2" "$4" "$3" "$1"
    """
    folder = tempfile.mkdtemp()
    arguments = ["unshare", "-Urm", "sh", "-c", script, "sh", folder, os.path.abspath(__file__), program, mode]
    if shutil.which("unshare") is None:
        sys.exit(3)
    code = subprocess.run(arguments).returncode
    shutil.rmtree(folder, ignore_errors=True)
    sys.exit(code)


def read_only(program):
    inside("read-only-inside", program)


def read_only_inside(program, folder):
    store = folder + "/store.sqlite"
    key = Key(program)
    tokens = {name: key.sign(name) for name in ("revoked", "good")}
    service = Service(program, store)
    service.call("revoke", {"jti": "revoked"})

    def state(service):
        answers = {}
        for name, token in tokens.items():
            result = service.call("verify", {"token": token, "key": key.parameter, "checks": "none"})["result"]
            answers[name] = [failure["code"] for failure in result.get("failures", [])]
        answer = service.call("revoke", {"jti": "other"})
        answers["revoke"] = answer.get("error", {}).get("data", {}).get("code")
        if "result" not in service.call("decode", {"token": "eyJhbGciOiJub25lIn0.e30."}):
            fail("what needs no state is not served")
        return answers

    before = state(service)
    if before != {"revoked": ["token.revoked"], "good": [], "revoke": None}:
        fail(f"a disk that can be written: {before}")
    service.end()
    if subprocess.run(["mount", "-o", "remount,ro", folder]).returncode:
        sys.exit(3)
    fresh = Service(program, store)
    started = state(fresh)
    unknown = ["token.revocation_unknown"]
    if started != {"revoked": unknown, "good": unknown, "revoke": "store.read_only"}:
        fail(f"a read-only disk: {started}")
    fresh.end()
    key.maker.end()
    print(f"a read-only disk: {started}")


def clock(program):
    """The program under another clock than the machine's."""
    if shutil.which("faketime") is None:
        sys.exit(3)
    folder = tempfile.mkdtemp()
    store = folder + "/store.sqlite"
    key = Key(program)
    token = key.sign("revoked")

    def at(clock, place=store):
        return Service(program, place, prefix=("faketime", "-f", clock) if clock else ())

    def codes(service):
        result = service.call("verify", {"token": token, "key": key.parameter, "checks": "none"})["result"]
        return {failure["code"] for failure in result.get("failures", [])}

    service = at(None)
    service.call("revoke", {"token": token, "key": key.parameter})
    service.end()
    for offset in ("-1h", "-10d", "+10m"):
        service = at(offset)
        if not codes(service) & {"token.revoked", "token.revocation_unknown"}:
            fail(f"a token is not revoked any more under a clock of {offset}")
        service.end()
    for _ in range(3):
        service = at("+10y")
        service.call("revocations/prune", {})
        service.call("revoke", {"jti": "another"})
        service.end()
    service = at(None)
    after = codes(service)
    if not after & {"token.revoked", "token.revocation_unknown"}:
        fail("a clock that ran ahead took a revocation with it")
    service.end()
    for number, instant in enumerate(("1970-01-01 00:00:10", "2038-01-19 03:14:08", "2106-02-07 06:28:16", "2999-12-31 23:59:59")):
        place = f"{folder}/{number}"
        os.mkdir(place, 0o700)
        service = at(f"@{instant}", place + "/store.sqlite")
        signed = service.call("sign", {"key": key.parameter, "claims": {"sub": "a"}, "expiresIn": "1h"})
        if "result" not in signed:
            fail(f"at {instant} nothing is signed: {signed}")
        one = signed["result"]["token"]
        if not service.call("verify", {"token": one, "key": key.parameter})["result"]["valid"]:
            fail(f"at {instant} a fresh token is refused")
        turned = service.call("rotate", {"token": one, "key": key.parameter})["result"]
        if not turned["valid"] or not service.call("verify", {"token": turned["token"], "key": key.parameter})["result"]["valid"]:
            fail(f"at {instant} there is no successor")
        if service.call("verify", {"token": one, "key": key.parameter})["result"]["valid"]:
            fail(f"at {instant} a token that was replaced is good")
        service.end()
    key.maker.end()
    shutil.rmtree(folder)
    print(f"set back, ahead and back again ({', '.join(sorted(after))}), and four centuries: as it must be")


def full_inside(program, folder):
    store = folder + "/store.sqlite"
    service = Service(program, store)
    acknowledged = 0
    while True:
        answer = service.call("revoke", {"jti": f"t{acknowledged}", "note": "n" * 1000})
        if "error" in answer:
            break
        acknowledged += 1
    word = answer["error"]["data"]["code"]
    if word != "store.full":
        fail(f"a full disk is {word}: {answer['error']['message']}")
    if "result" not in service.call("decode", {"token": "eyJhbGciOiJub25lIn0.e30."}):
        fail("what needs no state is not served")
    listed = service.call("revocations/list", {"limit": 1000})
    if len(listed.get("result", {}).get("entries", [])) != acknowledged:
        fail("what was kept cannot be read")
    service.end()
    print(f"{acknowledged} revocations kept until the disk was full, then store.full; everything else served")


if __name__ == "__main__":
    mode = sys.argv[1].replace("-", "_")
    modes = {"killed": killed, "calls": calls, "power": power, "race": race, "batch": batch, "away": away}
    disks = {"full": full, "full_inside": full_inside, "read_only": read_only, "read_only_inside": read_only_inside}
    {**modes, **disks, "clock": clock}[mode](*sys.argv[2:])
