"""Where the instructions of a request go: the functions that have most of them, by themselves and with all they call."""

import os
import re
import subprocess

from Bench import counting, programs


def show(material, kind, lines):
    """Prints both lists for one kind of request."""
    path = os.path.join(material.folder, "callgrind.out")
    count = counting.record(material, kind, path)
    for title, option in (("by itself", "--inclusive=no"), ("with what it calls", "--inclusive=yes")):
        print(f"\n{kind}, instructions a request, {title}:")
        for cost, share, name in _functions(path, option)[:lines]:
            print(f"{cost / count:12,.0f} {share:>6} %  {name[:160]}")
    os.remove(path)


def _functions(path, option):
    run = subprocess.run(["callgrind_annotate", option, "--threshold=100", "--auto=no", path], capture_output=True, text=True)
    if run.returncode != 0:
        raise programs.Failure(f"callgrind_annotate: {run.stderr}")
    # A function that calls itself stands there a second time, with a mark: its cost is in the first line.
    rows = re.findall(r"^\s*([\d,]+) \(\s*([\d.]+)%\)\s+[^:\n]*:(.*?)(?: \[[^\]]*\])?$", run.stdout, re.MULTILINE)
    rows = [row for row in rows if not re.search(r"'\d+$", row[2])]
    names = subprocess.run(
        ["swift", "demangle", "--simplified"], input="\n".join(name for _, _, name in rows), capture_output=True, text=True)
    names = names.stdout.splitlines()
    return [(int(cost.replace(",", "")), share, name) for (cost, share, _), name in zip(rows, names)]
