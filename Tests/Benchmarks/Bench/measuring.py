"""How one figure is taken: the C programs are run in turn, so that what else the machine does meets all of them alike."""

import json
import os
import subprocess

from Bench import machine, programs
from Bench.material import expected


class Measuring:
    """What all rows share: the program, the material, and how long and how often is measured."""

    def __init__(self, program, material, rounds, seconds, is_quick, in_process):
        self.program = program
        self.material = material
        self.rounds = rounds
        self.seconds = seconds
        self.is_quick = is_quick
        self.in_process = in_process

    def interleaved(self, **contestants):
        """Runs each in turn, over and over; gives the figures of each, in the order of the rounds."""
        figures = {name: [] for name in contestants}
        for _ in range(self.rounds):
            for name, run in contestants.items():
                figures[name].append(run())
        return figures

    def serial(self, command, path, method, **options):
        """One request at a time, with the pump and the program on one processor."""
        options = {"own": machine.first, "program": machine.first} | options
        return self.pump("serial", command, path, method, **options)

    def pipelined(self, command, path, method, is_alone=False, **options):
        """Many requests in flight; `is_alone` gives the program a processor of its own, and no other."""
        if is_alone:
            options = {"own": machine.first, "program": machine.second} | options
        return self.pump("pipelined", command, path, method, **options)

    def pump(self, mode, command, path, method, **options):
        """Runs the pump; gives what it says. Nothing may be wrong with the answers."""
        if "count" not in options:
            options.setdefault("seconds", self.seconds)
        if method is not None:
            options.setdefault("expect", expected[method])
        words = [programs.tool("pump"), mode, "--requests", path]
        for name, value in options.items():
            if value is not False and value is not None:
                words += [f"--{name.replace('_', '-')}"] + ([] if value is True else [str(value)])
        run = subprocess.run(words + ["--", *command], capture_output=True, text=True)
        if run.returncode != 0:
            raise programs.Failure(f"{' '.join(command)[:200]}: {run.stdout}{run.stderr}")
        figures = json.loads(run.stdout)
        figures["rate"] = figures["answers"] / figures["seconds"]
        return figures

    def alternate(self, commands, runs, **options):
        """Whole runs of several programs in turn; gives the figures of each."""
        words = [programs.tool("alternate"), "--runs", str(runs)]
        for name, value in options.items():
            words += [f"--{name.replace('_', '-')}", str(value)]
        words.append("--")
        for index, command in enumerate(commands):
            words += ([":::"] if index > 0 else []) + list(command)
        run = subprocess.run(words, capture_output=True, text=True)
        if run.returncode != 0:
            raise programs.Failure(f"alternate: {run.stderr}")
        figures = [json.loads(line) for line in run.stdout.splitlines()]
        for command, one in zip(commands, figures):
            if one["failures"] > 0:
                raise programs.Failure(f"{' '.join(command)[:200]}: {one['failures']} of {runs} runs failed")
        return figures

    def loop(self, work, algorithm, threads=1):
        """Operations a second of the C loop: on one processor, of its time; or on as many as there are threads, by the clock."""
        key = self.material.key(algorithm)
        path = {"sign": key["pem"], "both": f"{key['pem']},{key['public_pem']}"}.get(work, key["public_pem"])
        words = [programs.tool("loop"), work, algorithm, path, self.material.tokens(algorithm), str(threads), str(self.seconds)]
        one = {machine.second}
        run = subprocess.run(
            words, capture_output=True, text=True,
            preexec_fn=(lambda: os.sched_setaffinity(0, one)) if threads == 1 else None)
        if run.returncode != 0:
            raise programs.Failure(f"loop {work} {algorithm}: {run.stderr}")
        by_clock, by_processor = map(float, run.stdout.split())
        return by_processor if threads == 1 else by_clock

    def server(self, method, algorithm=None, threads=1):
        """The command of the limit for a service."""
        return programs.server(self.material, method, algorithm, threads)
