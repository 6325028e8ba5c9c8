"""Time of single requests, several kinds of them in turn, and what can be said about it whatever else the machine does."""

import bisect
import os
import random
import statistics
import subprocess
import time

from Bench import machine

median = statistics.median


def interleaved(command, kinds, rounds):
    """Microseconds from a request to its answer: for each kind of lines so many, each round in an order of its own."""
    program = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        preexec_fn=lambda: os.sched_setaffinity(0, {machine.first}))
    kinds = [[(line + "\n").encode() for line in lines] for lines in kinds]
    times = [[] for _ in kinds]
    with program:
        for number in range(-20, rounds):
            for index in random.sample(range(len(kinds)), len(kinds)):
                line = kinds[index][number % len(kinds[index])]
                start = time.perf_counter_ns()
                os.write(program.stdin.fileno(), line)
                answer = os.read(program.stdout.fileno(), 1 << 16)
                while not answer.endswith(b"\n"):
                    answer += os.read(program.stdout.fileno(), 1 << 16)
                # The first rounds warm the caches.
                if number >= 0:
                    times[index].append((time.perf_counter_ns() - start) / 1000)
        program.stdin.close()
    return times


def rank(first, second):
    """How often a value of the second is greater than one of the first: 0.5 where nothing tells them apart (the statistic
    of Mann and Whitney, by the number of pairs)."""
    ordered = sorted(first)
    greater = sum(bisect.bisect_left(ordered, value) + bisect.bisect_right(ordered, value) for value in second)
    return greater / (2 * len(first) * len(second))
