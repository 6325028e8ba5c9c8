"""Instructions that a request costs, as valgrind counts them: the same at each run, whatever else the machine does."""

import os
import re
import shutil
import subprocess

from Bench import machine, programs

kinds = {
    "verify HS256": ("verify", "HS256", 1000),
    "verify RS256": ("verify", "RS256", 500),
    "verify ES256": ("verify", "ES256", 250),
    "verify in turn": ("turns", "RS256", 500),
    "decode": ("decode", "RS256", 250),
    "brief decode": ("brief", "RS256", 1000),
    "sign HS256": ("sign", "HS256", 1000),
}
"""What is counted, and over how many requests."""



def tokens(requests=None):
    """So many tokens are needed of an algorithm."""
    return 2 * (requests or max(count for _, _, count in kinds.values()))


def require():
    """Says so where valgrind is missing."""
    if shutil.which("valgrind") is None:
        raise programs.Failure("valgrind is not here: apt-get install valgrind.")


def described():
    """What the counts depend on beside jwtls: OpenSSL and the C library choose their code by the processor."""
    version = subprocess.run(["valgrind", "--version"], capture_output=True, text=True).stdout.strip()
    return {"processor": machine.model(), "valgrind": version, "openssl": machine.openssl()}


def per_request(material, kind, requests=None):
    """Instructions a request, of jwtls and of the C limit server: those of 2 n requests without those of n, so that the
    start is not in them."""
    method, algorithm, count = kinds[kind]
    count = requests or count
    lines = material.lines(material.requests(method, algorithm))
    limit = programs.server(material, method, algorithm)
    return [(_count(material, command, lines[:2 * count]) - _count(material, command, lines[:count])) / count
            for command in ([material.program], limit)]


def of_lines(material, lines, count):
    """Instructions a request, over so many of these lines, of which there are twice as many; the start is not in them."""
    return (_count(material, [material.program], lines[:2 * count]) - _count(material, [material.program], lines[:count])) / count


def record(material, kind, path):
    """Writes what callgrind knows of a run of requests of one kind; gives how many there were."""
    method, algorithm, count = kinds[kind]
    _count(material, [material.program], material.lines(material.requests(method, algorithm))[:count], path)
    return count


def _count(material, command, lines, path="/dev/null"):
    # A file gives the same pieces to each read; one processor, the same turns to the threads; and names are hashed alike.
    source = os.path.join(material.folder, "counted.requests")
    with open(source, "w") as file:
        file.writelines(line + "\n" for line in lines)
    with open(source) as requests:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={path}", *command], stdin=requests, capture_output=True,
            text=True, env=os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1"},
            preexec_fn=lambda: os.sched_setaffinity(0, {machine.first}))
    total = re.search(r"Collected\s*:\s*(\d+)", run.stderr)
    answers = run.stdout.splitlines()
    if run.returncode != 0 or total is None or len(answers) != len(lines) or not all('"result"' in one for one in answers):
        raise programs.Failure(f"{command[0]}: {len(answers)} of {len(lines)} answers under valgrind\n{run.stderr[-2000:]}")
    return int(total.group(1))
