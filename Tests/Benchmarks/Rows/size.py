"""The program itself. The command line's parser brings Foundation with it, which is most of the bytes."""

import os

from Bench.table import Line, at_most

name = "size"
summary = "bytes of the program"


def measure(bench):
    yield Line(name, "the program", "MB", None, os.path.getsize(bench.program) / 1e6, None, at_most(22, "figure"))
