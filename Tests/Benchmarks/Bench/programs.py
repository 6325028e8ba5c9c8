"""What is measured and what measures: jwtls as README builds it, and the C programs of this folder."""

import os
import re
import shlex
import shutil
import subprocess
import sys

here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
root = os.path.dirname(os.path.dirname(here))
folder = os.path.join(root, ".build", "benchmarks")
"""Where everything lies that is made here."""

_measure = ["Measure/child.c"]
_token = ["Limits/token.c", "Limits/signatures.c", "Limits/base64url.c"]
_sources = {
    "pump": ["Measure/pump.c", "Measure/one_at_a_time.c", "Measure/pipelined.c", "Measure/answers.c", "Measure/requests.c"] + _measure,
    "alternate": ["Measure/alternate.c"] + _measure,
    "hello": ["Limits/hello.c"],
    "echo": ["Limits/echo.c"],
    "decode": ["Limits/decode.c"] + _token,
    "serve": ["Limits/serve.c", "Limits/crew.c"] + _token,
    "loop": ["Limits/loop.c"] + _token,
    "seal": ["Limits/seal.c"],
    "sqlite": ["Limits/sqlite.c"],
    "postgresql": ["Limits/postgresql.c"],
}

_databases = {"sqlite": "-lsqlite3", "postgresql": "-lpq"}


class Failure(Exception):
    """Something that was needed could not be had; said to the user as it is."""


def tool(name):
    """The path of a C program of this folder, built where it is older than its sources."""
    path = os.path.join(folder, name)
    sources = [os.path.join(here, source) for source in _sources[name]]
    headers = [os.path.join(here, part, file) for part in ("Measure", "Limits")
               for file in os.listdir(os.path.join(here, part)) if file.endswith(".h")]
    newest = max(os.path.getmtime(file) for file in sources + headers)
    if not os.path.exists(path) or os.path.getmtime(path) < newest:
        os.makedirs(folder, exist_ok=True)
        # Under another name first: somebody else may be running, or building, the one that is there.
        fresh = f"{path}.{os.getpid()}"
        command = ["cc", "-O2", "-Wall", "-Wextra", "-o", fresh, *sources, "-lcrypto", "-lpthread"]
        if name in ("hello", "echo", "pump", "alternate"):
            command = command[:-2]
        if name in _databases:
            command[-2:] = [_databases[name]]
        try:
            subprocess.run(command, check=True)
            os.rename(fresh, path)
        except (OSError, subprocess.CalledProcessError) as fault:
            raise Failure(f"{name} cannot be built: {fault}. It takes a C compiler and libssl-dev.")
    return path


def server(material, method, algorithm=None, threads=1):
    """The command of the limit for a service: the C server, with the key that it needs."""
    if method in ("decode", "brief"):
        return [tool("serve"), "decode", str(threads)]
    key = material.key(algorithm)
    method = "verify" if method == "turns" else method
    return [tool("serve"), method, algorithm, key["pem" if method == "sign" else "public_pem"], str(threads)]


def build_command(product, has_symbols=False):
    """README's own command for a release build, for another product too, or with the names of functions left in."""
    with open(os.path.join(root, "README.md")) as text:
        found = re.search(r"swift build -c release --product jwtls[^&\n]*", text.read())
    if found is None:
        raise Failure("README.md has no command that builds the release.")
    words = shlex.split(found.group())
    words[words.index("jwtls")] = product
    if has_symbols:
        words[words.index("-s")] = "-S"
    return words


def build(product, has_symbols=False):
    """Builds a product as README builds the program; gives its path."""
    command = build_command(product, has_symbols)
    print("$ " + " ".join(command), file=sys.stderr)
    if subprocess.run(command, cwd=root, stdout=sys.stderr).returncode != 0:
        raise Failure(f"{product} cannot be built.")
    return os.path.join(root, ".build", "release", product)


def without_debug_info(path):
    """A copy of a program that has names of functions at most: valgrind cannot read what the compilers write beside them."""
    copy = os.path.join(folder, "counted")
    os.makedirs(folder, exist_ok=True)
    if subprocess.run(["strip", "--strip-debug", "-o", copy, path]).returncode != 0:
        raise Failure(f"{path} is no program.")
    return copy


def build_with_symbols():
    """Builds jwtls with the names of its functions left in, and leaves the one without them where it was."""
    path = os.path.join(folder, "jwtls-with-symbols")
    os.makedirs(folder, exist_ok=True)
    shutil.copy(build("jwtls", has_symbols=True), path)
    build("jwtls")
    return path
