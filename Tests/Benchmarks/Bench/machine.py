"""The machine that is measured on: its processors, and what a reader must know to judge the figures."""

import os
import platform
import subprocess

processors = sorted(os.sched_getaffinity(0))
"""The processors that may be used."""

first = processors[0]
second = processors[min(1, len(processors) - 1)]


def model():
    """What the processor calls itself."""
    with open("/proc/cpuinfo") as lines:
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def load():
    """How many processes wanted to run, in the last one, five and fifteen minutes."""
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def openssl():
    """The OpenSSL that the limits use."""
    try:
        return subprocess.run(["openssl", "version"], capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        return "OpenSSL of the system"


def described():
    """One line for the head of a table."""
    return f"{model()}, {len(processors)} processors, Linux {platform.release()}, {openssl()}; load {load()}"
